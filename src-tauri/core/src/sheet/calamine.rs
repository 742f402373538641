//! Workbooks in the formats that calamine reads for us: .xlsb, and .xls from before Excel 97. What it cannot tell is named in the
//! workbook's `unknown`, never taken for absent.

use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb};

use super::address::{LAST_COLUMN, LAST_ROW};
use super::cell::{Arena, Cell, Kind};
use super::container::FileFormat;
use super::error::{Cause, SheetError};
use super::page::{Sheet, Workbook};
use super::read::Source;
use super::told::{Unknown, Visibility};

type Ranges = Vec<(String, Visibility, Range<Data>)>;

/// Reads all sheets of a format that has no reader of its own.
pub(super) fn read(
    source: Source,
    format: FileFormat,
    bytes: Vec<u8>,
) -> Result<Workbook, SheetError> {
    let bytes = Cursor::new(bytes);
    let ranges = match format {
        FileFormat::Xls => {
            let mut workbook = Xls::new(bytes).map_err(|error| match error {
                XlsError::Password => SheetError::Encrypted,
                error => damaged(error),
            })?;
            ranges(&mut workbook)?
        }
        _ => ranges(&mut Xlsb::new(bytes).map_err(damaged)?)?,
    };
    let mut arena = Arena::default();
    let mut sheets = Vec::with_capacity(ranges.len());
    for (name, visibility, range) in ranges {
        sheets.push(sheet_of(Sheet::new(name, visibility), &range, &mut arena)?);
    }
    Ok(Workbook {
        source,
        format,
        encoding: None,
        encodings: Vec::new(),
        delimiter: None,
        delimiters: Vec::new(),
        sheets,
        notes: Vec::new(),
        unknown: vec![
            Unknown::HiddenRows,
            Unknown::HiddenColumns,
            Unknown::MergedCells,
            Unknown::NumberFormats,
            Unknown::Formulas,
        ],
        chosen: 0,
        arena,
        formats: Vec::new(),
        epoch_1904: false,
    })
}

fn damaged<E: Into<calamine::Error>>(error: E) -> SheetError {
    SheetError::Calamine(Cause::of(&error.into()))
}

fn ranges<R>(workbook: &mut R) -> Result<Ranges, SheetError>
where
    R: Reader<Cursor<Vec<u8>>>,
    R::Error: Into<calamine::Error>,
{
    let listed = workbook.sheets_metadata().to_vec();
    let mut ranges = Vec::with_capacity(listed.len());
    for sheet in listed
        .into_iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    {
        let visibility = match sheet.visible {
            SheetVisible::Visible => Visibility::Visible,
            SheetVisible::Hidden => Visibility::Hidden,
            SheetVisible::VeryHidden => Visibility::VeryHidden,
        };
        let range = workbook.worksheet_range(&sheet.name).map_err(damaged)?;
        ranges.push((sheet.name, visibility, range));
    }
    Ok(ranges)
}

fn sheet_of(mut sheet: Sheet, range: &Range<Data>, arena: &mut Arena) -> Result<Sheet, SheetError> {
    let (top, left) = range.start().unwrap_or((0, 0));
    for (offset, cells) in range.rows().enumerate() {
        let row = u32::try_from(offset)
            .unwrap_or(u32::MAX)
            .saturating_add(top)
            .saturating_add(1);
        if row > LAST_ROW {
            break;
        }
        if cells.iter().all(|cell| matches!(cell, Data::Empty)) {
            continue;
        }
        sheet.begin_row(row, false, 0);
        for (offset, data) in cells.iter().enumerate() {
            let column = u16::try_from(offset + left as usize).unwrap_or(u16::MAX);
            if column > LAST_COLUMN {
                break;
            }
            let start = arena.len();
            let kind = write(data, arena);
            if kind != Kind::Blank {
                sheet.push(Cell {
                    row,
                    span: arena.since(start)?,
                    column,
                    style: 0,
                    kind,
                    formula: false,
                })?;
            }
        }
    }
    Ok(sheet)
}

/// Writes what a cell says. Numbers come as floats here: the shortest text that gives the same float is what was
/// stored, and it never has an exponent.
fn write(data: &Data, arena: &mut Arena) -> Kind {
    match data {
        Data::Empty => Kind::Blank,
        Data::String(text) if text.is_empty() => Kind::Blank,
        Data::String(text) => {
            arena.push(text);
            Kind::Text
        }
        Data::Int(number) => {
            arena.push(&number.to_string());
            Kind::Number
        }
        Data::Float(number) => {
            arena.push(&number.to_string());
            Kind::Number
        }
        Data::Bool(yes) => {
            arena.push(if *yes { "1" } else { "0" });
            Kind::Bool
        }
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            arena.push(&format!("{year:04}-{month:02}-{day:02}"));
            if (hour, minute, second) != (0, 0, 0) {
                arena.push(&format!(" {hour:02}:{minute:02}:{second:02}"));
            }
            Kind::Date
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            arena.push(text);
            Kind::Date
        }
        Data::Error(error) => {
            arena.push(&error.to_string());
            Kind::Error
        }
    }
}
