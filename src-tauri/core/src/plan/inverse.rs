//! The way back (rule R10): from what a job did to the changes that take it back, against the roster as it is now. Pure.
//! Where a record no longer stands as the job left it, it is kept as it is and told; nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::CHANGEABLE;
use super::index::{ByPlace, Shards};
use super::make::{Making, count};
use super::{Change, Operation, Plan, Rules};
use crate::employee::{Employee, Field, Identifier, Text, same_meaning};
use crate::roster::{Incoming, IncomingRoster, Intent, Place, RemoteRoster, place};

mod told;

pub use told::{Impossible, Kept, Obstacle, Standing};

/// A change that Wellhub says it did.
#[derive(Debug, Clone)]
pub struct Done<'a> {
    /// The change.
    pub change: &'a Change,
    /// For somebody who left: the custom fields that were last sent before; `None` where none are known.
    pub custom: Option<BTreeMap<Text, Text>>,
}

/// The way back of a job.
#[derive(Debug)]
pub struct Inverse {
    /// What takes it back.
    pub plan: Plan,
    /// Who is kept because their record changed since.
    pub kept: Vec<Kept>,
    /// For whom there is no way back.
    pub impossible: Vec<Impossible>,
}

/// What takes `done` back. `pending` are people about whom a job is under way. The budgets, the protected people and the
/// pairs of the rules apply as to any plan.
pub fn inverse(
    remote: &RemoteRoster,
    identifier: Identifier,
    done: &[Done<'_>],
    pending: &BTreeSet<Place>,
    rules: &Rules,
) -> Inverse {
    let people = &remote.people;
    let shards = Shards::for_people(people.len());
    let by_place = ByPlace::new(identifier, shards, people, |one| &one.employee, |_| (0, ()));
    let at = |position: u32| &people[position as usize].employee;
    let mut back = Back {
        identifier,
        rules,
        rows: Vec::new(),
        row_of: BTreeMap::new(),
        leaving: Vec::new(),
        kept: Vec::new(),
        impossible: Vec::new(),
    };
    for (number, one) in done.iter().enumerate() {
        let stands = place(identifier, &one.change.item);
        if stands.as_ref().is_none_or(|place| pending.contains(place)) {
            back.cannot(one.change, Obstacle::JobPending);
            continue;
        }
        let position = by_place.find(&one.change.item, at);
        let record = position.map(|position| (position, at(position)));
        back.take(number, one, record);
    }
    back.into_inverse(remote, done)
}

/// What is gathered on the way.
struct Back<'a> {
    identifier: Identifier,
    rules: &'a Rules,
    /// What people are to be again.
    rows: Vec<Incoming>,
    /// By the row's number, which of those done it is.
    row_of: BTreeMap<Place, usize>,
    /// Positions at Wellhub of those whom the job brought.
    leaving: Vec<u32>,
    kept: Vec<Kept>,
    impossible: Vec<Impossible>,
}

