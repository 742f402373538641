//! The import stepper up to the plan: a file becomes rows, columns get meaning, problems get fixed.

pub mod bulk;
pub mod columns;
pub mod correction;
pub mod edits;
pub mod file;
pub mod problems;
pub mod read_as;
pub mod refused;
pub mod sheet;
pub mod view;

use std::path::Path;

use rollcall_core::desk::{DeskError, Import};
use rollcall_core::history::{ConnectionId, ImportId, ImportStep};
use rollcall_core::roster::{HiddenRows, Intent};
use rollcall_core::sheet::{SheetError, Unknown, Watch};
use serde::Serialize;
use specta::Type;
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;

use self::columns::{ColumnView, CompanyView, DriftView};
use self::file::FileProgress;
use self::refused::FixingView;
use self::sheet::{FileView, ReceiptView, SheetView};
use self::view::import_view;
use super::connections::ConnectionView;
use super::review::{FindingView, PlanView};
use crate::error::CommandError;
use crate::state::AppState;

/// The endings of what Rollcall reads.
const SPREADSHEETS: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"];

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
    /// What the file's format does not let Rollcall know.
    pub unknown: Vec<Unknown>,
    /// Whether hidden rows count; null while there are some and nobody chose.
    pub hidden: Option<HiddenRows>,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// How the headers differ from those of an earlier file whose columns were taken over; null where they are known.
    pub drift: Option<DriftView>,
    /// The country of phone numbers without a country code, as two letters, chosen or shown by other data.
    pub phone_country: Option<String>,
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
    /// The job by which it is being sent, so that a window that was reloaded or started again follows it.
    pub job: Option<u32>,
    /// The job whose rest alone is mended and planned.
    pub fixing: Option<FixingView>,
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

impl AppState {
    /// Changes an import and tells how it then stands.
    async fn change(
        &self,
        id: u32,
        change: impl FnOnce(&mut Import) -> Result<(), DeskError> + Send + 'static,
    ) -> Result<ImportView, CommandError> {
        self.work(move |desk| {
            desk.with_import(ImportId(id), change)?;
            import_view(desk, ImportId(id))
        })
        .await
    }
}

/// Opens a file for a connection; null where the person cancelled it. It takes the place of an unfinished import, and keeps
/// its intent (rule R1).
#[tauri::command]
#[specta::specta]
pub async fn open_import(
    state: State<'_, AppState>,
    connection: u32,
    path: String,
    on_progress: Channel<FileProgress>,
) -> Result<Option<ImportView>, CommandError> {
    let connection = ConnectionId(connection);
    let reading = state.begin_file(connection);
    let cancel = reading.cancel.clone();
    state
        .work(move |desk| {
            let connection = desk.history().connection(connection)?;
            let tell = file::teller(on_progress);
            let watch = Watch {
                cancel,
                tell: Some(&tell),
            };
            match desk.open_import(&connection, Path::new(&path), &watch) {
                Ok(id) => import_view(desk, id).map(Some),
                Err(DeskError::Sheet(SheetError::Cancelled)) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
        .await
}

/// The unfinished import of a connection.
#[tauri::command]
#[specta::specta]
pub async fn current_import(
    state: State<'_, AppState>,
    connection: u32,
) -> Result<Option<ImportView>, CommandError> {
    state
        .work(move |desk| {
            let connection = desk.history().connection(ConnectionId(connection))?;
            let unfinished = desk.unfinished_import(&connection)?;
            unfinished.map(|id| import_view(desk, id)).transpose()
        })
        .await
}

/// Gives an import up. Nothing was sent by it.
#[tauri::command]
#[specta::specta]
pub async fn discard_import(state: State<'_, AppState>, id: u32) -> Result<(), CommandError> {
    state
        .work(move |desk| desk.discard_import(ImportId(id)))
        .await
}

/// Declares what the file is (rule R1).
#[tauri::command]
#[specta::specta]
pub async fn choose_intent(
    state: State<'_, AppState>,
    id: u32,
    intent: Intent,
) -> Result<ImportView, CommandError> {
    state
        .change(id, move |import| {
            import.choose_intent(intent);
            Ok(())
        })
        .await
}
