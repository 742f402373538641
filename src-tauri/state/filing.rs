//! Bringing the index of the history's search up to date while nothing is sent. It gives way to a job that sends: what is
//! not filed is searched all the same.

use std::sync::Arc;

use rollcall_core::desk::Desk;

use super::{AppState, blocking};

impl AppState {
    /// Files what has gone out, in the background, until all is filed or a job sends its items.
    pub(super) fn file_for_search(&self, desk: &Arc<Desk>) {
        let (state, desk) = (self.clone(), Arc::clone(desk));
        tauri::async_runtime::spawn(async move {
            let filing = blocking(move || {
                // One thread is enough, and it takes up what came meanwhile.
                let Ok(_one_at_a_time) = state.inner.filing.try_lock() else {
                    return Ok(());
                };
                desk.file_for_search(|| !state.inner.runs.are_sending())?;
                Ok(())
            });
            if let Err(error) = filing.await {
                tracing::warn!(error = %error.message, "the history's index stays as it is");
            }
        });
    }
}
