//! One streaming pass over a sheet's XML: rows, cells, hidden rows and columns, merged areas. What a cell says is handed
//! on as the file has it; dimensions that a file declares are not believed.

use std::io::{Read, Seek};

use super::scan::{Scanner, Token, append};
use super::{Package, What, chunks, says_yes, strings};
use crate::sheet::address::{Area, LAST_COLUMN, LAST_ROW, parse_address};
use crate::sheet::block::{CellHead, Formula, Gathered, Margins, Said, Sink};
use crate::sheet::cell::Kind;
use crate::sheet::error::SheetError;
use crate::sheet::number_format::NumberFormat;

/// Which sheet is read, and how much of it.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    pub(super) part: &'w str,
    /// Its index in the workbook.
    pub(super) sheet: u16,
    /// So many rows, from the first that is there.
    pub(super) most_rows: u32,
}

/// Reads the cells of one sheet. Returns the highest index of a shared string that they name.
pub(super) fn read<R: Read + Seek + Send>(
    package: &mut Package<R>,
    wanted: Wanted<'_>,
    formats: &[NumberFormat],
    sink: &dyn Sink,
) -> Result<Option<u32>, SheetError> {
    let Some(part) = package.chunks(wanted.part)? else {
        return Err(chunks::malformed(
            wanted.part,
            "the sheet is listed but missing",
        ));
    };
    let mut pass = Pass {
        gathered: Gathered::of_sheet(wanted.sheet, sink),
        margins: Margins::default(),
        formats,
        rows_left: wanted.most_rows,
        row: 0,
        column: 0,
        cell: None,
        capturing: false,
        in_formula: false,
        formula: String::new(),
        in_data: false,
        last_string: None,
    };
    part.each(|scanner| pass.take(scanner))?;
    if pass.in_data && pass.rows_left > 0 {
        return Err(chunks::malformed(
            wanted.part,
            "it ends in the middle of its rows",
        ));
    }
    pass.gathered.end(pass.margins)?;
    Ok(pass.last_string)
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
    column: u16,
    written: Written,
    style: u16,
    start: usize,
    formula: bool,
    value: bool,
    aid: bool,
}

struct Pass<'p> {
    gathered: Gathered<'p>,
    margins: Margins,
    formats: &'p [NumberFormat],
    rows_left: u32,
    row: u32,
    /// The column after the last cell.
    column: u16,
    cell: Option<Open>,
    capturing: bool,
    in_formula: bool,
    formula: String,
    in_data: bool,
    last_string: Option<u32>,
}

/// Hands the inner error of damage on, within the outer one of size.
macro_rules! sound {
    ($done:expr) => {
        match $done {
            Ok(value) => value,
            Err(what) => return Ok(Err(what)),
        }
    };
}

