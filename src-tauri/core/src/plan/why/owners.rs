//! Values that belong to one person alone and are somebody else's at Wellhub: the conflict that Wellhub would answer
//! with, foreseen (contract §1, job errors: e-mail, national id, employee id and mobile number are each unique in a
//! company). The roster is walked once, and only where somebody comes or such a value changes.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rayon::prelude::*;

use super::{Other, Reason, ReasonCode, hold, moves};
use crate::employee::{Employee, Field, Identifier, TaxId, meaning_of, same_meaning};
use crate::finding::FindingCode;
use crate::plan::{Change, Lane, Operation};
use crate::roster::{Place, RemoteRoster, place};

const UNIQUE: [Field; 4] = [
    Field::Email,
    Field::NationalId,
    Field::EmployeeId,
    Field::MobileNumber,
];

const HASHING: FixedState = FixedState::with_seed(0x6f77_6e65_7273_6869);

/// A value that a change would give somebody.
struct Wanted {
    hash: u64,
    change: usize,
    /// Which of [`UNIQUE`].
    field: usize,
}

/// A value that is somebody's already.
struct Taken {
    change: usize,
    field: usize,
    /// The position on the remote roster.
    holder: usize,
}

/// Tells every change whose value is somebody else's, whose it is.
pub(super) fn tell(changes: &mut [Change], remote: &RemoteRoster, identifier: Identifier) {
    let wanted = wanted(changes);
    if wanted.is_empty() || remote.people.is_empty() {
        return;
    }
    let taken = taken(changes, &wanted, remote, identifier);
    if taken.is_empty() {
        return;
    }
    let whose = Whose::of(changes, identifier);
    let mut told: Vec<(usize, Reason, bool)> = Vec::new();
    for one in taken {
        let holder = &remote.people[one.holder].employee;
        let change = &changes[one.change];
        let field = &UNIQUE[one.field];
        let Some(standing) = whose.standing(changes, change, holder, field) else {
            continue;
        };
        let cell = change.fields.iter().find(|said| said.field == *field);
        let cell = cell.and_then(|said| said.cell.as_ref());
        let mut reason = Reason::new(ReasonCode::Conflict)
            .about(field, cell)
            .of(Other::person(holder, identifier, None));
        if standing == Standing::LeavesLater {
            reason = reason.with("leaves", true);
        }
        let twice = standing == Standing::Stays && is_same_person(change, holder);
        told.push((one.change, reason, twice));
    }
    for (index, reason, twice) in told {
        if twice {
            hold_twin(&mut changes[index], &reason);
        }
        changes[index].reasons.push(reason);
    }
}

/// Somebody new who is on the roster already and stays there: one person under two keys.
fn is_same_person(change: &Change, holder: &Employee) -> bool {
    let name = moves::name(&change.item);
    change.operation == Operation::Create && name.is_some() && name == moves::name(holder)
}

fn hold_twin(change: &mut Change, reason: &Reason) {
    let known = |one: &Reason| one.code == ReasonCode::IdentityChurn;
    if change.reasons.iter().any(known) {
        return;
    }
    let mut twin = reason.clone();
    twin.code = ReasonCode::IdentityChurn;
    let same = [Some(Field::FullName), twin.field.take()];
    let same: Vec<String> = same.iter().flatten().map(Field::name).collect();
    twin.cell = None;
    change.reasons.push(twin.with("same", same.join(", ")));
    change.lane = Lane::Removals;
    hold(change, FindingCode::IdentityChurn);
}

/// Every unique value that a change brings: all of a newcomer's, the changed ones of others.
fn wanted(changes: &[Change]) -> Vec<Wanted> {
    let mut hashing = Hashing::default();
    let mut wanted = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        if change.operation == Operation::Delete {
            continue;
        }
        for said in &change.fields {
            let field = UNIQUE.iter().position(|field| *field == said.field);
            if let (Some(field), Some(new)) = (field, &said.new) {
                let hash = hashing.hash(&change.item.company_tax_id, field, new);
                wanted.push(Wanted {
                    hash,
                    change: index,
                    field,
                });
            }
        }
    }
    wanted.sort_unstable_by_key(|one| (one.hash, one.change));
    wanted
}

/// Those of the wanted values that somebody on the roster has, in the order of the changes.
fn taken(
    changes: &[Change],
    wanted: &[Wanted],
    remote: &RemoteRoster,
    identifier: Identifier,
) -> Vec<Taken> {
    const CHUNK: usize = 8192;
    let sieve = Sieve::of(wanted);
    let asked = UNIQUE.map(|field| {
        let asks = |one: &Wanted| UNIQUE[one.field] == field;
        wanted.iter().any(asks)
    });
    let in_chunk = |(chunk, people): (usize, &[crate::roster::RemotePerson])| {
        let mut hashing = Hashing::default();
        let mut found: Vec<Taken> = Vec::new();
        for (at, person) in people.iter().enumerate() {
            let person = &person.employee;
            for (field, _) in asked.iter().enumerate().filter(|(_, asked)| **asked) {
                let Some(text) = person.get(&UNIQUE[field]).filter(|text| !text.is_empty()) else {
                    continue;
                };
                let hash = hashing.hash(&person.company_tax_id, field, text);
                if sieve.lets_through(hash) {
                    let who = (person, chunk * CHUNK + at);
                    found.extend(holders(changes, wanted, (hash, field), who, identifier));
                }
            }
        }
        found
    };
    let chunks = remote.people.par_chunks(CHUNK).enumerate();
    let mut found: Vec<Taken> = chunks.flat_map_iter(in_chunk).collect();
    found.sort_unstable_by_key(|one| (one.change, one.field, one.holder));
    found
}

