//! What the values of a column say about it: addresses, phone numbers, check digits, and values that Wellhub's roster
//! has too. Evidence comes after headers and never overrules one.

use hashbrown::HashSet;

use super::check_digits::{is_cnpj, is_cpf};
use super::page::Page;
use super::{Layout, columns::Basis};
use crate::employee::{Employee, Field, Text, squeeze};

/// So many values tell what a column is.
const LOOKED_AT: usize = 1000;
/// Fewer matches could be chance.
const FEWEST: u32 = 3;

/// What the cells of one column hold.
pub(super) struct ColumnValues {
    /// The first values, squeezed.
    pub(super) first: Vec<Text>,
    /// How many cells say something.
    pub(super) filled: u32,
    /// How many data rows there are.
    pub(super) rows: u32,
}

/// Collects the values of all columns in one pass over the sheet.
pub(super) fn collect(page: Page<'_>, layout: &Layout, width: u16) -> Vec<ColumnValues> {
    let mut columns: Vec<ColumnValues> = (0..width)
        .map(|_| ColumnValues {
            first: Vec::new(),
            filled: 0,
            rows: 0,
        })
        .collect();
    let mut rows = 0;
    for (row, _) in layout.people_rows(page) {
        rows += 1;
        for cell in page.cells(row).iter().filter(|cell| !page.is_blank(cell)) {
            let Some(column) = columns.get_mut(usize::from(cell.column)) else {
                continue;
            };
            column.filled += 1;
            if column.first.len() < LOOKED_AT {
                column
                    .first
                    .push(squeeze(&page.shown(cell)).as_ref().into());
            }
        }
    }
    for column in &mut columns {
        column.rows = rows;
    }
    columns
}

/// What evidence found, with how many values of how many say so.
pub(super) struct Evidence {
    pub(super) field: Field,
    pub(super) basis: Basis,
    pub(super) matched: u32,
    pub(super) of: u32,
}

impl Evidence {
    fn share(&self) -> f32 {
        self.matched as f32 / self.of.max(1) as f32
    }

    /// How sure it is: what values look like is weaker than a header.
    pub(super) fn confidence(&self) -> f32 {
        self.share() * 0.9
    }
}

/// The roster's values, by field.
pub(super) struct Known<'r> {
    fields: Vec<(Field, HashSet<&'r str, foldhash::fast::RandomState>)>,
}

impl<'r> Known<'r> {
    /// Fields whose values are many and various enough to recognise a column by.
    pub(super) fn of(roster: &[&'r Employee]) -> Self {
        let fields = [
            Field::EmployeeId,
            Field::NationalId,
            Field::Email,
            Field::FullName,
            Field::PayrollId,
            Field::MobileNumber,
            Field::CostCenter,
            Field::Department,
        ];
        let values = |field: &Field| {
            let said = roster.iter().filter_map(|person| person.get(field));
            said.filter(|value| !value.is_empty()).collect()
        };
        Self {
            fields: fields
                .into_iter()
                .map(|field| (field.clone(), values(&field)))
                .collect(),
        }
    }

    /// How many of a column's values a field of the roster has.
    pub(super) fn matches(&self, column: &ColumnValues) -> Option<Evidence> {
        let of = u32::try_from(column.first.len()).unwrap_or(u32::MAX);
        let count = |known: &HashSet<&str, _>| {
            column
                .first
                .iter()
                .filter(|value| known.contains(value.as_str()))
                .count()
        };
        let best = self
            .fields
            .iter()
            .map(|(field, known)| (count(known), field))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let evidence = Evidence {
            field: best.1.clone(),
            basis: Basis::Roster,
            matched: u32::try_from(best.0).unwrap_or(u32::MAX),
            of,
        };
        (evidence.matched >= FEWEST && evidence.share() >= 0.5).then_some(evidence)
    }
}

type Look = fn(&str) -> bool;

/// What the look of the values says.
pub(super) fn by_look(column: &ColumnValues) -> Option<Evidence> {
    let of = u32::try_from(column.first.len()).unwrap_or(u32::MAX);
    let looks: [(Field, Look); 4] = [
        (Field::Email, looks_like_email),
        (Field::NationalId, is_cpf),
        (Field::CompanyTaxId, is_cnpj),
        (Field::MobileNumber, looks_like_phone),
    ];
    looks.into_iter().find_map(|(field, look)| {
        let matched = column.first.iter().filter(|value| look(value)).count();
        let evidence = Evidence {
            field,
            basis: Basis::Content,
            matched: u32::try_from(matched).unwrap_or(u32::MAX),
            of,
        };
        (evidence.matched >= FEWEST && evidence.share() >= 0.8).then_some(evidence)
    })
}

fn looks_like_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !text.contains(' ')
    })
}

/// Numbers with a country code: others could be any number.
fn looks_like_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.starts_with('+')
        && (8..=15).contains(&digits)
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-() .".contains(&b))
}
