//! A column that slipped by a row against the others, or was sorted alone: each value is a real one and belongs to
//! somebody else, so no look at a cell can tell. Wellhub's roster is the oracle (rule R8); without it nothing is said,
//! and a few changed people are never taken for a slip.

use std::hash::BuildHasher;

use foldhash::fast::{FixedState, RandomState};
use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::columns::Columns;
use super::rows::ReadRows;
use super::{Incoming, Reading};
use crate::employee::{Employee, Field, Identifier, Text, meaning_of, same_meaning};
use crate::finding::{Finding, FindingCode, Severity};
use crate::roster::RemoteRoster;
use crate::sheet::{address, letters};

/// Fewer rows, or fewer different values, could be people who changed.
const FEWEST: usize = 5;
/// So many exchanged values are no chance even in a long list.
const MANY: usize = 20;

/// How a column went astray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Each value is that of the person so many rows further down; negative: further up.
    Moved(i8),
    /// The values are the right ones in another order.
    Sorted,
}

impl Way {
    /// Seen from the other side: the key went this way where all else went that way.
    fn back(self) -> Self {
        match self {
            Self::Moved(rows) => Self::Moved(-rows),
            Self::Sorted => Self::Sorted,
        }
    }
}

/// A column that went astray, with its rows by their place in the list.
struct Slip {
    field: Field,
    way: Way,
    rows: Vec<usize>,
    of: usize,
}

/// Looks for columns whose values belong to other people.
pub(super) fn find(
    rows: &ReadRows,
    columns: &Columns<'_>,
    reading: &Reading<'_>,
) -> Option<Finding> {
    let remote = reading.remote.filter(|_| rows.len() >= FEWEST)?;
    let table = Table {
        rows,
        people: people_of(&rows.people, reading.identifier, remote),
    };
    let key = reading.identifier.key_field();
    let compared: Vec<&Field> = columns
        .fields()
        .filter(|field| **field != key && can_slip(field))
        .collect();
    let slips: Vec<Slip> = compared
        .par_iter()
        .filter_map(|field| table.slip(field))
        .collect();
    let main = slips.iter().max_by_key(|slip| slip.rows.len())?;
    let various = || {
        let compared = compared.par_iter();
        compared.filter(|field| table.is_various(field)).count()
    };
    // Where every column speaks of the neighbour, it is the key that stands beside the wrong people.
    let of_key = slips.len() > 1
        && slips.iter().all(|slip| slip.way == main.way)
        && slips.len() >= various();
    let (field, way) = if of_key {
        (&key, main.way.back())
    } else {
        (&main.field, main.way)
    };
    let column = columns.index_of(field)?;
    let others = slips
        .iter()
        .filter_map(|slip| columns.index_of(&slip.field));
    let mut all: Vec<u16> = if of_key {
        vec![column]
    } else {
        others.collect()
    };
    all.sort_unstable();
    Some(table.told(main, field, way, column, &all))
}

/// Fields whose values tell people apart, or nearly so. The name of a company or yes and no tell nobody apart, and what
/// custom fields hold at Wellhub is not known.
fn can_slip(field: &Field) -> bool {
    !matches!(
        field,
        Field::CompanyTaxId | Field::EligibleToPayroll | Field::DiscountSubsetId | Field::Custom(_)
    )
}

/// For each row the person at Wellhub who has its company and key.
fn people_of<'r>(
    people: &[Incoming],
    identifier: Identifier,
    remote: &'r RemoteRoster,
) -> Vec<Option<&'r Employee>> {
    let hashing = FixedState::default();
    let field = identifier.key_field();
    let place = |person: &Employee| {
        let key = meaning_of(&field, person.get(&field)?);
        let company = person.company_tax_id.meaning();
        (!key.is_empty()).then(|| hashing.hash_one((company.as_ref(), key.as_ref())))
    };
    let mut by_place: HashMap<u64, &Employee, RandomState> =
        HashMap::with_capacity_and_hasher(remote.people.len(), RandomState::default());
    let of_people = remote.people.par_iter();
    let places: Vec<Option<u64>> = of_people.map(|person| place(&person.employee)).collect();
    for (person, place) in remote.people.iter().zip(places) {
        if let Some(place) = place {
            by_place.insert(place, &person.employee);
        }
    }
    let find = |row: &Incoming| {
        let found = *by_place.get(&place(&row.employee)?)?;
        let same_key = same_meaning(&field, row.employee.get(&field), found.get(&field));
        let same_company = row.employee.company_tax_id.meaning() == found.company_tax_id.meaning();
        (same_key && same_company).then_some(found)
    };
    people.par_iter().map(find).collect()
}

/// The rows of the file beside the people of the roster.
struct Table<'a> {
    rows: &'a ReadRows,
    people: Vec<Option<&'a Employee>>,
}

