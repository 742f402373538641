//! Finds people by company and key without copying a key. Two rosters are joined shard by shard: each shard is small
//! enough to stay near the processor, and a record is only touched again where its print differs.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::census::Census;
use crate::employee::{Employee, Field, Identifier, Text, meaning_of, same_meaning};

const HASHING: FixedState = FixedState::with_seed(0x726f_6c6c_6361_6c6c);

/// How many people one processor takes at a time.
const CHUNK: usize = 4_096;
/// About how many people a shard holds: their entries fit into the cache of one processor.
const SHARD: usize = 4_096;
/// No more shards than this, in bits: each is written to in turn, and too many of them are slower again.
const MOST_BITS: u32 = 10;

/// Somebody in an index: the hash of their place, a print of their record, and where they stand.
#[derive(Clone, Copy, Default)]
struct Entry {
    place: u64,
    print: u64,
    position: u32,
}

/// In how many parts an index lies. Two indexes that are joined share it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shards {
    bits: u32,
}

impl Shards {
    /// For rosters of up to so many people.
    pub(super) fn for_people(people: usize) -> Self {
        let parts = (people / SHARD).max(1).next_power_of_two();
        Self {
            bits: parts.ilog2().min(MOST_BITS),
        }
    }

    fn count(self) -> usize {
        1 << self.bits
    }

    fn of(self, place: u64) -> usize {
        // Shifting by all 64 bits is no shift.
        let high = place.checked_shr(u64::BITS - self.bits).unwrap_or(0);
        usize::try_from(high).unwrap_or(0)
    }
}

/// An index over people by company and key.
pub(super) struct ByPlace<S = ()> {
    identifier: Identifier,
    shards: Shards,
    /// Each in the order of place and position.
    entries: Vec<Vec<Entry>>,
    /// Those without a key, whom nobody finds.
    keyless: Vec<u32>,
    /// How many there are, a company.
    pub(super) census: Census,
    /// What was seen of each besides, in their order, so many together as one processor took.
    pub(super) seen: Vec<Vec<S>>,
}

