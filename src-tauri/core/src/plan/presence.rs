//! Rows that could not be read count as present (rule R2): the person behind one is kept, and where nobody can tell who
//! that is, no removal of that company goes without a person.

use std::collections::BTreeMap;

use super::index::{ByPlace, ByValue, meaning};
use crate::employee::{Employee, Field, Text};
use crate::finding::FindingCode;
use crate::roster::{IncomingRoster, RemoteRoster};

/// Who stands behind the withheld rows.
pub(super) struct Presence {
    /// Positions on the remote roster that a withheld row stands for.
    pub(super) kept: Vec<u32>,
    /// Companies, by the meaning of their tax id, with a row that could be anybody, and why. Under the empty text: a row
    /// that could be anybody of any company.
    unknown: BTreeMap<Text, FindingCode>,
}

impl Presence {
    /// Why nobody can say that this person is absent from the file; `None` when every row is somebody else.
    pub(super) fn could_be(&self, person: &Employee) -> Option<FindingCode> {
        let of_company = self.unknown.get(person.company_tax_id.meaning().as_ref());
        of_company.or_else(|| self.unknown.get("")).copied()
    }
}

/// The values by which a person is recognised when the key cannot be read.
const TELLING: [Field; 5] = [
    Field::NationalId,
    Field::Email,
    Field::EmployeeId,
    Field::MobileNumber,
    Field::PayrollId,
];

pub(super) fn presence(
    remote: &RemoteRoster,
    incoming: &IncomingRoster,
    by_place: &ByPlace,
) -> Presence {
    let mut presence = Presence {
        kept: Vec::new(),
        unknown: BTreeMap::new(),
    };
    if incoming.withheld.is_empty() {
        return presence;
    }
    let person = |position: u32| &remote.people[position as usize].employee;
    let indexes: Vec<(Field, ByValue)> = TELLING
        .into_iter()
        .map(|field| {
            let people = (0u32..).zip(remote.people.iter().map(|person| &person.employee));
            let index = ByValue::new(people, |person| meaning(person, &field));
            (field, index)
        })
        .collect();
    for row in &incoming.withheld {
        let by_key = by_place.find(&row.employee, person);
        if let Some(position) = by_key.or_else(|| recognised(&row.employee, &indexes, person)) {
            presence.kept.push(position);
        } else {
            let company = row.employee.company_tax_id.meaning();
            let known = remote
                .companies
                .iter()
                .any(|known| known.tax_id.meaning() == company);
            let company = if known {
                company.as_ref().into()
            } else {
                Text::default()
            };
            presence.unknown.entry(company).or_insert(row.code);
        }
    }
    presence
}

/// The one person of that company, or of any where the row does not say, whom the other values point to; `None` when they point to nobody or to several.
fn recognised<'a>(
    said: &Employee,
    indexes: &[(Field, ByValue)],
    person: impl Fn(u32) -> &'a Employee,
) -> Option<u32> {
    let mut found = None;
    for (field, index) in indexes {
        let Some(value) = meaning(said, field) else {
            continue;
        };
        let Some(position) = index.only(&value) else {
            continue;
        };
        let company = said.company_tax_id.meaning();
        if !company.is_empty() && person(position).company_tax_id.meaning() != company {
            continue;
        }
        if found.is_some_and(|other| other != position) {
            return None;
        }
        found = Some(position);
    }
    found
}
