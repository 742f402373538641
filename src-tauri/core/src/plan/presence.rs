//! Rows that could not be read count as present (rule R2): the person behind one is kept, and where nobody can tell who
//! that is, no removal of that company goes without a person.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rayon::prelude::*;

use super::index::ByPlace;
use super::unique::Marks;
use super::value::meaning;
use crate::employee::{Employee, Field, Text, meaning_of};
use crate::finding::FindingCode;
use crate::roster::{IncomingRoster, RemoteRoster, Withheld};

/// Who stands behind the withheld rows.
pub(super) struct Presence {
    /// Positions on the remote roster that a withheld row stands for.
    pub(super) kept: BTreeSet<u32>,
    /// Companies, by the meaning of their tax id, with a row that could be anybody, and why. Under the empty text: a row
    /// that could be anybody of any company.
    unknown: BTreeMap<Text, FindingCode>,
}

impl Presence {
    /// Why nobody can say that this person is absent from the file; `None` when every row is somebody else.
    pub(super) fn could_be(&self, person: &Employee) -> Option<FindingCode> {
        if self.unknown.is_empty() {
            return None;
        }
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
    by_place: &ByPlace<Marks>,
) -> Presence {
    let mut presence = Presence {
        kept: BTreeSet::new(),
        unknown: BTreeMap::new(),
    };
    let person = |position: u32| &remote.people[position as usize].employee;
    let mut unsure: Vec<&Withheld> = Vec::new();
    for row in &incoming.withheld {
        match by_place.find(&row.employee, person) {
            Some(position) => {
                presence.kept.insert(position);
            }
            None => unsure.push(row),
        }
    }
    if unsure.is_empty() {
        return presence;
    }
    let bearers = Bearers::of(remote, &unsure);
    for row in unsure {
        if let Some(position) = bearers.recognised(&row.employee, person) {
            presence.kept.insert(position);
            continue;
        }
        let company = row.employee.company_tax_id.meaning();
        let mut known = remote.companies.iter();
        let known = known.any(|known| known.tax_id.meaning() == company);
        let company = Text::from(if known { company.as_ref() } else { "" });
        presence.unknown.entry(company).or_insert(row.code);
    }
    presence
}

/// Who has a value.
#[derive(Debug, Clone, Copy)]
enum Bearer {
    Nobody,
    One(u32),
    Several,
}

/// Who at Wellhub has the values of some rows: the few values are indexed, and the roster is walked through once.
struct Bearers {
    of: [HashMap<String, Bearer, FixedState>; TELLING.len()],
}

impl Bearers {
    fn of(remote: &RemoteRoster, rows: &[&Withheld]) -> Self {
        let mut of = TELLING.map(|field| {
            let values = rows.iter().filter_map(|row| meaning(&row.employee, &field));
            values
                .map(|value| (value, Bearer::Nobody))
                .collect::<HashMap<_, _, _>>()
        });
        let borne = |(position, person): (usize, &Employee)| {
            let has = |(field, values): (usize, &HashMap<String, Bearer, FixedState>)| {
                let text = person.get(&TELLING[field]).filter(|_| !values.is_empty())?;
                let value = meaning_of(&TELLING[field], text);
                let sought = values.contains_key(value.as_ref());
                sought.then(|| (field, value.into_owned(), super::make::count(position)))
            };
            of.iter().enumerate().filter_map(has).collect::<Vec<_>>()
        };
        let people = remote.people.par_iter().map(|person| &person.employee);
        let found: Vec<_> = people.enumerate().flat_map_iter(borne).collect();
        for (field, value, position) in found {
            of[field].entry(value).and_modify(|bearer| {
                *bearer = match bearer {
                    Bearer::Nobody => Bearer::One(position),
                    Bearer::One(_) | Bearer::Several => Bearer::Several,
                };
            });
        }
        Self { of }
    }

    /// The one person of that company, or of any where the row does not say, whom the row's values point to; `None` when
    /// they point to nobody or to several.
    fn recognised<'a>(&self, said: &Employee, person: impl Fn(u32) -> &'a Employee) -> Option<u32> {
        let company = said.company_tax_id.meaning();
        let mut found = None;
        for (field, values) in TELLING.iter().zip(&self.of) {
            let Some(value) = meaning(said, field) else {
                continue;
            };
            let Some(Bearer::One(position)) = values.get(&value).copied() else {
                continue;
            };
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
}
