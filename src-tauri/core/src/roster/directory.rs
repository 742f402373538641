//! A roster made ready to be looked through: what filters, search and orders need of each person, close together, so that
//! a page of a large roster is there at once. It chooses and sorts what was read and changes nothing of it.

use std::hash::{BuildHasher, Hasher as _};

use jiff::Timestamp;
use memchr::memmem;
use rayon::prelude::*;

use super::{Company, Place, RemotePerson, RemoteRoster};
use crate::employee::{Field, Identifier, Text};
use crate::sheet::without_accents;

mod browse;
mod census;
mod labels;
#[cfg(test)]
mod tests;

pub use browse::{Mark, Marks, PeopleFilter, PeopleOrder};
pub use census::{Census, Count};

use labels::Labels;

/// What parts two values in the text that is searched; a search for it finds nothing.
const PARTING: char = '\n';

/// A roster made ready to be looked through. People go by their number, from 0, in the order in which they were read.
pub struct Directory {
    companies: Vec<Company>,
    people: Vec<RemotePerson>,
    read_at: Timestamp,
    /// An opaque id for each.
    ids: Vec<u64>,
    /// The meaning of each key; empty where there is none.
    keys: Vec<Text>,
    company: Labels,
    department: Labels,
    group: Labels,
    invitation: Labels,
    payroll: Vec<Option<bool>>,
    /// Everybody's number, for each [`PeopleOrder`].
    by_name: Vec<u32>,
    by_key: Vec<u32>,
    by_email: Vec<u32>,
    by_department: Vec<u32>,
    by_company: Vec<u32>,
    by_invitation: Vec<u32>,
    /// What is searched, folded, person after person.
    text: String,
    /// Where each person's text ends.
    ends: Vec<usize>,
}

impl Directory {
    /// Makes a roster ready; takes a moment for a large one, once. `ids` makes the opaque ids: with the same one somebody
    /// keeps theirs when the roster is read again.
    pub fn of(roster: RemoteRoster, identifier: Identifier, ids: &impl BuildHasher) -> Self {
        let people = roster.people;
        let key = |person: &RemotePerson| {
            identifier
                .key(&person.employee)
                .map(|key| key.0)
                .unwrap_or_default()
        };
        let keys: Vec<Text> = people.par_iter().map(key).collect();
        let labels = |field: Field| Labels::of(&people, |one| one.employee.get(&field));
        let (company, department) = (labels(Field::CompanyTaxId), labels(Field::Department));
        let invitation = Labels::of(&people, |one| one.invitation_status.as_deref());
        let (by_name, ranks) = by_name(&people);
        let (text, ends) = searched(&people, identifier, &keys);
        let email = |number: u32| email(&people[number as usize]);
        let key = |number: u32| keys[number as usize].as_str();
        Self {
            by_key: ordered(&by_name, &ranks, |number| {
                (key(number).is_empty(), key(number))
            }),
            by_email: ordered(&by_name, &ranks, |number| {
                (email(number).is_empty(), email(number))
            }),
            by_department: ordered(&by_name, &ranks, |number| department.place(number)),
            by_company: ordered(&by_name, &ranks, |number| company.place(number)),
            by_invitation: ordered(&by_name, &ranks, |number| invitation.place(number)),
            by_name,
            ids: people.iter().map(|one| id(one, ids)).collect(),
            group: labels(Field::DiscountSubsetId),
            payroll: people
                .iter()
                .map(|one| one.employee.eligible_to_payroll)
                .collect(),
            company,
            department,
            invitation,
            keys,
            text,
            ends,
            companies: roster.companies,
            read_at: roster.read_at,
            people,
        }
    }

    /// The companies that were read.
    pub fn companies(&self) -> &[Company] {
        &self.companies
    }

    /// When reading ended.
    pub fn read_at(&self) -> Timestamp {
        self.read_at
    }

    /// How many people are on the roster.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether nobody is on it.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The person of that number.
    pub fn person(&self, number: u32) -> Option<&RemotePerson> {
        self.people.get(number as usize)
    }

    /// The opaque id of somebody, of 16 hexadecimal digits: it tells nothing about them, and nothing outlives the
    /// hasher that it was made with.
    pub fn id(&self, number: u32) -> Option<String> {
        let id = self.ids.get(number as usize)?;
        Some(format!("{id:016x}"))
    }

    /// The number of whom an id names.
    pub fn find(&self, id: &str) -> Option<u32> {
        let wanted = u64::from_str_radix(id, 16).ok()?;
        numbered(self.ids.iter().position(|id| *id == wanted)?)
    }

