//! Records and fields of delimited text. A quote counts at the start of a field alone; a doubled quote inside is one
//! quote; line ends are CR LF, LF or CR. Every line end outside of quotes ends a row, blank rows included.

use super::marks::Marks;
use crate::sheet::address::LAST_COLUMN;

/// Where a field stands in the text, and whether quotes must be taken out of it.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) doubled: bool,
}

/// A record without its fields' text.
pub(super) struct Record {
    /// How many fields; 0 for a blank line.
    pub(super) fields: usize,
    /// The line on which a quote opens that is never closed, or that swallowed the rows below it; from 1.
    pub(super) open_quote: Option<u64>,
    /// Whether a lone CR ended it.
    pub(super) lone_cr: bool,
    /// Whether a quote goes on past its line.
    pub(super) spans_lines: bool,
}

/// A pass over the records of a text.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    delimiter: u8,
    marks: Marks,
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
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        Self {
            text,
            at: start,
            line: 1,
            delimiter,
            marks: Marks::new(delimiter),
            fields: Vec::new(),
            open_quote: None,
            width: 0,
            spanning: None,
            lone_cr: false,
        }
    }

    /// The same, where lines were counted before.
    pub(super) fn on_line(mut self, line: u64) -> Self {
        self.line = line;
        self
    }

    /// The line that comes next, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The byte where the next record begins.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// The fields of the record that was read last.
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The texts of the record that was read last, as they stand between their quotes.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'t str> + '_ {
        let text = |field: &Field| self.text.get(field.start..field.end).unwrap_or_default();
        self.fields.iter().map(text)
    }

    /// Reads the next record if it is one line that is nothing but its fields, without a quote that counts: adds where
    /// each field begins, and behind the last where the next would, and tells how many there are. `None`, and nothing
    /// read, for any other record, which the iterator reads; what was added then means nothing.
    pub(super) fn plain(&mut self, starts: &mut Vec<u32>) -> Option<u16> {
        let bytes = self.text.as_bytes();
        let before = starts.len();
        let mut at = self.at;
        if self.open_quote.is_some() || matches!(bytes.get(at)?, b'"' | b'\r' | b'\n') {
            return None;
        }
        starts.push(u32::try_from(at).ok()?);
        loop {
            at = self.marks.at_or_behind(bytes, at);
            starts.push(u32::try_from(at + 1).ok()?);
            match bytes.get(at) {
                Some(&b'\r') if bytes.get(at + 1) != Some(&b'\n') => return None,
                Some(&(b'\n' | b'\r')) | None => break,
                Some(_) => at += 1,
            }
            let fields = starts.len() - before;
            if bytes.get(at) == Some(&b'"') || fields > usize::from(LAST_COLUMN) {
                return None;
            }
        }
        let fields = starts.len() - before - 1;
        self.at = at;
        if at < bytes.len() {
            self.line_end();
        }
        self.width = fields;
        u16::try_from(fields).ok()
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
        self.at = self.marks.at_or_behind(self.text.as_bytes(), self.at);
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
                spans_lines: false,
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
            spans_lines: self.spanning.is_some(),
        })
    }
}