impl<S: Send + Sync> ByPlace<S> {
    /// An index over people. `look` gives a print of each, zero for one that has none, and what else is to be kept.
    pub(super) fn new<T: Sync>(
        identifier: Identifier,
        shards: Shards,
        people: &[T],
        person: impl Fn(&T) -> &Employee + Sync,
        look: impl Fn(&Employee) -> (u64, S) + Sync,
    ) -> Self {
        let chunks: Vec<Chunk<S>> = (0u32..)
            .step_by(CHUNK)
            .zip(people.chunks(CHUNK))
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(from, people)| {
                let people = (from..).zip(people.iter().map(&person));
                Chunk::of(identifier, shards, people, &look)
            })
            .collect();
        let of_shard = |shard: usize| {
            let of_chunks = chunks.iter().map(|chunk| chunk.shard(shard).len());
            let mut entries: Vec<Entry> = Vec::with_capacity(of_chunks.sum());
            for chunk in &chunks {
                entries.extend_from_slice(chunk.shard(shard));
            }
            entries.sort_unstable_by_key(|entry| (entry.place, entry.position));
            entries
        };
        let entries = (0..shards.count()).into_par_iter().map(of_shard).collect();
        let (mut keyless, mut census) = (Vec::new(), Census::default());
        let mut seen = Vec::with_capacity(chunks.len());
        for chunk in chunks {
            keyless.extend(chunk.keyless);
            census.add(chunk.census);
            seen.push(chunk.seen);
        }
        Self {
            identifier,
            shards,
            entries,
            keyless,
            census,
            seen,
        }
    }

    /// The position of the person with the same company and key. `at` gives the person of a position.
    pub(super) fn find<'a>(
        &self,
        person: &Employee,
        at: impl Fn(u32) -> &'a Employee,
    ) -> Option<u32> {
        let place = Places::new(self.identifier).hash(person)?;
        let shard = &self.entries[self.shards.of(place)];
        let from = shard.partition_point(|entry| entry.place < place);
        let mut same = shard[from..]
            .iter()
            .take_while(|entry| entry.place == place);
        let found = same.find(|entry| self.same_place(person, at(entry.position)));
        found.map(|entry| entry.position)
    }

    /// Who of this index each of `rows` is. `rows` is an index of the same identifier in the same shards; `row` and `at`
    /// give the people of a position.
    pub(super) fn join<'a, R>(
        &self,
        rows: &ByPlace<R>,
        row: impl Fn(u32) -> &'a Employee + Sync,
        at: impl Fn(u32) -> &'a Employee + Sync,
    ) -> Joined {
        let parts: Vec<Joined> = self
            .entries
            .par_iter()
            .zip(&rows.entries)
            .map(|(there, rows)| self.join_shard(there, rows, &row, &at))
            .collect();
        let mut joined = Joined {
            newcomers: rows.keyless.clone(),
            absent: self.keyless.clone(),
            ..Joined::default()
        };
        for part in parts {
            joined.unchanged += part.unchanged;
            joined.differing.extend(part.differing);
            joined.newcomers.extend(part.newcomers);
            joined.absent.extend(part.absent);
        }
        joined.newcomers.par_sort_unstable();
        joined.absent.par_sort_unstable();
        joined
    }

    fn join_shard<'a>(
        &self,
        there: &[Entry],
        rows: &[Entry],
        row: impl Fn(u32) -> &'a Employee,
        at: impl Fn(u32) -> &'a Employee,
    ) -> Joined {
        let (mut joined, mut named, mut from) = (Joined::default(), vec![false; there.len()], 0);
        for one in rows {
            while there.get(from).is_some_and(|other| other.place < one.place) {
                from += 1;
            }
            let same_hash = there[from..]
                .iter()
                .take_while(|other| other.place == one.place);
            let mut found: Option<&Entry> = None;
            for (other, named) in same_hash.zip(&mut named[from..]) {
                let is = one.print == other.print
                    || self.same_place(row(one.position), at(other.position));
                if is {
                    // Whoever else stands in this place is named by the row too, and never absent.
                    *named = true;
                    found.get_or_insert(other);
                }
            }
            match found {
                Some(other) if one.print == other.print => joined.unchanged += 1,
                Some(other) => joined.differing.push((one.position, other.position)),
                None => joined.newcomers.push(one.position),
            }
        }
        let absent = there.iter().zip(named).filter(|(_, named)| !named);
        joined.absent = absent.map(|(entry, _)| entry.position).collect();
        joined
    }

    fn same_place(&self, one: &Employee, other: &Employee) -> bool {
        let field = self.identifier.key_field();
        one.company_tax_id.meaning() == other.company_tax_id.meaning()
            && same_meaning(&field, one.get(&field), other.get(&field))
    }
}

/// Two rosters side by side, as positions in them.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// How many rows say letter by letter what Wellhub has.
    pub(super) unchanged: u32,
    /// Rows that say something else, or that must be compared field by field, and who they are at Wellhub.
    pub(super) differing: Vec<(u32, u32)>,
    /// Rows of nobody at Wellhub, in order.
    pub(super) newcomers: Vec<u32>,
    /// Those at Wellhub whom no row names, in order.
    pub(super) absent: Vec<u32>,
}

/// What one processor made of some people.
struct Chunk<S> {
    /// Those of the first shard first.
    entries: Vec<Entry>,
    /// Where each shard begins, and where the last ends.
    starts: Vec<usize>,
    keyless: Vec<u32>,
    census: Census,
    seen: Vec<S>,
}

