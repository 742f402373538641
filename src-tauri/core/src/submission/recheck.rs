//! The second stale check (rule R7): where more than ten minutes or a restart lie between taking a lane and its
//! submission, the roster is read again. What changed meanwhile is set aside and the draft built anew without it, and so
//! is, however short the time, the removal of somebody who was protected meanwhile (rule R10). A submission that may
//! already be on its way is never replaced by another draft.

use std::collections::{BTreeSet, HashSet};

use jiff::SignedDuration;

use super::drive::Drive;
use super::{Api, JobState, Progress, SubmissionError, payload};
use crate::employee::{Employee, Field, Identifier};
use crate::history::{
    Difference, Ending, ItemResult, Job, Look, NewJobItem, Phase, Problem, ProblemCode, SentItem,
    Step,
};
use crate::plan::{Change, Current, is_newly_protected, with_other_halves};
use crate::roster::{Place, Progress as Read, RemoteRoster};

/// How long a look at the roster holds.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// What is told of somebody who was protected, beside the fields of the contract.
const PROTECTED: &str = "protected";

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

    /// Reads the roster again where that is due, and looks who was protected; nothing where all still fits.
    async fn outdated(&mut self, job: &Job) -> Result<Option<Outdated>, SubmissionError> {
        let due = !self.synthetic && self.recheck_is_due(job);
        let roster = if due {
            Some(self.read_again(job).await?)
        } else {
            None
        };
        let protected = self.history.protected_places(job.connection)?;
        let stayed = self.stayed_behind(job)?;
        if !due && protected.is_empty() && stayed.is_empty() {
            return Ok(None);
        }
        let outdated = self.compare(job, roster.as_ref(), &protected, &stayed)?;
        if due || !outdated.changes.is_empty() {
            let line = words(&outdated);
            self.note(job, Step::ReadBack, Phase::Noted, None, &line)?;
        }
        Ok((!outdated.changes.is_empty()).then_some(outdated))
    }

    /// The roster, each page told as it comes; a wish to stop ends the reading, of which nothing was written.
    async fn read_again(&mut self, job: &Job) -> Result<RemoteRoster, SubmissionError> {
        let (api, connection) = (self.api, &self.connection);
        let tell = |read| self.tell_reading(read);
        tell(Read::default());
        let reading = self.patiently(job, Step::ReadBack, || api.read_roster(connection, &tell));
        let read = tokio::select! {
            biased;
            () = self.stop.asked() => Err(Self::unreachable("stopped while the roster was read again")),
            read = reading => read?,
        };
        let roster = match read {
            Ok(roster) => roster,
            Err(failure) => return Err(self.pause(job, Step::ReadBack, failure)?),
        };
        self.looked_at = Some(self.clock.monotonic());
        Ok(roster)
    }

    /// A page that is told late or not at all holds nothing up.
    fn tell_reading(&self, read: Read) {
        if let Ok(mut progress) = Progress::of(self.history, self.id) {
            progress.reading = Some(read);
            (self.progress)(&progress);
        }
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

    /// What of the job's own items is stale where the roster was read, follows somebody who stayed, or removes somebody
    /// protected, with the other halves of these people. Changes of other jobs are looked at by nobody here.
    fn compare(
        &self,
        job: &Job,
        roster: Option<&RemoteRoster>,
        protected: &BTreeSet<Place>,
        stayed: &HashSet<String>,
    ) -> Result<Outdated, SubmissionError> {
        let current = roster.map(|roster| Current::of(self.identifier, roster));
        let sent = self.history.changes_of_job(job.id)?;
        let (mut staying, mut guarded) = (BTreeSet::new(), BTreeSet::new());
        let mut halves = Vec::new();
        for change in self.history.walk_plan_changes(job.plan) {
            let (place, change) = change?;
            if !sent.contains(&place) {
                continue;
            }
            let is_stale = current.as_ref().is_some_and(|now| now.is_stale(&change));
            if is_stale || follows(&change, stayed) {
                staying.insert(place);
            }
            if is_newly_protected(self.identifier, &change, protected) {
                guarded.insert(place);
            }
            if change.pair().is_some() {
                halves.push((place, change));
            }
        }
        let among = halves.iter().map(|(place, change)| (*place, change));
        let mut changes = with_other_halves(&among, staying);
        let mut differences = Vec::new();
        let stale = self.history.plan_changes(job.plan, &changes)?;
        for change in changes.iter().filter_map(|place| stale.get(place)) {
            let record = current.as_ref().and_then(|now| now.record(change));
            differences.extend(since(change, self.identifier, record));
        }
        let mut guarded = with_other_halves(&among, guarded);
        guarded.retain(|place| !changes.contains(place));
        let of_protected = self.history.plan_changes(job.plan, &guarded)?;
        let of_protected = guarded.iter().filter_map(|place| of_protected.get(place));
        differences.extend(of_protected.map(was_protected));
        changes.append(&mut guarded);
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
                message:
                    "every record of this job changed at Wellhub or was protected since the plan \
                          was made; make the plan again"
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
    let protected = outdated.differences.iter();
    let protected = protected.filter(|one| one.field == PROTECTED).count();
    format!(
        "looked again before the submission: {} records changed since the plan, {protected} of them protected",
        outdated.changes.len()
    )
}

fn was_protected(change: &Change) -> Difference {
    Difference {
        look: Look::BeforeSubmit,
        operation: change.operation,
        row: change.row,
        key: change.key.to_string(),
        name: change.name.to_string(),
        field: PROTECTED.to_owned(),
        expected: None,
        found: Some("true".to_owned()),
    }
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
    let (Some(before), Some(now)) = (change.before.as_deref(), found) else {
        let key = identifier.key_field();
        let before = change.before.as_deref().and_then(|record| record.get(&key));
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
