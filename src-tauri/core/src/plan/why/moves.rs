//! One person behind a removal and an addition: a transfer between companies, a change of key, two keys (rule R8). Pairs
//! by key, national id and e-mail were found before; here follow those that share a name and another number, and each
//! half learns who the other is.

use hashbrown::HashMap;

use super::{Other, Reason, ReasonCode};
use crate::employee::{Employee, Field, Identifier, same_meaning, squeeze};
use crate::finding::FindingCode;
use crate::plan::moves::hold_pair;
use crate::plan::{Change, Operation};
use crate::roster::{Place, place};

/// What makes two records of one name one person.
const TELLING: [Field; 5] = [
    Field::EmployeeId,
    Field::NationalId,
    Field::Email,
    Field::MobileNumber,
    Field::PayrollId,
];

/// Pairs what is left and tells both halves of every pair about each other.
pub(super) fn tell(changes: &mut [Change], identifier: Identifier) {
    pair_rest(changes);
    let halves: Vec<(usize, ReasonCode)> = of(changes, Operation::Create)
        .filter_map(|(index, change)| Some((index, pair_code(change)?)))
        .collect();
    if halves.is_empty() {
        return;
    }
    let leavers: HashMap<Place, usize> = of(changes, Operation::Delete)
        .filter_map(|(index, change)| Some((place(identifier, change.before.as_deref()?)?, index)))
        .collect();
    for (index, code) in halves {
        let Some(before) = changes[index].before.clone() else {
            continue;
        };
        let leaver = place(identifier, &before).and_then(|place| leavers.get(&place).copied());
        let same = same_fields(&before, &changes[index].item);
        let row = leaver.and_then(|leaver| changes[leaver].row);
        let old = Other::person(&before, identifier, row);
        let new = Other::person(&changes[index].item, identifier, changes[index].row);
        let reason = Reason::new(code).with("same", same);
        if let Some(leaver) = leaver {
            changes[leaver].reasons.push(reason.clone().of(new));
        }
        changes[index].reasons.push(reason.of(old));
    }
}

fn of(changes: &[Change], operation: Operation) -> impl Iterator<Item = (usize, &Change)> {
    let all = changes.iter().enumerate();
    all.filter(move |(_, change)| change.operation == operation)
}

/// The code of a pair that holds a change.
fn pair_code(change: &Change) -> Option<ReasonCode> {
    change.held.iter().find_map(|code| match code {
        FindingCode::IdentityChurn => Some(ReasonCode::IdentityChurn),
        FindingCode::Transfer => Some(ReasonCode::Transfer),
        FindingCode::KeyChange => Some(ReasonCode::KeyChange),
        _ => None,
    })
}

/// Newcomers and leavers of one name that share a number, where the evidence points to exactly one.
fn pair_rest(changes: &mut [Change]) {
    let single = |(index, change): (usize, &Change)| {
        let person = change.before.as_deref().unwrap_or(&change.item);
        let alone = pair_code(change).is_none();
        alone.then(|| name(person).map(|name| (name, index)))?
    };
    let newcomers: Vec<(String, usize)> =
        of(changes, Operation::Create).filter_map(single).collect();
    if newcomers.is_empty() {
        return;
    }
    let mut leavers: HashMap<String, Vec<usize>> = HashMap::new();
    for (name, index) in of(changes, Operation::Delete).filter_map(single) {
        leavers.entry(name).or_default().push(index);
    }
    for (name, index) in newcomers {
        let all = leavers.get(&name).map_or(&[][..], Vec::as_slice);
        let mut theirs = all.iter().copied().filter(|leaver| {
            let before = changes[*leaver].before.as_deref();
            before.is_some_and(|before| shares_number(before, &changes[index].item))
        });
        if let (Some(leaver), None) = (theirs.next(), theirs.next()) {
            join(changes, index, leaver);
        }
    }
}

fn join(changes: &mut [Change], newcomer: usize, leaver: usize) {
    let before = changes[leaver].before.clone();
    let one = changes[newcomer].company_tax_id.meaning();
    let code = if one == changes[leaver].company_tax_id.meaning() {
        FindingCode::KeyChange
    } else {
        FindingCode::Transfer
    };
    changes[newcomer].before = before;
    hold_pair(changes, newcomer, Some(leaver), code);
}

fn shares_number(one: &Employee, other: &Employee) -> bool {
    TELLING.iter().any(|field| is_same(field, one, other))
}

fn is_same(field: &Field, one: &Employee, other: &Employee) -> bool {
    let said = one.get(field).filter(|text| !text.is_empty());
    said.is_some() && same_meaning(field, said, other.get(field))
}

/// What two records have in common, by the fields' names: the evidence for a person to judge.
fn same_fields(one: &Employee, other: &Employee) -> String {
    let mut same: Vec<String> = Vec::new();
    if name(one).is_some() && name(one) == name(other) {
        same.push(Field::FullName.name());
    }
    let shared = TELLING.iter().filter(|field| is_same(field, one, other));
    same.extend(shared.map(Field::name));
    same.join(", ")
}

/// A name as it is compared; `None` without one.
pub(super) fn name(person: &Employee) -> Option<String> {
    let name = squeeze(person.full_name.as_deref()?).to_lowercase();
    (!name.is_empty()).then_some(name)
}
