//! Finds people by company and key, or by another value that tells them apart, without copying a key.

use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hasher as _};

use crate::employee::{Employee, Field, Identifier, Text};

/// Somebody in an index: the hash of their place, a print of their record, and where they stand.
#[derive(Clone, Copy)]
struct Entry {
    hash: u64,
    print: u64,
    position: u32,
}

/// An index over people by company and key, in the order of a hash. Two of them are joined by walking both once, which
/// fetches memory in order; a record itself is only touched where its print differs.
pub(super) struct ByPlace {
    identifier: Identifier,
    entries: Vec<Entry>,
}

impl ByPlace {
    /// An index over people, with a print of each where one can be made.
    pub(super) fn new<'a>(
        identifier: Identifier,
        people: impl Iterator<Item = &'a Employee>,
        print: impl Fn(&Employee) -> u64,
    ) -> Self {
        let mut places = Places::new(identifier);
        let entry = |(position, person)| {
            Some(Entry {
                hash: places.hash(person)?,
                print: print(person),
                position,
            })
        };
        let mut entries: Vec<Entry> = (0u32..).zip(people).filter_map(entry).collect();
        entries.sort_unstable_by_key(|entry| (entry.hash, entry.position));
        Self {
            identifier,
            entries,
        }
    }

    /// The position of the person with the same company and key. `at` gives the person of a position.
    pub(super) fn find<'a>(
        &self,
        person: &Employee,
        at: impl Fn(u32) -> &'a Employee,
    ) -> Option<u32> {
        let hash = Places::new(self.identifier).hash(person)?;
        let from = self.entries.partition_point(|entry| entry.hash < hash);
        let mut same = self.entries[from..]
            .iter()
            .take_while(|entry| entry.hash == hash);
        let found = same.find(|entry| self.same_place(person, at(entry.position)));
        found.map(|entry| entry.position)
    }

    /// For each of `rows` who of this index it is, and whether the two prints are equal. `rows` is an index of the same
    /// identifier over `count` people; `row` and `at` give the people of a position.
    pub(super) fn join<'a>(
        &self,
        rows: &Self,
        count: usize,
        row: impl Fn(u32) -> &'a Employee,
        at: impl Fn(u32) -> &'a Employee,
    ) -> Vec<Option<Match>> {
        let mut matches = vec![None; count];
        let mut from = 0;
        for one in &rows.entries {
            while self
                .entries
                .get(from)
                .is_some_and(|other| other.hash < one.hash)
            {
                from += 1;
            }
            let same_hash = self.entries[from..]
                .iter()
                .take_while(|other| other.hash == one.hash);
            let is = |other: &&Entry| {
                one.print == other.print || self.same_place(row(one.position), at(other.position))
            };
            let found = same_hash.clone().find(is);
            matches[one.position as usize] = found.map(|other| Match {
                position: other.position,
                unchanged: one.print == other.print,
            });
        }
        matches
    }

    fn same_place(&self, one: &Employee, other: &Employee) -> bool {
        let field = self.identifier.key_field();
        one.company_tax_id.meaning() == other.company_tax_id.meaning()
            && crate::employee::same_meaning(&field, one.get(&field), other.get(&field))
    }
}

/// Who a row is at Wellhub.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// The position at Wellhub.
    pub(super) position: u32,
    /// Whether all that the row says is what Wellhub has, letter by letter.
    pub(super) unchanged: bool,
}

const HASHING: FixedState = FixedState::with_seed(0x726f_6c6c_6361_6c6c);
const PRINTING: FixedState = FixedState::with_seed(0x7061_796c_6973_7421);

/// Hashes places. Most people in a row are of one company, so its part is kept from one to the next.
struct Places {
    field: Field,
    company: Text,
    company_hash: u64,
}

impl Places {
    fn new(identifier: Identifier) -> Self {
        Self {
            field: identifier.key_field(),
            company: Text::default(),
            company_hash: 0,
        }
    }

    /// The hash of a person's place; `None` without a key.
    fn hash(&mut self, person: &Employee) -> Option<u64> {
        let key = crate::employee::meaning_of(&self.field, person.get(&self.field)?);
        if key.is_empty() {
            return None;
        }
        if self.company_hash == 0 || self.company != person.company_tax_id.0 {
            self.company.clone_from(&person.company_tax_id.0);
            self.company_hash = HASHING.hash_one(person.company_tax_id.meaning().as_ref()) | 1;
        }
        Some(HASHING.hash_one((self.company_hash, key.as_ref())))
    }
}

/// Fingerprints of what the file says about people, so that those who stay as they are are told by two hashes of 64 bits
/// each, place and print, without their record being fetched from memory.
pub(super) struct Prints {
    fields: Vec<Field>,
}

impl Prints {
    /// Over the fields that the first rows speak of.
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a Employee>) -> Self {
        let rows: Vec<&Employee> = rows.take(64).collect();
        let said = |field: &&Field| rows.iter().any(|row| row.get(field).is_some());
        Self {
            fields: Field::STANDARD
                .iter()
                .skip(1)
                .filter(said)
                .cloned()
                .collect(),
        }
    }

    /// The print of a record at Wellhub.
    pub(super) fn remote(&self, person: &Employee) -> u64 {
        let texts = self
            .fields
            .iter()
            .map(|field| person.get(field).unwrap_or_default());
        print(texts)
    }

    /// The print of a row; zero, which no record has, for one that speaks of other fields and must be compared field by
    /// field.
    pub(super) fn row(&self, person: &Employee) -> u64 {
        let speaks = |field: &Field| person.get(field).is_some();
        let elsewhere = |field: &Field| speaks(field) && !self.fields.contains(field);
        let comparable = self.fields.iter().all(speaks)
            && person.custom_fields.is_empty()
            && !Field::STANDARD.iter().skip(1).any(elsewhere);
        if comparable { self.remote(person) } else { 0 }
    }
}

fn print<'a>(texts: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = PRINTING.build_hasher();
    for text in texts {
        hasher.write(text.as_bytes());
        hasher.write_usize(text.len());
    }
    hasher.finish() | 1
}

/// People by the meaning of one field, or of a value made from it. Holds every position with that value.
pub(super) struct ByValue {
    map: hashbrown::HashMap<Box<str>, Vec<u32>, FixedState>,
}

impl ByValue {
    pub(super) fn new<'a>(
        people: impl Iterator<Item = (u32, &'a Employee)>,
        value: impl Fn(&'a Employee) -> Option<String>,
    ) -> Self {
        let mut map: hashbrown::HashMap<Box<str>, Vec<u32>, FixedState> =
            hashbrown::HashMap::default();
        for (position, person) in people {
            if let Some(value) = value(person) {
                map.entry(value.into_boxed_str())
                    .or_default()
                    .push(position);
            }
        }
        Self { map }
    }

    /// Everybody with that value.
    pub(super) fn all(&self, value: &str) -> &[u32] {
        self.map.get(value).map_or(&[], Vec::as_slice)
    }

    /// The one person with that value; `None` when there are none or several.
    pub(super) fn only(&self, value: &str) -> Option<u32> {
        match self.all(value) {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// The meaning of a field, where it is not empty.
pub(super) fn meaning(person: &Employee, field: &Field) -> Option<String> {
    let text = crate::employee::meaning_of(field, person.get(field)?).into_owned();
    (!text.is_empty()).then_some(text)
}
