//! The one write that cannot be taken back. It is intended in the journal first, and whether it arrived is asked of the
//! server before it is ever sent again; to the same draft, which Wellhub takes once.

use super::drive::Drive;
use super::{Api, Cause, Failure, JobState, RemoteStatus, Report, SubmissionError};
use crate::history::{Job, Phase, RemoteJobId, Step};

impl<A: Api> Drive<'_, A> {
    /// From verified: intends and sends.
    pub(super) async fn submit(&mut self, job: &Job) -> Result<(), SubmissionError> {
        let Some(remote) = job.remote_id.clone() else {
            return self.abandon(job, Step::Submit, "the draft's id is not known");
        };
        self.tries = 0;
        self.history.submit_intended(job.id)?;
        self.report()?;
        let job = self.job()?;
        self.send(&job, &remote).await
    }

    /// From intended, after a doubtful answer or a restart: asks first.
    pub(super) async fn settle_submit(&mut self, job: &Job) -> Result<(), SubmissionError> {
        let Some(remote) = job.remote_id.clone() else {
            return self.doubt(job, Step::Submit, &gone());
        };
        #[cfg(test)]
        if super::tests::controls::is_off(super::tests::controls::Safeguard::AskFirst) {
            return self.send(job, &remote).await;
        }
        let report = match self.ask_status(job, Step::Submit, &remote).await? {
            Ok(report) => report,
            Err(failure) => return self.doubt(job, Step::Submit, &failure),
        };
        if report.status != RemoteStatus::Draft {
            self.history
                .submitted(job, &format!("found {}", report.wire))?;
            return self.report();
        }
        // A restart lies between the read-back and now.
        if !self.fresh && !self.still_as_planned(job).await? {
            return self.doubt(job, Step::ReadBack, &gone());
        }
        if !self.may_submit_again(job).await? {
            return Ok(());
        }
        self.note(job, Step::Submit, Phase::Intended, None, "still a draft")?;
        self.send(job, &remote).await
    }

    async fn send(&mut self, job: &Job, remote: &RemoteJobId) -> Result<(), SubmissionError> {
        let failure = match self.api.submit(remote).await {
            Ok(()) => {
                self.tries = 0;
                self.history.submitted(job, "")?;
                return self.report();
            }
            Err(failure) => failure,
        };
        let (phase, line) = match failure.cause {
            Cause::Unsure => (Phase::Unsure, failure.line()),
            _ => (Phase::Refused, failure.line()),
        };
        self.note(job, Step::Submit, phase, None, &line)?;
        match failure.cause {
            Cause::Conflict => self.conflict(job, remote, failure).await,
            Cause::BadRequest | Cause::NotFound | Cause::TooLarge | Cause::Refused => {
                self.doubt(job, Step::Submit, &failure)
            }
            _ => self.refused(job, Step::Submit, failure).await,
        }
    }

    /// "Already submitted" is success where the job is past draft; else nobody knows what it means.
    async fn conflict(
        &mut self,
        job: &Job,
        remote: &RemoteJobId,
        failure: Failure,
    ) -> Result<(), SubmissionError> {
        match self.ask_status(job, Step::Submit, remote).await? {
            Ok(report) if report.status != RemoteStatus::Draft => {
                self.history
                    .submitted(job, &format!("already {}", report.wire))?;
                self.report()
            }
            _ => self.doubt(job, Step::Submit, &failure),
        }
    }

    /// In doubt, and a person wants it to go on: asks again where it stands.
    pub(super) async fn ask_again(&mut self, job: &Job) -> Result<(), SubmissionError> {
        let Some(remote) = job.remote_id.clone() else {
            return Ok(());
        };
        let Ok(report) = self.ask_status(job, Step::Submit, &remote).await? else {
            return Ok(());
        };
        if report.status != RemoteStatus::Draft {
            self.history
                .submitted(job, &format!("found {}", report.wire))?;
            return self.report();
        }
        if self.still_as_planned(job).await? && self.may_submit_again(job).await? {
            let kept = job.problem.clone();
            self.history.move_job(
                job,
                JobState::SubmitIntended,
                Step::Submit,
                Phase::Intended,
                kept.as_ref(),
                "asked for again",
            )?;
            self.report()?;
            let job = self.job()?;
            return self.send(&job, &remote).await;
        }
        Ok(())
    }

    /// Reads back without moving the job: what was once intended stays so.
    async fn still_as_planned(&mut self, job: &Job) -> Result<bool, SubmissionError> {
        let found = self.compare_draft(job, job.batches).await?;
        self.fresh = found.is_some_and(|found| found.is_exact()) || self.synthetic;
        Ok(self.fresh)
    }

    pub(super) async fn ask_status(
        &self,
        job: &Job,
        step: Step,
        remote: &RemoteJobId,
    ) -> Result<Result<Report, Failure>, SubmissionError> {
        self.patiently(job, step, || self.api.status(remote)).await
    }
}

fn gone() -> Failure {
    Failure {
        cause: Cause::NotFound,
        message: "the draft at Wellhub is not what was read back before".to_owned(),
        trace_id: None,
        fields: Vec::new(),
    }
}
