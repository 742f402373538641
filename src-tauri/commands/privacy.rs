//! What is kept of what was done: the audit trail, read through, and the copies of the history. No name crosses here.

use rollcall_core::history::{Fault, HistoryError};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::number;
use crate::error::CommandError;
use crate::state::AppState;

pub mod person;
pub mod retention;

/// What the audit trail is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrailView {
    /// How many events there are.
    pub events: u32,
    /// The first that is not as it was written; null where all are, and none is missing.
    pub first_bad: Option<Fault>,
}

/// The copies of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupsView {
    /// The folder that they are in; null where nothing is written down.
    pub folder: Option<String>,
    /// How many there are.
    pub count: u32,
    /// When the newest was made, RFC 3339.
    pub newest: Option<String>,
    /// Why the start made none today.
    pub problem: Option<CommandError>,
}

/// Which copies of the history there are.
#[tauri::command]
#[specta::specta]
pub async fn backups(state: State<'_, AppState>) -> Result<BackupsView, CommandError> {
    let problem = state.backup_problem();
    state
        .work(move |desk| {
            let backups = desk.history().backups()?;
            let newest = backups.first().and_then(|newest| newest.made_at);
            let folder = desk.history().backups_folder();
            Ok::<_, HistoryError>(BackupsView {
                folder: folder.map(|folder| folder.to_string_lossy().into_owned()),
                count: number(backups.len()),
                newest: newest.map(|at| at.to_string()),
                problem,
            })
        })
        .await
}

/// Looks through the file of the history, then reads the audit trail through.
#[tauri::command]
#[specta::specta]
pub async fn verify_trail(state: State<'_, AppState>) -> Result<TrailView, CommandError> {
    let report = state
        .work(|desk| {
            desk.history().check_file()?;
            desk.history().verify_trail()
        })
        .await?;
    Ok(TrailView {
        events: report.events,
        first_bad: report.first_bad,
    })
}
