//! The same key in two rows: within a company neither row is sent, since nobody can say which is right; across
//! companies both go, and a person is told.

use hashbrown::HashMap;

use super::Problem;
use super::columns::Columns;
use super::problems::Problems;
use super::row::ReadRow;
use crate::employee::{Employee, Field, Identifier, TaxId, Text};
use crate::finding::{FindingCode, Severity};

type FirstRow = HashMap<(u32, Text), usize, foldhash::fast::RandomState>;

/// Withholds rows that share a key; rows that a person left out share nothing.
pub(super) fn withhold(
    rows: &mut [ReadRow],
    columns: &Columns<'_>,
    identifier: Identifier,
    problems: &mut Problems,
) {
    let companies = company_numbers(rows);
    for field in identifier.required_fields() {
        let mut within = Marks::new(rows.len());
        let several = companies.iter().any(Option::is_some);
        let mut across = Marks::new(if several { rows.len() } else { 0 });
        for (at, row) in rows.iter().enumerate() {
            if is_left_out(row) {
                continue;
            }
            let Some(key) = key_of(field, &row.employee) else {
                continue;
            };
            if let Some(company) = companies[at] {
                across.see((0, key.clone()), at);
                within.see((company, key), at);
            } else {
                within.see((0, key), at);
            }
        }
        for (at, row) in rows.iter_mut().enumerate() {
            let severity = match (within.has(at), across.has(at)) {
                (true, _) => Severity::Block,
                (false, true) => Severity::Warn,
                (false, false) => continue,
            };
            let problem = problem(row, columns, field, severity);
            row.mind(&problem);
            problems.add(problem);
        }
    }
}

/// A number for the company of each row; `None` throughout where all rows are of one, which then need not be told
/// apart.
fn company_numbers(rows: &[ReadRow]) -> Vec<Option<u32>> {
    let mut numbers: HashMap<Text, u32> = HashMap::new();
    let mut last: Option<(&TaxId, u32)> = None;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let company = &row.employee.company_tax_id;
        let number = match last {
            Some((before, number)) if before == company => number,
            _ => {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers
                    .entry(company.meaning().as_ref().into())
                    .or_insert(next)
            }
        };
        last = Some((company, number));
        found.push(Some(number));
    }
    if numbers.len() < 2 {
        found.fill(None);
    }
    found
}

struct Marks {
    first: FirstRow,
    marked: Vec<bool>,
}

impl Marks {
    fn new(rows: usize) -> Self {
        Self {
            first: FirstRow::with_capacity_and_hasher(rows, foldhash::fast::RandomState::default()),
            marked: vec![false; rows],
        }
    }

    fn has(&self, at: usize) -> bool {
        self.marked.get(at).is_some_and(|marked| *marked)
    }

    fn see(&mut self, key: (u32, Text), at: usize) {
        match self.first.entry(key) {
            hashbrown::hash_map::Entry::Occupied(first) => {
                self.marked[*first.get()] = true;
                self.marked[at] = true;
            }
            hashbrown::hash_map::Entry::Vacant(place) => {
                place.insert(at);
            }
        }
    }
}

fn is_left_out(row: &ReadRow) -> bool {
    let trouble = row.trouble.as_ref().map(|trouble| trouble.code);
    matches!(
        trouble,
        Some(FindingCode::LeftOut | FindingCode::HiddenRows)
    )
}

/// The meaning of a required field; `None` where it is empty.
fn key_of(field: &Field, person: &Employee) -> Option<Text> {
    let meaning = match field {
        Field::NationalId => person.national_id.as_ref()?.meaning(),
        Field::EmployeeId => person.employee_id.as_ref()?.meaning(),
        Field::Email => person.email.as_ref()?.meaning(),
        _ => person.mobile_number.as_ref()?.meaning(),
    };
    (!meaning.is_empty()).then(|| meaning.as_ref().into())
}

fn problem(row: &ReadRow, columns: &Columns<'_>, field: &Field, severity: Severity) -> Problem {
    let text = row.employee.get(field).unwrap_or_default().to_owned();
    columns.problem(row.number, field, FindingCode::DuplicateKey, severity, text)
}
