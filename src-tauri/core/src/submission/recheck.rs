//! The second stale check (rule R7): where more than ten minutes or a restart lie between taking a lane and its
//! submission, the roster is read again. What changed meanwhile is set aside and the draft built anew without it; a
//! submission that may already be on its way is never replaced by another draft.

use std::collections::{BTreeSet, HashSet};

use jiff::SignedDuration;

use super::drive::Drive;
use super::{Api, JobState, SubmissionError, payload};
use crate::employee::{Employee, Field, Identifier};
use crate::history::{
    Difference, Ending, ItemResult, Job, Look, NewJobItem, Phase, Problem, ProblemCode, SentItem,
    Step,
};
use crate::plan::{Change, Current, with_other_halves};
use crate::roster::RemoteRoster;

/// How long a look at the roster holds.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// What of a job no longer fits what Wellhub has.
struct Outdated {
    /// Places of the plan's list.
    changes: BTreeSet<u32>,
    /// What changed, field by field.
    differences: Vec<Difference>,
}

impl<A: Api> Drive<'_, A> {
    /// From verified: whether the draft may be submitted as it is. Otherwise the job was moved.
    pub(super) async fn still_fits(&mut self, job: &Job) -> Result<bool, SubmissionError> {
        let Some(outdated) = self.outdated(job).await? else {
            return Ok(true);
        };
        let mut items = Vec::new();
        for one in self.history.sent_items(job.id) {
            let SentItem { row, payload } = one?;
            let item = row.item;
            if !outdated.changes.contains(&item.change) {
                items.push(NewJobItem { item, payload });
            }
        }
        if items.is_empty() {
            self.end_outdated(job, outdated.differences)?;
            return Ok(false);
        }
        let batches = payload::cut(&mut items)?;
        let why = words(&outdated);
        let found = &outdated.differences;
        self.history
            .draft_rebuilt(job, &items, batches, found, &why)?;
        self.fresh = false;
        self.report()?;
        Ok(false)
    }

    /// From intended or in doubt, and still a draft: a request to submit may be on its way, so that another draft could make
    /// two. A person decides.
    pub(super) async fn may_submit_again(&mut self, job: &Job) -> Result<bool, SubmissionError> {
        let Some(outdated) = self.outdated(job).await? else {
            return Ok(true);
        };
        let (problem, line) = (problem(&outdated), words(&outdated));
        self.history.move_job(
            job,
            JobState::InDoubt,
            Step::Submit,
            Phase::Noted,
            Some(&problem),
            &line,
        )?;
        self.report()?;
        Ok(false)
    }

    /// Reads the roster again where that is due; nothing where all still fits.
    async fn outdated(&mut self, job: &Job) -> Result<Option<Outdated>, SubmissionError> {
        if self.synthetic || !self.recheck_is_due(job) {
            return Ok(None);
        }
        let api = self.api;
        let connection = &self.connection;
        let read = self
            .patiently(job, Step::ReadBack, || api.read_roster(connection))
            .await?;
        let roster = match read {
            Ok(roster) => roster,
            Err(failure) => return Err(self.pause(job, Step::ReadBack, failure)?),
        };
        self.looked_at = Some(self.clock.monotonic());
        let outdated = self.compare(job, &roster)?;
        let line = words(&outdated);
        self.note(job, Step::ReadBack, Phase::Noted, None, &line)?;
        Ok((!outdated.changes.is_empty()).then_some(outdated))
    }

    fn recheck_is_due(&self, job: &Job) -> bool {
        if let Some(at) = self.looked_at {
            let since = self.clock.monotonic().saturating_sub(at);
            return since > FRESH.unsigned_abs();
        }
        let age = self.clock.now().duration_since(job.created_at);
        // A clock that was set back says nothing about how long it has been.
        age.is_negative() || age > FRESH || !self.history.was_placed_here(job.id)
    }

    /// What of the job's own items is stale, and how. Changes of other jobs are looked at by nobody here.
    fn compare(&self, job: &Job, roster: &RemoteRoster) -> Result<Outdated, SubmissionError> {
        let current = Current::of(self.identifier, roster);
        let sent = self.history.changes_of_job(job.id)?;
        let stayed = self.stayed_behind(job)?;
        let (mut staying, mut halves) = (BTreeSet::new(), Vec::new());
        for change in self.history.walk_plan_changes(job.plan) {
            let (place, change) = change?;
            if !sent.contains(&place) {
                continue;
            }
            if current.is_stale(&change) || follows(&change, &stayed) {
                staying.insert(place);
            }
            if change.pair().is_some() {
                halves.push((place, change));
            }
        }
        let among = halves.iter().map(|(place, change)| (*place, change));
        let changes = with_other_halves(&among, staying);
        let set_aside = self.history.plan_changes(job.plan, &changes)?;
        let told = changes.iter().filter_map(|place| set_aside.get(place));
        let differences = told
            .flat_map(|change| since(change, self.identifier, current.record(change)))
            .collect();
        Ok(Outdated {
            changes,
            differences,
        })
    }

    /// The keys of those who were set aside by the job before this one, where it is the second half of key changes.
    fn stayed_behind(&self, job: &Job) -> Result<HashSet<String>, SubmissionError> {
        let Some(before) = job.follows else {
            return Ok(HashSet::new());
        };
        let left = self.history.differences(before, Look::BeforeSubmit)?;
        Ok(left.into_iter().map(|difference| difference.key).collect())
    }

    /// Nothing is left: the job ends unsubmitted.
    fn end_outdated(&self, job: &Job, differences: Vec<Difference>) -> Result<(), SubmissionError> {
        let ending = Ending {
            problem: Some(Problem {
                code: ProblemCode::Outdated,
                message: "every record of this job changed at Wellhub since the plan was made; \
                          make the plan again"
                    .to_owned(),
                trace_id: None,
            }),
            differences,
            ..Ending::of(ItemResult::Unprocessed)
        };
        self.history
            .end_job(job, JobState::Failed, Step::ReadBack, &ending)?;
        self.report()
    }
}

