//! One person in the file against the same person at Wellhub: what changes, and the whole record that an UPDATE must
//! carry, because Wellhub blanks what is left out (contract §1, "The trap in UPDATE").

use std::collections::BTreeMap;
use std::sync::Arc;

use super::FieldChange;
use crate::employee::{Employee, Field, Identifier, Text, same_meaning};
use crate::roster::IncomingRoster;

/// The fields that a file can change. The company is a person's place, not a field of theirs.
pub(super) const CHANGEABLE: [Field; 11] = [
    Field::EmployeeId,
    Field::FullName,
    Field::Email,
    Field::NationalId,
    Field::Department,
    Field::CostCenter,
    Field::OfficeZipCode,
    Field::PayrollId,
    Field::MobileNumber,
    Field::DiscountSubsetId,
    Field::EligibleToPayroll,
];

/// What a row says otherwise than Wellhub.
#[derive(Default)]
pub(super) struct Compared {
    /// What changes, in the order in which fields are shown.
    pub(super) changes: Vec<FieldChange>,
    /// What means the same and is written otherwise.
    pub(super) cosmetic: Vec<FieldChange>,
}

/// What a row says otherwise than the record at Wellhub. A value that means the same is no change; a field that the row
/// says nothing about is none either.
pub(super) fn changes(
    remote: &Employee,
    row: u32,
    said: &Employee,
    incoming: &IncomingRoster,
    custom: Option<&BTreeMap<Text, Text>>,
) -> Compared {
    let mut found = Compared::default();
    let key = incoming.identifier.key_field();
    for field in CHANGEABLE.iter().filter(|field| **field != key) {
        let Some(new) = said.get(field) else { continue };
        let old = remote.get(field).filter(|old| !old.is_empty());
        if old.unwrap_or_default() != new {
            let change = change(field.clone(), old, new, incoming, row);
            found.add(change, same_meaning(field, old, Some(new)));
        }
    }
    for (name, new) in &said.custom_fields {
        let old = custom.and_then(|custom| custom.get(name)).map(Text::as_str);
        let field = Field::Custom(name.clone());
        if old.unwrap_or_default() != new.as_str() {
            let cosmetic = same_meaning(&field, old, Some(new));
            found.add(change(field, old, new, incoming, row), cosmetic);
        }
    }
    found
}

impl Compared {
    fn add(&mut self, change: FieldChange, cosmetic: bool) {
        if cosmetic {
            self.cosmetic.push(change);
        } else {
            self.changes.push(change);
        }
    }
}

fn change(
    field: Field,
    old: Option<&str>,
    new: &str,
    incoming: &IncomingRoster,
    row: u32,
) -> FieldChange {
    FieldChange {
        cell: incoming.cell(&field, row),
        field,
        old: old.map(Text::from),
        new: (!new.is_empty()).then(|| Text::from(new)),
    }
}

/// The record that an UPDATE carries: Wellhub's own values, what was last sent of custom fields, and over them what
/// changes. A field that is erased is carried as an empty text, so that the read-back can tell it from one forgotten.
pub(super) fn updated(
    remote: &Employee,
    changes: &[FieldChange],
    custom: Option<&BTreeMap<Text, Text>>,
) -> Employee {
    let mut item = remote.clone();
    if let Some(custom) = custom {
        item.custom_fields.clone_from(custom);
    }
    for change in changes {
        item.set(&change.field, Some(change.new.clone().unwrap_or_default()));
    }
    item
}

/// The record that a CREATE carries: what the row says, without empty texts. It is the row's own where there are none, since
/// a hundred thousand newcomers would be held twice otherwise.
pub(super) fn created(said: &Arc<Employee>) -> Arc<Employee> {
    let mut item = Employee::of(said.company_tax_id.clone());
    for field in &CHANGEABLE {
        if let Some(text) = said.get(field).filter(|text| !text.is_empty()) {
            item.set(field, Some(text.into()));
        }
    }
    let filled = said
        .custom_fields
        .iter()
        .filter(|(_, text)| !text.is_empty());
    item.custom_fields = filled
        .map(|(name, text)| (name.clone(), text.clone()))
        .collect();
    if item == **said {
        return Arc::clone(said);
    }
    Arc::new(item)
}

/// All that a newcomer comes with, as changes from nothing.
pub(super) fn creation(item: &Employee, incoming: &IncomingRoster, row: u32) -> Vec<FieldChange> {
    let custom = item.custom_fields.keys().cloned().map(Field::Custom);
    let fields = CHANGEABLE.iter().cloned().chain(custom);
    fields
        .filter_map(|field| {
            let new = item.get(&field)?;
            Some(change(field.clone(), None, new, incoming, row))
        })
        .collect()
}

/// What a DELETE carries: the identifier and the tax id alone (contract §1).
pub(super) fn removed(remote: &Employee, identifier: Identifier) -> Employee {
    let mut item = Employee::of(remote.company_tax_id.clone());
    for field in identifier.required_fields() {
        item.set(field, remote.get(field).map(Text::from));
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::fixture::newcomer;

    #[test]
    fn a_newcomers_record_is_the_rows_own_unless_an_empty_text_is_left_out() {
        let said = Arc::new(newcomer(1));
        assert!(Arc::ptr_eq(&created(&said), &said));
        let mut blank = newcomer(1);
        blank.department = Some(Text::default());
        let item = created(&Arc::new(blank));
        assert_eq!(item, said);
        assert_eq!(item.department, None);
    }
}
