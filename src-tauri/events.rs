//! What the shell tells the window unasked. Progress of a command goes through that command's channel instead.

use serde::Serialize;
use specta::Type;
use tauri_specta::Event;

use crate::commands::jobs::JobView;

/// A job changed.
#[derive(Debug, Clone, Serialize, Type, Event)]
#[tauri_specta(event_name = "job")]
pub struct JobChanged(pub JobView);

/// The system asked a running Rollcall to open a file; its absolute path.
#[derive(Debug, Clone, Serialize, Type, Event)]
#[tauri_specta(event_name = "open-file")]
pub struct OpenFile(pub String);

/// A notification about a job was clicked; the job's local id.
#[derive(Debug, Clone, Serialize, Type, Event)]
#[tauri_specta(event_name = "open-job")]
pub struct OpenJob(pub u32);

/// A line of the window's menu was chosen in the system's menu bar; the command's id.
#[derive(Debug, Clone, Serialize, Type, Event)]
#[tauri_specta(event_name = "menu-chosen")]
pub struct MenuChosen(pub String);

/// The window was asked to close while a write is on the wire; the person decides.
#[derive(Debug, Clone, Serialize, Type, Event)]
#[tauri_specta(event_name = "close-asked")]
pub struct CloseAsked;
