//! Taking a plan's lane for sending: one command makes its jobs once, in one transaction; from there the worker goes on.

use std::collections::{BTreeMap, BTreeSet};

use super::select::{self, Selection};
use super::{JobState, Release, SubmissionError, payload};
use crate::history::{
    Ending, Held, History, ItemResult, JobId, JobLane, NewJob, OpId, PlanId, PlanRecord, Problem,
    ProblemCode, ReleaseRecord, Step,
};
use crate::plan::Lane;
use crate::wellhub::MAX_BATCH_ITEMS;

/// What a person asks to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The command's id: the same one twice makes one job.
    pub op_id: OpId,
    /// The plan, as it was kept.
    pub plan: PlanId,
    /// What of it.
    pub lane: JobLane,
    /// The release of what is held, where there is one.
    pub release: Option<Release>,
    /// Changes whose record changed at Wellhub since, as places in the plan's list (rule R7).
    pub set_aside: BTreeSet<u32>,
}

/// What was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The jobs, each to be driven after the one before it.
    pub jobs: Vec<JobId>,
    /// How many changes of the lane stay held.
    pub held_left: u32,
    /// True when the command had come before and nothing was done now.
    pub again: bool,
}

/// Takes a plan's lane for sending; `record` is the plan that the order names. Nothing has gone out when this returns.
pub fn place(
    history: &History,
    order: &Order,
    record: &PlanRecord,
) -> Result<Placed, SubmissionError> {
    place_in_batches(history, order, record, MAX_BATCH_ITEMS)
}

pub(super) fn place_in_batches(
    history: &History,
    order: &Order,
    record: &PlanRecord,
    most_items: usize,
) -> Result<Placed, SubmissionError> {
    let selection = select::select(
        &record.plan,
        &record.hash,
        order.lane,
        order.release.as_ref(),
        &order.set_aside,
    )?;
    if let Some(placed) = already(history, order, &selection)? {
        return Ok(placed);
    }
    if selection.first.is_empty() {
        return Err(SubmissionError::NothingToSend {
            held: selection.held_left,
        });
    }
    match insert(history, order, record, &selection, most_items) {
        Ok(jobs) => Ok(Placed {
            jobs,
            held_left: selection.held_left,
            again: false,
        }),
        // The same command may have come by another way in the meantime.
        Err(error) => already(history, order, &selection)?.ok_or(error),
    }
}

fn already(
    history: &History,
    order: &Order,
    selection: &Selection,
) -> Result<Option<Placed>, SubmissionError> {
    #[cfg(test)]
    if super::tests::controls::is_off(super::tests::controls::Safeguard::OpId) {
        return Ok(None);
    }
    let jobs: Vec<_> = history
        .jobs_of(&order.op_id)?
        .iter()
        .map(|job| job.id)
        .collect();
    Ok((!jobs.is_empty()).then_some(Placed {
        jobs,
        held_left: selection.held_left,
        again: true,
    }))
}

fn insert(
    history: &History,
    order: &Order,
    record: &PlanRecord,
    selection: &Selection,
    most_items: usize,
) -> Result<Vec<JobId>, SubmissionError> {
    let first = payload::items(&record.plan, &selection.first, most_items)?;
    let second = payload::items(&record.plan, &selection.second, most_items)?;
    let parts = [(1, &first), (2, &second)];
    let jobs: Vec<_> = parts
        .iter()
        .filter(|(_, (items, _))| !items.is_empty())
        .map(|(part, (items, batches))| NewJob {
            op_id: &order.op_id,
            connection: record.connection,
            plan: order.plan,
            plan_hash: &record.hash,
            plan_made_at: record.made_at,
            lane: order.lane,
            part: *part,
            batches: *batches,
            items,
        })
        .collect();
    let release = order.release.as_ref().map(|release| ReleaseRecord {
        plan: order.plan,
        plan_hash: record.hash.clone(),
        lane: order.lane,
        job: JobId(0),
        count: release.count,
        reason: release.reason.trim().to_owned(),
        at: history.now(),
    });
    let held = still_held(history, order, record);
    Ok(history.place_jobs(&jobs, release.as_ref(), &held)?)
}

/// What of the whole plan stays held once this order goes.
fn still_held(history: &History, order: &Order, record: &PlanRecord) -> Held {
    let mut held = Held {
        plan: order.plan,
        reasons: BTreeMap::new(),
        removals: 0,
        others: 0,
        since: history.now(),
    };
    for change in &record.plan.changes {
        let released = order.release.is_some() && select::is_in(order.lane, change);
        if select::may_go(change, released) {
            continue;
        }
        match change.lane {
            Lane::Removals => held.removals += 1,
            Lane::Safe => held.others += 1,
        }
        for reason in change.holds() {
            *held.reasons.entry(reason.to_owned()).or_default() += 1;
        }
    }
    held
}

/// Stops a job that was not submitted and that nobody drives; its draft stays behind, inert. For one that is driven there
/// is [`super::Stop`].
pub fn stop(history: &History, job: JobId) -> Result<JobState, SubmissionError> {
    let job = history.job(job)?;
    if job.state.is_ended() {
        return Ok(job.state);
    }
    if !job.state.may_stop() {
        return Err(SubmissionError::TooLate {
            job: job.id,
            state: job.state,
        });
    }
    let problem = Problem {
        code: ProblemCode::Stopped,
        message: String::new(),
        trace_id: None,
    };
    let ending = Ending {
        problem: Some(problem),
        ..Ending::of(ItemResult::Unprocessed)
    };
    history.end_job(&job, JobState::Stopped, Step::Create, &ending)?;
    Ok(JobState::Stopped)
}