impl<S> Chunk<S> {
    fn of<'a>(
        identifier: Identifier,
        shards: Shards,
        people: impl Iterator<Item = (u32, &'a Employee)>,
        look: impl Fn(&Employee) -> (u64, S),
    ) -> Self {
        let mut places = Places::new(identifier);
        let (mut keyless, mut census) = (Vec::new(), Census::default());
        let mut found = Vec::with_capacity(people.size_hint().0);
        let mut starts = vec![0; shards.count() + 1];
        let mut seen = Vec::with_capacity(people.size_hint().0);
        for (position, person) in people {
            census.count(&person.company_tax_id);
            let (print, more) = look(person);
            seen.push(more);
            let Some(place) = places.hash(person) else {
                keyless.push(position);
                continue;
            };
            starts[shards.of(place) + 1] += 1;
            found.push(Entry {
                place,
                print,
                position,
            });
        }
        for shard in 1..starts.len() {
            starts[shard] += starts[shard - 1];
        }
        let (mut next, mut entries) = (starts.clone(), vec![Entry::default(); found.len()]);
        for entry in found {
            let shard = shards.of(entry.place);
            entries[next[shard]] = entry;
            next[shard] += 1;
        }
        Self {
            entries,
            starts,
            keyless,
            census,
            seen,
        }
    }

    fn shard(&self, shard: usize) -> &[Entry] {
        &self.entries[self.starts[shard]..self.starts[shard + 1]]
    }
}

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
        let key = meaning_of(&self.field, person.get(&self.field)?);
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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::employee::TaxId;

    /// People of three companies, with a tax id spelt in two ways; every seventh without a key.
    fn people(keys: std::ops::Range<u32>, spelt: fn(u32) -> String) -> Vec<Employee> {
        let person = |key: u32| {
            let mut person = Employee::of(TaxId::from(spelt(key)));
            let text = (!key.is_multiple_of(7)).then(|| format!("{key:06}").into());
            person.set(&Field::EmployeeId, text);
            person
        };
        keys.map(person).collect()
    }

    #[test]
    fn a_join_over_many_shards_is_what_a_map_finds() {
        let there = people(0..40_000, |key| format!("12.345/{}", key % 3));
        let mut here = people(10_000..50_000, |key| format!("12345{}", key % 3));
        here.reverse();
        let shards = Shards::for_people(there.len());
        assert!(shards.count() > 1);
        let index = |people: &[Employee], print: u64| {
            ByPlace::new(
                Identifier::EmployeeId,
                shards,
                people,
                |one| one,
                move |_| (print, ()),
            )
        };
        let (by_place, rows) = (index(&there, 1), index(&here, 2));
        let joined = by_place.join(&rows, |row| &here[row as usize], |at| &there[at as usize]);

        let key = |person: &Employee| {
            let key = person.get(&Field::EmployeeId)?.to_owned();
            Some((person.company_tax_id.meaning().into_owned(), key))
        };
        let numbered = |people: &[Employee]| -> BTreeMap<_, u32> {
            let keys = (0u32..).zip(people);
            keys.filter_map(|(at, person)| Some((key(person)?, at)))
                .collect()
        };
        let (known, named) = (numbered(&there), numbered(&here));
        let pairs: BTreeSet<(u32, u32)> = named
            .iter()
            .filter_map(|(key, row)| Some((*row, *known.get(key)?)))
            .collect();
        assert_eq!(
            joined.differing.iter().copied().collect::<BTreeSet<_>>(),
            pairs
        );
        assert_eq!((joined.differing.len(), joined.unchanged), (pairs.len(), 0));
        let absent =
            |at: &u32| key(&there[*at as usize]).is_none_or(|key| !named.contains_key(&key));
        let absent: Vec<u32> = (0..40_000).filter(absent).collect();
        assert_eq!(joined.absent, absent);
        let newcomer =
            |row: &u32| key(&here[*row as usize]).is_none_or(|key| !known.contains_key(&key));
        let newcomers: Vec<u32> = (0..40_000).filter(newcomer).collect();
        assert_eq!(joined.newcomers, newcomers);
        assert_eq!(by_place.census.of("123450"), 13_334);
        let same =
            index(&there, 2).join(&rows, |row| &here[row as usize], |at| &there[at as usize]);
        assert_eq!(
            (same.unchanged as usize, same.differing.len()),
            (pairs.len(), 0)
        );
    }
}
