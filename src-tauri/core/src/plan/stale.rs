//! The stale check (rule R7): which changes of a plan no longer fit what Wellhub has now. By content, never by time.

use std::collections::BTreeSet;

use super::index::{ByPlace, Shards};
use super::{Operation, Plan};
use crate::roster::{Place, RemoteRoster, place};

/// The places, in the plan's list, of changes whose record changed at Wellhub since the plan was made: updates and
/// removals of a record that is another or gone, newcomers who are there meanwhile. They are set aside; the rest may go.
pub fn stale(plan: &Plan, now: &RemoteRoster) -> BTreeSet<u32> {
    let shards = Shards::for_people(now.people.len());
    let by_place = ByPlace::new(
        plan.identifier,
        shards,
        &now.people,
        |one| &one.employee,
        |_| (0, ()),
    );
    let at = |position: u32| &now.people[position as usize].employee;
    (0u32..)
        .zip(&plan.changes)
        .filter(|(_, change)| {
            let found = by_place.find(&change.item, at).map(at);
            match change.operation {
                Operation::Create => found.is_some(),
                // Custom fields are never read back; a before-image from a list has none.
                Operation::Update | Operation::Delete => found != change.before.as_ref(),
            }
        })
        .map(|(index, _)| index)
        .collect()
}
/// The places, in the plan's list, of removals of people who were protected after the plan was made (rule R10).
pub fn newly_protected(plan: &Plan, protected: &BTreeSet<Place>) -> BTreeSet<u32> {
    let removed = (0_u32..).zip(&plan.changes).filter(|(_, change)| {
        change.operation == Operation::Delete
            && !change.is_protected()
            && place(plan.identifier, &change.item).is_some_and(|place| protected.contains(&place))
    });
    removed.map(|(index, _)| index).collect()
}