/// The changes that want just this value of this person, who is another than theirs.
fn holders<'a>(
    changes: &'a [Change],
    wanted: &'a [Wanted],
    (hash, field): (u64, usize),
    (person, holder): (&'a Employee, usize),
    identifier: Identifier,
) -> impl Iterator<Item = Taken> + 'a {
    let from = wanted.partition_point(|one| one.hash < hash);
    let same = wanted[from..]
        .iter()
        .take_while(move |one| one.hash == hash);
    same.filter(move |one| {
        let change = &changes[one.change];
        let own = change
            .before
            .as_ref()
            .is_some_and(|before| place(identifier, before) == place(identifier, person));
        let unique = &UNIQUE[field];
        one.field == field
            && !own
            && change.item.company_tax_id.meaning() == person.company_tax_id.meaning()
            && same_meaning(unique, change.item.get(unique), person.get(unique))
    })
    .map(move |one| Taken {
        change: one.change,
        field,
        holder,
    })
}

/// What becomes of the one who has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// They keep it.
    Stays,
    /// They leave, in a job that goes after this one.
    LeavesLater,
}

/// What the plan does with the people on the roster.
struct Whose {
    identifier: Identifier,
    by_place: HashMap<Place, usize>,
}

impl Whose {
    fn of(changes: &[Change], identifier: Identifier) -> Self {
        let theirs = changes.iter().enumerate().filter_map(|(index, change)| {
            let old = change.operation != Operation::Create;
            let before = change.before.as_ref().filter(|_| old)?;
            Some((place(identifier, before)?, index))
        });
        Self {
            identifier,
            by_place: theirs.collect(),
        }
    }

    /// `None` where the value is free by the time it is wanted.
    fn standing(
        &self,
        changes: &[Change],
        change: &Change,
        holder: &Employee,
        field: &Field,
    ) -> Option<Standing> {
        let place = place(self.identifier, holder);
        let Some(theirs) = place.and_then(|place| self.by_place.get(&place)) else {
            return Some(Standing::Stays);
        };
        let theirs = &changes[*theirs];
        match theirs.operation {
            Operation::Delete if theirs.lane == change.lane => None,
            Operation::Delete => Some(Standing::LeavesLater),
            _ => {
                let gives_up = theirs.fields.iter().any(|said| said.field == *field);
                (!gives_up).then_some(Standing::Stays)
            }
        }
    }
}

/// A first look at a hash that most people do not pass: a bit for each wanted value in a table that fits a cache.
struct Sieve {
    bits: Vec<u64>,
    mask: u64,
}

impl Sieve {
    fn of(wanted: &[Wanted]) -> Self {
        let size = (wanted.len() * 16).next_power_of_two().max(64);
        let mut sieve = Self {
            bits: vec![0; size / 64],
            mask: size as u64 - 1,
        };
        for one in wanted {
            let (word, bit) = sieve.place(one.hash);
            sieve.bits[word] |= bit;
        }
        sieve
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let at = hash & self.mask;
        (usize::try_from(at / 64).unwrap_or(0), 1 << (at % 64))
    }

    fn lets_through(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.bits[word] & bit != 0
    }
}

/// Hashes a value in its company by its meaning, without copying what is plain already.
#[derive(Default)]
struct Hashing {
    company: Option<(TaxId, u64)>,
}

impl Hashing {
    fn hash(&mut self, company: &TaxId, field: usize, text: &str) -> u64 {
        let known = self.company.as_ref().filter(|(known, _)| known == company);
        let company = if let Some((_, hash)) = known {
            *hash
        } else {
            let hash = HASHING.hash_one(company.meaning().as_ref());
            self.company = Some((company.clone(), hash));
            hash
        };
        let mut hasher = HASHING.build_hasher();
        hasher.write_u64(company ^ field as u64);
        write_meaning(&UNIQUE[field], text, &mut hasher);
        hasher.finish()
    }
}

/// Feeds what of a value counts; the same for two texts exactly when they mean the same.
fn write_meaning(field: &Field, text: &str, hasher: &mut impl std::hash::Hasher) {
    let mut buffer = [0; 96];
    match plain_meaning(field, text, &mut buffer) {
        Some(length) => hasher.write(&buffer[..length]),
        None => hasher.write(meaning_of(field, text).as_bytes()),
    }
}

/// The meaning of an ASCII text without spaces, written into a buffer; `None` for one that takes more thought.
fn plain_meaning(field: &Field, text: &str, buffer: &mut [u8]) -> Option<usize> {
    if text.len() > buffer.len() || !text.bytes().all(|b| b.is_ascii_graphic()) {
        return None;
    }
    let mut length = 0;
    for b in text.bytes() {
        let counts = match field {
            Field::NationalId => b.is_ascii_alphanumeric(),
            Field::MobileNumber => b.is_ascii_digit() || b == b'+',
            _ => true,
        };
        if counts {
            buffer[length] = match field {
                Field::NationalId => b.to_ascii_uppercase(),
                Field::Email => b.to_ascii_lowercase(),
                _ => b,
            };
            length += 1;
        }
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_short_way_to_a_meaning_ends_at_the_same(text in "[ -~]{0,30}|\\PC{0,20}") {
            for field in &UNIQUE {
                let mut buffer = [0; 96];
                if let Some(length) = plain_meaning(field, &text, &mut buffer) {
                    let meaning = meaning_of(field, &text);
                    prop_assert_eq!(&buffer[..length], meaning.as_bytes());
                }
            }
        }
    }
}
