//! Where the header row is, and what each row of a sheet is: header, data, blank, hidden or totals.
//! A row is one of these and never two, so that the receipt adds up.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::cell::{Cell, Kind, Row};
use super::cells::Cells;
use super::fold::fold;
use super::page::Page;

mod texts;

pub(super) use texts::Header;

/// Which row is the header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HeaderChoice {
    /// Found by what the rows say.
    #[default]
    Found,
    /// The row that a person chose, from 1.
    Row(u32),
    /// The sheet has none: its first row is data.
    Without,
}

/// What a row of the sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// The header row, a title above it, or a row below that says the header again.
    Header,
    /// A person.
    Data,
    /// Says nothing.
    Blank,
    /// Hidden by hand or by a filter.
    Hidden,
    /// A sum at the end.
    Totals,
}

/// How a sheet is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The header row, from 1; `None` for a sheet without one.
    pub header_row: Option<u32>,
    /// The row above the header that names groups of columns, such as `Endereço` over `CEP` and `Rua`.
    pub group_row: Option<u32>,
    /// The last row that says anything; 0 in an empty sheet.
    pub last_row: u32,
    totals: BTreeSet<u32>,
    /// The first cell of the header, by which a row that repeats it is told from people at little cost.
    mark: Option<(u16, String)>,
    /// The row under the header that says the same in another language.
    translation: Option<u32>,
}

/// Headers stand near the top; what lies deeper is data.
const LOOKED_AT: usize = 25;
/// Totals stand at the very end.
const MOST_TOTALS: usize = 3;

impl Layout {
    /// Lays a sheet out, with its header row found or chosen.
    pub fn of(page: Page<'_>, choice: HeaderChoice) -> Self {
        let header_row = match choice {
            HeaderChoice::Found => find(page),
            HeaderChoice::Row(row) => Some(row),
            HeaderChoice::Without => None,
        };
        Self {
            header_row,
            group_row: header_row.and_then(|row| texts::group_above(page, row)),
            last_row: page.last_row(),
            totals: totals(page, header_row.unwrap_or(0)),
            mark: header_row.and_then(|row| mark(page, row)),
            translation: header_row.and_then(|row| texts::translation(page, row)),
        }
    }

    /// What the header says above each column of the sheet; blank headers in a sheet without a header row.
    pub(super) fn headers(&self, page: Page<'_>) -> Vec<Header> {
        let width = page.width();
        match self.header_row {
            Some(row) => texts::headers(page, row, self.group_row, width),
            None => vec![Header::default(); usize::from(width)],
        }
    }

    /// What a row is.
    pub fn kind(&self, page: Page<'_>, row: &Row) -> RowKind {
        if Some(row.number) == self.header_row {
            RowKind::Header
        } else if row.number > self.last_row || page.is_blank_row(row) {
            RowKind::Blank
        } else if row.hidden {
            RowKind::Hidden
        } else if self.header_row.is_some_and(|header| row.number < header) {
            RowKind::Header
        } else if self.totals.contains(&row.number) {
            RowKind::Totals
        } else if Some(row.number) == self.translation || self.is_repeated(page, row) {
            RowKind::Header
        } else {
            RowKind::Data
        }
    }

    /// Whether a row says what the header says, as lists do that were printed page by page: it is nobody.
    fn is_repeated(&self, page: Page<'_>, row: &Row) -> bool {
        let Some((column, text)) = &self.mark else {
            return false;
        };
        let first = page.cells(row).first();
        let begins = |cell: Cell| {
            let rest = page.raw(&cell).trim_start().strip_prefix(text.as_str());
            cell.column == *column && rest.is_some_and(|rest| rest.trim().is_empty())
        };
        if !first.is_some_and(begins) {
            return false;
        }
        let header = self.header_row.and_then(|header| page.row(header));
        let header = header.map(|header| page.cells(header)).unwrap_or_default();
        let said = |cells: Cells<'_>| -> Vec<(u16, String)> {
            cells
                .iter()
                .filter(|cell| !page.is_blank(cell))
                .map(|cell| (cell.column, page.raw(&cell).trim().to_owned()))
                .collect()
        };
        let header = said(header);
        header.len() > 1 && header == said(page.cells(row))
    }

    /// What a row is, where it may be a person: a data row, or a hidden row below the header.
    pub fn person(&self, page: Page<'_>, row: &Row) -> Option<RowKind> {
        if row.number <= self.header_row.unwrap_or(0) {
            return None;
        }
        let kind = self.kind(page, row);
        matches!(kind, RowKind::Data | RowKind::Hidden).then_some(kind)
    }

    /// The rows that may be people.
    pub fn people_rows<'a>(
        &'a self,
        page: Page<'a>,
    ) -> impl Iterator<Item = (&'a Row, RowKind)> + 'a {
        let rows = page.rows().iter();
        rows.filter_map(move |row| self.person(page, row).map(|kind| (row, kind)))
    }

    /// The totals rows, in order.
    pub fn totals(&self) -> impl Iterator<Item = u32> + '_ {
        self.totals.iter().copied()
    }
}

