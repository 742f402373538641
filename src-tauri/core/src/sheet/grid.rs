//! The rows of a sheet and their cells. Cells stand in runs, so that parts of a file that were read side by side come
//! together without being copied; a row's cells are always in one run. A line of text that is nothing but its fields is
//! kept as the places where they begin, since most of the time of keeping cells goes into finding room for them. It must
//! never drop or reorder what it was given, but for rows and cells that came out of order, which `finish` sorts.

use super::cell::{Cell, Kept, Row, Span};
use super::cells::Cells;
use super::error::SheetError;

/// More cells than any sheet of a person's making; each takes at most 20 bytes.
const MOST_CELLS: usize = 40_000_000;
/// More bytes of text than the cells of any list of people show.
const MOST_SHOWN: usize = 1 << 30;

/// Rows and cells.
#[derive(Debug)]
pub(super) struct Grid {
    runs: Vec<Run>,
    rows: Vec<Row>,
    sorted: bool,
}

/// What was read in one go.
#[derive(Debug, Default)]
struct Run {
    cells: Vec<Cell>,
    /// Where the fields begin of the lines that are kept so, and behind each line where the next field would.
    starts: Vec<u32>,
}

impl Run {
    fn len(&self) -> usize {
        self.cells.len() + self.starts.len()
    }
}

impl Grid {
    pub(super) fn new() -> Self {
        Self {
            runs: vec![Run::default()],
            rows: Vec::new(),
            sorted: true,
        }
    }

    /// Puts grids below each other, whose rows follow on each other.
    pub(super) fn stacked(grids: Vec<Self>) -> Result<Self, SheetError> {
        let mut grids = grids.into_iter();
        let mut whole = grids.next().unwrap_or_else(Self::new);
        for grid in grids {
            let ends = whole.rows.last().map_or(0, |row| row.number);
            let starts = grid.rows.first().map_or(u32::MAX, |row| row.number);
            whole.sorted &= grid.sorted && ends < starts;
            let base = whole.runs.len();
            whole.runs.extend(grid.runs);
            whole.rows.reserve(grid.rows.len());
            for row in grid.rows {
                let run = u8::try_from(usize::from(row.run) + base);
                let run = run.map_err(|_| SheetError::TooMuchText)?;
                whole.rows.push(Row { run, ..row });
            }
        }
        if whole.cell_count() > MOST_CELLS {
            return Err(SheetError::TooMuchText);
        }
        Ok(whole)
    }

    pub(super) fn begin_row(&mut self, number: u32, hidden: bool, width: u16) {
        if self.rows.last().is_some_and(|row| row.number >= number) {
            self.sorted = false;
        }
        let first = self.runs.last().map_or(0, |run| run.cells.len());
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        self.keep(number, hidden, width, Kept::Cells { first, count: 0 });
    }

    fn keep(&mut self, number: u32, hidden: bool, width: u16, kept: Kept) {
        let run = self.runs.len().saturating_sub(1);
        self.rows.push(Row {
            number,
            hidden,
            width,
            run: u8::try_from(run).unwrap_or(u8::MAX),
            kept,
        });
    }

    /// Begins a row that is nothing but the fields of a line: `read` adds where they begin and where one behind the last
    /// would, and tells how many there are. Whether it did; where it says `None`, nothing is kept.
    pub(super) fn line(
        &mut self,
        number: u32,
        read: impl FnOnce(&mut Vec<u32>) -> Option<u16>,
    ) -> bool {
        let Some(run) = self.runs.last_mut() else {
            return false;
        };
        let first = run.starts.len();
        let Some(width) = read(&mut run.starts) else {
            run.starts.truncate(first);
            return false;
        };
        if self.rows.last().is_some_and(|row| row.number >= number) {
            self.sorted = false;
        }
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        self.keep(number, false, width, Kept::Fields { first });
        true
    }

    /// Keeps room for what a text of so many bytes will hold if it goes on as its first bytes did.
    pub(super) fn reserve(&mut self, bytes: usize, read: usize) {
        let times = |now: usize| now.saturating_mul(bytes / read.max(1)).min(MOST_CELLS);
        if let Some(run) = self.runs.last_mut() {
            run.cells.reserve(times(run.cells.len()));
            run.starts.reserve(times(run.starts.len()));
        }
        self.rows.reserve(times(self.rows.len()));
    }

    /// Adds a cell to the row that was begun last.
    pub(super) fn push(&mut self, cell: Cell) -> Result<(), SheetError> {
        let (Some(row), Some(run)) = (self.rows.last_mut(), self.runs.last_mut()) else {
            return Ok(());
        };
        let Kept::Cells { count, .. } = &mut row.kept else {
            return Ok(());
        };
        if run.cells.len() >= MOST_CELLS {
            return Err(SheetError::TooMuchText);
        }
        let before = run.cells.last().filter(|_| *count > 0);
        if before.is_some_and(|before| before.column >= cell.column) {
            self.sorted = false;
        }
        *count += 1;
        run.cells.push(cell);
        Ok(())
    }

    /// The place in the last run of the cell that is pushed next.
    pub(super) fn next_place(&self) -> usize {
        self.runs.last().map_or(0, |run| run.cells.len())
    }

