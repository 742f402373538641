//! What support is given: shown whole before it is written anywhere, and nothing about anybody.

use std::path::Path;

use rollcall_core::desk::Desk;
use tauri::{AppHandle, Runtime, State};

use super::saving::{self, Written};
use crate::error::{CommandError, ErrorCode};
use crate::state::AppState;

/// The name that is proposed for the file.
const NAME: &str = "rollcall-diagnostics.json";

/// All that would be given, as it would be written.
#[tauri::command]
#[specta::specta]
pub async fn diagnostics(state: State<'_, AppState>) -> Result<String, CommandError> {
    let log = state.log_file().to_owned();
    state.work(move |desk| told(desk, &log)).await
}

/// Writes it where the person says; the path, or null when they closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn save_diagnostics<R: Runtime>(
    app: AppHandle<R>,
    state: State<'_, AppState>,
) -> Result<Option<String>, CommandError> {
    let Some(path) = saving::ask(&app, Written::DIAGNOSTICS, NAME.to_owned()).await else {
        return Ok(None);
    };
    let log = state.log_file().to_owned();
    state
        .work(move |desk| {
            let text = told(desk, &log)?;
            std::fs::write(&path, text).map_err(|error| saving::not_written(&error))?;
            Ok::<_, CommandError>(Some(path.to_string_lossy().into_owned()))
        })
        .await
}

fn told(desk: &Desk, log: &Path) -> Result<String, CommandError> {
    let told = desk.diagnostics(Some(log))?;
    serde_json::to_string_pretty(&told)
        .map_err(|error| CommandError::of(ErrorCode::Internal).caused_by(&error))
}
