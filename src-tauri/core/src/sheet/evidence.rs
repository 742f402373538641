//! What the values of a column say about it: addresses, phone numbers, check digits, and values that Wellhub's roster
//! has too. Evidence comes after headers and never overrules one.

use std::borrow::Cow;

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use super::check_digits::{is_cnpj, is_cpf};
use super::page::Page;
use super::{Layout, columns::Basis};
use crate::employee::{Employee, Field, Text, meaning_of, squeeze};

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
                    .push(squeeze(&page.shown(&cell)).as_ref().into());
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

/// How many of each column's values a field of Wellhub's roster has, for each field asked about.
pub(super) struct Known {
    /// By field and column.
    counts: HashMap<(usize, u16), u32>,
}

/// Fields whose values are many and various enough to recognise a column by.
const TELLING: [Field; 8] = [
    Field::EmployeeId,
    Field::NationalId,
    Field::Email,
    Field::FullName,
    Field::PayrollId,
    Field::MobileNumber,
    Field::CostCenter,
    Field::Department,
];

/// A value of some columns, with how often it stands in each.
#[derive(Default)]
struct Sought {
    columns: Vec<(u16, u32)>,
    found: bool,
}

impl Known {
    /// Looks the columns' values up in the roster, which is walked once whatever its size. `asks` says which columns
    /// may be which field.
    pub(super) fn of(
        roster: &[&Employee],
        columns: &[ColumnValues],
        asks: impl Fn(u16, &Field) -> bool,
    ) -> Self {
        let mut counts = HashMap::new();
        if roster.is_empty() {
            return Self { counts };
        }
        for (at, field) in TELLING.iter().enumerate() {
            let mut sought = sought(field, columns, &asks);
            if sought.is_empty() {
                continue;
            }
            for text in roster.iter().filter_map(|person| person.get(field)) {
                if let Some(sought) = sought.get_mut(compared(field, text).as_ref()) {
                    sought.found = true;
                }
            }
            for (column, times) in sought
                .values()
                .filter(|sought| sought.found)
                .flat_map(|sought| &sought.columns)
            {
                *counts.entry((at, *column)).or_default() += times;
            }
        }
        Self { counts }
    }

    /// The field of the roster that has most of a column's values.
    pub(super) fn matches(&self, index: u16, column: &ColumnValues) -> Option<Evidence> {
        let best = TELLING
            .iter()
            .enumerate()
            .map(|(at, field)| (self.count(at, index), field))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        enough(best.1, Basis::Roster, best.0, column, 0.5)
    }

    /// Whether the roster's values of this one field are the column's.
    pub(super) fn confirms(
        &self,
        index: u16,
        column: &ColumnValues,
        field: &Field,
    ) -> Option<Evidence> {
        let at = TELLING.iter().position(|telling| telling == field)?;
        enough(field, Basis::Roster, self.count(at, index), column, 0.5)
    }

    fn count(&self, field: usize, column: u16) -> u32 {
        self.counts.get(&(field, column)).copied().unwrap_or(0)
    }
}

fn sought(
    field: &Field,
    columns: &[ColumnValues],
    asks: impl Fn(u16, &Field) -> bool,
) -> HashMap<String, Sought, RandomState> {
    let mut sought: HashMap<String, Sought, RandomState> = HashMap::default();
    for (index, column) in (0_u16..).zip(columns) {
        if !asks(index, field) {
            continue;
        }
        for value in &column.first {
            let value = compared(field, value).into_owned();
            let columns = &mut sought.entry(value).or_default().columns;
            match columns.last_mut() {
                Some((last, times)) if *last == index => *times += 1,
                _ => columns.push((index, 1)),
            }
        }
    }
    sought
}

/// What of a value is compared: here alone zeros that a spreadsheet drops and a country code do not count, since a
/// column is to be recognised by what is left of it.
fn compared<'a>(field: &Field, text: &'a str) -> Cow<'a, str> {
    const LOCAL_DIGITS: usize = 8;
    let meaning = meaning_of(field, text);
    let digits = !meaning.is_empty() && meaning.bytes().all(|b| b.is_ascii_digit() || b == b'+');
    match field {
        Field::MobileNumber if digits && meaning.len() > LOCAL_DIGITS => {
            Cow::Owned(meaning[meaning.len() - LOCAL_DIGITS..].to_owned())
        }
        Field::EmployeeId | Field::NationalId | Field::PayrollId if digits => {
            Cow::Owned(meaning.trim_start_matches('0').to_owned())
        }
        _ => meaning,
    }
}

fn enough(
    field: &Field,
    basis: Basis,
    matched: u32,
    column: &ColumnValues,
    share: f32,
) -> Option<Evidence> {
    let evidence = Evidence {
        field: field.clone(),
        basis,
        matched,
        of: u32::try_from(column.first.len()).unwrap_or(u32::MAX),
    };
    (evidence.matched >= FEWEST && evidence.share() >= share).then_some(evidence)
}

type Look = fn(&str) -> bool;

/// Fields whose values have a look of their own, the surest first.
const LOOKS: [(Field, Look); 4] = [
    (Field::Email, looks_like_email),
    (Field::NationalId, is_cpf),
    (Field::CompanyTaxId, is_cnpj),
    (Field::MobileNumber, looks_like_phone),
];

/// What the look of the values says.
pub(super) fn by_look(column: &ColumnValues) -> Option<Evidence> {
    LOOKS.iter().find_map(|look| seen(column, look))
}

/// Whether the values look like those of this one field.
pub(super) fn looks_like(column: &ColumnValues, field: &Field) -> Option<Evidence> {
    let look = LOOKS.iter().find(|(looking, _)| looking == field)?;
    seen(column, look)
}

fn seen(column: &ColumnValues, (field, look): &(Field, Look)) -> Option<Evidence> {
    let matched = column.first.iter().filter(|value| look(value)).count();
    let matched = u32::try_from(matched).unwrap_or(u32::MAX);
    enough(field, Basis::Content, matched, column, 0.8)
}

fn looks_like_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !text.contains(' ')
    })
}

/// Numbers with a country code, or with an area code in brackets: others could be any number.
fn looks_like_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let area = text
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .is_some_and(|(area, _)| (2..=4).contains(&area.len()));
    (text.starts_with('+') || area)
        && (8..=15).contains(&digits)
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-() .".contains(&b))
}
