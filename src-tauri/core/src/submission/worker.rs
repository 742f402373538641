//! The one worker that drives jobs, each from where the history says it stands to an end or to a wait. After a crash it
//! reads before it writes.

use super::drive::Drive;
use super::{Api, JobState, Progress, Stop, SubmissionError};
use crate::clock::SharedClock;
use crate::history::{
    Connection, Environment, History, HistoryError, Job, JobId, Phase, Problem, ProblemCode, Step,
};

/// How far a job is to be driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until it has ended, or waits for somebody.
    Ended,
    /// Until Wellhub has it.
    Submitted,
}

/// Drives jobs.
pub struct Worker<F> {
    history: History,
    connect: F,
    clock: SharedClock,
}

impl<A, F> Worker<F>
where
    A: Api,
    F: Fn(&Connection) -> Result<A, Box<dyn std::error::Error + Send + Sync>> + Send + Sync,
{
    /// A worker over a history; `connect` makes a client for a connection.
    pub fn new(history: History, connect: F, clock: SharedClock) -> Self {
        Self {
            history,
            connect,
            clock,
        }
    }

    /// Drives one job until it ends or waits, and tells where it then stands. Dropping the future at any moment is as a
    /// crash: nothing is lost, and driving again goes on.
    pub async fn drive(
        &self,
        id: JobId,
        stop: &Stop,
        progress: &(dyn Fn(&Progress) + Sync),
    ) -> Result<JobState, SubmissionError> {
        self.drive_until(id, Until::Ended, stop, progress).await
    }

    /// Drives one job that far.
    pub async fn drive_until(
        &self,
        id: JobId,
        until: Until,
        stop: &Stop,
        progress: &(dyn Fn(&Progress) + Sync),
    ) -> Result<JobState, SubmissionError> {
        let lock = self.history.acquire_driver()?;
        let Some(_turn) = lock.turn(id) else {
            return Err(SubmissionError::AlreadyDriven(id));
        };
        let job = self.history.job(id)?;
        if job.state.is_ended() {
            return Ok(job.state);
        }
        let connection = self.history.connection(job.connection)?;
        let api = (self.connect)(&connection).map_err(SubmissionError::Connection)?;
        let mut drive = Drive {
            history: &self.history,
            api: &api,
            clock: &self.clock,
            stop,
            progress,
            id,
            identifier: self.history.plan_summary(job.plan)?.identifier,
            synthetic: connection.details.environment == Environment::Sandbox,
            fresh: false,
            drafts: 0,
            tries: 0,
            connection,
            looked_at: None,
        };
        if !drive.may_begin(&job)? {
            return Ok(drive.job()?.state);
        }
        drive
            .run(until)
            .await
            .or_else(|error| drive.heed_error(error))
    }

    /// Drives every unfinished job, in the order in which they were asked for; one that cannot go on does not hold up the
    /// next.
    pub async fn resume(
        &self,
        stop: &Stop,
        progress: &(dyn Fn(&Progress) + Sync),
    ) -> Result<Vec<(JobId, Result<JobState, SubmissionError>)>, SubmissionError> {
        let mut driven = Vec::new();
        for job in self.history.unfinished_jobs()? {
            driven.push((job.id, self.drive(job.id, stop, progress).await));
        }
        Ok(driven)
    }
}

impl<A: Api> Drive<'_, A> {
    /// The second half of a key change goes after the first has ended (rule R6); where the first did not go through, it
    /// does not go at all.
    fn may_begin(&self, job: &Job) -> Result<bool, SubmissionError> {
        let Some(before) = job.follows else {
            return Ok(true);
        };
        match self.history.job(before)?.state {
            JobState::Succeeded | JobState::SucceededWithErrors => Ok(true),
            state if state.is_ended() && job.state.may_stop() => {
                let problem = Problem {
                    code: ProblemCode::PredecessorFailed,
                    message: format!("job {before} ended as {state}"),
                    trace_id: None,
                };
                self.fail(job, Step::Create, problem, Vec::new(), JobState::Stopped)?;
                Ok(false)
            }
            state => Ok(state.is_ended()),
        }
    }

    async fn run(&mut self, until: Until) -> Result<JobState, SubmissionError> {
        let job = self.job()?;
        if self.stopped(&job)? {
            return Ok(JobState::Stopped);
        }
        self.token(&job).await?;
        self.reconcile(&job).await?;
        loop {
            let job = self.job()?;
            if job.state.is_ended() || self.stopped(&job)? {
                return Ok(self.job()?.state);
            }
            match job.state {
                JobState::Planned => self.create(&job).await?,
                JobState::Draft | JobState::Items if job.batches_sent < job.batches => {
                    self.add_batch(&job).await?;
                }
                JobState::Draft | JobState::Items => self.read_back(&job).await?,
                JobState::Verified => {
                    if self.still_fits(&job).await? {
                        self.submit(&job).await?;
                    }
                }
                JobState::SubmitIntended => self.settle_submit(&job).await?,
                JobState::Submitted | JobState::ApprovalRequested if until == Until::Ended => {
                    self.poll(&job).await?;
                    return Ok(self.job()?.state);
                }
                state => return Ok(state),
            }
        }
    }

    /// Reads before anything is written: the journal and the server must agree.
    async fn reconcile(&mut self, job: &Job) -> Result<(), SubmissionError> {
        match job.state {
            JobState::Draft | JobState::Items => self.check_draft(job).await,
            JobState::Verified => self.read_back(job).await,
            JobState::InDoubt => self.ask_again(job).await,
            _ => Ok(()),
        }
    }

    async fn token(&mut self, job: &Job) -> Result<(), SubmissionError> {
        self.note(job, Step::Token, Phase::Intended, None, "")?;
        let api = self.api;
        match self.patiently(job, Step::Token, || api.connect()).await? {
            Ok(()) => self.note(job, Step::Token, Phase::Answered, None, ""),
            Err(failure) => Err(self.pause(job, Step::Token, failure)?),
        }
    }

    /// A pause while somebody wants to stop is a stop; a job that was moved meanwhile stands where it was moved to.
    fn heed_error(&self, error: SubmissionError) -> Result<JobState, SubmissionError> {
        match error {
            SubmissionError::Paused { .. } if self.stopped(&self.job()?)? => Ok(JobState::Stopped),
            SubmissionError::History(HistoryError::Moved { found, .. }) => Ok(found),
            error => Err(error),
        }
    }

    fn stopped(&self, job: &Job) -> Result<bool, SubmissionError> {
        if !self.stop.is_asked() || !job.state.may_stop() {
            return Ok(false);
        }
        super::stop(self.history, job.id)?;
        self.report()?;
        Ok(true)
    }
}