/// The row that names the columns: the one with the most known headers, else the first full row of words.
fn find(page: Page<'_>) -> Option<u32> {
    let rows: Vec<&Row> = page
        .rows()
        .iter()
        .filter(|row| !row.hidden && !page.is_blank_row(row))
        .take(LOOKED_AT)
        .collect();
    let widest = rows.iter().map(|row| filled(page, row)).max()?;
    let mut best: Option<(usize, u32)> = None;
    for row in &rows {
        let known = texts::known_columns(page, row);
        if best.is_none_or(|(most, _)| known > most) {
            best = Some((known, row.number));
        }
    }
    match best {
        Some((known, row)) if known > 1 || (known == 1 && widest <= 2) => {
            Some(texts::lower_row(page, row).unwrap_or(row))
        }
        _ => {
            let mut by_shape = rows
                .iter()
                .filter(|row| filled(page, row) * 3 >= widest * 2);
            let first = by_shape.next()?;
            names_columns(page, first).then_some(first.number)
        }
    }
}

fn mark(page: Page<'_>, header_row: u32) -> Option<(u16, String)> {
    let first = page.cells(page.row(header_row)?).first()?;
    let text = page.raw(&first).trim();
    (!text.is_empty()).then(|| (first.column, text.to_owned()))
}

fn filled(page: Page<'_>, row: &Row) -> usize {
    page.cells(row)
        .iter()
        .filter(|cell| !page.is_blank(cell))
        .count()
}

/// A row of distinct words, none of which is a number or an address.
fn names_columns(page: Page<'_>, row: &Row) -> bool {
    let mut seen = BTreeSet::new();
    page.cells(row)
        .iter()
        .filter(|cell| !page.is_blank(cell))
        .all(|cell| {
            let text = page.raw(&cell).trim();
            let word = cell.kind == Kind::Text
                && !text.contains('@')
                && text.chars().any(char::is_alphabetic);
            let digits = text.chars().filter(char::is_ascii_digit).count();
            word && digits * 2 < text.chars().count() && seen.insert(text)
        })
}

/// The sums at the end of the sheet: rows that begin with a word for it and say little else.
fn totals(page: Page<'_>, header_row: u32) -> BTreeSet<u32> {
    let below = |row: &&Row| row.number > header_row && !page.is_blank_row(row);
    let widest = page
        .rows()
        .iter()
        .filter(below)
        .take(LOOKED_AT)
        .map(|row| filled(page, row))
        .max();
    let most = (widest.unwrap_or(0) / 2).max(2);
    page.rows()
        .iter()
        .rev()
        .filter(below)
        .take(MOST_TOTALS)
        .take_while(|row| is_total(page, row, most))
        .map(|row| row.number)
        .collect()
}

fn is_total(page: Page<'_>, row: &Row, most: usize) -> bool {
    const WORDS: &[&str] = &[
        "total",
        "totals",
        "totais",
        "totales",
        "subtotal",
        "sub total",
        "soma",
        "suma",
        "sum",
        "summe",
        "gesamt",
        "gesamtsumme",
        "totale",
        "totaux",
        "somme",
        "grand total",
        "count",
        "quantidade",
        "cantidad",
        "anzahl",
    ];
    const AFTER: &[&str] = &[
        "geral",
        "general",
        "de",
        "do",
        "da",
        "del",
        "of",
        "des",
        "di",
        "funcionarios",
        "colaboradores",
        "empleados",
        "trabajadores",
        "employees",
        "people",
        "pessoas",
        "personas",
        "registros",
        "rows",
        "mitarbeiter",
        "vidas",
    ];
    let mut says = page.cells(row).iter().filter(|cell| !page.is_blank(cell));
    let Some(first) = says.next().filter(|cell| cell.kind == Kind::Text) else {
        return false;
    };
    let text = fold(page.raw(&first));
    let counts = WORDS.iter().any(|word| {
        let rest = text.strip_prefix(word).map(str::split_whitespace);
        // A family name may begin like a sum: what follows the word must be of a sum too.
        rest.is_some_and(|mut rest| {
            rest.all(|word| AFTER.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
        })
    });
    counts && says.all(|cell| !page.raw(&cell).contains('@')) && filled(page, row) <= most
}
