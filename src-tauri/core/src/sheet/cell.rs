//! The lossless cell: where it stands, what kind of value it is, and a span of the one text that holds what the file
//! says. A cell is never a bare string, and no number in it ever went through a float.

use super::error::SheetError;

/// What kind of value a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing, or text without characters.
    Blank,
    /// Text.
    Text,
    /// A number; the raw text is the file's own digits.
    Number,
    /// `1` or `0`.
    Bool,
    /// A number shown as a date, or a date in ISO form.
    Date,
    /// An error such as `#N/A`.
    Error,
    /// A formula whose value was never computed.
    FormulaWithoutValue,
}

/// A piece of the text arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    start: u32,
    len: u32,
}

/// The length of no span: it marks one that names a shared string instead.
const SHARED: u32 = u32::MAX;

impl Span {
    /// Stands for the shared string of that index, until all of them are known.
    pub(super) fn shared(index: u32) -> Self {
        Self {
            start: index,
            len: SHARED,
        }
    }

    /// The index of the shared string that this stands for.
    pub(super) fn shared_index(self) -> Option<usize> {
        (self.len == SHARED).then_some(self.start as usize)
    }

    /// How many bytes it is long.
    pub(crate) fn len(self) -> usize {
        self.len as usize
    }

    /// A field of a line of text, from its first byte to one byte before the next field begins.
    pub(super) fn field(start: u32, next: u32) -> Self {
        Self {
            start,
            len: next.saturating_sub(start).saturating_sub(1),
        }
    }

    /// The piece between two places of the arena.
    pub(super) fn between(start: usize, end: usize) -> Result<Self, SheetError> {
        if end > MOST_TEXT {
            return Err(SheetError::TooMuchText);
        }
        let narrow = |n: usize| u32::try_from(n).map_err(|_| SheetError::TooMuchText);
        Ok(Self {
            start: narrow(start)?,
            len: narrow(end.saturating_sub(start))?,
        })
    }
}

/// One cell. Cells of a sheet are ordered by row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The row, from 1.
    pub row: u32,
    /// What the file says, in the arena.
    pub span: Span,
    /// The column, from 0.
    pub column: u16,
    /// Index of the number format.
    pub style: u16,
    /// What kind of value it is.
    pub kind: Kind,
    /// Whether a formula made it.
    pub formula: bool,
}

/// The one text that all cells of a workbook point into.
#[derive(Debug, Default)]
pub struct Arena {
    text: String,
}

/// A gibibyte of text is far beyond any payroll file, and keeps every span within 32 bits.
const MOST_TEXT: usize = 1 << 30;

impl Arena {
    /// An arena that starts with text already there; nothing is copied.
    pub(super) fn holding(text: String) -> Self {
        Self { text }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn push_char(&mut self, c: char) {
        self.text.push(c);
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
    }

    /// The span from `start` to the end.
    pub(super) fn since(&self, start: usize) -> Result<Span, SheetError> {
        Span::between(start, self.text.len())
    }

    /// The text of a span.
    pub fn get(&self, span: Span) -> &str {
        let start = span.start as usize;
        self.text
            .get(start..start + span.len as usize)
            .unwrap_or_default()
    }
}

/// A row that holds cells, or is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The row, from 1.
    pub number: u32,
    /// Hidden by hand or by a filter.
    pub hidden: bool,
    /// How many fields a row of a text file has, blank ones included; 0 where the format has no such count.
    pub width: u16,
    /// In which run it stands.
    pub(super) run: u8,
    pub(super) kept: Kept,
}

/// How a run keeps the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// So many cells from a place of the run on.
    Cells { first: u32, count: u32 },
    /// The places where the fields of a line begin, from a place of the run on; one more than the row is wide.
    Fields { first: u32 },
}
