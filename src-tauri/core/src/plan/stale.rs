//! The stale check (rule R7): which changes of a plan no longer fit what Wellhub has now. By content, never by time.

use std::collections::BTreeSet;

use super::index::{ByPlace, Shards};
use super::{Change, Operation, Plan};
use crate::employee::{Employee, Identifier};
use crate::roster::{Place, RemoteRoster, place};

/// What Wellhub has now, to look changes up in.
pub struct Current<'a> {
    by_place: ByPlace,
    now: &'a RemoteRoster,
}

impl<'a> Current<'a> {
    /// Over a roster, by the key that the changes name people by.
    pub fn of(identifier: Identifier, now: &'a RemoteRoster) -> Self {
        let shards = Shards::for_people(now.people.len());
        Self {
            by_place: ByPlace::new(
                identifier,
                shards,
                &now.people,
                |one| &one.employee,
                |_| (0, ()),
            ),
            now,
        }
    }

    /// The record of the person that a change is about.
    pub fn record(&self, change: &Change) -> Option<&'a Employee> {
        let at = |position: u32| &self.now.people[position as usize].employee;
        self.by_place.find(&change.item, at).map(at)
    }

    /// Whether that record is another than when the plan was made: for updates and removals another or gone, for newcomers
    /// there meanwhile.
    pub fn is_stale(&self, change: &Change) -> bool {
        let found = self.record(change);
        match change.operation {
            Operation::Create => found.is_some(),
            // Custom fields are never read back; a before-image from a list has none.
            Operation::Update | Operation::Delete => found != change.before.as_deref(),
        }
    }
}

/// The places, in the plan's list, of changes that are stale. They are set aside; the rest may go.
pub fn stale(plan: &Plan, now: &RemoteRoster) -> BTreeSet<u32> {
    let current = Current::of(plan.identifier, now);
    (0u32..)
        .zip(&plan.changes)
        .filter(|(_, change)| current.is_stale(change))
        .map(|(index, _)| index)
        .collect()
}

/// Whether a change removes somebody who was protected after the plan was made (rule R10).
pub fn is_newly_protected(
    identifier: Identifier,
    change: &Change,
    protected: &BTreeSet<Place>,
) -> bool {
    change.operation == Operation::Delete
        && !change.is_protected()
        && place(identifier, &change.item).is_some_and(|place| protected.contains(&place))
}

/// The places, in the plan's list, of such changes.
pub fn newly_protected(plan: &Plan, protected: &BTreeSet<Place>) -> BTreeSet<u32> {
    (0_u32..)
        .zip(&plan.changes)
        .filter(|(_, change)| is_newly_protected(plan.identifier, change, protected))
        .map(|(index, _)| index)
        .collect()
}
