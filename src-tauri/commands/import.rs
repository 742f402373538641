//! The import stepper up to the plan: a file becomes rows, columns get meaning, problems get fixed.

pub mod columns;
pub mod problems;
pub mod sheet;

use rollcall_core::roster::Intent;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;

use self::columns::{ColumnView, CompanyView};
use self::sheet::{FileView, HiddenRows, ReceiptView, SheetView};
use super::connections::ConnectionView;
use super::review::{FindingView, PlanView};

/// The endings of what Rollcall reads.
const SPREADSHEETS: &[&str] = &["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt"];

/// A step of the import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportStep {
    /// What the file is for.
    Intent,
    /// Which sheet and header row.
    File,
    /// Which column is which field.
    Columns,
    /// Rows with problems.
    Fix,
    /// What would change.
    Review,
    /// Sending.
    Submit,
}

/// An import as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    /// Local id.
    pub id: u32,
    /// The connection it is for.
    pub connection: ConnectionView,
    /// Where the file lies.
    pub path: String,
    /// The step it stands at.
    pub step: ImportStep,
    /// What the file is for, once chosen.
    pub intent: Option<Intent>,
    /// The file.
    pub file: FileView,
    /// Its sheets.
    pub sheets: Vec<SheetView>,
    /// The sheet chosen.
    pub sheet: String,
    /// The header row, from 1.
    pub header_row: u32,
    /// Where every row went.
    pub receipt: ReceiptView,
    /// Whether hidden rows count; null while there are some and nobody chose.
    pub hidden: Option<HiddenRows>,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The companies of a multiple entity.
    pub companies: Vec<CompanyView>,
    /// The tax id of one company for the whole file.
    pub company: Option<String>,
    /// What stands out in the file.
    pub findings: Vec<FindingView>,
    /// How many rows have a problem.
    pub problems: u32,
    /// How many rows the person left out.
    pub left_out: u32,
    /// How many cells the person edited.
    pub edits: u32,
    /// Whether there is an edit to take back.
    pub can_undo: bool,
    /// Whether there is an edit to make again.
    pub can_redo: bool,
    /// Something stops the next step; the findings say what.
    pub blocked: bool,
    /// The plan, once made.
    pub plan: Option<PlanView>,
}

/// Asks for a spreadsheet; null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn pick_file<R: Runtime>(app: AppHandle<R>) -> Option<String> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .add_filter("Spreadsheet", SPREADSHEETS)
        .pick_file(move |picked| {
            // The receiver is gone only when the window closed while the dialog was open.
            let _ = answer.send(picked);
        });
    let picked = answered.await.ok().flatten()?;
    Some(picked.into_path().ok()?.to_string_lossy().into_owned())
}
