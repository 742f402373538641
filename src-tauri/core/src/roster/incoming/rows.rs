//! The rows of people, each read by itself on every processor there is. The people stand in one list from the start, so
//! that a list without trouble is never copied; what few rows have stands beside it.

use std::sync::Arc;

use rayon::prelude::*;

use super::columns::Columns;
use super::duplicates::{Hashing, Keys};
use super::recent::Recent;
use super::row::{Notes, Trouble};
use super::{HiddenRows, Incoming, Problem, Reading, Withheld};
use crate::employee::{Employee, TaxId, Text};
use crate::finding::FindingCode;
use crate::sheet::{Layout, Page, Row, RowKind};

/// So many rows at least a processor reads in a row, so that what repeats is remembered.
const TOGETHER: usize = 512;

/// A row that may be a person, and whether it is hidden.
pub(super) type PersonRow<'a> = (&'a Row, RowKind);

/// The rows that may be people, in order.
pub(super) fn of_people<'a>(page: Page<'a>, layout: &Layout) -> Vec<PersonRow<'a>> {
    let rows = page.rows().par_iter().with_min_len(TOGETHER);
    rows.filter_map(|row| layout.person(page, row).map(|kind| (row, kind)))
        .collect()
}

/// Rows that were read, in the order of the sheet.
#[derive(Debug, Default)]
pub(super) struct ReadRows {
    /// What each says.
    pub(super) people: Vec<Incoming>,
    besides: Vec<Beside>,
}

/// What stands beside a row.
#[derive(Debug)]
struct Beside {
    hidden: bool,
    keys: Keys,
    notes: Option<Box<Notes>>,
}

impl ReadRows {
    /// Reads each row.
    pub(super) fn read(
        page: Page<'_>,
        rows: &[PersonRow<'_>],
        columns: &Columns<'_>,
        reading: &Reading<'_>,
        hashing: &Hashing,
    ) -> Self {
        let included = reading.choices.hidden == Some(HiddenRows::Include);
        let read = |recent: &mut Recent, &(row, kind): &PersonRow<'_>| {
            let mut person = Incoming {
                row: row.number,
                employee: Employee::of(TaxId(Text::default())).into(),
            };
            let mut notes = columns.read(page, row, recent, &mut person);
            let hidden = kind == RowKind::Hidden;
            if reading.choices.left_out.contains(&row.number) {
                notes.leave_out(FindingCode::LeftOut);
            } else if hidden && !included {
                notes.leave_out(FindingCode::HiddenRows);
            }
            let beside = Beside {
                hidden,
                keys: hashing.keys(&person.employee, recent),
                notes: (!notes.is_empty()).then(|| Box::new(notes)),
            };
            (person, beside)
        };
        let mut all = Self::default();
        rows.par_iter()
            .with_min_len(TOGETHER)
            .map_init(Recent::default, read)
            .unzip_into_vecs(&mut all.people, &mut all.besides);
        all
    }

    pub(super) fn len(&self) -> usize {
        self.people.len()
    }

    /// Why a row is withheld, if it is.
    pub(super) fn trouble(&self, at: usize) -> Option<&Trouble> {
        self.besides[at].notes.as_ref()?.trouble.as_ref()
    }

    /// Whether a person left a row out, or nobody took a hidden one in.
    pub(super) fn is_left_out(&self, at: usize) -> bool {
        let left_out = [FindingCode::LeftOut, FindingCode::HiddenRows];
        self.trouble(at)
            .is_some_and(|trouble| left_out.contains(&trouble.code))
    }

    /// What tells the person of a row apart from others.
    pub(super) fn keys(&self, at: usize) -> &Keys {
        &self.besides[at].keys
    }

    /// Whether not all are of the same company.
    pub(super) fn are_of_several_companies(&self) -> bool {
        let mut companies = self.besides.iter().map(|beside| beside.keys.company);
        let first = companies.next();
        companies.any(|company| Some(company) != first)
    }

    /// What was noticed in a row.
    pub(super) fn problems(&self, at: usize) -> &[Problem] {
        let notes = self.besides[at].notes.as_ref();
        notes.map_or(&[], |notes| &notes.problems)
    }

    /// Keeps a problem of a row.
    pub(super) fn add(&mut self, at: usize, problem: Problem) {
        let notes = &mut self.besides[at].notes;
        notes.get_or_insert_default().add(problem);
    }

    /// How many rows are withheld that the sheet shows.
    pub(super) fn rejected(&self) -> usize {
        let withheld = |at: &usize| !self.besides[*at].hidden && self.trouble(*at).is_some();
        (0..self.len()).filter(withheld).count()
    }

    /// The people, the rows that are withheld, and all problems, each in the order of the sheet.
    pub(super) fn part(self) -> (Vec<Incoming>, Vec<Withheld>, Vec<Problem>) {
        let mut people = self.people;
        let mut problems = Vec::new();
        let mut troubles = Vec::new();
        for (at, beside) in self.besides.into_iter().enumerate() {
            let Some(notes) = beside.notes else { continue };
            problems.extend(notes.problems);
            troubles.extend(notes.trouble.map(|trouble| (at, trouble)));
        }
        if troubles.is_empty() {
            return (people, Vec::new(), problems);
        }
        let mut places = troubles.iter().map(|(at, _)| *at).peekable();
        let mut at = 0;
        let is_next = |_: &mut Incoming| {
            let next = places.next_if_eq(&at).is_some();
            at += 1;
            next
        };
        let apart: Vec<Incoming> = people.extract_if(.., is_next).collect();
        let withheld = apart.into_iter().zip(troubles);
        let withheld = withheld.map(|(Incoming { row, employee }, (_, trouble))| Withheld {
            row: Some(row),
            code: trouble.code,
            cell: trouble.cell,
            original: trouble.original,
            employee: Arc::unwrap_or_clone(employee),
        });
        (people, withheld.collect(), problems)
    }
}
