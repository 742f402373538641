//! Reminding of credentials that expire, through the system: at the start and while the window stays open for days.

use std::sync::Arc;
use std::time::Duration;

use rollcall_core::desk::Desk;

use super::{AppState, blocking};
use crate::notices::Reminder;

/// How often it is looked whether another day has come.
const BEAT: Duration = Duration::from_secs(60 * 60);

impl AppState {
    /// Tells of each credential that expires once a stage, from now on.
    pub(super) fn remind_of_expiries(&self, desk: &Arc<Desk>) {
        let (state, desk) = (self.clone(), Arc::clone(desk));
        drop(tauri::async_runtime::spawn(async move {
            loop {
                let (told, desk) = (state.clone(), Arc::clone(&desk));
                let reminded = blocking(move || {
                    for reminder in Reminder::due(&desk)? {
                        (told.inner.remind)(&reminder);
                    }
                    Ok(())
                });
                if let Err(error) = reminded.await {
                    tracing::warn!(%error, "credentials that expire could not be told of");
                }
                tokio::time::sleep(BEAT).await;
            }
        }));
    }
}