impl Back<'_> {
    fn take(&mut self, number: usize, done: &Done<'_>, record: Option<(u32, &Employee)>) {
        let change = done.change;
        match (change.operation, change.before.as_deref(), record) {
            (Operation::Create, _, None) => self.cannot(change, Obstacle::NothingToRestore),
            (Operation::Create, _, Some((position, record))) => {
                if self.stands(change, record) {
                    self.leaving.push(position);
                }
            }
            (_, None, _) => self.cannot(change, Obstacle::ImageGone),
            (Operation::Update, Some(before), Some((_, record))) => {
                self.changed(number, change, before, record);
            }
            (Operation::Update, Some(_), None) => self.keep(change, vec![self.gone(change)]),
            (Operation::Delete, Some(before), None) => self.left(number, done, before),
            (Operation::Delete, Some(before), Some((_, record))) => {
                match differences(self.identifier, before, record, true).as_slice() {
                    [] => self.cannot(change, Obstacle::NothingToRestore),
                    found => self.keep(change, found.to_vec()),
                }
            }
        }
    }

    /// Whether a record stands as the job left it; otherwise it is kept, with what changed.
    fn stands(&mut self, change: &Change, record: &Employee) -> bool {
        let all = change.operation == Operation::Update;
        let mut found = differences(self.identifier, &change.item, record, all);
        found.extend(self.custom_differences(change));
        if found.is_empty() {
            return true;
        }
        self.keep(change, found);
        false
    }

    fn changed(&mut self, number: usize, change: &Change, before: &Employee, record: &Employee) {
        let custom: Vec<&Text> = custom_names(change).collect();
        if custom.is_empty() && record == before {
            self.cannot(change, Obstacle::NothingToRestore);
            return;
        }
        if !self.stands(change, record) {
            return;
        }
        let mut said = Employee::of(before.company_tax_id.clone());
        for field in &CHANGEABLE {
            said.set(field, Some(before.get(field).unwrap_or_default().into()));
        }
        if were_known(change) {
            for name in custom {
                let old = old_custom(change, name).cloned().unwrap_or_default();
                said.custom_fields.insert(name.clone(), old);
            }
        } else {
            self.unknown_custom(change, &custom);
        }
        self.restore(number, said);
    }

    fn left(&mut self, number: usize, done: &Done<'_>, before: &Employee) {
        let mut said = before.clone();
        match &done.custom {
            Some(custom) => said.custom_fields.clone_from(custom),
            None if self.rules.custom.used => self.unknown_custom(done.change, &[]),
            None => {}
        }
        self.restore(number, said);
    }

    fn restore(&mut self, number: usize, said: Employee) {
        if let Some(place) = place(self.identifier, &said) {
            self.row_of.insert(place, number);
        }
        self.rows.push(Incoming {
            row: count(self.rows.len() + 1),
            employee: said.into(),
        });
    }

    fn cannot(&mut self, change: &Change, reason: Obstacle) {
        self.impossible.push(Impossible::of(change, reason));
    }

    fn unknown_custom(&mut self, change: &Change, names: &[&Text]) {
        let fields = match names {
            [] => vec!["custom_fields".to_owned()],
            names => names
                .iter()
                .map(|name| Field::Custom((*name).clone()).name())
                .collect(),
        };
        self.impossible.push(Impossible {
            fields,
            ..Impossible::of(change, Obstacle::CustomFieldsUnknown)
        });
    }

    fn keep(&mut self, change: &Change, differences: Vec<Standing>) {
        self.kept.push(Kept {
            operation: change.operation,
            key: change.key.to_string(),
            name: change.name.to_string(),
            differences,
        });
    }

    fn gone(&self, change: &Change) -> Standing {
        let key = self.identifier.key_field();
        Standing {
            expected: change.item.get(&key).map(ToOwned::to_owned),
            found: None,
            field: key.name(),
        }
    }

    /// Custom fields are never read back: what a later job sent is all that can be known of them.
    fn custom_differences(&self, change: &Change) -> Vec<Standing> {
        let last_sent = place(self.identifier, &change.item)
            .and_then(|place| self.rules.custom.last_sent.get(&place));
        let differs = |name: &Text| {
            let sent = change.item.custom_fields.get(name).map(Text::as_str);
            let now = last_sent.and_then(|fields| fields.get(name).map(Text::as_str));
            let field = Field::Custom(name.clone());
            (!same_meaning(&field, sent, now)).then(|| Standing {
                field: field.name(),
                expected: sent.map(ToOwned::to_owned),
                found: now.map(ToOwned::to_owned),
            })
        };
        custom_names(change).filter_map(differs).collect()
    }

    fn into_inverse(mut self, remote: &RemoteRoster, done: &[Done<'_>]) -> Inverse {
        let incoming = IncomingRoster {
            identifier: self.identifier,
            people: std::mem::take(&mut self.rows),
            withheld: Vec::new(),
            columns: BTreeMap::new(),
            findings: Vec::new(),
        };
        let mut making = Making::new(remote, &incoming, Intent::Changes, self.rules);
        making.leaving = std::mem::take(&mut self.leaving);
        making.is_way_back = true;
        making.write_out();
        for change in &mut making.changes {
            // The rows are a list of ours and no sheet's.
            change.row = None;
        }
        making.pair();
        let plan = making.finish(Plan::empty(
            Intent::Changes,
            self.identifier,
            remote.people.is_empty(),
        ));
        for change in &plan.changes {
            if let Some(place) = place(self.identifier, &change.item) {
                self.row_of.remove(&place);
            }
        }
        // In fields that can be changed these stand as before already.
        let told: BTreeSet<String> = self.impossible.iter().map(|one| one.key.clone()).collect();
        for number in std::mem::take(&mut self.row_of).into_values() {
            let change = done[number].change;
            if !told.contains(change.key.as_str()) {
                self.cannot(change, Obstacle::NothingToRestore);
            }
        }
        Inverse {
            plan,
            kept: self.kept,
            impossible: self.impossible,
        }
    }
}

/// How a record differs from what was left, in meaning. `all`: what was left unsaid was empty; otherwise it may be what
/// Wellhub gives to a newcomer of whom nothing was said.
fn differences(
    identifier: Identifier,
    left: &Employee,
    record: &Employee,
    all: bool,
) -> Vec<Standing> {
    let key = identifier.key_field();
    let given = [Field::EligibleToPayroll, Field::DiscountSubsetId];
    let compared = |field: &&Field| {
        let said = left.get(field).is_some();
        **field != key && (said || (**field != given[0] && (all || **field != given[1])))
    };
    let differs = |field: &Field| {
        let (expected, found) = (left.get(field), record.get(field));
        let text = |value: Option<&str>| value.map(ToOwned::to_owned);
        (!same_meaning(field, expected, found)).then(|| Standing {
            field: field.name(),
            expected: text(expected),
            found: text(found),
        })
    };
    CHANGEABLE
        .iter()
        .filter(compared)
        .filter_map(differs)
        .collect()
}

/// The custom fields that a change touched.
fn custom_names(change: &Change) -> impl Iterator<Item = &Text> {
    change.fields.iter().filter_map(|one| match &one.field {
        Field::Custom(name) => Some(name),
        _ => None,
    })
}

fn old_custom<'a>(change: &'a Change, name: &Text) -> Option<&'a Text> {
    let touched = change.fields.iter();
    let mut touched = touched.filter(|one| one.field == Field::Custom(name.clone()));
    touched.next()?.old.as_ref()
}

/// Whether what the custom fields were before the change is known: an UPDATE carries all that was last sent, so one that
/// it did not touch, or one with a value before, says that there was a last time.
fn were_known(change: &Change) -> bool {
    let touched: Vec<&Text> = custom_names(change).collect();
    touched.is_empty()
        || touched
            .iter()
            .any(|name| old_custom(change, name).is_some())
        || change
            .item
            .custom_fields
            .keys()
            .any(|name| !touched.contains(&name))
}

#[cfg(test)]
mod tests;
