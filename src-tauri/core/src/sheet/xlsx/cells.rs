//! One streaming pass over a sheet's XML: rows, cells, hidden rows and columns, merged areas. What a cell says goes
//! into the arena as the file has it; dimensions that a file declares are not believed.

use quick_xml::events::{BytesStart, Event};

use super::{Package, append, attribute, says_yes, strings};
use crate::sheet::address::{Area, LAST_COLUMN, LAST_ROW, parse_address};
use crate::sheet::cell::{Arena, Cell, Kind, Span};
use crate::sheet::error::SheetError;
use crate::sheet::number_format::NumberFormat;
use crate::sheet::page::Sheet;

/// Reads the cells of one sheet.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    sheet: &mut Sheet,
    arena: &mut Arena,
    shared: &[Span],
    formats: &[NumberFormat],
) -> Result<(), SheetError> {
    let Some(mut part) = package.chunks(part)? else {
        return Err(SheetError::Malformed {
            part: part.to_owned(),
            what: "the sheet is listed but missing",
        });
    };
    let mut pass = Pass {
        sheet,
        arena,
        shared,
        formats,
        row: 0,
        column: 0,
        cell: None,
        capturing: false,
    };
    part.each(|name, event| pass.take(name, &event))?;
    pass.sheet.finish();
    Ok(())
}

/// What the attribute `t` of a cell says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    IsoDate,
}

/// The cell that is being read.
struct Open {
    row: u32,
    column: u16,
    written: Written,
    style: u16,
    start: usize,
    formula: bool,
    value: bool,
    aid: bool,
}

struct Pass<'p> {
    sheet: &'p mut Sheet,
    arena: &'p mut Arena,
    shared: &'p [Span],
    formats: &'p [NumberFormat],
    row: u32,
    /// The column after the last cell.
    column: u16,
    cell: Option<Open>,
    capturing: bool,
}

