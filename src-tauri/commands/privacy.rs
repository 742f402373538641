//! What is kept of people and of what was done: the audit trail, read through. No name crosses here.

use rollcall_core::history::Fault;
use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::error::CommandError;
use crate::state::AppState;

/// What the audit trail is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrailView {
    /// How many events there are.
    pub events: u32,
    /// The first that is not as it was written; null where all are, and none is missing.
    pub first_bad: Option<Fault>,
}

/// Reads the audit trail through.
#[tauri::command]
#[specta::specta]
pub async fn verify_trail(state: State<'_, AppState>) -> Result<TrailView, CommandError> {
    let report = state.work(|desk| desk.history().verify_trail()).await?;
    Ok(TrailView {
        events: report.events,
        first_bad: report.first_bad,
    })
}
