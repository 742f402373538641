//! How a submitted job moves on with time: Pending, Validating, Processing, then its end;
//! or Approval Requested, where it stays until somebody decides. It must never move a draft.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::process::{Processed, process};
use super::{Job, Operation};
use crate::config::{Config, Spelling};
use crate::person::Person;
use crate::state::{Moment, State};

const PENDING: Duration = Duration::from_millis(700);
const VALIDATED: Duration = Duration::from_millis(1_400);
const PROCESSING: Duration = Duration::from_millis(500);
const PER_ITEM: Duration = Duration::from_micros(200);

/// A job state of contract §1; on the wire an open enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobStatus {
    /// Not submitted.
    Draft,
    /// Submitted and waiting.
    Pending,
    /// Being validated.
    Validating,
    /// Being processed.
    Processing,
    /// Processed in part, or with something recovered.
    SucceededWithErrors,
    /// Waits for somebody to approve a large removal.
    ApprovalRequested,
    /// Nothing was processed.
    Rejected,
    /// Processed in full.
    Succeeded,
    /// Broke off; what was applied is unknown to the client.
    InternalServerError,
    /// A state that no document names, verbatim.
    Unnamed(String),
}

impl JobStatus {
    /// The state as it goes over the wire.
    pub fn spelled(&self, spelling: Spelling) -> String {
        let title = match self {
            Self::Draft => "Draft",
            Self::Pending => "Pending",
            Self::Validating => "Validating",
            Self::Processing => "Processing",
            Self::SucceededWithErrors => "Succeeded with errors",
            Self::ApprovalRequested => "Approval Requested",
            Self::Rejected => "Rejected",
            Self::Succeeded => "Succeeded",
            Self::InternalServerError => "Internal Server Error",
            Self::Unnamed(verbatim) => return verbatim.clone(),
        };
        match spelling {
            Spelling::Title => title.to_owned(),
            Spelling::Upper => title.to_uppercase().replace(' ', "_"),
        }
    }
}

/// An outcome that a job is made to have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Rejected, nothing applied.
    Rejected,
    /// Internal Server Error after the first `applied` items took effect.
    InternalServerError {
        /// Items that took effect all the same.
        applied: usize,
    },
    /// Approval Requested, however few are removed.
    ApprovalRequested,
    /// Shows this state, which no document names, instead of Processing, then ends as it would.
    Passing(String),
}

/// Where a job stands; times are simulated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Stage {
    Draft,
    Submitted { at: Duration },
    AwaitingApproval,
    Processing { from: Duration },
    Ended { status: JobStatus },
}

impl Job {
    pub(crate) fn status(&self, now: Duration) -> JobStatus {
        match &self.stage {
            Stage::Draft => JobStatus::Draft,
            Stage::Submitted { at } if now < *at + PENDING => JobStatus::Pending,
            Stage::Submitted { .. } => JobStatus::Validating,
            Stage::AwaitingApproval => JobStatus::ApprovalRequested,
            Stage::Processing { .. } => match &self.forced {
                Some(Outcome::Passing(verbatim)) => JobStatus::Unnamed(verbatim.clone()),
                _ => JobStatus::Processing,
            },
            Stage::Ended { status } => status.clone(),
        }
    }

    /// When the job moves on by itself.
    fn due(&self) -> Option<Duration> {
        let items = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        match self.stage {
            Stage::Submitted { at } => Some(at + VALIDATED),
            Stage::Processing { from } => Some(from + PROCESSING + PER_ITEM * items),
            Stage::Draft | Stage::AwaitingApproval | Stage::Ended { .. } => None,
        }
    }
}

/// Moves every job on that is due, in the order in which they are due.
pub(crate) fn settle(state: &mut State, config: &Config, moment: Moment) {
    loop {
        let next = state
            .jobs
            .iter()
            .enumerate()
            .filter_map(|(at, job)| job.due().map(|due| (due, at)))
            .filter(|(due, _)| *due <= moment.now)
            .min();
        let Some((due, at)) = next else { return };
        state.dirty = true;
        state.jobs[at].updated_at = moment.stamp;
        if matches!(state.jobs[at].stage, Stage::Submitted { .. }) {
            let waits = needs_approval(&state.jobs[at], &state.roster, config);
            state.jobs[at].stage = if waits {
                Stage::AwaitingApproval
            } else {
                Stage::Processing { from: due }
            };
        } else {
            finish(state, config, at, moment);
        }
    }
}

fn needs_approval(job: &Job, roster: &[Person], config: &Config) -> bool {
    if job.forced == Some(Outcome::ApprovalRequested) {
        return true;
    }
    let is_removal = |item: &&super::Item| item.change.operation == Operation::Delete;
    let removals = job.items.iter().filter(is_removal).count();
    let current = roster.iter().filter(|person| person.is_current()).count();
    removals > 0 && removals as f64 > current as f64 * config.approval_threshold
}

fn finish(state: &mut State, config: &Config, at: usize, moment: Moment) {
    let job = &mut state.jobs[at];
    let (count, forced) = match job.forced {
        Some(Outcome::Rejected) => (0, Some(JobStatus::Rejected)),
        Some(Outcome::InternalServerError { applied }) => {
            (applied, Some(JobStatus::InternalServerError))
        }
        _ => (job.items.len(), None),
    };
    let items = &job.items[..count.min(job.items.len())];
    let processed = process(
        items,
        &state.companies,
        &mut state.roster,
        config,
        moment.stamp,
    );
    let status = forced.unwrap_or_else(|| ending(&processed, job.items.len()));
    // A broken job tells nothing of what it did: its statistics stay at nought.
    if status != JobStatus::InternalServerError {
        job.statistics = processed.statistics;
        job.errors = processed.errors;
    }
    job.stage = Stage::Ended { status };
    state.log.applied.extend(processed.applied);
}

fn ending(processed: &Processed, items: usize) -> JobStatus {
    if processed.failed == items {
        JobStatus::Rejected
    } else if processed.errors.is_empty() {
        JobStatus::Succeeded
    } else {
        JobStatus::SucceededWithErrors
    }
}

/// Somebody approves; `false` where the job does not wait for it.
pub(crate) fn approve(state: &mut State, id: &str, moment: Moment) -> bool {
    decide(state, id, Stage::Processing { from: moment.now }, moment)
}

/// Somebody refuses; `false` where the job does not wait for it.
pub(crate) fn reject(state: &mut State, id: &str, moment: Moment) -> bool {
    let status = JobStatus::Rejected;
    decide(state, id, Stage::Ended { status }, moment)
}

fn decide(state: &mut State, id: &str, decided: Stage, moment: Moment) -> bool {
    let Some(job) = state.job_mut(id) else {
        return false;
    };
    if job.stage != Stage::AwaitingApproval {
        return false;
    }
    job.stage = decided;
    job.updated_at = moment.stamp;
    state.dirty = true;
    true
}