impl Pass<'_> {
    /// Takes a chunk; false once there are enough rows.
    fn take(&mut self, scanner: &mut Scanner<'_>) -> Result<Result<bool, What>, SheetError> {
        while let Some(token) = sound!(scanner.next()) {
            match token {
                Token::Start("row") => {
                    if self.rows_left == 0 {
                        return Ok(Ok(false));
                    }
                    self.rows_left -= 1;
                    sound!(self.start_row(scanner));
                }
                Token::Start("c") => {
                    sound!(self.start_cell(scanner));
                    if let Some(said) = scanner.plain_value() {
                        self.gathered.text().push_str(said);
                        if let Some(cell) = &mut self.cell {
                            cell.value = true;
                        }
                        sound!(self.finish_cell()?);
                    }
                }
                Token::End("c") => sound!(self.finish_cell()?),
                Token::Start(name) => sound!(self.start(name, scanner)),
                Token::End(name) => self.end(name),
                Token::Text(said) if self.in_formula => append(said, &mut self.formula),
                Token::Verbatim(said) if self.in_formula => self.formula.push_str(said),
                Token::Text(said) if self.capturing => append(said, self.gathered.text()),
                Token::Verbatim(said) if self.capturing => self.gathered.text().push_str(said),
                Token::Text(_) | Token::Verbatim(_) => {}
            }
        }
        Ok(Ok(true))
    }

    fn end(&mut self, name: &str) {
        match name {
            "v" | "t" => self.capturing = false,
            "f" => self.in_formula = false,
            "rPh" => {
                if let Some(cell) = &mut self.cell {
                    cell.aid = false;
                }
            }
            "sheetData" => self.in_data = false,
            _ => {}
        }
    }

    fn start(&mut self, name: &str, scanner: &mut Scanner<'_>) -> Result<(), What> {
        match (name, &mut self.cell) {
            ("v" | "t", Some(cell)) if !cell.aid => {
                cell.value = true;
                self.capturing = true;
            }
            ("f", Some(cell)) => {
                cell.formula = true;
                self.in_formula = true;
            }
            ("rPh", Some(cell)) => cell.aid = true,
            ("sheetData", _) => self.in_data = true,
            ("mergeCell", _) => {
                while let Some((name, value)) = scanner.attribute()? {
                    if name == "ref" {
                        self.margins.merges.extend(Area::parse(value));
                    }
                }
            }
            ("col", _) => self.hide_columns(scanner)?,
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, scanner: &mut Scanner<'_>) -> Result<(), What> {
        let mut number = self.row + 1;
        let mut hidden = false;
        while let Some((name, value)) = scanner.attribute()? {
            match name {
                "r" => number = value.parse().map_err(|_| "a row has no number")?,
                "hidden" => hidden = says_yes(value),
                _ => {}
            }
        }
        if !(1..=LAST_ROW).contains(&number) {
            return Err("a row lies beyond the last row that a sheet can have");
        }
        if self.cell.is_some() {
            return Err("a row begins inside of a cell");
        }
        self.row = number;
        self.column = 0;
        self.gathered.begin_row(number, hidden, 0);
        Ok(())
    }

    fn start_cell(&mut self, scanner: &mut Scanner<'_>) -> Result<(), What> {
        let mut style = 0;
        let mut written = Written::Number;
        let mut place = None;
        while let Some((name, value)) = scanner.attribute()? {
            match name {
                "r" => place = Some(parse_address(value).ok_or("a cell has no address")?),
                "s" => style = value.parse().unwrap_or(0),
                "t" => {
                    written = match value {
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
            column,
            written,
            style,
            start: self.gathered.text().len(),
            formula: false,
            value: false,
            aid: false,
        });
        Ok(())
    }

    /// Keeps the cell that ended. The outer error is one of size, the inner one names damage.
    fn finish_cell(&mut self) -> Result<Result<(), What>, SheetError> {
        self.capturing = false;
        let Some(open) = self.cell.take() else {
            return Ok(Ok(()));
        };
        let (kind, said) = match self.value_of(&open)? {
            Ok(value) => value,
            Err(what) => return Ok(Err(what)),
        };
        let formula = std::mem::take(&mut self.formula);
        self.in_formula = false;
        if kind == Kind::Blank && !open.formula {
            return Ok(Ok(()));
        }
        if !formula.is_empty() {
            self.gathered.formula(Formula {
                row: self.row,
                column: open.column,
                text: formula,
            });
        }
        self.gathered.push(CellHead {
            column: open.column,
            style: open.style,
            kind,
            formula: open.formula,
            said,
        })?;
        Ok(Ok(()))
    }

    fn value_of(&mut self, open: &Open) -> Result<Result<(Kind, Said), What>, SheetError> {
        let text = self.gathered.text();
        let empty = text.len() == open.start;
        let kind = match open.written {
            Written::Text => {
                strings::unescape(text, open.start);
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
                let said = text.get(open.start..).unwrap_or_default();
                let index = said.trim().parse::<u32>().ok();
                text.truncate(open.start);
                self.last_string = self.last_string.max(index);
                return Ok(index
                    .map(|index| (Kind::Text, Said::Shared(index)))
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
        let length = self.gathered.text().len() - open.start;
        let length = u32::try_from(length).map_err(|_| SheetError::TooMuchText)?;
        Ok(Ok((kind, Said::Here(length))))
    }

    fn hide_columns(&mut self, scanner: &mut Scanner<'_>) -> Result<(), What> {
        let (mut hidden, mut first, mut last) = (false, None, None);
        while let Some((name, value)) = scanner.attribute()? {
            let number = || value.parse::<u16>().ok()?.checked_sub(1);
            match name {
                "hidden" => hidden = says_yes(value),
                "min" => first = number(),
                "max" => last = number(),
                _ => {}
            }
        }
        if let (true, Some(first), Some(last)) = (hidden, first, last) {
            self.margins.hidden_columns.push((first, last));
        }
        Ok(())
    }
}
