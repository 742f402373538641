//! What whole columns say that no cell can: numbers that were cut before they came here, and the width of values that
//! kept their zeros. Gathered in one walk over the rows, on every processor there is; it must never judge a cell.

use std::borrow::Cow;

use rayon::prelude::*;

use super::super::rows::PersonRow;
use super::super::value::{MOST_EXACT_DIGITS, is_cut, is_identifier, loses_zeros};
use crate::sheet::{Cell, Digits, FileFormat, Kind, MappedColumn, Page, digits};

/// So many rows at least one processor walks over.
const TOGETHER: usize = 4096;
/// Fewer long numbers prove nothing.
const FEWEST_LONG: u32 = 3;

/// What one column says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Its numbers of more digits than a spreadsheet keeps, and how many of them end in zeros.
    long: u32,
    cut: u32,
    zeros: Width,
}

/// The width of a column's texts that begin with zeros.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Width {
    #[default]
    Unseen,
    One(usize),
    Several,
}

impl Width {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unseen, known) | (known, Self::Unseen) => known,
            (one, same) if one == same => one,
            _ => Self::Several,
        }
    }
}

impl Evidence {
    /// Walks over the rows once for all of the columns, which are in the order of the sheet.
    pub(super) fn of(
        page: Page<'_>,
        rows: &[PersonRow<'_>],
        columns: &[&MappedColumn],
    ) -> Vec<Self> {
        let asked: Vec<Asked> = columns
            .iter()
            .map(|column| Asked::of(page, column))
            .collect();
        let none = || vec![Self::default(); columns.len()];
        if !asked.iter().any(|asked| asked.long || asked.zeros) {
            return none();
        }
        let walk = |mut all: Vec<Self>, (row, _): &PersonRow<'_>| {
            let mut cells = page.cells(row).iter().peekable();
            for (asked, seen) in asked.iter().zip(&mut all) {
                while cells.next_if(|cell| cell.column < asked.column).is_some() {}
                if let Some(cell) = cells.peek().filter(|cell| cell.column == asked.column) {
                    seen.see(page, cell, *asked);
                }
            }
            all
        };
        let both = |one: Vec<Self>, other: Vec<Self>| {
            let pairs = one.into_iter().zip(other);
            pairs.map(|(one, other)| one.and(other)).collect()
        };
        rows.par_iter()
            .with_min_len(TOGETHER)
            .fold(none, walk)
            .reduce(none, both)
    }

    fn and(self, other: Self) -> Self {
        Self {
            long: self.long + other.long,
            cut: self.cut + other.cut,
            zeros: self.zeros.and(other.zeros),
        }
    }

    fn see(&mut self, page: Page<'_>, cell: &Cell, asked: Asked) {
        if asked.long && cell.span.len() > MOST_EXACT_DIGITS {
            let text = page.raw(cell);
            if text.trim().bytes().all(|b| b.is_ascii_digit()) {
                self.long += 1;
                self.cut += u32::from(is_cut(text.trim()));
            }
        }
        if asked.zeros
            && self.zeros != Width::Several
            && let Some(width) = width(page, cell)
        {
            self.zeros = self.zeros.and(Width::One(width));
        }
    }

    /// Whether the column's long numbers passed through a spreadsheet: every one of several has nothing but zeros past
    /// its fifteenth digit.
    pub(super) fn is_cut(self) -> bool {
        self.long >= FEWEST_LONG && self.long == self.cut
    }

    /// The one width of the column's texts that begin with zeros; `None` where there are none, or several widths.
    pub(super) fn peers(self) -> Option<usize> {
        match self.zeros {
            Width::One(width) => Some(width),
            Width::Unseen | Width::Several => None,
        }
    }
}

/// What is looked for in a column.
#[derive(Debug, Clone, Copy)]
struct Asked {
    column: u16,
    long: bool,
    zeros: bool,
}

impl Asked {
    /// Only a text file's numbers were cut before they came here; and in a text file no number cell asks for the width
    /// of its peers.
    fn of(page: Page<'_>, mapped: &MappedColumn) -> Self {
        let text_file = page.workbook.format == FileFormat::Csv;
        Self {
            column: mapped.index,
            long: text_file && is_identifier(&mapped.field),
            zeros: !text_file && loses_zeros(&mapped.field),
        }
    }
}

/// The width of a text that begins with a zero, or of a number that is shown so.
fn width(page: Page<'_>, cell: &Cell) -> Option<usize> {
    let raw = page.raw(cell);
    let text = match cell.kind {
        Kind::Text => Cow::Borrowed(raw.trim()),
        Kind::Number => match digits(raw) {
            Digits::Whole(whole) => page
                .masked(cell, &whole)
                .map_or(Cow::Borrowed(raw.trim()), Cow::Owned),
            _ => return None,
        },
        _ => return None,
    };
    let whole = text.len() > 1 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    whole.then_some(text.len())
}