impl<'a> Table<'a> {
    /// What the file and the roster say of a field, for the rows where both say something.
    fn pairs<'f>(
        &'f self,
        field: &'f Field,
    ) -> impl Iterator<Item = (usize, &'a str, &'a str)> + 'f {
        self.rows
            .people
            .iter()
            .enumerate()
            .filter_map(move |(at, row)| {
                let said = row.employee.get(field).filter(|text| !text.is_empty())?;
                let own = self.people[at]?
                    .get(field)
                    .filter(|text| !text.is_empty())?;
                Some((at, said, own))
            })
    }

    fn slip(&self, field: &Field) -> Option<Slip> {
        let mut of = 0;
        let mut changed = Vec::new();
        for (at, said, own) in self.pairs(field) {
            of += 1;
            let out = self.rows.is_left_out(at);
            if !out && !same_meaning(field, Some(said), Some(own)) {
                changed.push((at, said, own));
            }
        }
        if changed.len() < FEWEST {
            return None;
        }
        let slip = |(way, rows)| Slip {
            field: field.clone(),
            way,
            rows,
            of,
        };
        let moved = [-1, 1]
            .into_iter()
            .find_map(|by| self.moved(field, &changed, by));
        moved.or_else(|| sorted(field, &changed, of)).map(slip)
    }

    /// Whether most changed values are those of the person in the next row, or in the row before.
    fn moved(
        &self,
        field: &Field,
        changed: &[(usize, &str, &str)],
        by: i8,
    ) -> Option<(Way, Vec<usize>)> {
        let mut rows = Vec::new();
        let mut values = HashSet::new();
        for &(at, said, own) in changed {
            let there = at.checked_add_signed(isize::from(by));
            let person = there.and_then(|there| self.people.get(there).copied().flatten());
            let theirs = person.and_then(|person| person.get(field));
            if theirs.is_some_and(|theirs| is_theirs(field, said, own, theirs)) {
                rows.push(at);
                values.insert(meaning_of(field, said));
            }
        }
        let most = rows.len() >= FEWEST && rows.len() * 2 >= changed.len();
        (most && are_various(values.len(), rows.len())).then_some((Way::Moved(by), rows))
    }

    /// Whether the roster's values of a field tell most people apart.
    fn is_various(&self, field: &Field) -> bool {
        let mut of = 0;
        let values: HashSet<&str> = self
            .pairs(field)
            .map(|(_, _, own)| {
                of += 1;
                own
            })
            .collect();
        are_various(values.len(), of)
    }

    fn told(&self, slip: &Slip, field: &Field, way: Way, column: u16, all: &[u16]) -> Finding {
        let mut finding = Finding::new(FindingCode::ColumnSlip, Severity::Block, 0);
        for &at in &slip.rows {
            finding.add(address(self.rows.people[at].row, column));
        }
        let columns: Vec<Text> = all.iter().map(|&column| letters(column)).collect();
        finding = finding
            .with("field", field)
            .with("column", letters(column))
            .with("columns", columns.join(", "))
            .with("of", slip.of);
        finding = match way {
            Way::Moved(by) => finding.with("offset", by),
            Way::Sorted => finding.with("sorted", true),
        };
        let Some(&first) = slip.rows.first() else {
            return finding;
        };
        if let Some(value) = self.rows.people[first].employee.get(field) {
            finding = finding.with("value", value);
        }
        let belongs = match way {
            Way::Moved(by) => first.checked_add_signed(isize::from(by)),
            Way::Sorted => None,
        };
        match belongs.and_then(|at| self.rows.people.get(at)) {
            Some(row) => finding.with("row", row.row),
            None => finding,
        }
    }
}

/// Too few different values fall on neighbours by chance, such as departments.
fn are_various(different: usize, of: usize) -> bool {
    different >= FEWEST && different * 2 >= of
}

/// Whether what the file says is the neighbour's value; of a joined name a part of it is enough.
fn is_theirs(field: &Field, said: &str, own: &str, theirs: &str) -> bool {
    if theirs.is_empty() {
        return false;
    }
    same_meaning(field, Some(said), Some(theirs))
        || (*field == Field::FullName && is_spliced(said, own, theirs))
}

/// Whether a name begins as one's own and ends as the other's, or the other way round: given and family names stood in
/// two columns, and one of them slipped.
fn is_spliced(said: &str, own: &str, theirs: &str) -> bool {
    let words = |text: &'_ str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (said, own, theirs) = (words(said), words(own), words(theirs));
    (1..said.len()).any(|cut| {
        let (given, family) = said.split_at(cut);
        let own_given = own.starts_with(given);
        let own_family = own.ends_with(family);
        // Neighbours may share a family name: what is one's own anyway has not slipped.
        (own_given && !own_family && theirs.ends_with(family))
            || (own_family && !own_given && theirs.starts_with(given))
    })
}

/// Whether the changed values are those of the same people in another order.
fn sorted(field: &Field, changed: &[(usize, &str, &str)], of: usize) -> Option<(Way, Vec<usize>)> {
    if changed.len() * 2 < of && changed.len() < MANY {
        return None;
    }
    let mut left: HashMap<_, usize, RandomState> = HashMap::default();
    for (_, _, own) in changed {
        *left.entry(meaning_of(field, own)).or_default() += 1;
    }
    let different = left.len();
    let mut found = 0;
    for (_, said, _) in changed {
        if let Some(count) = left
            .get_mut(&meaning_of(field, said))
            .filter(|count| **count > 0)
        {
            *count -= 1;
            found += 1;
        }
    }
    let permuted = found * 10 >= changed.len() * 9 && are_various(different, changed.len());
    let rows = || changed.iter().map(|(at, _, _)| *at).collect();
    permuted.then(|| (Way::Sorted, rows()))
}
