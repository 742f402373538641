//! Records and fields of delimited text. A quote counts at the start of a field alone; a doubled quote inside is one
//! quote; line ends are CR LF, LF or CR. Every line end outside of quotes ends a row, blank rows included.

use crate::sheet::address::LAST_COLUMN;
use crate::sheet::cell::{Arena, Cell, Kind, Span};
use crate::sheet::error::SheetError;
use crate::sheet::page::Sheet;

/// Where a field stands in the text, and whether quotes must be taken out of it.
#[derive(Clone, Copy)]
struct Field {
    start: usize,
    end: usize,
    doubled: bool,
}

/// A record without its fields' text.
pub(super) struct Record {
    /// How many fields; 0 for a blank line.
    pub(super) fields: usize,
    /// The line on which a quote opens that is never closed, from 1.
    pub(super) open_quote: Option<u64>,
}

/// A pass over the records of a text.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    delimiter: u8,
    fields: Vec<Field>,
    open_quote: Option<u64>,
}

impl<'t> Records<'t> {
    /// Starts at a byte of the text; the delimiter is ASCII.
    pub(super) fn new(text: &'t str, start: usize, delimiter: char) -> Self {
        Self {
            text,
            at: start,
            line: 1 + u64::from(start > 0),
            delimiter: u8::try_from(delimiter).unwrap_or(b','),
            fields: Vec::new(),
            open_quote: None,
        }
    }

    /// The texts of the record that was read last, as they stand between their quotes.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'t str> + '_ {
        let text = |field: &Field| self.text.get(field.start..field.end).unwrap_or_default();
        self.fields.iter().map(text)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reads one field and stops at its delimiter or line end.
    fn field(&mut self) {
        if self.byte() == Some(b'"') {
            self.quoted();
        } else {
            let start = self.at;
            self.skip_plain();
            self.fields.push(Field {
                start,
                end: self.at,
                doubled: false,
            });
        }
    }

    fn skip_plain(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let delimiter = self.delimiter;
        let ends = |&b: &u8| b == delimiter || b == b'\n' || b == b'\r';
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
    }

    fn quoted(&mut self) {
        let opened = self.line;
        let start = self.at + 1;
        let mut doubled = false;
        self.at = start;
        loop {
            match self.byte() {
                None => {
                    self.open_quote.get_or_insert(opened);
                    self.fields.push(Field {
                        start,
                        end: self.at,
                        doubled,
                    });
                    return;
                }
                Some(b'"') if self.text.as_bytes().get(self.at + 1) == Some(&b'"') => {
                    doubled = true;
                    self.at += 2;
                }
                Some(b'"') => break,
                Some(b) => {
                    let pair = b == b'\r' && self.text.as_bytes().get(self.at + 1) == Some(&b'\n');
                    self.line += u64::from(b == b'\n' || (b == b'\r' && !pair));
                    self.at += 1;
                }
            }
        }
        let end = self.at;
        self.at += 1;
        self.skip_plain();
        if self.at == end + 1 {
            self.fields.push(Field {
                start,
                end,
                doubled,
            });
        } else {
            // Characters behind the closing quote: the field is kept as it stands, quotes and all.
            self.fields.push(Field {
                start: start - 1,
                end: self.at,
                doubled: false,
            });
        }
    }

    fn line_end(&mut self) {
        if self.text.as_bytes().get(self.at..self.at + 2) == Some(b"\r\n") {
            self.at += 1;
        }
        self.at += 1;
        self.line += 1;
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        self.fields.clear();
        let first = self.byte()?;
        if first == b'\n' || first == b'\r' {
            self.line_end();
            return Some(Record {
                fields: 0,
                open_quote: None,
            });
        }
        loop {
            self.field();
            match self.byte() {
                Some(b) if b == self.delimiter => self.at += 1,
                Some(_) => {
                    self.line_end();
                    break;
                }
                None => break,
            }
            if self.byte().is_none() {
                // The text ends behind a delimiter: one more field, a blank one.
                self.fields.push(Field {
                    start: self.at,
                    end: self.at,
                    doubled: false,
                });
                break;
            }
        }
        Some(Record {
            fields: self.fields.len(),
            open_quote: self.open_quote,
        })
    }
}

/// Puts all records into the sheet. The arena holds the text; fields point into it, and those with doubled quotes are
/// written anew at its end. Returns the line of a quote that is never closed.
pub(super) fn read(
    arena: &mut Arena,
    start: usize,
    delimiter: char,
    sheet: &mut Sheet,
) -> Result<Option<u64>, SheetError> {
    let mut quotes = Vec::new();
    let mut records = Records::new(arena.as_str(), start, delimiter);
    let mut row = 0_u32;
    let mut open_quote = None;
    while let Some(record) = records.next() {
        row = row.checked_add(1).ok_or(SheetError::TooMuchText)?;
        open_quote = open_quote.or(record.open_quote);
        if record.fields == 0 {
            continue;
        }
        sheet.begin_row(row, false);
        sheet.set_width(u16::try_from(record.fields).unwrap_or(u16::MAX));
        for (column, field) in records.fields.iter().enumerate() {
            let Some(column) = u16::try_from(column)
                .ok()
                .filter(|&column| column <= LAST_COLUMN)
            else {
                return Err(SheetError::TooMuchText);
            };
            if field.start == field.end {
                continue;
            }
            if field.doubled {
                quotes.push((row, column, *field));
            }
            sheet.push(Cell {
                row,
                span: Span::between(field.start, field.end)?,
                column,
                style: 0,
                kind: Kind::Text,
                formula: false,
            })?;
        }
    }
    for (row, column, field) in quotes {
        let plain = arena.as_str()[field.start..field.end].replace("\"\"", "\"");
        let start = arena.len();
        arena.push(&plain);
        sheet.set_span(row, column, arena.since(start)?);
    }
    Ok(open_quote)
}
