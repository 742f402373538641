//! The answer to the one question that closing may ask.

use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, Manager, Runtime, State};

use crate::error::CommandError;
use crate::front;
use crate::state::AppState;

/// When the window closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// As soon as Wellhub has answered what is on the wire.
    Answered,
    /// At once.
    Now,
}

/// Closes the window, at once or as soon as nothing is on the wire.
#[tauri::command]
#[specta::specta]
pub async fn close_window<R: Runtime>(
    app: AppHandle<R>,
    state: State<'_, AppState>,
    closing: Closing,
) -> Result<(), CommandError> {
    if closing == Closing::Answered {
        state.desk().await?.written().await;
    }
    state.consent().give();
    if let Some(window) = app.get_webview_window(front::WINDOW)
        && let Err(error) = window.close()
    {
        tracing::warn!(%error, "the window does not close; the program ends without it");
        app.exit(0);
    }
    Ok(())
}
