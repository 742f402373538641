//! Workbooks and their sheets: cells in the order of the sheet, with what the format tells about rows and columns.
//! It must never change what the file says; shown text is computed when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::address::Area;
use super::block::Formula;
use super::cell::{Arena, Cell, Kind, Row, Span};
use super::container::FileFormat;
use super::error::SheetError;
use super::number::{Digits, digits};
use super::number_format::{NumberFormat, calendar_date, iso_date};
use super::read::Source;
use super::text::{DelimiterCandidate, EncodingCandidate};
use super::told::{Unknown, Visibility};
use crate::finding::Finding;

/// More cells than any sheet of a person's making; each takes 20 bytes.
const MOST_CELLS: usize = 40_000_000;
/// More bytes of text than the cells of any list of people show.
const MOST_SHOWN: usize = 1 << 30;

/// A file that was read.
#[derive(Debug)]
pub struct Workbook {
    /// The file.
    pub source: Source,
    /// What its content is.
    pub format: FileFormat,
    /// The encoding of a text file, by its WHATWG name.
    pub encoding: Option<&'static str>,
    /// The encodings that a text file can be read in, the one in use first; empty for a workbook.
    pub encodings: Vec<EncodingCandidate>,
    /// The delimiter of a text file.
    pub delimiter: Option<char>,
    /// The delimiters that part a text file evenly, the one in use first; empty for a workbook.
    pub delimiters: Vec<DelimiterCandidate>,
    /// Its sheets, in the file's order.
    pub sheets: Vec<Sheet>,
    /// What was noticed while reading: guesses, and damage that concerns the file.
    pub notes: Vec<Finding>,
    /// What this format's reader cannot tell.
    pub unknown: Vec<Unknown>,
    pub(super) chosen: usize,
    pub(super) arena: Arena,
    pub(super) formats: Vec<NumberFormat>,
    pub(super) epoch_1904: bool,
}

/// One sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its name; a text file's is empty.
    pub name: String,
    /// Whether it is seen.
    pub visibility: Visibility,
    /// Merged areas.
    pub merges: Vec<Area>,
    /// Hidden columns, as first and last, from 0.
    pub hidden_columns: Vec<(u16, u16)>,
    cells: Vec<Cell>,
    rows: Vec<Row>,
    formulas: BTreeMap<(u32, u16), String>,
    /// How many bytes they take.
    formula_text: usize,
    sorted: bool,
}

impl Sheet {
    pub(super) fn new(name: String, visibility: Visibility) -> Self {
        Self {
            name,
            visibility,
            merges: Vec::new(),
            hidden_columns: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            formulas: BTreeMap::new(),
            formula_text: 0,
            sorted: true,
        }
    }

    pub(super) fn begin_row(&mut self, number: u32, hidden: bool) {
        if self.rows.last().is_some_and(|row| row.number >= number) {
            self.sorted = false;
        }
        let first = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.rows.push(Row {
            number,
            hidden,
            width: 0,
            first,
            count: 0,
        });
    }

    pub(super) fn set_width(&mut self, width: u16) {
        if let Some(row) = self.rows.last_mut() {
            row.width = width;
        }
    }

    pub(super) fn push(&mut self, cell: Cell) -> Result<(), SheetError> {
        if self.cells.len() >= MOST_CELLS {
            return Err(SheetError::TooMuchText);
        }
        let Some(row) = self.rows.last_mut() else {
            return Ok(());
        };
        let before = row
            .count
            .checked_sub(1)
            .and_then(|at| self.cells.get((row.first + at) as usize));
        if before.is_some_and(|before| before.column >= cell.column) {
            self.sorted = false;
        }
        row.count += 1;
        self.cells.push(cell);
        Ok(())
    }

    /// Points a cell that is there elsewhere in the arena.
    pub(super) fn set_span(&mut self, row: u32, column: u16, span: Span) {
        let place = |cell: &Cell| (cell.row, cell.column);
        if let Ok(at) = self.cells.binary_search_by_key(&(row, column), place) {
            self.cells[at].span = span;
        }
    }

