//! Pieces of a workbook on their way from a reader to the one who asked: what a file says, before it has a place in
//! memory. A reader hands them on as it goes and keeps nothing, so its own memory stays small.

use serde::{Deserialize, Serialize};

use super::address::Area;
use super::cell::{Cell, Kind};
use super::container::FileFormat;
use super::error::SheetError;
use super::number_format::NumberFormat;
use super::page::{Page, Workbook};
use super::told::{Unknown, Visibility};

/// A block is handed on once it holds this much text or this many cells.
const FULL_TEXT: usize = 128 * 1024;
const FULL_CELLS: usize = 8 * 1024;

/// What a workbook is, before any of its cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outline {
    pub(super) format: FileFormat,
    pub(super) epoch_1904: bool,
    pub(super) formats: Vec<NumberFormat>,
    pub(super) sheets: Vec<(String, Visibility)>,
    pub(super) unknown: Vec<Unknown>,
}

/// What a sheet has beside its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Margins {
    pub(super) merges: Vec<Area>,
    pub(super) hidden_columns: Vec<(u16, u16)>,
}

/// One piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// Comes first.
    Outline(Outline),
    /// Shared strings, following those of the block before.
    Strings(Strings),
    /// Rows of a sheet, following those of the sheet's block before.
    Rows(Rows),
    /// Formulas of a sheet, by its index.
    Formulas(u16, Vec<Formula>),
    /// The end of a sheet, by its index.
    SheetEnd(u16, Margins),
    /// The end of all.
    End,
}

/// Shared strings, one after the other in one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Strings {
    pub(super) text: String,
    /// How long each is, in bytes.
    pub(super) lengths: Vec<u32>,
}

/// Rows with their cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// The sheet's index.
    pub(super) sheet: u16,
    /// How many of the first cells belong to the last row of the block before.
    pub(super) continued: u32,
    pub(super) heads: Vec<RowHead>,
    pub(super) cells: Vec<CellHead>,
    /// What the cells say, one after the other; shared strings are not among it.
    pub(super) text: String,
}

/// A row, and how many cells of it follow in this block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowHead {
    pub(super) number: u32,
    pub(super) hidden: bool,
    pub(super) width: u16,
    pub(super) cells: u32,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellHead {
    pub(super) column: u16,
    pub(super) style: u16,
    pub(super) kind: Kind,
    pub(super) formula: bool,
    pub(super) said: Said,
}

/// What computes a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Formula {
    pub(super) row: u32,
    pub(super) column: u16,
    /// As the file writes it, without the equals sign.
    pub(super) text: String,
}

/// Where a cell's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// So many bytes next in the block's text.
    Here(u32),
    /// The shared string of that index.
    Shared(u32),
}

/// Takes the blocks of a file; from several threads, since strings and sheets are read side by side.
pub(super) trait Sink: Sync {
    /// Takes one. An error ends the reading.
    fn take(&self, block: Block) -> Result<(), SheetError>;
}

/// Gathers the rows of one sheet into blocks.
pub(super) struct Gathered<'s> {
    sink: &'s dyn Sink,
    rows: Rows,
    formulas: Vec<Formula>,
}

impl<'s> Gathered<'s> {
    pub(super) fn of_sheet(sheet: u16, sink: &'s dyn Sink) -> Self {
        Self {
            sink,
            rows: Rows {
                sheet,
                ..Rows::default()
            },
            formulas: Vec::new(),
        }
    }

    pub(super) fn formula(&mut self, formula: Formula) {
        self.formulas.push(formula);
    }

    /// The text that the next cell may write to.
    pub(super) fn text(&mut self) -> &mut String {
        &mut self.rows.text
    }

    pub(super) fn begin_row(&mut self, number: u32, hidden: bool, width: u16) {
        self.rows.heads.push(RowHead {
            number,
            hidden,
            width,
            cells: 0,
        });
    }

