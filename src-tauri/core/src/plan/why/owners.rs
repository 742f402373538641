//! Values that belong to one person alone and are somebody else's at Wellhub: the conflict that Wellhub would answer
//! with, foreseen (contract §1, job errors: e-mail, national id, employee id and mobile number are each unique in a
//! company). The roster is walked once, and only where somebody comes or such a value changes.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{Other, Reason, ReasonCode, hold, moves};
use crate::employee::{Employee, Field, Identifier, same_meaning};
use crate::finding::FindingCode;
use crate::plan::unique::{Mark, Marks, UNIQUE};
use crate::plan::{Change, Lane, Operation};
use crate::roster::{Place, RemoteRoster, place};

/// A value that a change would give somebody.
struct Wanted {
    mark: Mark,
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
pub(super) fn tell(
    changes: &mut [Change],
    (remote, marks): (&RemoteRoster, &[Vec<Marks>]),
    identifier: Identifier,
) {
    let wanted = wanted(changes, &identifier.key_field());
    if wanted.is_empty() || remote.people.is_empty() {
        return;
    }
    let taken = taken(changes, &wanted, (remote, marks), identifier);
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

/// Every unique value that a change brings: all of a newcomer's, the changed ones of others. Not the key: who has the same
/// one in the same company was matched by it.
fn wanted(changes: &[Change], key: &Field) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        if change.operation == Operation::Delete {
            continue;
        }
        for said in &change.fields {
            let asked = |field: &Field| *field == said.field && field != key;
            let field = UNIQUE.iter().position(asked);
            if let (Some(field), Some(new)) = (field, &said.new) {
                wanted.push(Wanted {
                    mark: Mark::of(&UNIQUE[field], new),
                    change: index,
                    field,
                });
            }
        }
    }
    wanted.sort_unstable_by_key(|one| (one.mark, one.change));
    wanted
}

/// Those of the wanted values that somebody on the roster has, in the order of the changes. Nobody is looked at whose
/// marks no wanted value has.
fn taken(
    changes: &[Change],
    wanted: &[Wanted],
    (remote, marks): (&RemoteRoster, &[Vec<Marks>]),
    identifier: Identifier,
) -> Vec<Taken> {
    let sieve = Sieve::of(wanted);
    let asks = |field: &usize| wanted.iter().any(|one| one.field == *field);
    let asked: Vec<usize> = (0..UNIQUE.len()).filter(asks).collect();
    let lengths = marks.iter().map(Vec::len);
    let starts = lengths.scan(0, |next, length| {
        Some(std::mem::replace(next, *next + length))
    });
    let chunks: Vec<(usize, &Vec<Marks>)> = starts.zip(marks).collect();
    let in_chunk = |(start, marks): (usize, &Vec<Marks>)| {
        let mut found: Vec<Taken> = Vec::new();
        for (holder, marks) in (start..).zip(marks) {
            for &field in &asked {
                if !sieve.lets_through(marks[field]) {
                    continue;
                }
                let person = &remote.people[holder].employee;
                let text = person.get(&UNIQUE[field]).filter(|text| !text.is_empty());
                if let Some(text) = text {
                    let mark = Mark::of(&UNIQUE[field], text);
                    let who = (person, holder);
                    found.extend(holders(changes, wanted, (mark, field), who, identifier));
                }
            }
        }
        found
    };
    let mut found: Vec<Taken> = chunks.into_par_iter().flat_map_iter(in_chunk).collect();
    found.sort_unstable_by_key(|one| (one.change, one.field, one.holder));
    found
}

/// The changes that want just this value of this person, who is another than theirs.
fn holders<'a>(
    changes: &'a [Change],
    wanted: &'a [Wanted],
    (mark, field): (Mark, usize),
    (person, holder): (&'a Employee, usize),
    identifier: Identifier,
) -> impl Iterator<Item = Taken> + 'a {
    let from = wanted.partition_point(|one| one.mark < mark);
    let same = wanted[from..]
        .iter()
        .take_while(move |one| one.mark == mark);
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
            let before = change.before.as_deref().filter(|_| old)?;
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

/// A first look at a mark that most people do not pass: a bit for each wanted value in a table that fits a cache.
struct Sieve {
    bits: Vec<u64>,
    mask: u32,
}

impl Sieve {
    fn of(wanted: &[Wanted]) -> Self {
        let size = (wanted.len() * 16).next_power_of_two().clamp(64, 1 << 30);
        let mut sieve = Self {
            bits: vec![0; size / 64],
            mask: u32::try_from(size - 1).unwrap_or(u32::MAX),
        };
        for one in wanted {
            let (word, bit) = sieve.place(one.mark);
            sieve.bits[word] |= bit;
        }
        sieve
    }

    fn place(&self, mark: Mark) -> (usize, u64) {
        let at = mark.bits() & self.mask;
        ((at / 64) as usize, 1 << (at % 64))
    }

    fn lets_through(&self, mark: Mark) -> bool {
        let (word, bit) = self.place(mark);
        mark != Mark::NONE && (mark == Mark::UNKNOWN || self.bits[word] & bit != 0)
    }
}
