//! Closing the window: asked about while a write is on the wire, and at no other time. Nothing is lost either way; who
//! waits a moment spares the next start a question to Wellhub.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Manager, RunEvent, Runtime, WindowEvent};
use tauri_specta::Event as _;

use crate::events::CloseAsked;
use crate::front;
use crate::state::AppState;

/// Whether the person said that the window may close.
#[derive(Debug, Default)]
pub struct Consent(AtomicBool);

impl Consent {
    /// The person says so.
    pub fn give(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether they did.
    pub fn is_given(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Holds up a wish to close or to quit where it has to be asked about; whether it did.
pub fn holds_up<R: Runtime>(app: &AppHandle<R>, event: &RunEvent) -> bool {
    match event {
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } if is_asked_about(app) => {
            api.prevent_close();
            ask(app)
        }
        RunEvent::ExitRequested {
            code: None, api, ..
        } if is_asked_about(app) => {
            api.prevent_exit();
            ask(app)
        }
        _ => false,
    }
}

/// Without a window there is nobody to ask.
fn is_asked_about<R: Runtime>(app: &AppHandle<R>) -> bool {
    let there = app.get_webview_window(front::WINDOW).is_some();
    let state = app.try_state::<AppState>();
    there && state.is_some_and(|state| state.is_writing() && !state.consent().is_given())
}

fn ask<R: Runtime>(app: &AppHandle<R>) -> bool {
    if let Err(error) = CloseAsked.emit(app) {
        tracing::warn!(%error, "the window could not ask whether to close");
    }
    true
}
