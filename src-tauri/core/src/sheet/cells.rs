//! The cells of one row, as they are kept: each by itself, or, where a line of text is nothing but its fields, as the
//! places where the fields begin, in a fifth of the room. Whoever looks at a row sees the same cells either way.

use super::cell::{Cell, Kind, Span};

/// The cells of a row that say anything, in the order of their columns.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a>(Kept<'a>);

#[derive(Debug, Clone, Copy)]
enum Kept<'a> {
    Whole(&'a [Cell]),
    /// Where each field begins, and behind the last one where the next would: a field ends one byte before the next.
    Fields {
        row: u32,
        starts: &'a [u32],
    },
}

impl Default for Cells<'_> {
    fn default() -> Self {
        Self::whole(&[])
    }
}

impl<'a> Cells<'a> {
    pub(super) fn whole(cells: &'a [Cell]) -> Self {
        Self(Kept::Whole(cells))
    }

    /// The fields of a line of text; blank ones are no cells.
    pub(super) fn fields(row: u32, starts: &'a [u32]) -> Self {
        Self(Kept::Fields { row, starts })
    }

    /// The cells, from the first column to the last.
    pub fn iter(self) -> Iter<'a> {
        match self.0 {
            Kept::Whole(cells) => Iter::Whole(cells.iter()),
            Kept::Fields { row, starts } => Iter::Fields {
                row,
                column: 0,
                starts,
            },
        }
    }

    /// The first cell.
    pub fn first(self) -> Option<Cell> {
        self.iter().next()
    }

    /// The last cell.
    pub fn last(self) -> Option<Cell> {
        match self.0 {
            Kept::Whole(cells) => cells.last().copied(),
            Kept::Fields { row, starts } => (0..width(starts))
                .rev()
                .find_map(|column| field(row, starts, column)),
        }
    }

    /// The cell in a column, counted from 0; `None` where there is none.
    pub fn at(self, column: u16) -> Option<Cell> {
        match self.0 {
            Kept::Whole(cells) => {
                let at = cells.binary_search_by_key(&column, |cell| cell.column);
                at.ok().and_then(|at| cells.get(at)).copied()
            }
            Kept::Fields { row, starts } => field(row, starts, column),
        }
    }

    /// How many cells there are.
    pub fn count(self) -> usize {
        match self.0 {
            Kept::Whole(cells) => cells.len(),
            Kept::Fields { .. } => self.iter().count(),
        }
    }
}

impl<'a> IntoIterator for Cells<'a> {
    type Item = Cell;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

fn width(starts: &[u32]) -> u16 {
    u16::try_from(starts.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

fn field(row: u32, starts: &[u32], column: u16) -> Option<Cell> {
    let at = usize::from(column);
    let &[start, next] = starts.get(at..at + 2)? else {
        return None;
    };
    (next > start + 1).then(|| said(row, column, start, next))
}

fn said(row: u32, column: u16, start: u32, next: u32) -> Cell {
    Cell {
        row,
        span: Span::field(start, next),
        column,
        style: 0,
        kind: Kind::Text,
        formula: false,
    }
}

/// A walk over the cells of a row.
#[derive(Debug, Clone)]
pub enum Iter<'a> {
    /// Over cells that are kept by themselves.
    Whole(std::slice::Iter<'a, Cell>),
    /// Over the fields of a line.
    Fields {
        /// The row, from 1.
        row: u32,
        /// The column that comes next, from 0.
        column: u16,
        /// Where the fields from there on begin.
        starts: &'a [u32],
    },
}

impl Iterator for Iter<'_> {
    type Item = Cell;

    #[inline]
    fn next(&mut self) -> Option<Cell> {
        match self {
            Self::Whole(cells) => cells.next().copied(),
            Self::Fields {
                row,
                column,
                starts,
            } => {
                while let &[start, next, ..] = *starts {
                    let here = *column;
                    *column += 1;
                    *starts = &starts[1..];
                    if next > start + 1 {
                        return Some(said(*row, here, start, next));
                    }
                }
                None
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_seen_as_the_cells_that_they_are() {
        // "Ana;;9;" from byte 10 on.
        let starts = [10, 14, 15, 17, 18];
        let cells = Cells::fields(7, &starts);
        let kept: Vec<Cell> = cells.iter().collect();
        let places: Vec<_> = kept.iter().map(|cell| (cell.row, cell.column)).collect();
        assert_eq!(places, [(7, 0), (7, 2)]);
        assert_eq!(kept[0].span, Span::between(10, 13).unwrap());
        assert_eq!(kept[1].span, Span::between(15, 16).unwrap());
        let whole = Cells::whole(&kept);
        for cells in [cells, whole] {
            assert_eq!(cells.count(), 2);
            assert_eq!(cells.first(), Some(kept[0]));
            assert_eq!(cells.last(), Some(kept[1]));
            assert_eq!(cells.at(2), Some(kept[1]));
            for column in [1, 3, 4, 9] {
                assert_eq!(cells.at(column), None);
            }
        }
    }
}
