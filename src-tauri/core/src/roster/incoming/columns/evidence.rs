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
    /// Walks over the rows once for all of the columns; what each says, by its number.
    pub(super) fn of(
        page: Page<'_>,
        rows: &[PersonRow<'_>],
        columns: &[&MappedColumn],
    ) -> Vec<Self> {
        let text_file = page.workbook.format == FileFormat::Csv;
        let width = columns.iter().map(|column| usize::from(column.index) + 1);
        let mut asked = vec![false; width.max().unwrap_or(0)];
        for column in columns {
            asked[usize::from(column.index)] |= is_asked(column, text_file);
        }
        let none = || vec![Self::default(); asked.len()];
        let walk = |mut all: Vec<Self>, (row, _): &PersonRow<'_>| {
            // Texts that are short enough to be whole are passed over without a look at them.
            let cells = page.cells(row).iter();
            for cell in cells.filter(|cell| !text_file || cell.span.len() > MOST_EXACT_DIGITS) {
                let at = usize::from(cell.column);
                if asked.get(at) == Some(&true) {
                    all[at].see(page, &cell, text_file);
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

    fn see(&mut self, page: Page<'_>, cell: &Cell, text_file: bool) {
        if text_file {
            let text = page.raw(cell).trim();
            if text.bytes().all(|b| b.is_ascii_digit()) {
                self.long += 1;
                self.cut += u32::from(is_cut(text));
            }
        } else if self.zeros != Width::Several
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

/// Whether anything is looked for in a column: only a text file's numbers were cut before they came here, and in a text
/// file no number cell asks for the width of its peers.
fn is_asked(mapped: &MappedColumn, text_file: bool) -> bool {
    if text_file {
        is_identifier(&mapped.field)
    } else {
        loses_zeros(&mapped.field)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn widths_tell_the_same_however_the_rows_are_parted(widths in proptest::collection::vec(0..4_usize, 0..9), cut in 0..9_usize) {
            let all = |widths: &[usize]| {
                let seen = widths.iter().filter(|width| **width > 0);
                seen.fold(Width::Unseen, |all, width| all.and(Width::One(*width)))
            };
            let (one, other) = widths.split_at(cut.min(widths.len()));
            prop_assert_eq!(all(one).and(all(other)), all(&widths));
            let mut said: Vec<usize> = widths.iter().copied().filter(|width| *width > 0).collect();
            said.sort_unstable();
            said.dedup();
            let expected = match said[..] {
                [] => Width::Unseen,
                [width] => Width::One(width),
                _ => Width::Several,
            };
            prop_assert_eq!(all(&widths), expected);
        }
    }
}
