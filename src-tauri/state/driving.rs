//! Driving jobs in the background, where a reload of the window cannot reach them: each to its end, the roster read once
//! more after it, the window told of every change and not more often than it can show.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rollcall_core::desk::Desk;
use rollcall_core::history::{Environment, JobId, Step};
use rollcall_core::submission::{JobState, Progress, Stop, Until};
use rollcall_core::wellhub::Client;
use tokio_util::sync::CancellationToken;

use super::runs::Sending;
use super::{AppState, Live, blocking, lock};
use crate::commands::jobs::view::job_view;
use crate::commands::jobs::{JobState as Shown, JobView};
use crate::error::CommandError;
use crate::notices::Notice;

/// The window is told of a running job at most this often, changes of state aside.
const BEAT: Duration = Duration::from_millis(100);
/// How often a job that waits for an approval is asked about.
const APPROVAL: Duration = Duration::from_secs(60);

/// What of a progress is told at once.
type Mark = (JobState, Step, bool);

impl AppState {
    /// Drives jobs that belong together, one after the other. What is driven already goes on as it is.
    pub fn send(&self, desk: &Arc<Desk>, jobs: &[JobId]) {
        let begun = self.inner.runs.begin(jobs);
        if begun.is_empty() {
            return;
        }
        let (state, desk) = (self.clone(), Arc::clone(desk));
        tauri::async_runtime::spawn(async move {
            let mut going = true;
            for (job, stop) in begun {
                going = going && state.drive(&desk, job, &stop).await;
                state.inner.runs.end(job);
                state.tell(&desk, job);
            }
            state.file_for_search(&desk);
        });
    }

    /// Goes on with every unfinished job of the connections wanted (told by whether they are the demo's). What is in doubt
    /// waits for a person; before anything else is submitted, the worker reads the roster again (rule R7).
    pub async fn resume(&self, desk: &Arc<Desk>, wanted: fn(bool) -> bool) {
        let looked = Arc::clone(desk);
        let unfinished = blocking(move || {
            let mut groups: Vec<Vec<JobId>> = Vec::new();
            let mut before = None;
            for job in looked.history().unfinished_jobs()? {
                let connection = looked.history().connection(job.connection)?;
                let is_demo = connection.details.environment == Environment::Demo;
                if !wanted(is_demo) || job.state == JobState::InDoubt {
                    continue;
                }
                match groups.last_mut() {
                    Some(group) if before.as_ref() == Some(&job.op_id) => group.push(job.id),
                    _ => groups.push(vec![job.id]),
                }
                before = Some(job.op_id);
            }
            Ok(groups)
        });
        match unfinished.await {
            Ok(groups) => groups.iter().for_each(|group| self.send(desk, group)),
            Err(error) => tracing::warn!(%error, "unfinished jobs could not be looked up"),
        }
    }

    /// What is known of a job beside its history.
    pub fn live(&self, job: JobId) -> Live {
        self.inner.runs.live(job)
    }

    /// Asks a driven job to stop; false where it is not driven.
    pub fn stop(&self, job: JobId) -> bool {
        self.inner.runs.stop(job)
    }

    /// Tells the window how a job stands.
    fn tell(&self, desk: &Desk, job: JobId) {
        match job_view(self, desk, job) {
            Ok(view) => {
                let percent = self.inner.runs.progress(job, sending(&view));
                (self.inner.progress)(percent);
                (self.inner.tell)(view);
            }
            Err(error) => tracing::warn!(%error, %job, "a job could not be told of"),
        }
    }

    /// Tells through the system how a job stands that is driven no further.
    async fn notify(&self, desk: &Arc<Desk>, job: JobId) {
        let (state, looked) = (self.clone(), Arc::clone(desk));
        let notified = blocking(move || {
            if let Some(notice) = Notice::about(&looked, &looked.history().job(job)?)? {
                (state.inner.notify)(&notice);
            }
            Ok(())
        });
        if let Err(error) = notified.await {
            tracing::warn!(error = %error.message, %job, "a notification could not be made");
        }
    }

