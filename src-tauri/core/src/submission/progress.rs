//! What a person sees while a job is driven: read from the history, so that it is the same after a restart.

use jiff::Timestamp;

use super::{JobState, SubmissionError};
use crate::history::{History, Job, JobId, JobStatistics, Problem, Step, StepTimes};
use crate::roster::Progress as Read;

/// Where a job stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Which job.
    pub job: JobId,
    /// Its state.
    pub state: JobState,
    /// The step that is being done or waited for.
    pub step: Step,
    /// How many items it has.
    pub items: u32,
    /// How many batches.
    pub batches: u32,
    /// How many batches Wellhub surely has.
    pub batches_sent: u32,
    /// The state as Wellhub wrote it.
    pub wire_status: Option<String>,
    /// What Wellhub counted.
    pub statistics: Option<JobStatistics>,
    /// Until when it waits before it goes on; `None` while it does something.
    pub waiting_until: Option<Timestamp>,
    /// How far the roster is read again before the submission; `None` while it is not.
    pub reading: Option<Read>,
    /// What keeps it from going on.
    pub problem: Option<Problem>,
    /// When each step began and was answered.
    pub steps: Vec<StepTimes>,
}

impl Progress {
    /// Where a job stands, as the history tells.
    pub fn of(history: &History, job: JobId) -> Result<Self, SubmissionError> {
        let job = history.job(job)?;
        let steps = history.step_times(job.id)?;
        Ok(Self {
            job: job.id,
            state: job.state,
            step: step(&job),
            items: job.items,
            batches: job.batches,
            batches_sent: job.batches_sent,
            wire_status: job.wire_status,
            statistics: job.statistics,
            waiting_until: None,
            reading: None,
            problem: job.problem,
            steps,
        })
    }
}

fn step(job: &Job) -> Step {
    match job.state {
        JobState::Planned => Step::Create,
        JobState::Draft | JobState::Items if job.batches_sent < job.batches => Step::Items,
        JobState::Draft | JobState::Items => Step::ReadBack,
        JobState::Verified | JobState::SubmitIntended | JobState::InDoubt | JobState::GivenUp => {
            Step::Submit
        }
        JobState::Submitted | JobState::ApprovalRequested => Step::Processing,
        JobState::Stopped | JobState::Failed if job.remote_id.is_none() => Step::Create,
        JobState::Stopped | JobState::Failed => Step::Items,
        JobState::Succeeded
        | JobState::SucceededWithErrors
        | JobState::Rejected
        | JobState::ServerError => Step::Results,
    }
}