fn problem(outdated: &Outdated) -> Problem {
    Problem {
        code: ProblemCode::Outdated,
        message: words(outdated),
        trace_id: None,
    }
}

/// Without personal data, for the journal.
fn words(outdated: &Outdated) -> String {
    format!(
        "the roster was read again: {} records changed since the plan",
        outdated.changes.len()
    )
}

/// Whether a change is the second half of somebody who stayed behind already: it does not go alone (rule R6).
fn follows(change: &Change, stayed: &HashSet<String>) -> bool {
    let others = change.reasons.iter().filter_map(|one| one.other.as_ref());
    let mut keys = others.map(|other| other.key.as_str());
    keys.any(|key| stayed.contains(key))
}

/// How a record differs from the one that the plan was made against.
fn since(change: &Change, identifier: Identifier, found: Option<&Employee>) -> Vec<Difference> {
    let said = |field: &Field, expected: Option<&str>, found: Option<&str>| Difference {
        look: Look::BeforeSubmit,
        operation: change.operation,
        row: change.row,
        key: change.key.to_string(),
        name: change.name.to_string(),
        field: field.name(),
        expected: expected.map(ToOwned::to_owned),
        found: found.map(ToOwned::to_owned),
    };
    let (Some(before), Some(now)) = (change.before.as_ref(), found) else {
        let key = identifier.key_field();
        let before = change.before.as_ref().and_then(|record| record.get(&key));
        return vec![said(
            &key,
            before,
            found.and_then(|record| record.get(&key)),
        )];
    };
    Field::STANDARD
        .iter()
        .filter(|field| before.get(field) != now.get(field))
        .map(|field| said(field, before.get(field), now.get(field)))
        .collect()
}
