//! The same person in two rows, by each of the identifiers that Wellhub tells people apart by. Rows of one company that
//! share their key are not sent, since nobody can say which is right. Whatever else two rows share, both go and a person
//! is told: Wellhub may refuse them as DUPLICATED (contract §1).

use std::hash::BuildHasher;
use std::num::NonZeroU32;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rayon::prelude::*;

use super::columns::Columns;
use super::recent::Recent;
use super::rows::ReadRows;
use super::{Intent, Problem, Reading};
use crate::employee::{Employee, Field, meaning_of, same_meaning};
use crate::finding::{FindingCode, Severity};

/// What Wellhub tells people apart by.
const IDENTIFIERS: [Field; 4] = [
    Field::EmployeeId,
    Field::NationalId,
    Field::Email,
    Field::MobileNumber,
];

/// Among so many parts rows are dealt out, so that those of one part fit into a processor's own memory.
const PARTS: u32 = 64;

/// Hashes of what tells the person of a row apart: equal where the meanings are, and now and then by chance. Small, since
/// every row has them.
#[derive(Debug)]
pub(super) struct Keys {
    pub(super) company: u32,
    /// By [`IDENTIFIERS`]; `None` where nothing is said, or nobody asks.
    of: [Option<NonZeroU32>; IDENTIFIERS.len()],
}

/// How meanings are hashed, and of which fields.
#[derive(Debug)]
pub(super) struct Hashing {
    state: RandomState,
    asked: [bool; IDENTIFIERS.len()],
}

impl Hashing {
    /// Asks for the fields that the file has. Of leavers the key alone is sent, so nothing else is looked at.
    pub(super) fn of(columns: &Columns<'_>, reading: &Reading<'_>) -> Self {
        let required = reading.identifier.required_fields();
        let asked = |field: &Field| {
            let sent = reading.intent != Intent::Leavers || required.contains(field);
            sent && columns.index_of(field).is_some()
        };
        Self {
            state: RandomState::default(),
            asked: IDENTIFIERS.each_ref().map(asked),
        }
    }

    /// The hashes of one person.
    pub(super) fn keys(&self, person: &Employee, recent: &mut Recent) -> Keys {
        let company = recent.hash(&person.company_tax_id, |company| {
            self.hash(&company.meaning())
        });
        let key = |at: usize| {
            let field = &IDENTIFIERS[at];
            let text = person.get(field).filter(|_| self.asked[at])?;
            let meaning = meaning_of(field, text);
            let hash = (!meaning.is_empty()).then(|| self.hash(&meaning))?;
            Some(NonZeroU32::new(hash).unwrap_or(NonZeroU32::MAX))
        };
        Keys {
            company,
            of: std::array::from_fn(key),
        }
    }

    fn hash(&self, meaning: &str) -> u32 {
        let hash = self.state.hash_one(meaning);
        u32::try_from(hash >> u32::BITS).unwrap_or(u32::MAX)
    }
}

/// Rows that say the same where each should say something of its own.
#[derive(Debug, Clone, Copy)]
struct Question {
    /// By [`IDENTIFIERS`].
    identifier: usize,
    /// Whether rows of other companies count too.
    across: bool,
    on_key: bool,
}

/// Finds rows that share an identifier, and withholds those that share their key. Rows that a person left out share
/// nothing.
pub(super) fn withhold(
    rows: &mut ReadRows,
    columns: &Columns<'_>,
    reading: &Reading<'_>,
    hashing: &Hashing,
) {
    let questions = questions(rows, reading, hashing);
    let answers: Vec<Vec<u32>> = questions
        .par_iter()
        .map(|question| question.answer(rows))
        .collect();
    for (question, shared) in questions.iter().zip(answers) {
        for at in shared {
            question.tell(rows, at as usize, columns);
        }
    }
}

/// What is asked of these rows: the key's questions first, since they explain others.
fn questions(rows: &ReadRows, reading: &Reading<'_>, hashing: &Hashing) -> Vec<Question> {
    let required = reading.identifier.required_fields();
    let several = rows.are_of_several_companies();
    let ask = |identifier: usize, across: bool| Question {
        identifier,
        across,
        on_key: required.contains(&IDENTIFIERS[identifier]),
    };
    let asked = (0..IDENTIFIERS.len()).filter(|at| hashing.asked[*at]);
    let mut questions: Vec<Question> = asked
        .flat_map(|at| [ask(at, false), ask(at, true)])
        // People work for two companies of a group, and are one person at each.
        .filter(|question| !question.across || (question.on_key && several))
        .collect();
    questions.sort_by_key(|question| !question.on_key);
    questions
}

impl Question {
    /// The rows that share a value with another, in order.
    fn answer(self, rows: &ReadRows) -> Vec<u32> {
        let mut shared = Vec::new();
        let mut first: HashTable<usize> = HashTable::new();
        for part in self.parts(rows) {
            first.clear();
            // Spread over all bits, since a table looks at both ends.
            let spread = |at: &usize| u64::from(part[*at].0) << u32::BITS | u64::from(part[*at].0);
            for (at, &(hash, row)) in part.iter().enumerate() {
                let same = |&other: &usize| {
                    let (other_hash, other) = part[other];
                    other_hash == hash && self.is_same(rows, other, row)
                };
                match first.entry(spread(&at), same, spread) {
                    Entry::Occupied(other) => shared.extend([part[*other.get()].1, row]),
                    Entry::Vacant(place) => {
                        place.insert(at);
                    }
                }
            }
        }
        shared.sort_unstable();
        shared.dedup();
        shared
    }

    /// Hashes and rows, dealt out by their hashes: rows that share a value are in one part.
    fn parts(self, rows: &ReadRows) -> Vec<Vec<(u32, u32)>> {
        let each = rows.len() / PARTS as usize;
        let mut parts: Vec<Vec<(u32, u32)>> = (0..PARTS)
            .map(|_| Vec::with_capacity(each + each / 8))
            .collect();
        for at in (0..rows.len()).filter(|at| !rows.is_left_out(*at)) {
            let keys = rows.keys(at);
            let Some(key) = keys.of[self.identifier] else {
                continue;
            };
            let company = if self.across { 0 } else { keys.company };
            let hash = key.get() ^ company;
            let row = u32::try_from(at).unwrap_or(u32::MAX);
            parts[(hash >> 16 & (PARTS - 1)) as usize].push((hash, row));
        }
        parts
    }

    /// Equal hashes may be chance; meanings decide.
    fn is_same(self, rows: &ReadRows, one: u32, other: u32) -> bool {
        let [one, other] = [one, other].map(|at| &rows.people[at as usize].employee);
        let same = |field| same_meaning(field, one.get(field), other.get(field));
        same(&IDENTIFIERS[self.identifier]) && (self.across || same(&Field::CompanyTaxId))
    }

    /// Tells a person of a row, unless that is known already: of rows that share their key neither is sent, and most
    /// share everything.
    fn tell(self, rows: &mut ReadRows, at: usize, columns: &Columns<'_>) {
        let field = &IDENTIFIERS[self.identifier];
        let severity = if self.on_key && !self.across {
            Severity::Block
        } else {
            Severity::Warn
        };
        let person = &rows.people[at];
        let text = person.employee.get(field).unwrap_or_default().to_owned();
        let code = FindingCode::DuplicateKey;
        let problem = columns.problem(person.row, field, code, severity, text);
        let explains = |known: &Problem| {
            let same = known.column == problem.column || !self.on_key;
            known.code == code && known.severity == Severity::Block && same
        };
        if severity == Severity::Block || !rows.problems(at).iter().any(explains) {
            rows.add(at, problem);
        }
    }
}
