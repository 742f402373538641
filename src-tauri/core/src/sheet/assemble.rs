//! Puts blocks together to a workbook. It believes nothing that a block says of itself: lengths, order and indexes are
//! checked, so that blocks of a reader gone wrong give an error and never another file's words.

use std::sync::Mutex;

use super::block::{Block, Margins, Outline, Rows, Said, Sink, Strings};
use super::cell::{Arena, Cell, Span};
use super::error::SheetError;
use super::page::{Sheet, Workbook};
use super::read::Source;

/// How much memory a file may take here beside its size: packed lists of people take up to a dozen times their size,
/// and only what was made to be a bomb takes more than this.
const MOST_TIMES: u64 = 32;
/// Every file may take as much.
const ALWAYS: u64 = 16 << 20;

/// A workbook that is being put together.
pub(super) struct Assembly {
    most: u64,
    outline: Option<Outline>,
    sheets: Vec<Sheet>,
    arena: Arena,
    strings: Vec<Span>,
    ended: bool,
}

impl Assembly {
    /// An assembly of a file of so many bytes.
    pub(super) fn of_file(bytes: u64) -> Self {
        Self {
            most: bytes.saturating_mul(MOST_TIMES).saturating_add(ALWAYS),
            outline: None,
            sheets: Vec::new(),
            arena: Arena::default(),
            strings: Vec::new(),
            ended: false,
        }
    }

    /// Adds a block.
    pub(super) fn add(&mut self, block: Block) -> Result<(), SheetError> {
        self.place(block)?;
        let sheets: usize = self.sheets.iter().map(Sheet::memory).sum();
        let strings = self.strings.len() * size_of::<Span>();
        if (self.arena.len() + strings + sheets) as u64 > self.most {
            return Err(SheetError::TooMuchText);
        }
        Ok(())
    }

    fn place(&mut self, block: Block) -> Result<(), SheetError> {
        match block {
            Block::Outline(outline) if self.outline.is_none() => {
                let named = outline.sheets.iter();
                self.sheets = named
                    .map(|(name, visibility)| Sheet::new(name.clone(), *visibility))
                    .collect();
                self.outline = Some(outline);
                Ok(())
            }
            Block::Outline(_) => Err(garbled()),
            Block::Strings(strings) => self.add_strings(&strings),
            Block::Rows(rows) => self.add_rows(&rows),
            Block::Formulas(sheet, formulas) => {
                let sheet = self.sheets.get_mut(usize::from(sheet));
                sheet.ok_or_else(garbled)?.add_formulas(formulas);
                Ok(())
            }
            Block::SheetEnd(sheet, margins) => self.end_sheet(sheet, margins),
            Block::End => {
                self.ended = true;
                Ok(())
            }
        }
    }

    /// How many rows of all sheets are there.
    pub(super) fn rows(&self) -> usize {
        self.sheets.iter().map(Sheet::row_count).sum()
    }

    /// Whether the last block was there.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    fn add_strings(&mut self, strings: &Strings) -> Result<(), SheetError> {
        let mut at = self.arena.len();
        self.arena.push(&strings.text);
        let end = self.arena.len();
        for &length in &strings.lengths {
            let next = at + length as usize;
            if next > end {
                return Err(garbled());
            }
            self.strings.push(Span::between(at, next)?);
            at = next;
        }
        Ok(())
    }

    fn add_rows(&mut self, block: &Rows) -> Result<(), SheetError> {
        let mut at = self.arena.len();
        self.arena.push(&block.text);
        let end = self.arena.len();
        let sheet = self
            .sheets
            .get_mut(usize::from(block.sheet))
            .ok_or_else(garbled)?;
        let mut cells = block.cells.iter();
        let mut take = |sheet: &mut Sheet, row: u32, count: u32| {
            for head in cells.by_ref().take(count as usize) {
                let span = match head.said {
                    Said::Shared(index) => Span::shared(index),
                    Said::Here(length) => {
                        let start = at;
                        at += length as usize;
                        if at > end {
                            return Err(garbled());
                        }
                        Span::between(start, at)?
                    }
                };
                sheet.push(Cell {
                    row,
                    span,
                    column: head.column,
                    style: head.style,
                    kind: head.kind,
                    formula: head.formula,
                })?;
            }
            Ok(())
        };
        let last = sheet.last_number().unwrap_or(0);
        take(sheet, last, block.continued)?;
        for row in &block.heads {
            sheet.begin_row(row.number, row.hidden, row.width);
            take(sheet, row.number, row.cells)?;
        }
        Ok(())
    }

    fn end_sheet(&mut self, sheet: u16, margins: Margins) -> Result<(), SheetError> {
        let sheet = self
            .sheets
            .get_mut(usize::from(sheet))
            .ok_or_else(garbled)?;
        sheet.merges = margins.merges;
        sheet.hidden_columns = margins.hidden_columns;
        Ok(())
    }

    /// The workbook, once all blocks are there.
    pub(super) fn finish(mut self, source: Source) -> Result<Workbook, SheetError> {
        let outline = self.outline.filter(|_| self.ended).ok_or_else(garbled)?;
        for sheet in &mut self.sheets {
            sheet.resolve(&self.strings)?;
            sheet.finish();
        }
        Ok(Workbook {
            source,
            format: outline.format,
            encoding: None,
            delimiter: None,
            encodings: Vec::new(),
            delimiters: Vec::new(),
            sheets: self.sheets,
            notes: Vec::new(),
            unknown: outline.unknown,
            chosen: 0,
            arena: self.arena,
            formats: outline.formats,
            epoch_1904: outline.epoch_1904,
        })
    }
}

fn garbled() -> SheetError {
    SheetError::ReaderFailed("what it handed over does not fit together".into())
}

/// Assembles in the process that reads.
pub(super) struct Local(Mutex<Assembly>);

impl Local {
    /// For a file of so many bytes.
    pub(super) fn of_file(bytes: u64) -> Self {
        Self(Mutex::new(Assembly::of_file(bytes)))
    }

    pub(super) fn finish(self, source: Source) -> Result<Workbook, SheetError> {
        let assembly = self
            .0
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        assembly.finish(source)
    }
}

impl Sink for Local {
    fn take(&self, block: Block) -> Result<(), SheetError> {
        let mut assembly = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        assembly.add(block)
    }
}
