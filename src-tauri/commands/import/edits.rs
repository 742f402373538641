//! Mending on the fix step: cells changed, rows left out, findings accepted, each undoable. The file stays as it is.

use rollcall_core::desk::{DeskError, Edit};
use rollcall_core::finding::FindingCode;
use rollcall_core::history::ImportId;
use tauri::State;

use super::ImportView;
use super::view::import_view;
use crate::error::CommandError;
use crate::state::AppState;

/// Refuses while the screen is shared: what is not seen cannot be mended, and a veil is never what a cell says.
pub(super) async fn seen(state: &AppState) -> Result<(), CommandError> {
    if state.desk().await?.is_sharing() {
        return Err(DeskError::ScreenShared.into());
    }
    Ok(())
}

/// Changes what a cell says.
#[tauri::command]
#[specta::specta]
pub async fn edit_cell(
    state: State<'_, AppState>,
    id: u32,
    row: u32,
    column: u32,
    text: String,
) -> Result<ImportView, CommandError> {
    let column = u16::try_from(column)
        .map_err(|_| CommandError::invalid(format!("No sheet has a column {column}.")))?;
    seen(&state).await?;
    state
        .change(id, move |import| {
            import.edit(Edit::Cell { row, column, text })
        })
        .await
}

/// Leaves rows out, or takes them in again. A row that is left out counts as present (rule R2).
#[tauri::command]
#[specta::specta]
pub async fn leave_out(
    state: State<'_, AppState>,
    id: u32,
    rows: Vec<u32>,
    out: bool,
) -> Result<ImportView, CommandError> {
    state
        .change(id, move |import| import.edit(Edit::LeaveOut { rows, out }))
        .await
}

/// Takes the last edit back.
#[tauri::command]
#[specta::specta]
pub async fn undo_edit(state: State<'_, AppState>, id: u32) -> Result<ImportView, CommandError> {
    state
        .change(id, |import| {
            import.undo();
            Ok(())
        })
        .await
}

/// Makes the edit again that was taken back last.
#[tauri::command]
#[specta::specta]
pub async fn redo_edit(state: State<'_, AppState>, id: u32) -> Result<ImportView, CommandError> {
    state
        .change(id, |import| {
            import.redo();
            Ok(())
        })
        .await
}

/// Accepts a finding for this file alone, or takes that back. One that nobody may accept is refused.
#[tauri::command]
#[specta::specta]
pub async fn accept_finding(
    state: State<'_, AppState>,
    id: u32,
    code: FindingCode,
    accept: bool,
) -> Result<ImportView, CommandError> {
    state
        .work(move |desk| {
            let id = ImportId(id);
            let may = desk.with_import(id, |import| {
                let findings = import.findings();
                let mut own = findings.iter().filter(|finding| finding.code == code);
                let may = !accept || own.all(|finding| import.is_acceptable(finding));
                if may {
                    import.accept(code, accept);
                }
                Ok(may)
            })?;
            if !may {
                return Err(CommandError::invalid(format!(
                    "{code} cannot be accepted; mend the file instead."
                )));
            }
            import_view(desk, id)
        })
        .await
}
