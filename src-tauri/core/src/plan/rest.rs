//! What a job did not bring about, planned anew. Pure: what the
//! job was to do is compared with the roster as it is now, so that what was done after all is not sent again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::{ByPlace, Shards};
use super::make::Making;
use super::{Change, Operation, Plan, Rules};
use crate::employee::{Employee, Field, Identifier};
use crate::roster::{Incoming, IncomingRoster, Intent, RemoteRoster};

/// What is left of `changes`. `columns` are where the fields stood in their sheet. An update says only what it changed,
/// so that nothing that others changed meanwhile is put back; one of somebody who is gone is left out.
pub fn rest(
    remote: &RemoteRoster,
    identifier: Identifier,
    changes: &[&Change],
    columns: &BTreeMap<Field, Vec<String>>,
    rules: &Rules,
) -> Plan {
    let people = &remote.people;
    let shards = Shards::for_people(people.len());
    let by_place = ByPlace::new(identifier, shards, people, |one| &one.employee, |_| (0, ()));
    let at = |position: u32| &people[position as usize].employee;
    let mut rows = Vec::new();
    let mut leaving = Vec::new();
    for change in changes {
        let position = by_place.find(&change.item, at);
        let said = match (change.operation, position) {
            (Operation::Create, _) => Arc::clone(&change.item),
            (Operation::Update, Some(_)) => changed(identifier, change).into(),
            (Operation::Delete, Some(position)) => {
                leaving.push(position);
                continue;
            }
            (Operation::Update | Operation::Delete, None) => continue,
        };
        rows.push(Incoming {
            row: change.row.unwrap_or(NO_ROW),
            employee: said,
        });
    }
    let incoming = IncomingRoster {
        identifier,
        people: rows,
        withheld: Vec::new(),
        columns: columns.clone(),
        findings: Vec::new(),
    };
    let mut making = Making::new(remote, &incoming, Intent::Changes, rules);
    making.leaving = leaving;
    making.write_out();
    for change in &mut making.changes {
        if change.row == Some(NO_ROW) {
            change.row = None;
            for field in &mut change.fields {
                field.cell = None;
            }
        }
    }
    making.pair();
    making.finish(Plan::empty(Intent::Changes, identifier, people.is_empty()))
}

/// Rows count from 1.
const NO_ROW: u32 = 0;

fn changed(identifier: Identifier, change: &Change) -> Employee {
    let mut said = Employee::of(change.company_tax_id.clone());
    let key = identifier.key_field();
    said.set(&key, change.item.get(&key).map(Into::into));
    for field in &change.fields {
        said.set(&field.field, Some(field.new.clone().unwrap_or_default()));
    }
    said
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::fixture::{self, COMPANY};
    use crate::roster::{Company, RemotePerson};

    fn roster(people: &[Employee]) -> RemoteRoster {
        let of = |employee: &Employee| RemotePerson {
            id: "id".into(),
            employee: employee.clone(),
            invitation_status: None,
            updated_at: None,
            deleted_at: None,
        };
        RemoteRoster {
            companies: vec![Company {
                tax_id: COMPANY.into(),
                name: "".into(),
            }],
            people: people.iter().map(of).collect(),
            past: Vec::new(),
            pages: 1,
            read_at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn change(operation: Operation, n: u32) -> Change {
        let mut change = fixture::change(operation, n);
        Arc::make_mut(&mut change.item).custom_fields.clear();
        change
    }

    fn left(changes: &[Change], people: &[Employee]) -> Vec<(Operation, String)> {
        let others = (100..200).map(|n| (*change(Operation::Create, n).item).clone());
        let people: Vec<Employee> = people.iter().cloned().chain(others).collect();
        let changes: Vec<&Change> = changes.iter().collect();
        let rules = Rules::default();
        let plan = rest(
            &roster(&people),
            Identifier::EmployeeId,
            &changes,
            &BTreeMap::new(),
            &rules,
        );
        let changes = plan.changes.into_iter();
        changes
            .map(|change| (change.operation, change.key.to_string()))
            .collect()
    }

    #[test]
    fn what_was_done_after_all_is_not_planned_again() {
        let changes = [
            change(Operation::Create, 1),
            change(Operation::Update, 2),
            change(Operation::Delete, 3),
        ];
        let done = [&changes[0], &changes[1]].map(|one| (*one.item).clone());
        assert_eq!(left(&changes, &done), []);
    }

    #[test]
    fn what_was_not_done_is_planned_again() {
        let changes = [
            change(Operation::Create, 1),
            change(Operation::Update, 2),
            change(Operation::Delete, 3),
        ];
        let mut before = (*changes[1].item).clone();
        before.email = Some("antes@aurora.example".into());
        let key = |n: u32| format!("{n:06}");
        assert_eq!(
            left(&changes, &[before, (*changes[2].item).clone()]),
            [
                (Operation::Create, key(1)),
                (Operation::Update, key(2)),
                (Operation::Delete, key(3)),
            ]
        );
    }

    #[test]
    fn an_update_puts_nothing_else_back_and_brings_nobody_back() {
        let update = change(Operation::Update, 2);
        assert_eq!(left(std::slice::from_ref(&update), &[]), []);
        let mut before = (*update.item).clone();
        before.email = None;
        before.full_name = Some("Outro Nome".into());
        let people = [before];
        let rules = Rules::default();
        let plan = rest(
            &roster(&people),
            Identifier::EmployeeId,
            &[&update],
            &BTreeMap::new(),
            &rules,
        );
        let item = &plan.changes[0].item;
        assert_eq!(item.full_name.as_deref(), Some("Outro Nome"));
        assert_eq!(item.email, update.item.email);
        assert_eq!(plan.changes[0].row, update.row);
    }
}
