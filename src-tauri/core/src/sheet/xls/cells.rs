//! The records of one sheet: cells, hidden rows and columns, merged areas. Charts within the sheet are passed over.

use super::records::{BEGIN, END, Record, Records, bytes_at, u16_at, u32_at};
use super::strings::Pieces;
use super::{Damage, malformed};
use crate::sheet::address::Area;
use crate::sheet::cell::{Arena, Cell, Kind, Span};
use crate::sheet::error::SheetError;
use crate::sheet::number_format::NumberFormat;
use crate::sheet::page::Sheet;

/// The last column of the format; what says otherwise is damage.
const LAST_COLUMN: u16 = 255;

/// What cells refer to.
pub(super) struct Context<'c> {
    pub(super) formats: &'c [NumberFormat],
    pub(super) shared: &'c [Span],
    /// Whether a program that computes formulas wrote the file.
    pub(super) computed: bool,
}

/// Reads the cells of one sheet.
pub(super) fn read(
    records: &mut Records<'_>,
    context: &Context<'_>,
    sheet: &mut Sheet,
    arena: &mut Arena,
) -> Result<(), SheetError> {
    if records.next()?.id != BEGIN {
        return Err(malformed("a sheet is listed where none begins"));
    }
    let mut pass = Pass {
        context,
        sheet,
        arena,
        cells: Vec::new(),
        hidden: vec![false; usize::from(u16::MAX) + 1],
        awaits_text: false,
    };
    let mut depth = 0_u32;
    loop {
        let record = records.next()?;
        match record.id {
            BEGIN => depth += 1,
            END if depth == 0 => break,
            END => depth -= 1,
            _ if depth > 0 => {}
            // String, Label and RString may go on in the records behind them.
            0x0207 => pass.computed_text(&mut Pieces::of(records.with_continued(record)))?,
            0x0204 | 0x00d6 => {
                pass.own_text(record, &mut Pieces::of(records.with_continued(record)))?;
            }
            _ => pass.take(record)?.map_err(malformed)?,
        }
    }
    pass.finish()
}

/// Where a cell stands, and its format.
#[derive(Clone, Copy)]
struct Head {
    row: u32,
    column: u16,
    style: u16,
}

struct Pass<'p> {
    context: &'p Context<'p>,
    sheet: &'p mut Sheet,
    arena: &'p mut Arena,
    cells: Vec<Cell>,
    /// For each row: whether it is hidden.
    hidden: Vec<bool>,
    /// Whether the last cell is a formula whose text is in a record of its own.
    awaits_text: bool,
}

