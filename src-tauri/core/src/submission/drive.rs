//! One job being driven: what every step needs. A failure that was surely not applied is tried again after a wait; after
//! some tries the job pauses where it stands, with its reason in the history.

use std::time::Duration;

use super::{Api, Cause, Failure, JobState, Progress, Stop, SubmissionError};
use crate::clock::SharedClock;
use crate::employee::Identifier;
use crate::history::{
    Connection, Ending, History, ItemError, ItemResult, Job, JobId, Phase, Problem, ProblemCode,
    Step,
};

/// How often one call is tried before the job pauses.
const TRIES: u32 = 6;
/// The longest wait between two tries that the server did not ask for.
const LONGEST: Duration = Duration::from_secs(30);

/// One job being driven.
pub(super) struct Drive<'a, A> {
    pub(super) history: &'a History,
    pub(super) api: &'a A,
    pub(super) clock: &'a SharedClock,
    pub(super) stop: &'a Stop,
    pub(super) progress: &'a (dyn Fn(&Progress) + Sync),
    pub(super) id: JobId,
    pub(super) identifier: Identifier,
    /// The sandbox answers with made-up data: differences are told and stop nothing (rule R9).
    pub(super) synthetic: bool,
    /// Whether the draft was read back in this drive, with no restart between.
    pub(super) fresh: bool,
    /// How many drafts were left behind in this drive.
    pub(super) drafts: u32,
    /// How often the write at hand was tried.
    pub(super) tries: u32,
    pub(super) connection: Connection,
    /// When the roster was last read in this drive, on the monotonic clock.
    pub(super) looked_at: Option<Duration>,
}

impl<A: Api> Drive<'_, A> {
    pub(super) fn job(&self) -> Result<Job, SubmissionError> {
        Ok(self.history.job(self.id)?)
    }

    pub(super) fn report(&self) -> Result<(), SubmissionError> {
        (self.progress)(&Progress::of(self.history, self.id)?);
        Ok(())
    }

    pub(super) fn note(
        &self,
        job: &Job,
        step: Step,
        phase: Phase,
        batch: Option<u32>,
        detail: &str,
    ) -> Result<(), SubmissionError> {
        self.history
            .write_line(job.id, step, phase, batch, detail)?;
        self.report()
    }

    /// Waits, and shows until when; a wish to stop ends the wait.
    pub(super) async fn wait(&self, duration: Duration) -> Result<(), SubmissionError> {
        let mut progress = Progress::of(self.history, self.id)?;
        let until = jiff::SignedDuration::try_from(duration).unwrap_or(jiff::SignedDuration::MAX);
        progress.waiting_until = self.clock.now().checked_add(until).ok();
        (self.progress)(&progress);
        tokio::select! {
            biased;
            () = self.stop.asked() => {}
            () = self.clock.sleep(duration) => {}
        }
        Ok(())
    }

    /// Reads, and reads again where that can help. The inner result is an answer or a failure that waiting cannot mend.
    pub(super) async fn patiently<T, F>(
        &self,
        job: &Job,
        step: Step,
        call: impl Fn() -> F,
    ) -> Result<Result<T, Failure>, SubmissionError>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        let mut tries = 0;
        loop {
            let failure = match call().await {
                Ok(answer) => return Ok(Ok(answer)),
                Err(failure) => failure,
            };
            tries += 1;
            let Some(pause) = again_after(&failure, tries) else {
                return match failure.cause {
                    Cause::Connect
                    | Cause::Unsure
                    | Cause::TooMany { .. }
                    | Cause::Credential
                    | Cause::Forbidden => Err(self.pause(job, step, failure)?),
                    _ => Ok(Err(failure)),
                };
            };
            self.wait(pause).await?;
            if self.stop.is_asked() {
                return Err(self.pause(job, step, failure)?);
            }
        }
    }

    /// A write that was surely not applied: waits before the next try, or pauses the job.
    pub(super) async fn refused(
        &mut self,
        job: &Job,
        step: Step,
        failure: Failure,
    ) -> Result<(), SubmissionError> {
        self.tries += 1;
        match again_after(&failure, self.tries) {
            Some(pause) => self.wait(pause).await,
            None => Err(self.pause(job, step, failure)?),
        }
    }

    /// Leaves the job where it stands, with the reason. The inner error is for whoever drives.
    pub(super) fn pause(
        &self,
        job: &Job,
        step: Step,
        failure: Failure,
    ) -> Result<SubmissionError, SubmissionError> {
        let job = self.history.job(job.id)?;
        let problem = problem(&failure);
        let line = failure.line();
        self.history
            .move_job(&job, job.state, step, Phase::Noted, Some(&problem), &line)?;
        self.report()?;
        Ok(SubmissionError::Paused {
            job: job.id,
            state: job.state,
            failure,
        })
    }

    /// Leaves the job for a person to look at.
    pub(super) fn doubt(
        &self,
        job: &Job,
        step: Step,
        failure: &Failure,
    ) -> Result<(), SubmissionError> {
        let (problem, line) = (problem(failure), failure.line());
        self.history.move_job(
            job,
            JobState::InDoubt,
            step,
            Phase::Refused,
            Some(&problem),
            &line,
        )?;
        self.report()
    }

    /// Ends a job that was not submitted. Items that errors name failed, the others were never looked at.
    pub(super) fn fail(
        &self,
        job: &Job,
        step: Step,
        problem: Problem,
        errors: Vec<ItemError>,
        to: JobState,
    ) -> Result<(), SubmissionError> {
        let ending = Ending {
            failed: errors.iter().filter_map(|error| error.ordinal).collect(),
            errors,
            problem: Some(problem),
            ..Ending::of(ItemResult::Unprocessed)
        };
        self.history.end_job(job, to, step, &ending)?;
        self.report()
    }

    pub(super) fn unreachable(message: &str) -> Failure {
        Failure {
            cause: Cause::Unsure,
            message: message.to_owned(),
            trace_id: None,
            fields: Vec::new(),
        }
    }
}

/// How long to wait before the same call is tried again; `None` where that would not help or was done often enough.
fn again_after(failure: &Failure, tries: u32) -> Option<Duration> {
    if tries >= TRIES {
        return None;
    }
    let grown = Duration::from_millis(500)
        .saturating_mul(2_u32.saturating_pow(tries))
        .min(LONGEST);
    match failure.cause {
        Cause::Connect | Cause::Unsure => Some(grown),
        Cause::TooMany { retry_after } => Some(retry_after.unwrap_or(grown).max(grown)),
        _ => None,
    }
}

pub(super) fn problem(failure: &Failure) -> Problem {
    let code = match failure.cause {
        Cause::Connect | Cause::Unsure | Cause::TooMany { .. } => ProblemCode::Unreachable,
        Cause::Credential => ProblemCode::Credential,
        Cause::Forbidden => ProblemCode::Forbidden,
        Cause::NotFound => ProblemCode::Vanished,
        Cause::BadRequest | Cause::TooLarge => ProblemCode::ItemsRefused,
        Cause::Conflict | Cause::Refused => ProblemCode::Refused,
    };
    Problem {
        code,
        message: failure.message.clone(),
        trace_id: failure.trace_id.clone(),
    }
}