    /// Drives one job to its end; false where it waits for somebody.
    async fn drive(&self, desk: &Arc<Desk>, job: JobId, stop: &Stop) -> bool {
        let ended = match self.drive_until_it_ends(desk, job, stop).await {
            Ok(ended) => ended,
            Err(error) => {
                tracing::warn!(error = %error.message, %job, "a job does not go on");
                self.inner
                    .runs
                    .change(job, |live| live.failure = Some(error));
                false
            }
        };
        // Somebody who stops a job knows of it.
        if !stop.is_asked() {
            self.notify(desk, job).await;
        }
        if ended && let Err(error) = self.conclude(desk, job).await {
            tracing::warn!(error = %error.message, %job, "the look after a job's end failed");
        }
        ended
    }

    async fn drive_until_it_ends(
        &self,
        desk: &Arc<Desk>,
        job: JobId,
        stop: &Stop,
    ) -> Result<bool, CommandError> {
        let looked = Arc::clone(desk);
        let found = blocking(move || {
            let history = looked.history();
            let job = history.job(job)?;
            Ok((history.connection(job.connection)?, job.state))
        });
        let (connection, mut before) = found.await?;
        let client = self.client(desk, &connection).await?;
        loop {
            let state = self.drive_and_tell(desk, job, stop, &client).await?;
            if state != JobState::ApprovalRequested || stop.is_asked() {
                return Ok(state.is_ended());
            }
            self.tell(desk, job);
            if std::mem::replace(&mut before, state) != state {
                self.notify(desk, job).await;
            }
            tokio::select! {
                () = stop.asked() => return Ok(false),
                () = desk.clock().sleep(APPROVAL) => {}
            }
        }
    }

    async fn drive_and_tell(
        &self,
        desk: &Arc<Desk>,
        job: JobId,
        stop: &Stop,
        client: &Client,
    ) -> Result<JobState, CommandError> {
        let last: Mutex<Option<(Mark, Duration)>> = Mutex::default();
        let untold = AtomicBool::new(false);
        let progress = |progress: &Progress| {
            self.inner.runs.change(job, |live| {
                live.pausing_until = progress.waiting_until;
                live.rereading = progress.reading;
            });
            let mark = (progress.state, progress.step, progress.problem.is_some());
            let now = desk.clock().monotonic();
            let due = lock(&last).is_none_or(|(before, at)| before != mark || now >= at + BEAT);
            untold.store(!due, Ordering::Relaxed);
            if due {
                *lock(&last) = Some((mark, now));
                self.tell(desk, job);
            }
        };
        // What came too soon after what was told is told with the next beat, though nothing may come for long.
        let mut beat = tokio::time::interval(BEAT);
        let mut limits = client.limits().waiting();
        let driving = desk.drive(job, Until::Ended, stop, &progress);
        tokio::pin!(driving);
        loop {
            tokio::select! {
                state = &mut driving => return Ok(state?),
                _ = beat.tick() => {
                    if untold.swap(false, Ordering::Relaxed) {
                        self.tell(desk, job);
                    }
                }
                Ok(()) = limits.changed() => {
                    let until = limits.borrow_and_update().map(|waiting| waiting.until);
                    self.inner.runs.change(job, |live| live.limited_until = until);
                    self.tell(desk, job);
                }
            }
        }
    }

    /// After the end: the roster as Wellhub now has it, and the import that is done with.
    async fn conclude(&self, desk: &Arc<Desk>, job: JobId) -> Result<(), CommandError> {
        let (looked, finished) = (Arc::clone(desk), Arc::clone(desk));
        let submitted = blocking(move || Ok(looked.history().job(job)?.submitted_at.is_some()));
        if !submitted.await? {
            return Ok(());
        }
        let finishing = blocking(move || Ok(finished.finish_import(job)?));
        if let Some(import) = finishing.await? {
            tracing::info!(%import, %job, "an import is done with");
        }
        self.inner.runs.change(job, |live| live.verifying = true);
        self.tell(desk, job);
        desk.verify_job(job, &|_| {}, &CancellationToken::new())
            .await?;
        Ok(())
    }
}

/// How far the sending of a job is; nothing once Wellhub has it, and while it stands still.
fn sending(view: &JobView) -> Option<Sending> {
    let under_way = matches!(
        view.status,
        Shown::Planned
            | Shown::Draft
            | Shown::Sending
            | Shown::Verifying
            | Shown::Verified
            | Shown::Submitting
    );
    (under_way && !view.course.can_resume).then_some(Sending {
        sent: view.items_sent,
        of: view.items,
    })
}
