//! What the window's menu says, for the system's menu bar (macOS).

use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, Runtime};

use crate::bar;
use crate::error::CommandError;

/// A line of the window's menu.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BarLine {
    /// The command's id, as it is told when somebody chooses it.
    pub id: String,
    /// In the window's language.
    pub text: String,
    /// Its keys as the window writes them, such as `Ctrl Shift H`.
    pub keys: Option<String>,
}

/// The window's menu.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BarMenu {
    /// In the window's language.
    pub title: String,
    /// Lines that belong together.
    pub parts: Vec<Vec<BarLine>>,
}

/// Puts the window's menu into the system's bar. Elsewhere than on macOS no program has a bar of its own there, and the
/// window asks for none.
#[tauri::command]
#[specta::specta]
pub async fn show_menu_bar<R: Runtime>(
    app: AppHandle<R>,
    menu: BarMenu,
) -> Result<(), CommandError> {
    if cfg!(target_os = "macos")
        && let Err(error) = bar::show(&app, &menu)
    {
        // The same is in the window.
        tracing::warn!(%error, "the system's menu bar stays without the window's menu");
    }
    Ok(())
}