    /// The number of whom stands at a place.
    pub fn at(&self, (company, key): &Place) -> Option<u32> {
        let at = |number: &u32| self.keys[*number as usize].as_str();
        let before = |number: &u32| !at(number).is_empty() && at(number) < key.0.as_str();
        let from = self.by_key.partition_point(before);
        let mut alike = self.by_key[from..]
            .iter()
            .take_while(|number| at(number) == key.0);
        let found = alike.find(|number| {
            let tax_id = &self.people[**number as usize].employee.company_tax_id;
            tax_id.meaning() == company.as_str()
        });
        found.copied().filter(|_| !key.0.is_empty())
    }

    /// What is searched of somebody.
    fn text_of(&self, person: usize) -> &str {
        let from = person
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let end = self.ends.get(person).copied().unwrap_or_default();
        self.text
            .get(from.copied().unwrap_or_default()..end)
            .unwrap_or_default()
    }

    /// For each person whether their text contains `folded`.
    fn saying(&self, folded: &str) -> Vec<bool> {
        let mut saying = vec![false; self.ends.len()];
        if folded.contains(PARTING) {
            return saying;
        }
        let finder = memmem::Finder::new(folded);
        let (mut from, mut person) = (0, 0);
        while let Some(found) = finder.find(&self.text.as_bytes()[from..]) {
            let at = from + found;
            // Everybody is passed at most once, however many are found.
            while self.ends.get(person).is_some_and(|end| *end <= at) {
                person += 1;
            }
            let (Some(says), Some(end)) = (saying.get_mut(person), self.ends.get(person)) else {
                break;
            };
            *says = true;
            // One find is enough for a person.
            from = *end;
        }
        saying
    }
}

fn numbered(place: usize) -> Option<u32> {
    u32::try_from(place).ok()
}

/// An opaque id, from the company and Wellhub's own id of the record.
fn id(person: &RemotePerson, ids: &impl BuildHasher) -> u64 {
    let mut hasher = ids.build_hasher();
    hasher.write(person.employee.company_tax_id.meaning().as_bytes());
    hasher.write_u8(0);
    hasher.write(person.id.as_bytes());
    hasher.finish()
}

fn email(person: &RemotePerson) -> &str {
    person
        .employee
        .email
        .as_ref()
        .map_or("", |email| email.as_str())
}

/// Everybody's number by folded name, nameless people last, and the place of each in that order.
fn by_name(people: &[RemotePerson]) -> (Vec<u32>, Vec<u32>) {
    let name = |person: &RemotePerson| {
        without_accents(person.employee.full_name.as_deref().unwrap_or_default())
    };
    let mut keyed: Vec<(bool, String, u32)> = people
        .par_iter()
        .map(name)
        .zip(0..numbered(people.len()).unwrap_or(u32::MAX))
        .map(|(name, number)| (name.is_empty(), name, number))
        .collect();
    keyed.par_sort_unstable();
    let order: Vec<u32> = keyed.into_iter().map(|(_, _, number)| number).collect();
    let mut ranks = vec![0; order.len()];
    for (rank, number) in (0_u32..).zip(&order) {
        ranks[*number as usize] = rank;
    }
    (order, ranks)
}

/// Everybody's number by a key of each; equal ones by name.
fn ordered<K: Ord + Send>(
    numbers: &[u32],
    ranks: &[u32],
    key: impl Fn(u32) -> K + Sync,
) -> Vec<u32> {
    let mut order = numbers.to_vec();
    order.par_sort_unstable_by_key(|number| (key(*number), ranks[*number as usize]));
    order
}

/// The text that is searched, and where each person's ends: name, address, and the key as written and as it counts.
fn searched(
    people: &[RemotePerson],
    identifier: Identifier,
    keys: &[Text],
) -> (String, Vec<usize>) {
    let folded = |(person, key): (&RemotePerson, &Text)| {
        let employee = &person.employee;
        let written = employee.get(&identifier.key_field());
        let name = employee.full_name.as_deref();
        let values = [name, Some(email(person)), written, Some(key.as_str())];
        let mut text = String::new();
        for value in values.into_iter().flatten() {
            let value = without_accents(value);
            if !value.is_empty() && !text.ends_with(&format!("{value}{PARTING}")) {
                text.push_str(&value);
                text.push(PARTING);
            }
        }
        // Somebody without any of these has a text of their own too, so that ends grow from one to the next.
        if text.is_empty() {
            text.push(PARTING);
        }
        text
    };
    let texts: Vec<String> = people.par_iter().zip(keys).map(folded).collect();
    let (mut text, mut ends) = (String::new(), Vec::with_capacity(texts.len()));
    for one in texts {
        text.push_str(&one);
        ends.push(text.len());
    }
    (text, ends)
}
