//! The second stale check (rule R7): where more than ten minutes or a restart lie between taking a lane and its
//! submission, the roster is read again. What changed meanwhile is set aside and the draft built anew without it, and so
//! is, however short the time, the removal of somebody who was protected meanwhile (rule R10). A submission that may
//! already be on its way is never replaced by another draft.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::SignedDuration;

use super::drive::Drive;
use super::{Api, JobState, Progress, SubmissionError, payload};
use crate::employee::{Employee, Field, Identifier};
use crate::history::{
    Difference, Ending, ItemResult, Job, JobItemRow, Look, NewJobItem, Phase, Problem, ProblemCode,
    Step,
};
use crate::plan::{Change, Plan, newly_protected, stale, with_other_halves};
use crate::roster::{Place, Progress as Read, RemoteRoster, place};

/// How long a look at the roster holds.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// What is told of somebody who was protected, beside the fields of the contract.
const PROTECTED: &str = "protected";

/// What of a job no longer fits what Wellhub has.
#[derive(Default)]
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
        let rows = self.history.all_job_items(job.id)?;
        let kept: Vec<JobItemRow> = rows
            .into_iter()
            .filter(|row| !outdated.changes.contains(&row.item.change))
            .collect();
        if kept.is_empty() {
            self.end_outdated(job, outdated.differences)?;
            return Ok(false);
        }
        let mut items: Vec<NewJobItem> = kept.into_iter().map(|row| row.item).collect();
        let batches = payload::cut_anew(&mut items)?;
        let why = words(&outdated);
        let found = &outdated.differences;
        self.history
            .draft_rebuilt(job, &items, batches, found, &why)?;
        self.planned.clear();
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
        if !due && self.history.protected_places(job.connection)?.is_empty() {
            return Ok(None);
        }
        let roster = if due {
            Some(self.read_again(job).await?)
        } else {
            None
        };
        let plan = self.history.plan(job.plan)?.plan;
        let items = self.history.all_job_items(job.id)?;
        let mut outdated = match &roster {
            Some(roster) => compare(&plan, &items, roster, &self.other_halves(job, &plan)?),
            None => Outdated::default(),
        };
        let protected = self.history.protected_places(job.connection)?;
        outdated.guard(&plan, &items, newly_protected(&plan, &protected));
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

    /// The second halves of key changes whose first half was set aside: they do not go alone (rule R6).
    fn other_halves(&self, job: &Job, plan: &Plan) -> Result<BTreeSet<u32>, SubmissionError> {
        let Some(before) = job.follows else {
            return Ok(BTreeSet::new());
        };
        let left: HashSet<String> = self
            .history
            .differences(before, Look::BeforeSubmit)?
            .into_iter()
            .map(|difference| difference.key)
            .collect();
        let follows = |change: &Change| {
            let mut others = change
                .reasons
                .iter()
                .filter_map(|reason| reason.other.as_ref());
            others.any(|other| left.contains(other.key.as_str()))
        };
        let changes = (0_u32..).zip(&plan.changes);
        Ok(changes
            .filter(|(_, change)| follows(change))
            .map(|(index, _)| index)
            .collect())
    }

    /// Nothing is left: the job ends unsubmitted.
    fn end_outdated(&self, job: &Job, differences: Vec<Difference>) -> Result<(), SubmissionError> {
        let ending = Ending {
            results: (0..job.items)
                .map(|n| (n, ItemResult::Unprocessed))
                .collect(),
            problem: Some(Problem {
                code: ProblemCode::Outdated,
                message:
                    "every record of this job changed at Wellhub or was protected since the plan \
                          was made; make the plan again"
                        .to_owned(),
                trace_id: None,
            }),
            differences,
            ..Ending::default()
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

impl Outdated {
    /// Adds removals of people who were protected, with all that is sent of these people.
    fn guard(&mut self, plan: &Plan, items: &[JobItemRow], protected: BTreeSet<u32>) {
        let sent = sent(items);
        let mut left = left_behind(plan, &sent, protected, &BTreeSet::new());
        left.retain(|index| !self.changes.contains(index));
        let changes = left
            .iter()
            .filter_map(|index| plan.changes.get(*index as usize));
        self.differences.extend(changes.map(|change| Difference {
            look: Look::BeforeSubmit,
            operation: change.operation,
            row: change.row,
            key: change.key.to_string(),
            name: change.name.to_string(),
            field: PROTECTED.to_owned(),
            expected: None,
            found: Some("true".to_owned()),
        }));
        self.changes.extend(left);
    }
}

/// The places, in the plan's list, of a job's items.
fn sent(items: &[JobItemRow]) -> BTreeSet<u32> {
    items.iter().map(|row| row.item.change).collect()
}

/// What of the job's own items is stale, and how. Changes of the other lane are looked at by nobody here.
fn compare(
    plan: &Plan,
    items: &[JobItemRow],
    now: &RemoteRoster,
    also: &BTreeSet<u32>,
) -> Outdated {
    let sent = sent(items);
    let changes = left_behind(plan, &sent, stale(plan, now), also);
    let there: HashMap<Place, &Employee> = now
        .people
        .iter()
        .filter_map(|person| Some((place(plan.identifier, &person.employee)?, &person.employee)))
        .collect();
    let differences = changes
        .iter()
        .filter_map(|index| plan.changes.get(*index as usize))
        .flat_map(|change| {
            let found = place(plan.identifier, &change.item).and_then(|at| there.get(&at).copied());
            since(change, plan.identifier, found)
        })
        .collect();
    Outdated {
        changes,
        differences,
    }
}

/// Which of the changes sent stay behind: the stale ones, those that follow somebody who stayed behind already, and the
/// other halves of their people. A change of another job is stale for nobody here, or its own doing would be.
fn left_behind(
    plan: &Plan,
    sent: &BTreeSet<u32>,
    mut stale: BTreeSet<u32>,
    also: &BTreeSet<u32>,
) -> BTreeSet<u32> {
    stale.extend(also);
    stale.retain(|index| sent.contains(index));
    let mut left = with_other_halves(plan, stale);
    left.retain(|index| sent.contains(index));
    left
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::TaxId;
    use crate::plan::{Cosmetic, Counts, Lane, Operation, Other, Reason, ReasonCode};
    use crate::roster::Intent;

    const LEAVES: &str = "11222333000181";
    const COMES: &str = "11444777000161";

    /// One half of a person who moves from one company to another.
    fn half(operation: Operation, company: &str, other: &str) -> Change {
        let mut item = Employee::of(TaxId::from(company));
        item.set(&Field::EmployeeId, Some("0007".into()));
        let transfer = Reason {
            code: ReasonCode::Transfer,
            field: None,
            cell: None,
            other: Some(Other {
                name: "Ana Exemplo".into(),
                key: "0007".into(),
                company_tax_id: TaxId::from(other),
                row: None,
            }),
            params: std::collections::BTreeMap::new(),
        };
        Change {
            operation,
            company_tax_id: TaxId::from(company),
            key: "0007".into(),
            name: "Ana Exemplo".into(),
            row: None,
            lane: Lane::Removals,
            held: Vec::new(),
            notes: Vec::new(),
            reasons: vec![transfer],
            fields: Vec::new(),
            item,
            before: None,
        }
    }

    #[test]
    fn a_person_who_moves_stays_behind_with_both_halves_or_with_none() {
        let plan = Plan {
            intent: Intent::Full,
            identifier: Identifier::EmployeeId,
            changes: vec![
                half(Operation::Delete, LEAVES, COMES),
                half(Operation::Create, COMES, LEAVES),
            ],
            withheld: Vec::new(),
            counts: Counts::default(),
            findings: Vec::new(),
            gauges: Vec::new(),
            cosmetic: Cosmetic::default(),
            blocked: false,
            first_load: false,
        };
        let (both, none) = (BTreeSet::from([0, 1]), BTreeSet::new());
        for stale in both.iter().map(|&half| BTreeSet::from([half])) {
            assert_eq!(left_behind(&plan, &both, stale, &none), both);
        }
        assert_eq!(left_behind(&plan, &both, BTreeSet::new(), &none), none);
        // The removal went in a job before this one: that it is done already holds nobody back.
        let second = BTreeSet::from([1]);
        assert_eq!(
            left_behind(&plan, &second, BTreeSet::from([0]), &none),
            none
        );
    }
}
