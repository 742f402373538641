//! Finds people by company and key, or by another value that tells them apart, without copying a key.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use crate::employee::{Employee, Field, Identifier};

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
        let mut table = HashTable::with_capacity(people.len());
        for (position, person) in people.enumerate() {
            if let (Some(hash), Ok(position)) =
                (place_hash(identifier, person), u32::try_from(position))
            {
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
        let hash = place_hash(self.identifier, person)?;
        let field = self.identifier.key_field();
        let same = |entry: &(u64, u32)| {
            entry.0 == hash && {
                let other = at(entry.1);
                other.company_tax_id.meaning() == person.company_tax_id.meaning()
                    && crate::employee::same_meaning(&field, other.get(&field), person.get(&field))
            }
        };
        self.table.find(hash, same).map(|entry| entry.1)
    }
}

const HASHING: FixedState = FixedState::with_seed(0x726f_6c6c_6361_6c6c);

fn place_hash(identifier: Identifier, person: &Employee) -> Option<u64> {
    let field = identifier.key_field();
    let key = person.get(&field)?;
    let key = crate::employee::meaning_of(&field, key);
    if key.is_empty() {
        return None;
    }
    Some(HASHING.hash_one((person.company_tax_id.meaning().as_ref(), key.as_ref())))
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