    /// Points a cell elsewhere in the arena, by its run and its place there.
    pub(super) fn set_span(&mut self, run: usize, place: usize, span: Span) {
        let run = self.runs.get_mut(run);
        if let Some(cell) = run.and_then(|run| run.cells.get_mut(place)) {
            cell.span = span;
        }
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The cells of a row, in order.
    pub(super) fn cells(&self, row: &Row) -> Cells<'_> {
        let Some(run) = self.runs.get(usize::from(row.run)) else {
            return Cells::default();
        };
        match row.kept {
            Kept::Cells { first, count } => {
                let first = first as usize;
                let cells = run.cells.get(first..first + count as usize);
                Cells::whole(cells.unwrap_or_default())
            }
            Kept::Fields { first } => {
                let first = first as usize;
                let starts = run.starts.get(first..=first + usize::from(row.width));
                Cells::fields(row.number, starts.unwrap_or_default())
            }
        }
    }

    /// All cells that may be more than a text, in the order in which they were given.
    pub(super) fn whole_cells(&self) -> impl Iterator<Item = &Cell> {
        self.runs.iter().flat_map(|run| &run.cells)
    }

    fn cell_count(&self) -> usize {
        self.runs.iter().map(Run::len).sum()
    }

    /// How many bytes cells and rows take.
    pub(super) fn memory(&self) -> usize {
        let of_run = |run: &Run| size_of_val(&*run.cells) + size_of_val(&*run.starts);
        self.runs.iter().map(of_run).sum::<usize>() + size_of_val(&*self.rows)
    }

    /// Points the cells that name shared strings to them. `None` for a string that is missing.
    pub(super) fn resolve(&mut self, strings: &[Span]) -> Result<Option<()>, SheetError> {
        let mut shown = 0;
        for cell in self.runs.iter_mut().flat_map(|run| &mut run.cells) {
            let Some(index) = cell.span.shared_index() else {
                continue;
            };
            let Some(span) = strings.get(index) else {
                return Ok(None);
            };
            cell.span = *span;
            // A long text that a million cells share takes no memory, and hours to look at.
            shown += cell.span.len();
            if shown > MOST_SHOWN {
                return Err(SheetError::TooMuchText);
            }
        }
        Ok(Some(()))
    }

    /// Puts rows and cells in order where a file had them otherwise; a row that came twice becomes one.
    pub(super) fn finish(&mut self) {
        if self.sorted {
            return;
        }
        let rows = self.rows.iter();
        let mut cells: Vec<Cell> = rows.flat_map(|row| self.cells(row)).collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        cells.dedup_by_key(|cell| (cell.row, cell.column));
        self.rows.sort_by_key(|row| row.number);
        self.rows.dedup_by(|later, kept| {
            let same = later.number == kept.number;
            kept.hidden |= same && later.hidden;
            same
        });
        let mut at = 0_usize;
        for row in &mut self.rows {
            let start = at;
            while cells.get(at).is_some_and(|cell| cell.row == row.number) {
                at += 1;
            }
            row.run = 0;
            row.kept = Kept::Cells {
                first: u32::try_from(start).unwrap_or(u32::MAX),
                count: u32::try_from(at - start).unwrap_or(u32::MAX),
            };
        }
        self.runs = vec![Run {
            cells,
            starts: Vec::new(),
        }];
        self.sorted = true;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::sheet::cell::Kind;

    fn cell(row: u32, column: u16) -> Cell {
        Cell {
            row,
            span: Span::default(),
            column,
            style: 0,
            kind: Kind::Text,
            formula: false,
        }
    }

    fn grid(places: &[(u32, &[u16])]) -> Grid {
        let mut grid = Grid::new();
        for (row, columns) in places {
            grid.begin_row(*row, false, 0);
            for column in *columns {
                grid.push(cell(*row, *column)).unwrap();
            }
        }
        grid
    }

    fn places(grid: &Grid) -> Vec<(u32, Vec<u16>)> {
        let columns = |row| grid.cells(row).iter().map(|cell| cell.column).collect();
        grid.rows()
            .iter()
            .map(|row| (row.number, columns(row)))
            .collect()
    }

    #[test]
    fn stacked_grids_keep_each_row_with_its_cells() {
        let parts = vec![
            grid(&[(1, &[0, 2]), (2, &[])]),
            grid(&[(4, &[1])]),
            grid(&[(5, &[0])]),
        ];
        let mut whole = Grid::stacked(parts).unwrap();
        whole.finish();
        let expected = [(1, vec![0, 2]), (2, vec![]), (4, vec![1]), (5, vec![0])];
        assert_eq!(places(&whole), expected);
        assert_eq!(whole.cell_count(), 4);
    }

    #[test]
    fn rows_out_of_order_are_sorted_over_all_runs() {
        let parts = vec![grid(&[(3, &[1, 0])]), grid(&[(1, &[0]), (3, &[4])])];
        let mut whole = Grid::stacked(parts).unwrap();
        whole.finish();
        assert_eq!(places(&whole), [(1, vec![0]), (3, vec![0, 1, 4])]);
    }

    #[test]
    fn lines_stand_beside_rows_of_cells_and_are_sorted_with_them() {
        let mut first = grid(&[(9, &[2])]);
        let line = |starts: &mut Vec<u32>| {
            starts.extend([4, 6, 7, 9]);
            Some(3)
        };
        assert!(first.line(10, line));
        let given_up = |starts: &mut Vec<u32>| {
            starts.extend([4, 6]);
            None
        };
        assert!(!first.line(11, given_up));
        assert!(first.line(11, line));
        let mut whole = Grid::stacked(vec![first, grid(&[(3, &[1])])]).unwrap();
        let expected = [
            (9, vec![2]),
            (10, vec![0, 2]),
            (11, vec![0, 2]),
            (3, vec![1]),
        ];
        assert_eq!(places(&whole), expected);
        whole.finish();
        let [nine, ten, eleven, three] = expected;
        assert_eq!(places(&whole), [three, nine, ten, eleven]);
    }
}
