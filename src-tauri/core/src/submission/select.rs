//! What of a plan goes: a lane's changes without those that are held, or with them where a person released them, one plan
//! and one use (rules R5 and R6). Protected people never go, whatever is released (rule R10).

use std::collections::BTreeSet;

use super::SubmissionError;
use crate::finding::FindingCode;
use crate::history::JobLane;
use crate::plan::{Change, Lane, Operation, Plan, PlanHash};

/// A person's word that held changes may go (rule R6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// How many changes: must equal the number held in the lane, without those of protected people.
    pub count: u32,
    /// Why.
    pub reason: String,
    /// The plan that it is bound to.
    pub plan_hash: PlanHash,
}

/// What goes, as places in the plan's list of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// What goes at once.
    pub first: Vec<u32>,
    /// The new halves of key changes, which go in a job of their own after the first has ended (rule R6).
    pub second: Vec<u32>,
    /// How many changes of the lane stay held.
    pub held_left: u32,
    /// How many held changes go because they were released.
    pub released: u32,
}

/// Chooses the changes of a lane. `set_aside` are those whose record changed at Wellhub since (rule R7).
pub fn select(
    plan: &Plan,
    hash: &PlanHash,
    lane: JobLane,
    release: Option<&Release>,
    set_aside: &BTreeSet<u32>,
) -> Result<Selection, SubmissionError> {
    if plan.blocked {
        return Err(SubmissionError::Blocked);
    }
    let of_lane = || {
        (0_u32..)
            .zip(&plan.changes)
            .filter(|(_, change)| is_in(lane, change))
    };
    let protected = count(of_lane().filter(|(_, change)| change.is_protected()));
    let held = count(of_lane().filter(|(_, change)| change.is_held())) - protected;
    if let Some(release) = release {
        check(release, hash, held, protected)?;
    }
    let released = if release.is_some() { held } else { 0 };
    let mut selection = Selection {
        first: Vec::new(),
        second: Vec::new(),
        held_left: protected + held - released,
        released,
    };
    for (index, change) in of_lane() {
        if set_aside.contains(&index) || !may_go(change, release.is_some()) {
            continue;
        }
        if is_new_half(change) {
            selection.second.push(index);
        } else {
            selection.first.push(index);
        }
    }
    // Without an old half that goes before it there is nothing to wait for.
    if selection.first.is_empty() {
        std::mem::swap(&mut selection.first, &mut selection.second);
    }
    Ok(selection)
}

/// Whether a change goes, with or without a release of its lane.
pub(super) fn may_go(change: &Change, released: bool) -> bool {
    !change.is_held() || (released && !change.is_protected())
}

fn check(
    release: &Release,
    hash: &PlanHash,
    held: u32,
    protected: u32,
) -> Result<(), SubmissionError> {
    if release.plan_hash != *hash {
        return Err(SubmissionError::ReleaseForOther);
    }
    if release.count != held || held == 0 {
        return Err(SubmissionError::ReleaseMismatch {
            given: release.count,
            held,
            protected,
        });
    }
    if release.reason.trim().is_empty() {
        return Err(SubmissionError::ReleaseWithoutReason);
    }
    Ok(())
}

/// Whether a change goes in a lane.
pub(super) fn is_in(lane: JobLane, change: &Change) -> bool {
    match lane {
        JobLane::Safe => change.lane == Lane::Safe,
        JobLane::Removals => change.lane == Lane::Removals,
        JobLane::All => true,
    }
}

fn is_new_half(change: &Change) -> bool {
    let pairs = [FindingCode::KeyChange, FindingCode::IdentityChurn];
    change.operation == Operation::Create
        && change.lane == Lane::Removals
        && change
            .held
            .iter()
            .chain(&change.notes)
            .any(|code| pairs.contains(code))
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
