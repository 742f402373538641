//! The jobs that this process drives right now, and what of them is in no history: until when one waits, whether the
//! roster is being read after its end, why it could not even begin.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::Timestamp;
use rollcall_core::history::JobId;
use rollcall_core::roster::Progress as Read;
use rollcall_core::submission::Stop;

use super::lock;
use crate::error::CommandError;

/// What is known of a job beside its history.
#[derive(Debug, Clone, Default)]
pub struct Live {
    /// It is driven.
    pub running: bool,
    /// The roster is being read after its end.
    pub verifying: bool,
    /// How far the roster is read again before the submission.
    pub rereading: Option<Read>,
    /// Until when it waits before the next try.
    pub pausing_until: Option<Timestamp>,
    /// Until when it waits for a limit.
    pub limited_until: Option<Timestamp>,
    /// Why it was not driven, where its history does not say so.
    pub failure: Option<CommandError>,
}

impl Live {
    /// Until when it waits.
    pub fn waiting_until(&self) -> Option<Timestamp> {
        self.pausing_until.max(self.limited_until)
    }
}

#[derive(Debug, Default)]
struct Run {
    stop: Stop,
    live: Live,
    sending: Option<Sending>,
}

/// How much of a job's items is sent, while they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sending {
    pub(super) sent: u32,
    pub(super) of: u32,
}

#[derive(Debug, Default)]
pub(super) struct Runs(Mutex<HashMap<JobId, Run>>);

impl Runs {
    /// Takes the jobs that are not driven yet, to be driven in this order.
    pub(super) fn begin(&self, jobs: &[JobId]) -> Vec<(JobId, Stop)> {
        let mut runs = lock(&self.0);
        let mut begun = Vec::new();
        for job in jobs {
            let run = runs.entry(*job).or_default();
            if run.live.running {
                continue;
            }
            *run = Run::default();
            run.live.running = true;
            begun.push((*job, run.stop.clone()));
        }
        begun
    }

    /// A job is driven no more.
    pub(super) fn end(&self, job: JobId) {
        self.change(job, |live| {
            *live = Live {
                failure: live.failure.take(),
                ..Live::default()
            };
        });
    }

    /// Whether any job is sending its items; one that waits at Wellhub is not.
    pub(super) fn are_sending(&self) -> bool {
        let runs = lock(&self.0);
        runs.values()
            .any(|run| run.live.running && run.sending.is_some())
    }

    pub(super) fn change(&self, job: JobId, change: impl FnOnce(&mut Live)) {
        if let Some(run) = lock(&self.0).get_mut(&job) {
            change(&mut run.live);
        }
    }

    pub(super) fn live(&self, job: JobId) -> Live {
        lock(&self.0)
            .get(&job)
            .map(|run| run.live.clone())
            .unwrap_or_default()
    }

    /// Notes how far a job's sending is; tells how many percent of all that is being sent are, nothing where nothing is.
    pub(super) fn progress(&self, job: JobId, sending: Option<Sending>) -> Option<u8> {
        let mut runs = lock(&self.0);
        if let Some(run) = runs.get_mut(&job) {
            run.sending = sending;
        }
        let all = runs.values().filter_map(|run| run.sending);
        let (sent, of) = all.fold((0_u64, 0_u64), |(sent, of), one| {
            (sent + u64::from(one.sent), of + u64::from(one.of))
        });
        let percent = (sent * 100).checked_div(of)?;
        u8::try_from(percent).ok()
    }

    /// Asks a driven job to stop; false where it is not driven.
    pub(super) fn stop(&self, job: JobId) -> bool {
        let runs = lock(&self.0);
        let run = runs.get(&job).filter(|run| run.live.running);
        if let Some(run) = run {
            run.stop.ask();
        }
        run.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_progress_is_that_of_all_jobs_that_send_and_ends_with_them() {
        let runs = Runs::default();
        let (one, other) = (JobId(1), JobId(2));
        runs.begin(&[one, other]);
        let part = |sent, of| Some(Sending { sent, of });
        assert_eq!(runs.progress(one, part(0, 100)), Some(0));
        assert_eq!(runs.progress(other, part(150, 300)), Some(37));
        assert_eq!(runs.progress(other, None), Some(0));
        assert_eq!(runs.progress(one, part(100, 100)), Some(100));
        assert_eq!(runs.progress(one, None), None);
    }
}