impl Pass<'_> {
    /// Takes a record. The outer error is one of size, the inner one names damage.
    fn take(&mut self, record: Record<'_>) -> Result<Result<(), Damage>, SheetError> {
        let data = record.data;
        match record.id {
            // RK, Number, LabelSst, BoolErr, Formula
            0x027e | 0x0203 | 0x00fd | 0x0205 | 0x0006 => match head(data) {
                Ok(head) => self.cell(record.id, head, data),
                Err(what) => Ok(Err(what)),
            },
            // MulRk
            0x00bd => self.several(data),
            // Row
            0x0208 => Ok(self.row(data)),
            // ColInfo
            0x007d => Ok(self.columns(data)),
            // MergeCells
            0x00e5 => Ok(self.merges(data)),
            _ => Ok(Ok(())),
        }
    }

    fn cell(&mut self, id: u16, head: Head, data: &[u8]) -> Result<Result<(), Damage>, SheetError> {
        let said = match id {
            0x0203 => bytes_at(data, 6).map(f64::from_le_bytes).map(Said::Number),
            0x027e => u32_at(data, 6).map(unpacked).map(Said::Number),
            0x00fd => u32_at(data, 6).and_then(|index| {
                let span = usize::try_from(index)
                    .ok()
                    .and_then(|index| self.context.shared.get(index));
                span.map(|span| Said::Shared(*span))
                    .ok_or("a cell names a text that is missing")
            }),
            0x0205 => bytes_at(data, 6).map(|[value, is_error]| match is_error {
                0 => Said::Bool(value != 0),
                _ => Said::Error(value),
            }),
            _ => formula(data, self.context.computed),
        };
        match said {
            Ok(said) => self.push(head, said, id == 0x0006).map(Ok),
            Err(what) => Ok(Err(what)),
        }
    }

    fn push(&mut self, head: Head, said: Said, formula: bool) -> Result<(), SheetError> {
        let start = self.arena.len();
        let date = self.context.formats.get(usize::from(head.style)) == Some(&NumberFormat::Date);
        self.awaits_text = false;
        let kind = match said {
            Said::Number(number) if !number.is_finite() => {
                self.arena.push("#NUM!");
                Kind::Error
            }
            Said::Number(number) => {
                // The shortest text that gives the same float is what was stored; it never has an exponent.
                self.arena.push(&number.to_string());
                if date { Kind::Date } else { Kind::Number }
            }
            Said::Bool(yes) => {
                self.arena.push(if yes { "1" } else { "0" });
                Kind::Bool
            }
            Said::Error(code) => {
                self.arena.push(error_text(code));
                Kind::Error
            }
            Said::Nothing => Kind::FormulaWithoutValue,
            Said::EmptyText | Said::Shared(_) => Kind::Blank,
            Said::TextBehind => {
                self.awaits_text = true;
                Kind::Blank
            }
        };
        let mut span = self.arena.since(start)?;
        let mut kind = kind;
        if let Said::Shared(shared) = said {
            span = shared;
            if !self.arena.get(shared).is_empty() {
                kind = Kind::Text;
            }
        }
        if kind != Kind::Blank || formula {
            self.cells.push(Cell {
                row: head.row,
                span,
                column: head.column,
                style: head.style,
                kind,
                formula,
            });
        }
        Ok(())
    }

    /// The text that the formula before came to.
    fn computed_text(&mut self, pieces: &mut Pieces<'_>) -> Result<(), SheetError> {
        let span = pieces.long_text(self.arena)?;
        let awaited = std::mem::take(&mut self.awaits_text);
        if let Some(cell) = self.cells.last_mut().filter(|_| awaited)
            && !self.arena.get(span).is_empty()
        {
            cell.kind = Kind::Text;
            cell.span = span;
        }
        Ok(())
    }

    /// A cell with a text of its own.
    fn own_text(&mut self, record: Record<'_>, pieces: &mut Pieces<'_>) -> Result<(), SheetError> {
        let head = head(record.data).map_err(malformed)?;
        pieces.skip(6);
        let span = pieces.long_text(self.arena)?;
        self.push(head, Said::Shared(span), false)
    }

    fn several(&mut self, data: &[u8]) -> Result<Result<(), Damage>, SheetError> {
        let (Ok(row), Ok(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Ok(Err("a row of numbers says not where it stands"));
        };
        let pairs = data
            .get(4..data.len().saturating_sub(2))
            .unwrap_or_default();
        for (column, pair) in (first..=u16::MAX).zip(pairs.chunks_exact(6)) {
            let (Ok(style), Ok(number)) = (u16_at(pair, 0), u32_at(pair, 2)) else {
                continue;
            };
            if column > LAST_COLUMN {
                return Ok(Err(BEYOND));
            }
            let head = Head {
                row: u32::from(row) + 1,
                column,
                style,
            };
            self.push(head, Said::Number(unpacked(number)), false)?;
        }
        Ok(Ok(()))
    }

    fn row(&mut self, data: &[u8]) -> Result<(), Damage> {
        let row = usize::from(u16_at(data, 0)?);
        if let Some(hidden) = self.hidden.get_mut(row) {
            *hidden = u16_at(data, 12)? & 0x20 != 0;
        }
        Ok(())
    }

    fn columns(&mut self, data: &[u8]) -> Result<(), Damage> {
        if u16_at(data, 8)? & 1 != 0 {
            let run = (u16_at(data, 0)?, u16_at(data, 2)?.min(LAST_COLUMN));
            self.sheet.hidden_columns.push(run);
        }
        Ok(())
    }

    fn merges(&mut self, data: &[u8]) -> Result<(), Damage> {
        let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
        for area in areas.take(usize::from(u16_at(data, 0)?)) {
            let merged = Area {
                top: u32::from(u16_at(area, 0)?) + 1,
                bottom: u32::from(u16_at(area, 2)?) + 1,
                left: u16_at(area, 4)?,
                right: u16_at(area, 6)?,
            };
            if merged.top <= merged.bottom && merged.left <= merged.right {
                self.sheet.merges.push(merged);
            }
        }
        Ok(())
    }

    /// Puts the cells into the sheet, row by row.
    fn finish(mut self) -> Result<(), SheetError> {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut row = 0;
        for cell in self.cells {
            if cell.row != row {
                row = cell.row;
                let index = usize::try_from(row - 1).unwrap_or(usize::MAX);
                let hidden = self.hidden.get(index).copied().unwrap_or(false);
                self.sheet.begin_row(row, hidden, 0);
            }
            self.sheet.push(cell)?;
        }
        self.sheet.finish();
        Ok(())
    }
}

const BEYOND: Damage = "a cell lies beyond the last column that a sheet can have";

/// What a cell's record says.
#[derive(Clone, Copy)]
enum Said {
    Number(f64),
    Bool(bool),
    Error(u8),
    Shared(Span),
    EmptyText,
    /// A formula's text, in a record of its own.
    TextBehind,
    /// A formula that nobody computed.
    Nothing,
}

fn head(data: &[u8]) -> Result<Head, Damage> {
    let column = u16_at(data, 2)?;
    if column > LAST_COLUMN {
        return Err(BEYOND);
    }
    Ok(Head {
        row: u32::from(u16_at(data, 0)?) + 1,
        column,
        style: u16_at(data, 4)?,
    })
}

/// The value that a formula came to ([MS-XLS] 2.5.133). A program that cannot compute writes an empty text.
fn formula(data: &[u8], computed: bool) -> Result<Said, Damage> {
    let value: [u8; 8] = bytes_at(data, 6)?;
    if value[6..] != [0xff, 0xff] {
        return Ok(Said::Number(f64::from_le_bytes(value)));
    }
    Ok(match value[0] {
        0 => Said::TextBehind,
        1 => Said::Bool(value[2] != 0),
        2 => Said::Error(value[2]),
        _ if computed => Said::EmptyText,
        _ => Said::Nothing,
    })
}

/// A number in four bytes ([MS-XLS] 2.5.217): the upper half of a float or a whole number, either of them in hundredths.
fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#UNKNOWN!",
    }
}
