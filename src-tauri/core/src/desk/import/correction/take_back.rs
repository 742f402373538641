//! Takes corrections back: cells that say something else than was written out, by the row's number. Nothing is changed
//! unless all of it can be read, and a value that lost its digits on the way is never taken for a correction.

use std::borrow::Cow;
use std::path::Path;

use hashbrown::HashMap;

use super::{MARK, ORIGIN, TakenBack};
use crate::desk::DeskError;
use crate::desk::import::said::Said;
use crate::desk::import::{Edit, EditedCell, Import};
use crate::employee::Field;
use crate::roster::is_identifier;
use crate::sheet::{
    Digits, Kind, Mapping, Page, ReadOptions, Row, SheetError, Workbook, address, digits, read_file,
};

/// The row of the hidden sheet that holds the headers; on the sheet that is seen it is the first.
const HEADERS: u32 = 2;

impl Import {
    /// Reads a corrected workbook and makes every cell that was changed there one step of undo.
    pub fn take_back(&mut self, path: &Path) -> Result<TakenBack, DeskError> {
        let cells = self.corrections(path)?;
        let mut rows: Vec<u32> = cells.iter().map(|cell| cell.row).collect();
        rows.dedup();
        let taken = TakenBack {
            rows: rows.len(),
            cells: cells.len(),
        };
        if !cells.is_empty() {
            self.edit(Edit::Bulk {
                cells,
                left_out: Vec::new(),
            })?;
        }
        Ok(taken)
    }

    /// The cells that change, in the order of the spreadsheet.
    fn corrections(&self, path: &Path) -> Result<Vec<EditedCell>, DeskError> {
        let origin = self.origin(path)?;
        let corrected = read_file(path, &ReadOptions::default())?;
        let (Some(written), Some(page), Some(said)) =
            (origin.chosen(), corrected.chosen(), self.said())
        else {
            return Err(DeskError::ForeignCorrection);
        };
        same_headers(written, page)?;
        let correction = Correction {
            written,
            page,
            width: said.page.width(),
            said,
            mapping: &self.mapping,
        };
        correction.cells()
    }

    /// What was written out, when it was written from this spreadsheet and sheet.
    fn origin(&self, path: &Path) -> Result<Workbook, DeskError> {
        let options = ReadOptions {
            sheet: Some(ORIGIN.to_owned()),
            ..ReadOptions::default()
        };
        let origin = read_file(path, &options).map_err(|error| match error {
            SheetError::NoSuchSheet { .. } => DeskError::ForeignCorrection,
            error => DeskError::Sheet(error),
        })?;
        let own_sheet = self.workbook.chosen().map(|page| page.sheet.name.as_str());
        let is_own = origin.chosen().is_some_and(|page| {
            let said = |column| plain(page, 1, column);
            said(0) == MARK
                && said(1) == self.workbook.source.sha256
                && Some(said(2).as_ref()) == own_sheet
        });
        is_own.then_some(origin).ok_or(DeskError::ForeignCorrection)
    }
}

/// A corrected sheet beside what was written out and what is said now.
struct Correction<'a> {
    written: Page<'a>,
    page: Page<'a>,
    said: Said<'a>,
    width: u16,
    mapping: &'a Mapping,
}

impl Correction<'_> {
    /// The cells that change, in the order of the spreadsheet.
    fn cells(&self) -> Result<Vec<EditedCell>, DeskError> {
        let rows = self.written.rows().iter();
        let number = |row: &Row| plain(self.written, row.number, 0).parse().ok();
        let mut places: HashMap<u32, u32> = rows
            .filter(|row| row.number > HEADERS)
            .filter_map(|row| Some((number(row)?, row.number)))
            .collect();
        let mut cells = Vec::new();
        for row in self.page.rows().iter().filter(|row| row.number > 1) {
            if self.page.is_blank_row(row) {
                continue;
            }
            let number = plain(self.page, row.number, 0).trim().parse().ok();
            let known = number.and_then(|number| Some((number, places.remove(&number)?)));
            let Some((number, place)) = known else {
                return Err(DeskError::CorrectionRow { row: row.number });
            };
            self.row(number, place, row.number, &mut cells)?;
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        Ok(cells)
    }

    /// The cells of one row that say something else than was written out, and something else than is said now.
    fn row(
        &self,
        row: u32,
        place: u32,
        at: u32,
        cells: &mut Vec<EditedCell>,
    ) -> Result<(), DeskError> {
        for column in 0..self.width {
            let mut mapped = self.mapping.columns.iter();
            let mapped = mapped.find(|mapped| mapped.index == column);
            let before = plain(self.written, place, column + 1);
            let field = mapped.map(|mapped| &mapped.field);
            let after = corrected(self.page, (at, column + 1), &before, field)?;
            if after != before && after != self.said.text(row, column) {
                cells.push(EditedCell {
                    row,
                    column,
                    text: after.into_owned(),
                });
            }
        }
        Ok(())
    }
}

/// Inserted, removed or renamed columns would put values under other headers.
fn same_headers(written: Page<'_>, page: Page<'_>) -> Result<(), DeskError> {
    let width = written.width().max(page.width());
    for column in 1..width {
        let expected = plain(written, HEADERS, column);
        let found = plain(page, 1, column);
        if expected.trim() != found.trim() {
            return Err(DeskError::CorrectionHeader {
                cell: address(1, column).to_string(),
                found: found.trim().to_owned(),
                expected: expected.trim().to_owned(),
            });
        }
    }
    Ok(())
}

fn plain(page: Page<'_>, row: u32, column: u16) -> Cow<'_, str> {
    page.cell(row, column)
        .map_or(Cow::Borrowed(""), |cell| page.shown(&cell))
}

/// What a corrected cell says. A number that is the text written out without its zeros is that text; a cell whose value
/// cannot be trusted stops the whole correction.
fn corrected<'a>(
    page: Page<'a>,
    (row, column): (u32, u16),
    before: &'a str,
    field: Option<&Field>,
) -> Result<Cow<'a, str>, DeskError> {
    let Some(cell) = page.cell(row, column) else {
        return Ok(Cow::Borrowed(""));
    };
    let lost = match cell.kind {
        Kind::FormulaWithoutValue => true,
        Kind::Number => digits(page.raw(&cell)) == Digits::Lost,
        Kind::Date => field.is_some_and(is_identifier),
        _ => false,
    };
    if lost {
        return Err(DeskError::CorrectionCell {
            cell: address(row, column).to_string(),
        });
    }
    let text = page.shown(&cell);
    let only_zeros_went = cell.kind == Kind::Number
        && text.len() < before.len()
        && before.bytes().all(|b| b.is_ascii_digit())
        && before.trim_start_matches('0') == text.trim_start_matches('0');
    Ok(if only_zeros_went {
        Cow::Borrowed(before)
    } else {
        text
    })
}
