//! Creating the draft. A draft whose id was never learnt is inert: it is noted, and another is made.

use super::drive::Drive;
use super::{Api, Cause, SubmissionError};
use crate::history::{Job, Phase, Step};

impl<A: Api> Drive<'_, A> {
    pub(super) async fn create(&mut self, job: &Job) -> Result<(), SubmissionError> {
        if self.left_open(job, Step::Create)? {
            self.history
                .draft_orphaned(job.id, "interrupted before the answer was kept")?;
        }
        self.note(job, Step::Create, Phase::Intended, None, "")?;
        match self.api.create_job().await {
            Ok(remote) => {
                self.tries = 0;
                self.history.draft_created(job.id, &remote)?;
                self.report()
            }
            Err(failure) if failure.cause == Cause::Unsure => {
                self.history.draft_orphaned(job.id, &failure.line())?;
                self.refused(job, Step::Create, failure).await
            }
            Err(failure) => {
                self.note(job, Step::Create, Phase::Refused, None, &failure.line())?;
                self.refused(job, Step::Create, failure).await
            }
        }
    }

    /// Whether the journal ends in a write of that step whose outcome it does not tell.
    pub(super) fn left_open(&self, job: &Job, step: Step) -> Result<bool, SubmissionError> {
        let last = self.history.last_line(job.id, step)?;
        Ok(last.is_some_and(|line| line.phase == Phase::Intended))
    }
}
