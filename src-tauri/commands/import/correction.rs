//! The rows in trouble as a workbook for whoever can correct them, and their corrections taken back. Only workbooks are
//! written, and only where the person said.

use std::collections::BTreeMap;
use std::path::Path;

use rollcall_core::desk::CorrectionWords;
use rollcall_core::finding::FindingCode;
use rollcall_core::history::ImportId;
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;

use super::ImportView;
use super::view::import_view;
use crate::commands::number;
use crate::error::CommandError;
use crate::state::AppState;

/// The ending of what is written.
const WORKBOOK: &str = "xlsx";

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedProblems {
    /// How many rows.
    pub rows: u32,
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TakenBackView {
    /// How many rows were corrected.
    pub rows: u32,
    /// How many cells.
    pub cells: u32,
    /// The import with them.
    pub view: ImportView,
}

/// Asks where the rows in trouble are to be written, with a name proposed; null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn pick_export<R: Runtime>(app: AppHandle<R>, name: String) -> Option<String> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .set_file_name(name)
        .add_filter("Spreadsheet", &[WORKBOOK])
        .save_file(move |chosen| {
            // The receiver is gone only when the window closed while the dialog was open.
            let _ = answer.send(chosen);
        });
    let chosen = answered.await.ok().flatten()?.into_path().ok()?;
    let named = if is_workbook(&chosen) {
        chosen
    } else {
        let mut name = chosen.into_os_string();
        name.push(".");
        name.push(WORKBOOK);
        name.into()
    };
    Some(named.to_string_lossy().into_owned())
}

/// Writes the rows in trouble as .xlsx, unmasked, each cell with a finding under a comment that says what it is:
/// `texts` has the words by finding, `rowHeader` names the first column, which holds the row's number.
#[tauri::command]
#[specta::specta]
pub async fn export_problems(
    state: State<'_, AppState>,
    id: u32,
    path: String,
    row_header: String,
    texts: BTreeMap<FindingCode, String>,
) -> Result<ExportedProblems, CommandError> {
    if !is_workbook(Path::new(&path)) {
        return Err(CommandError::invalid(
            "The rows are written to a file that ends in .xlsx.",
        ));
    }
    let words = CorrectionWords {
        row: row_header,
        texts,
    };
    state
        .work(move |desk| {
            desk.with_import(ImportId(id), |import| {
                let rows = import.export_problems(Path::new(&path), &words)?;
                Ok(ExportedProblems { rows: number(rows) })
            })
        })
        .await
}

/// Takes the corrected workbook back: every cell that was changed in it, by the row's number, as one step of undo.
#[tauri::command]
#[specta::specta]
pub async fn take_back(
    state: State<'_, AppState>,
    id: u32,
    path: String,
) -> Result<TakenBackView, CommandError> {
    state
        .work(move |desk| {
            let id = ImportId(id);
            let taken = desk.with_import(id, |import| import.take_back(Path::new(&path)))?;
            Ok::<_, CommandError>(TakenBackView {
                rows: number(taken.rows),
                cells: number(taken.cells),
                view: import_view(desk, id)?,
            })
        })
        .await
}

fn is_workbook(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(WORKBOOK))
}