impl Pass<'_> {
    fn take(&mut self, part: &str, event: &Event<'_>) -> Result<(), SheetError> {
        let done = match event {
            Event::Start(element) => self.start(element),
            Event::End(element) => self.end(element.local_name().as_ref())?,
            event => {
                if self.capturing {
                    append(event, self.arena);
                }
                Ok(())
            }
        };
        done.map_err(|what| SheetError::Malformed {
            part: part.to_owned(),
            what,
        })
    }

    fn end(&mut self, name: &str) -> Result<Result<(), &'static str>, SheetError> {
        match name {
            "v" | "t" => self.capturing = false,
            "c" => return self.finish_cell(),
            "rPh" => {
                if let Some(cell) = &mut self.cell {
                    cell.aid = false;
                }
            }
            _ => {}
        }
        Ok(Ok(()))
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), &'static str> {
        match element.local_name().as_ref() {
            "c" => self.start_cell(element)?,
            "v" | "t" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.aid) {
                    cell.value = true;
                    self.capturing = true;
                }
            }
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.formula = true;
                }
            }
            "rPh" => {
                if let Some(cell) = &mut self.cell {
                    cell.aid = true;
                }
            }
            "row" => self.start_row(element)?,
            "mergeCell" => {
                let area = attribute(element, "ref");
                self.sheet
                    .merges
                    .extend(area.and_then(|area| Area::parse(&area)));
            }
            "col" => self.hide_columns(element),
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, element: &BytesStart<'_>) -> Result<(), &'static str> {
        let number = match attribute(element, "r") {
            Some(said) => said.parse().map_err(|_| "a row has no number")?,
            None => self.row + 1,
        };
        if !(1..=LAST_ROW).contains(&number) {
            return Err("a row lies beyond the last row that a sheet can have");
        }
        let hidden = attribute(element, "hidden").is_some_and(|value| says_yes(&value));
        if self.cell.is_some() {
            return Err("a row begins inside of a cell");
        }
        self.row = number;
        self.column = 0;
        self.sheet.begin_row(number, hidden);
        Ok(())
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) -> Result<(), &'static str> {
        let mut style = 0;
        let mut written = Written::Number;
        let mut place = None;
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.local_name().as_ref() {
                "r" => {
                    place = Some(parse_address(&attribute.value).ok_or("a cell has no address")?);
                }
                "s" => style = attribute.value.parse().unwrap_or(0),
                "t" => {
                    written = match attribute.value.as_ref() {
                        "s" => Written::Shared,
                        "str" | "inlineStr" => Written::Text,
                        "b" => Written::Bool,
                        "e" => Written::Error,
                        "d" => Written::IsoDate,
                        _ => Written::Number,
                    }
                }
                _ => {}
            }
        }
        if self.row == 0 {
            return Err("a cell stands outside of any row");
        }
        let column = match place {
            Some((row, _)) if row != self.row => return Err("a cell's address is another row's"),
            Some((_, column)) => column,
            None => self.column,
        };
        if column > LAST_COLUMN {
            return Err("a cell lies beyond the last column that a sheet can have");
        }
        if self.cell.is_some() {
            return Err("a cell begins inside of a cell");
        }
        self.column = column + 1;
        self.cell = Some(Open {
            row: self.row,
            column,
            written,
            style,
            start: self.arena.len(),
            formula: false,
            value: false,
            aid: false,
        });
        Ok(())
    }

    /// Keeps the cell that ended. The outer error is one of size, the inner one names damage.
    fn finish_cell(&mut self) -> Result<Result<(), &'static str>, SheetError> {
        self.capturing = false;
        let Some(open) = self.cell.take() else {
            return Ok(Ok(()));
        };
        let (kind, span) = match self.value_of(&open)? {
            Ok(value) => value,
            Err(what) => return Ok(Err(what)),
        };
        if kind == Kind::Blank && !open.formula {
            return Ok(Ok(()));
        }
        self.sheet.push(Cell {
            row: open.row,
            span,
            column: open.column,
            style: open.style,
            kind,
            formula: open.formula,
        })?;
        Ok(Ok(()))
    }

    fn value_of(&mut self, open: &Open) -> Result<Result<(Kind, Span), &'static str>, SheetError> {
        let empty = self.arena.len() == open.start;
        let kind = match open.written {
            Written::Text => {
                strings::unescape(self.arena, open.start);
                let computed = open.value || !open.formula;
                match (empty, computed) {
                    (false, _) => Kind::Text,
                    (true, true) => Kind::Blank,
                    (true, false) => Kind::FormulaWithoutValue,
                }
            }
            _ if empty && open.formula => Kind::FormulaWithoutValue,
            _ if empty => Kind::Blank,
            Written::Shared => {
                let index = self
                    .arena
                    .as_str()
                    .get(open.start..)
                    .and_then(|said| said.trim().parse::<usize>().ok());
                self.arena.truncate(open.start);
                let span = index.and_then(|index| self.shared.get(index));
                return Ok(span
                    .map(|span| (Kind::Text, *span))
                    .ok_or("a cell names a text that is missing"));
            }
            Written::Bool => Kind::Bool,
            Written::Error => Kind::Error,
            Written::IsoDate => Kind::Date,
            Written::Number => match self.formats.get(usize::from(open.style)) {
                Some(NumberFormat::Date) => Kind::Date,
                _ => Kind::Number,
            },
        };
        Ok(Ok((kind, self.arena.since(open.start)?)))
    }

    fn hide_columns(&mut self, element: &BytesStart<'_>) {
        let number = |name: &str| {
            let said = attribute(element, name)?;
            said.parse::<u16>().ok()?.checked_sub(1)
        };
        let hidden = attribute(element, "hidden").is_some_and(|value| says_yes(&value));
        if let (true, Some(first), Some(last)) = (hidden, number("min"), number("max")) {
            self.sheet.hidden_columns.push((first, last));
        }
    }
}
