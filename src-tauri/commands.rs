//! Everything that the window may ask of the shell: one file per screen, each command a few lines over core.

pub mod connections;
pub mod desk;
pub mod import;
pub mod jobs;
pub mod review;
pub mod settings;
pub mod startup;
pub mod submit;

use tauri::Runtime;
use tauri_specta::{Commands, collect_commands};

/// Every command of the window. The permissions under `src-tauri/permissions` name the same ones; a test compares.
pub fn all<R: Runtime>() -> Commands<R> {
    collect_commands![import::pick_file::<tauri::Wry>]
}