    /// Whether formulas compute some of its cells.
    pub(super) fn is_computed(&self) -> bool {
        self.cells.iter().any(|cell| cell.formula)
    }

    /// How many rows are there.
    pub(super) fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// How many bytes its cells and rows take.
    pub(super) fn memory(&self) -> usize {
        self.cells.len() * size_of::<Cell>()
            + self.rows.len() * size_of::<Row>()
            + self.formulas.len() * size_of::<((u32, u16), String)>()
            + self.formula_text
    }

    pub(super) fn add_formulas(&mut self, formulas: impl IntoIterator<Item = Formula>) {
        for formula in formulas {
            self.formula_text += formula.text.len();
            self.formulas
                .insert((formula.row, formula.column), formula.text);
        }
    }

    /// The number of the last row.
    pub(super) fn last_number(&self) -> Option<u32> {
        self.rows.last().map(|row| row.number)
    }

    /// Points the cells that name shared strings to them.
    pub(super) fn resolve(&mut self, strings: &[Span]) -> Result<(), SheetError> {
        let mut shown = 0;
        for cell in &mut self.cells {
            let Some(index) = cell.span.shared_index() else {
                continue;
            };
            cell.span = *strings.get(index).ok_or_else(|| SheetError::Malformed {
                part: self.name.clone(),
                what: "a cell names a text that is missing".into(),
            })?;
            // A long text that a million cells share takes no memory, and hours to look at.
            shown += cell.span.len();
            if shown > MOST_SHOWN {
                return Err(SheetError::TooMuchText);
            }
        }
        Ok(())
    }

    /// Puts rows and cells in order where a file had them otherwise; a row that came twice becomes one.
    pub(super) fn finish(&mut self) {
        if self.sorted {
            return;
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
        self.rows.sort_by_key(|row| row.number);
        self.rows.dedup_by(|later, kept| {
            let same = later.number == kept.number;
            kept.hidden |= same && later.hidden;
            same
        });
        let mut at = 0_usize;
        for row in &mut self.rows {
            let start = at;
            while self
                .cells
                .get(at)
                .is_some_and(|cell| cell.row == row.number)
            {
                at += 1;
            }
            row.first = u32::try_from(start).unwrap_or(u32::MAX);
            row.count = u32::try_from(at - start).unwrap_or(u32::MAX);
        }
        self.sorted = true;
    }
}

impl Workbook {
    /// One of the sheets.
    pub fn page(&self, sheet: usize) -> Option<Page<'_>> {
        let sheet = self.sheets.get(sheet)?;
        Some(Page {
            workbook: self,
            sheet,
        })
    }

    /// The sheet that is worked on: the one asked for, else the first that is seen and holds anything.
    pub fn chosen(&self) -> Option<Page<'_>> {
        self.page(self.chosen)
    }

    /// The index of the sheet of that name.
    pub fn sheet_named(&self, name: &str) -> Result<usize, SheetError> {
        self.sheets
            .iter()
            .position(|sheet| sheet.name == name)
            .ok_or_else(|| SheetError::NoSuchSheet {
                name: name.to_owned(),
                sheets: self.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
            })
    }

    pub(super) fn choose(&mut self, name: Option<&str>) -> Result<(), SheetError> {
        self.chosen = match name {
            Some(name) => self.sheet_named(name)?,
            None => self
                .sheets
                .iter()
                .position(|s| s.visibility == Visibility::Visible && !s.cells.is_empty())
                .or_else(|| self.sheets.iter().position(|s| !s.cells.is_empty()))
                .unwrap_or(0),
        };
        Ok(())
    }
}

/// A sheet together with the workbook that its cells need to be read.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The file.
    pub workbook: &'a Workbook,
    /// The sheet.
    pub sheet: &'a Sheet,
}

