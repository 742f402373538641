//! Waiting for Wellhub: asked quickly at first and then more slowly, until the job has ended or somebody must approve it.
//! A state that is not known here is kept verbatim and waited out.

use std::time::Duration;

use super::drive::Drive;
use super::{Api, Cause, Failure, JobState, RemoteStatus, Report, SubmissionError, results};
use crate::history::{Job, Phase, RemoteJobId, Step};

/// The waits between two questions, in milliseconds; the last one is repeated. Fifty questions a minute are allowed.
const WAITS: [u64; 9] = [300, 500, 1_000, 1_500, 2_500, 5_000, 10_000, 20_000, 30_000];

impl<A: Api> Drive<'_, A> {
    /// Asks until the job ends, needs an approval, or somebody wants to stop waiting.
    pub(super) async fn poll(&mut self, job: &Job) -> Result<(), SubmissionError> {
        let Some(remote) = job.remote_id.clone() else {
            return self.doubt(job, Step::Processing, &vanished());
        };
        self.note(job, Step::Processing, Phase::Intended, None, "")?;
        for wait in (0_usize..).map(|n| WAITS[n.min(WAITS.len() - 1)]) {
            let job = self.job()?;
            let report = match self.ask_status(&job, Step::Processing, &remote).await? {
                Ok(report) => report,
                Err(failure) => return self.doubt(&job, Step::Processing, &failure),
            };
            if let Some(state) = self.heed(&job, &report)? {
                if state.is_ended() {
                    return self.finish(&remote, state).await;
                }
                return Ok(());
            }
            self.wait(Duration::from_millis(wait)).await?;
            if self.stop.is_asked() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Keeps what was told. Tells the state that ends the waiting.
    fn heed(&self, job: &Job, report: &Report) -> Result<Option<JobState>, SubmissionError> {
        let (kept, ends) = match report.status {
            RemoteStatus::Draft | RemoteStatus::Waiting => (JobState::Submitted, None),
            RemoteStatus::ApprovalRequested => (
                JobState::ApprovalRequested,
                Some(JobState::ApprovalRequested),
            ),
            RemoteStatus::Succeeded => (job.state, Some(JobState::Succeeded)),
            RemoteStatus::SucceededWithErrors => (job.state, Some(JobState::SucceededWithErrors)),
            RemoteStatus::Rejected => (job.state, Some(JobState::Rejected)),
            RemoteStatus::ServerError => (job.state, Some(JobState::ServerError)),
        };
        let news = kept != job.state
            || job.wire_status.as_deref() != Some(report.wire.as_str())
            || (report.statistics.is_some() && report.statistics != job.statistics);
        if news {
            self.history
                .status_seen(job, kept, &report.wire, report.statistics)?;
            self.report()?;
        }
        Ok(ends)
    }

    /// Fetches the errors and ends the job, all at once.
    async fn finish(
        &mut self,
        remote: &RemoteJobId,
        state: JobState,
    ) -> Result<(), SubmissionError> {
        let job = self.job()?;
        self.note(&job, Step::Results, Phase::Intended, None, "")?;
        let errors = self
            .patiently(&job, Step::Results, || self.api.all_errors(remote))
            .await?;
        let errors = match errors {
            Ok(errors) => errors,
            // A job that Wellhub lost track of has no list of errors; its results are then not known.
            Err(failure) if state == JobState::ServerError => {
                self.note(&job, Step::Results, Phase::Noted, None, &failure.line())?;
                Vec::new()
            }
            Err(failure) => return Err(self.pause(&job, Step::Results, failure)?),
        };
        let ending = results::ending(self.history, &job, state, &errors, self.clock.now())?;
        self.history.end_job(&job, state, Step::Results, &ending)?;
        self.report()
    }
}

fn vanished() -> Failure {
    Failure {
        cause: Cause::NotFound,
        message: "the job's id at Wellhub is not known".to_owned(),
        trace_id: None,
        fields: Vec::new(),
    }
}
