//! Finds people by company and key, or by another value that tells them apart, without copying a key.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher as _};

use crate::employee::{Employee, Field, Identifier, Text};

/// An index over people by company and key. The hash is kept beside the position, so that most of what is not a match
/// is told apart without touching the person.
pub(super) struct ByPlace {
    identifier: Identifier,
    table: HashTable<(u64, u32)>,
}

impl ByPlace {
    pub(super) fn new<'a>(
        identifier: Identifier,
        people: impl ExactSizeIterator<Item = &'a Employee>,
    ) -> Self {
        let mut places = Places::new(identifier);
        let mut table = HashTable::with_capacity(people.len());
        for (position, person) in people.enumerate() {
            if let (Some(hash), Ok(position)) = (places.hash(person), u32::try_from(position)) {
                table.insert_unique(hash, (hash, position), |entry: &(u64, u32)| entry.0);
            }
        }
        Self { identifier, table }
    }

    /// The position of the person with the same company and key. `at` gives the person of a position.
    pub(super) fn find<'a>(
        &self,
        person: &Employee,
        at: impl Fn(u32) -> &'a Employee,
    ) -> Option<u32> {
        let hash = Places::new(self.identifier).hash(person)?;
        self.find_hashed(hash, |position| self.same_place(person, at(position)))
    }

    /// The position under a hash of [`Places`] that `is` says is the one.
    pub(super) fn find_hashed(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let found = self
            .table
            .find(hash, |entry| entry.0 == hash && is(entry.1));
        found.map(|entry| entry.1)
    }

    /// Whether two people are in the same place.
    pub(super) fn same_place(&self, one: &Employee, other: &Employee) -> bool {
        let field = self.identifier.key_field();
        one.company_tax_id.meaning() == other.company_tax_id.meaning()
            && crate::employee::same_meaning(&field, one.get(&field), other.get(&field))
    }
}

const HASHING: FixedState = FixedState::with_seed(0x726f_6c6c_6361_6c6c);
const PRINTING: FixedState = FixedState::with_seed(0x7061_796c_6973_7421);

/// Hashes places. Most people in a row are of one company, so its part is kept from one to the next.
pub(super) struct Places {
    field: Field,
    company: Text,
    company_hash: u64,
}

impl Places {
    pub(super) fn new(identifier: Identifier) -> Self {
        Self {
            field: identifier.key_field(),
            company: Text::default(),
            company_hash: 0,
        }
    }

    /// The hash of a person's place; `None` without a key.
    pub(super) fn hash(&mut self, person: &Employee) -> Option<u64> {
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

    /// The print of a row; `None` for one that speaks of other fields and must be compared field by field.
    pub(super) fn row(&self, person: &Employee) -> Option<u64> {
        let speaks = |field: &Field| person.get(field).is_some();
        let elsewhere = |field: &Field| speaks(field) && !self.fields.contains(field);
        let comparable = self.fields.iter().all(speaks)
            && person.custom_fields.is_empty()
            && !Field::STANDARD.iter().skip(1).any(elsewhere);
        comparable.then(|| self.remote(person))
    }
}

fn print<'a>(texts: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = PRINTING.build_hasher();
    for text in texts {
        hasher.write(text.as_bytes());
        hasher.write_usize(text.len());
    }
    hasher.finish()
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
