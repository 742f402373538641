//! What is told through the system when nobody looks at the window: that a job has ended, or waits for somebody. A notice
//! holds numbers and the connection's name, never anything of a person, so that it may stand on a shared screen.

mod reminder;
mod words;

pub use reminder::Reminder;

use rollcall_core::desk::Desk;
use rollcall_core::history::{Job, JobId};
use rollcall_core::submission::JobState;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::{ActionPerformed, ActiveNotification, NotificationExt as _};
use tauri_specta::Event as _;

use crate::commands::settings::{Language, kept_settings};
use crate::error::CommandError;
use crate::events::OpenJob;
use crate::front;

/// What became of a job that somebody may want to hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// All rows went through.
    Succeeded,
    /// Some rows went through.
    SucceededWithErrors,
    /// Wellhub refused it.
    Rejected,
    /// Wellhub failed.
    ServerError,
    /// It ended before it was submitted.
    NotSent,
    /// Wellhub wants it approved.
    Approval,
    /// Whether it arrived is not known.
    InDoubt,
    /// It cannot go on by itself.
    Paused,
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// About which job.
    pub job: JobId,
    /// What became of it.
    pub news: News,
    /// The connection's name.
    pub connection: String,
    /// How many people it is about.
    pub items: u32,
    /// Of how many of them Wellhub took the change.
    pub succeeded: u32,
    /// Of how many it did not.
    pub failed: u32,
    /// In which language.
    pub language: Language,
}

impl Notice {
    /// The notice about a job as it stands; none where nothing is to be told, or the person wants none.
    pub fn about(desk: &Desk, job: &Job) -> Result<Option<Self>, CommandError> {
        let settings = kept_settings(desk)?;
        let Some(news) = News::of(job).filter(|_| settings.notifications) else {
            return Ok(None);
        };
        let connection = desk.history().connection(job.connection)?;
        let results = job.results.unwrap_or_default();
        Ok(Some(Self {
            job: job.id,
            news,
            connection: connection.details.name,
            items: job.items,
            succeeded: results.succeeded,
            failed: results.failed,
            language: settings.language.spoken(),
        }))
    }
}

impl News {
    /// What is new about a job that is driven no further; nothing where a person made it so.
    fn of(job: &Job) -> Option<Self> {
        match job.state {
            JobState::Succeeded => Some(Self::Succeeded),
            JobState::SucceededWithErrors => Some(Self::SucceededWithErrors),
            JobState::Rejected => Some(Self::Rejected),
            JobState::ServerError => Some(Self::ServerError),
            JobState::Failed => Some(Self::NotSent),
            JobState::ApprovalRequested => Some(Self::Approval),
            JobState::InDoubt => Some(Self::InDoubt),
            JobState::Stopped | JobState::GivenUp => None,
            _ => job.problem.is_some().then_some(Self::Paused),
        }
    }
}

/// Shows a notice, unless the window has the person's attention or the system takes no notices.
pub fn show<R: Runtime>(app: &AppHandle<R>, notice: &Notice) {
    let looked_at = app
        .get_webview_window(front::WINDOW)
        .is_some_and(|window| window.is_focused().unwrap_or(false));
    if looked_at {
        return;
    }
    let words = notice.words();
    let id = i32::try_from(notice.job.0).unwrap_or(i32::MAX);
    tell(app, id, words.title, words.body);
}

/// Reminds of a credential that expires, whether or not somebody looks at the window: the desk says it to whoever looks
/// there alone.
pub fn remind<R: Runtime>(app: &AppHandle<R>, reminder: &Reminder) {
    let (title, body) = reminder.words();
    // Below 0, so that a click opens the window and no job.
    let id = i32::try_from(reminder.expiry.connection.id.0).map_or(i32::MIN, |id| -1 - id);
    tell(app, id, title, body.to_owned());
}

/// Through the system, where it takes notices.
fn tell<R: Runtime>(app: &AppHandle<R>, id: i32, title: String, body: String) {
    let takes_notices = app.try_state::<tauri_plugin_notification::Notification<R>>();
    if takes_notices.is_none() {
        return;
    }
    let shown = app
        .notification()
        .builder()
        .id(id)
        .title(title)
        .body(body)
        .show();
    if let Err(error) = shown {
        tracing::warn!(%error, "the system takes no notification");
    }
}

/// Brings the window forward on a job whose notice is clicked.
pub fn heed_clicks<R: Runtime>(app: &AppHandle<R>) {
    let Some(notices) = app.try_state::<tauri_plugin_notification::Notification<R>>() else {
        return;
    };
    let clicked = app.clone();
    let heeding = notices.on_action(move |performed: &ActionPerformed| {
        front::bring(&clicked);
        let job = performed.notification().map(ActiveNotification::id);
        let Some(job) = job.and_then(|id| u32::try_from(id).ok()) else {
            return;
        };
        if let Err(error) = OpenJob(job).emit(&clicked) {
            tracing::warn!(%error, "the window could not be told which job to show");
        }
    });
    if let Err(error) = heeding {
        tracing::warn!(%error, "clicks on notifications are not heard of");
    }
}