impl<'a> Page<'a> {
    /// The rows that hold cells, in order.
    pub fn rows(self) -> &'a [Row] {
        &self.sheet.rows
    }

    /// The cells of a row, in order.
    pub fn cells(self, row: &Row) -> &'a [Cell] {
        let first = row.first as usize;
        self.sheet
            .cells
            .get(first..first + row.count as usize)
            .unwrap_or_default()
    }

    /// The row of that number, if it holds cells.
    pub fn row(self, number: u32) -> Option<&'a Row> {
        let at = self
            .sheet
            .rows
            .binary_search_by_key(&number, |row| row.number);
        at.ok().and_then(|at| self.sheet.rows.get(at))
    }

    /// The cell at a place; `None` where the file has none.
    pub fn cell(self, row: u32, column: u16) -> Option<&'a Cell> {
        let cells = self.cells(self.row(row)?);
        let at = cells.binary_search_by_key(&column, |cell| cell.column);
        at.ok().and_then(|at| cells.get(at))
    }

    /// The formula of a cell, without its equals sign, where the file writes it there and its reader tells it (.xlsx, .ods).
    pub fn formula(self, row: u32, column: u16) -> Option<&'a str> {
        self.sheet.formulas.get(&(row, column)).map(String::as_str)
    }

    /// What the file says, untouched.
    pub fn raw(self, cell: &Cell) -> &'a str {
        self.workbook.arena.get(cell.span)
    }

    /// The text of a header cell; one that is covered by a merged area says what the area says.
    pub fn header_text(self, row: u32, column: u16) -> Cow<'a, str> {
        let own = self.cell(row, column).map(|cell| self.shown(cell));
        match own {
            Some(text) if !text.trim().is_empty() => text,
            _ => self
                .sheet
                .merges
                .iter()
                .find(|area| area.holds(row, column) && area.left == column)
                .and_then(|area| self.cell(area.top, area.left))
                .map_or(Cow::Borrowed(""), |cell| self.shown(cell)),
        }
    }

    /// What a person sees in the cell, as far as it says anything: digits under a format of zeros, dates in ISO form,
    /// whole numbers without a point, all else as it is.
    pub fn shown(self, cell: &Cell) -> Cow<'a, str> {
        let raw = self.raw(cell);
        match cell.kind {
            Kind::Number => match digits(raw) {
                Digits::Whole(whole) => match self.masked(cell, &whole) {
                    Some(masked) => Cow::Owned(masked),
                    None => whole,
                },
                Digits::Fraction(text) => Cow::Owned(text),
                Digits::Lost | Digits::Not => Cow::Borrowed(raw),
            },
            Kind::Date => calendar_date(raw, self.workbook.epoch_1904)
                .map_or_else(|| iso_date(raw), Cow::Owned),
            Kind::Bool => Cow::Borrowed(if raw == "1" { "TRUE" } else { "FALSE" }),
            Kind::Text | Kind::Error | Kind::Blank | Kind::FormulaWithoutValue => {
                Cow::Borrowed(raw)
            }
        }
    }

    /// The shown text of a whole number under a format made of zeros.
    pub fn masked(self, cell: &Cell, whole: &str) -> Option<String> {
        self.workbook
            .formats
            .get(usize::from(cell.style))?
            .masked(whole)
    }

    /// Whether a cell says nothing.
    pub fn is_blank(self, cell: &Cell) -> bool {
        match cell.kind {
            Kind::Blank => true,
            Kind::Text => self.raw(cell).trim().is_empty(),
            _ => false,
        }
    }

    /// Whether a row says nothing.
    pub fn is_blank_row(self, row: &Row) -> bool {
        self.cells(row).iter().all(|cell| self.is_blank(cell))
    }

    /// The last row that says anything; 0 in an empty sheet.
    pub fn last_row(self) -> u32 {
        let mut rows = self.sheet.rows.iter().rev();
        rows.find(|row| !self.is_blank_row(row))
            .map_or(0, |row| row.number)
    }

    /// How many columns the sheet has, up to the last that holds a cell.
    pub fn width(self) -> u16 {
        let last = |row: &Row| self.cells(row).last().map_or(0, |cell| cell.column + 1);
        self.sheet.rows.iter().map(last).max().unwrap_or(0)
    }

    /// Whether a column is hidden.
    pub fn is_hidden_column(self, column: u16) -> bool {
        let hidden = &self.sheet.hidden_columns;
        hidden
            .iter()
            .any(|&(first, last)| (first..=last).contains(&column))
    }
}
