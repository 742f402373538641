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
    /// The line on which a quote opens that is never closed, or that swallowed the rows below it; from 1.
    pub(super) open_quote: Option<u64>,
    /// Whether a lone CR ended it.
    lone_cr: bool,
}

/// What is wrong with a text's quotes and line ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Damage {
    /// The line of a quote that is never closed, or is closed rows later.
    pub(super) open_quote: Option<u64>,
    /// The line where a CR by itself parts a row in two, in a file whose lines end otherwise.
    pub(super) lone_cr: Option<u64>,
}

/// A pass over the records of a text.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    delimiter: u8,
    fields: Vec<Field>,
    open_quote: Option<u64>,
    /// How many fields the last record of one line had.
    width: usize,
    /// The line of the first quote of this record that goes on past its line.
    spanning: Option<u64>,
    /// Whether the last line end was a CR by itself.
    lone_cr: bool,
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
            width: 0,
            spanning: None,
            lone_cr: false,
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
            self.keep(Field {
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
                    self.keep(Field {
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
        if self.line != opened {
            self.spanning.get_or_insert(opened);
        }
        let end = self.at;
        self.at += 1;
        self.skip_plain();
        if self.at == end + 1 {
            self.keep(Field {
                start,
                end,
                doubled,
            });
        } else {
            // Characters behind the closing quote: the field is kept as it stands, quotes and all.
            self.keep(Field {
                start: start - 1,
                end: self.at,
                doubled: false,
            });
        }
    }

    /// One field more than any sheet has columns tells that there are too many; the others are not kept.
    fn keep(&mut self, field: Field) {
        if self.fields.len() <= usize::from(LAST_COLUMN) + 1 {
            self.fields.push(field);
        }
    }

    fn line_end(&mut self) {
        let pair = self.text.as_bytes().get(self.at..self.at + 2) == Some(b"\r\n");
        self.lone_cr = !pair && self.byte() == Some(b'\r');
        self.at += 1 + usize::from(pair);
        self.line += 1;
    }

    /// Whether a quote of this record ran over the end of its row: each line by itself is as wide as a row, so that they
    /// are rows and no value of several lines.
    fn swallowed(&self, start: usize) -> bool {
        let record = self.text.get(start..self.at).unwrap_or_default();
        let fields = |line: &str| 1 + line.bytes().filter(|&byte| byte == self.delimiter).count();
        let lines = record.trim_end_matches(['\r', '\n']).lines();
        self.width > 1 && lines.map(fields).all(|fields| fields == self.width)
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        self.fields.clear();
        self.spanning = None;
        self.lone_cr = false;
        let (start, line) = (self.at, self.line);
        let first = self.byte()?;
        if first == b'\n' || first == b'\r' {
            self.line_end();
            return Some(Record {
                fields: 0,
                open_quote: None,
                lone_cr: self.lone_cr,
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
                self.keep(Field {
                    start: self.at,
                    end: self.at,
                    doubled: false,
                });
                break;
            }
        }
        match self.spanning {
            Some(opened) if self.swallowed(start) => {
                self.open_quote.get_or_insert(opened);
            }
            None if self.line <= line + 1 => self.width = self.fields.len(),
            _ => {}
        }
        Some(Record {
            fields: self.fields.len(),
            open_quote: self.open_quote,
            lone_cr: self.lone_cr,
        })
    }
}

/// Puts all records into the sheet. The arena holds the text; fields point into it, and those with doubled quotes are
/// written anew at its end.
pub(super) fn read(
    arena: &mut Arena,
    start: usize,
    delimiter: char,
    sheet: &mut Sheet,
) -> Result<Damage, SheetError> {
    let mut quotes = Vec::new();
    let mut records = Records::new(arena.as_str(), start, delimiter);
    let mut row = 0_u32;
    let mut damage = Damage::default();
    let mut line_ends = LineEnds::default();
    while let Some(record) = records.next() {
        row = row.checked_add(1).ok_or(SheetError::TooMuchText)?;
        damage.open_quote = damage.open_quote.or(record.open_quote);
        line_ends.see(&record, records.line.saturating_sub(1));
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
    damage.lone_cr = line_ends.torn();
    Ok(damage)
}

/// How rows end, and where one was torn in two.
#[derive(Default)]
struct LineEnds {
    width: Option<usize>,
    others: bool,
    /// The line of a lone CR whose row, or the next, was too narrow.
    torn: Option<u64>,
    before: Option<u64>,
}

impl LineEnds {
    fn see(&mut self, record: &Record, line: u64) {
        let width = *self.width.get_or_insert(record.fields);
        let narrow = record.fields < width;
        let before = self.before.take();
        if narrow && self.torn.is_none() {
            self.torn = before.or(record.lone_cr.then_some(line));
        }
        if record.lone_cr {
            self.before = Some(line);
        } else {
            self.others = true;
        }
    }

    /// In a file of old, where every row ends in a CR, none tears anything.
    fn torn(self) -> Option<u64> {
        self.torn.filter(|_| self.others)
    }
}