    pub(super) fn push(&mut self, cell: CellHead) -> Result<(), SheetError> {
        match self.rows.heads.last_mut() {
            Some(row) => row.cells += 1,
            None => self.rows.continued += 1,
        }
        self.rows.cells.push(cell);
        if self.rows.text.len() >= FULL_TEXT || self.rows.cells.len() >= FULL_CELLS {
            self.hand_on()?;
        }
        Ok(())
    }

    fn hand_on(&mut self) -> Result<(), SheetError> {
        let next = Rows {
            sheet: self.rows.sheet,
            ..Rows::default()
        };
        let sheet = next.sheet;
        self.sink
            .take(Block::Rows(std::mem::replace(&mut self.rows, next)))?;
        if self.formulas.is_empty() {
            return Ok(());
        }
        let formulas = std::mem::take(&mut self.formulas);
        self.sink.take(Block::Formulas(sheet, formulas))
    }

    /// Hands on what is left, and the sheet's end.
    pub(super) fn end(mut self, margins: Margins) -> Result<(), SheetError> {
        self.hand_on()?;
        let sheet = self.rows.sheet;
        self.sink.take(Block::SheetEnd(sheet, margins))
    }
}

/// Gathers shared strings into blocks.
pub(super) struct GatheredStrings<'s> {
    sink: &'s dyn Sink,
    strings: Strings,
    start: usize,
}

impl<'s> GatheredStrings<'s> {
    pub(super) fn into_sink(sink: &'s dyn Sink) -> Self {
        Self {
            sink,
            strings: Strings::default(),
            start: 0,
        }
    }

    /// The text that the next string writes to, and where it begins there.
    pub(super) fn text(&mut self) -> (&mut String, usize) {
        (&mut self.strings.text, self.start)
    }

    /// The string is whole.
    pub(super) fn push(&mut self) -> Result<(), SheetError> {
        let length = self.strings.text.len() - self.start;
        let length = u32::try_from(length).map_err(|_| SheetError::TooMuchText)?;
        self.strings.lengths.push(length);
        self.start = self.strings.text.len();
        if self.start >= FULL_TEXT || self.strings.lengths.len() >= FULL_CELLS {
            self.start = 0;
            let whole = std::mem::take(&mut self.strings);
            self.sink.take(Block::Strings(whole))?;
        }
        Ok(())
    }

    /// Hands on what is left.
    pub(super) fn end(self) -> Result<(), SheetError> {
        self.sink.take(Block::Strings(self.strings))
    }
}

/// Hands on a workbook that is whole already.
pub(super) fn hand_on(workbook: &Workbook, sink: &dyn Sink) -> Result<(), SheetError> {
    sink.take(Block::Outline(Outline {
        format: workbook.format,
        epoch_1904: workbook.epoch_1904,
        formats: workbook.formats.clone(),
        sheets: workbook
            .sheets
            .iter()
            .map(|sheet| (sheet.name.clone(), sheet.visibility))
            .collect(),
        unknown: workbook.unknown.clone(),
    }))?;
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let index = u16::try_from(index).map_err(|_| SheetError::TooMuchText)?;
        let page = Page { workbook, sheet };
        let mut gathered = Gathered::of_sheet(index, sink);
        for row in page.rows() {
            gathered.begin_row(row.number, row.hidden, row.width);
            for cell in page.cells(row) {
                if let Some(text) = page.formula(row.number, cell.column) {
                    gathered.formula(Formula {
                        row: row.number,
                        column: cell.column,
                        text: text.to_owned(),
                    });
                }
                let raw = page.raw(&cell);
                gathered.text().push_str(raw);
                gathered.push(head_of(&cell, raw)?)?;
            }
        }
        gathered.end(Margins {
            merges: sheet.merges.clone(),
            hidden_columns: sheet.hidden_columns.clone(),
        })?;
    }
    sink.take(Block::End)
}

fn head_of(cell: &Cell, raw: &str) -> Result<CellHead, SheetError> {
    let length = u32::try_from(raw.len()).map_err(|_| SheetError::TooMuchText)?;
    Ok(CellHead {
        column: cell.column,
        style: cell.style,
        kind: cell.kind,
        formula: cell.formula,
        said: Said::Here(length),
    })
}
