//! The one window as the desktop shows it: brought before the person's eyes, how large, and how far its sending is.

use tauri::window::{ProgressBarState, ProgressBarStatus};
use tauri::{AppHandle, Manager, Runtime};

/// The window's label, as the configuration has it.
pub const WINDOW: &str = "main";

/// Brings the window forward; a window manager may refuse, and then it is there all the same.
pub fn bring<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Shows beside the window's name, where the desktop has a place for it, how many percent are sent; nothing for `None`.
pub fn show_progress<R: Runtime>(app: &AppHandle<R>, percent: Option<u8>) {
    let status = match percent {
        Some(_) => ProgressBarStatus::Normal,
        None => ProgressBarStatus::None,
    };
    let shown = ProgressBarState {
        status: Some(status),
        progress: percent.map(u64::from),
    };
    if let Some(window) = app.get_webview_window(WINDOW)
        && let Err(error) = window.set_progress_bar(shown)
    {
        tracing::debug!(%error, "the desktop shows no progress");
    }
}

/// Draws all of the page so large, in percent of its usual size.
pub fn magnify<R: Runtime>(app: &AppHandle<R>, percent: u16) {
    if let Some(window) = app.get_webview_window(WINDOW)
        && let Err(error) = window.set_zoom(f64::from(percent) / 100.0)
    {
        tracing::warn!(%error, "the window stays at its size");
    }
}

/// Asks the system to leave the window out of what is shared or recorded of the screen, or no longer to. Linux has no way
/// to; there the values themselves are all that is hidden.
pub fn protect<R: Runtime>(app: &AppHandle<R>, on: bool) {
    if let Some(window) = app.get_webview_window(WINDOW)
        && let Err(error) = window.set_content_protected(on)
    {
        tracing::warn!(%error, "the system does not keep the window out of screen sharing");
    }
}
