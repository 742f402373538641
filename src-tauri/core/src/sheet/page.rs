//! Workbooks and their sheets: cells in the order of the sheet, with what the format tells about rows and columns.
//! It must never change what the file says; shown text is computed when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::address::Area;
use super::block::Formula;
use super::cell::{Arena, Cell, Kind, Row, Span};
use super::cells::Cells;
use super::container::FileFormat;
use super::error::SheetError;
use super::grid::Grid;
use super::number::{Digits, digits};
use super::number_format::{NumberFormat, calendar_date, iso_date};
use super::read::Source;
use super::text::{DelimiterCandidate, EncodingCandidate};
use super::told::{Unknown, Visibility};
use crate::finding::Finding;

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
    grid: Grid,
    formulas: BTreeMap<(u32, u16), String>,
    /// How many bytes they take.
    formula_text: usize,
    /// How many columns it has, once that was asked: each page that is shown asks, and a sheet may have a million rows.
    width: OnceLock<u16>,
}

impl Sheet {
    pub(super) fn new(name: String, visibility: Visibility) -> Self {
        Self {
            name,
            visibility,
            merges: Vec::new(),
            hidden_columns: Vec::new(),
            grid: Grid::new(),
            formulas: BTreeMap::new(),
            formula_text: 0,
            width: OnceLock::new(),
        }
    }

    /// A sheet of these rows and cells.
    pub(super) fn of(name: String, visibility: Visibility, grid: Grid) -> Self {
        Self {
            grid,
            ..Self::new(name, visibility)
        }
    }

    pub(super) fn begin_row(&mut self, number: u32, hidden: bool, width: u16) {
        self.width.take();
        self.grid.begin_row(number, hidden, width);
    }

    pub(super) fn push(&mut self, cell: Cell) -> Result<(), SheetError> {
        self.grid.push(cell)
    }

    /// Whether formulas compute some of its cells.
    pub(super) fn is_computed(&self) -> bool {
        self.grid.whole_cells().any(|cell| cell.formula)
    }

    /// How many rows are there.
    pub(super) fn row_count(&self) -> usize {
        self.grid.rows().len()
    }

    /// How many bytes its cells and rows take.
    pub(super) fn memory(&self) -> usize {
        self.grid.memory()
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
        self.grid.rows().last().map(|row| row.number)
    }

    /// Points the cells that name shared strings to them.
    pub(super) fn resolve(&mut self, strings: &[Span]) -> Result<(), SheetError> {
        let whole = self.grid.resolve(strings)?;
        whole.ok_or_else(|| SheetError::Malformed {
            part: self.name.clone(),
            what: "a cell names a text that is missing".into(),
        })
    }

    /// Puts rows and cells in order where a file had them otherwise; a row that came twice becomes one.
    pub(super) fn finish(&mut self) {
        self.grid.finish();
    }

    fn holds_anything(&self) -> bool {
        let mut rows = self.grid.rows().iter();
        rows.any(|row| self.grid.cells(row).first().is_some())
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
                .position(|s| s.visibility == Visibility::Visible && s.holds_anything())
                .or_else(|| self.sheets.iter().position(Sheet::holds_anything))
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
        self.sheet.grid.rows()
    }

    /// The cells of a row, in order.
    pub fn cells(self, row: &Row) -> Cells<'a> {
        self.sheet.grid.cells(row)
    }

    /// The row of that number, if it holds cells.
    pub fn row(self, number: u32) -> Option<&'a Row> {
        let rows = self.rows();
        let at = rows.binary_search_by_key(&number, |row| row.number);
        at.ok().and_then(|at| rows.get(at))
    }

    /// The cell at a place; `None` where the file has none.
    pub fn cell(self, row: u32, column: u16) -> Option<Cell> {
        self.cells(self.row(row)?).at(column)
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
        let own = self.cell(row, column).map(|cell| self.shown(&cell));
        match own {
            Some(text) if !text.trim().is_empty() => text,
            _ => self
                .sheet
                .merges
                .iter()
                .find(|area| area.holds(row, column) && area.left == column)
                .and_then(|area| self.cell(area.top, area.left))
                .map_or(Cow::Borrowed(""), |cell| self.shown(&cell)),
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
            Kind::Text => {
                let raw = self.raw(cell);
                let begins = raw.as_bytes().first().is_some_and(u8::is_ascii_graphic);
                !begins && raw.trim().is_empty()
            }
            _ => false,
        }
    }

    /// Whether a row says nothing.
    pub fn is_blank_row(self, row: &Row) -> bool {
        self.cells(row).iter().all(|cell| self.is_blank(&cell))
    }

    /// The last row that says anything; 0 in an empty sheet.
    pub fn last_row(self) -> u32 {
        let mut rows = self.rows().iter().rev();
        rows.find(|row| !self.is_blank_row(row))
            .map_or(0, |row| row.number)
    }

    /// How many columns the sheet has, up to the last that holds a cell.
    pub fn width(self) -> u16 {
        let last = |row: &Row| self.cells(row).last().map_or(0, |cell| cell.column + 1);
        let widest = || self.rows().iter().map(last).max().unwrap_or(0);
        *self.sheet.width.get_or_init(widest)
    }

    /// Whether a column is hidden.
    pub fn is_hidden_column(self, column: u16) -> bool {
        let hidden = &self.sheet.hidden_columns;
        hidden
            .iter()
            .any(|&(first, last)| (first..=last).contains(&column))
    }
}
