//! Tidying in the background, at the start and once a day: erasures that were cut off are finished, and what is due goes
//! where a person was told of it. It gives way to a job that sends.

use std::sync::Arc;
use std::time::Duration;

use rollcall_core::desk::Desk;

use super::{AppState, blocking};

/// How often it looks whether a day has passed: a computer that slept is not a day late.
const LOOK: Duration = Duration::from_secs(3_600);
/// After how many looks it tidies again.
const LOOKS: u32 = 24;

impl AppState {
    /// Whether a job sends its items just now.
    pub fn is_sending(&self) -> bool {
        self.inner.runs.are_sending()
    }

    /// Backs up and tidies now, and from then on once a day.
    pub(super) fn keep_daily(&self, desk: &Arc<Desk>) {
        let (state, desk) = (self.clone(), Arc::clone(desk));
        tauri::async_runtime::spawn(async move {
            loop {
                state.back_up(&desk).await;
                state.tidy(&desk).await;
                for _ in 0..LOOKS {
                    tokio::time::sleep(LOOK).await;
                }
            }
        });
    }

    /// Looks through the file and makes the backup of the day, beside all else: a large file takes its time.
    async fn back_up(&self, desk: &Arc<Desk>) {
        let desk = Arc::clone(desk);
        let made = blocking(move || {
            desk.history().check_file()?;
            desk.history().back_up_today()?;
            Ok(())
        });
        let problem = made.await.err();
        if let Some(error) = &problem {
            tracing::error!(error = %error.message, "the backup of the day was not made");
        }
        *super::lock(&self.inner.backup_problem) = problem;
    }

    /// After the backup, so that the newest copy is never older than what is deleted.
    async fn tidy(&self, desk: &Arc<Desk>) {
        if self.is_sending() {
            return;
        }
        let (state, desk) = (self.clone(), Arc::clone(desk));
        let tidied = blocking(move || {
            desk.tidy(&|| !state.is_sending())?;
            Ok(())
        });
        if let Err(error) = tidied.await {
            tracing::warn!(error = %error.message, "what is due stays until the next time");
        }
    }
}
