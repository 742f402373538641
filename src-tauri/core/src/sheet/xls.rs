//! Workbooks of Excel 97 to 2003 (BIFF8), read record by record: values, formats, hidden rows, merges. It must never
//! believe a length or a place that the file states without looking whether it lies within the file.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::calamine;
use super::cell::Arena;
use super::container::FileFormat;
use super::error::{Cause, SheetError};
use super::page::{Sheet, Workbook};
use super::read::Source;
use super::told::Unknown;
use records::Records;

mod cells;
mod globals;
mod records;
mod strings;

/// The stream that holds all sheets.
const STREAM: &str = "Workbook";

/// What is wrong with a record, in words.
type Damage = &'static str;

/// Reads all sheets. Formats before BIFF8 are left to calamine, with what it cannot tell said.
pub(super) fn read(source: Source, bytes: Vec<u8>) -> Result<Workbook, SheetError> {
    let Some(stream) = stream(&bytes)? else {
        return calamine::read(source, FileFormat::Xls, bytes);
    };
    drop(bytes);
    let mut arena = Arena::default();
    let globals = globals::read(&stream, &mut arena)?;
    let mut sheets = Vec::with_capacity(globals.sheets.len());
    // Sheets that lie apart are read in as many bytes as there are; sheets within sheets could take for ever.
    let mut left = stream.len();
    for listed in globals.sheets {
        let mut sheet = Sheet::new(listed.name, listed.visibility);
        let part = stream.get(listed.start..).unwrap_or_default();
        let mut records = Records::of(part.get(..left.min(part.len())).unwrap_or_default());
        let context = cells::Context {
            formats: &globals.formats,
            shared: &globals.strings,
            computed: globals.computed,
        };
        cells::read(&mut records, &context, &mut sheet, &mut arena)?;
        left = left.saturating_sub(records.read());
        sheets.push(sheet);
    }
    // Formulas are stored as tokens here, which nobody reads but Excel.
    let computed = sheets.iter().any(Sheet::is_computed);
    Ok(Workbook {
        source,
        format: FileFormat::Xls,
        encoding: None,
        delimiter: None,
        encodings: Vec::new(),
        delimiters: Vec::new(),
        sheets,
        notes: Vec::new(),
        unknown: computed
            .then_some(Unknown::FormulaTexts)
            .into_iter()
            .collect(),
        chosen: 0,
        arena,
        formats: globals.formats,
        epoch_1904: globals.epoch_1904,
    })
}

/// The stream of a BIFF8 workbook; `None` for one of an earlier format.
fn stream(bytes: &[u8]) -> Result<Option<Vec<u8>>, SheetError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| compound(&error))?;
    if !file.is_stream(STREAM) {
        return Ok(None);
    }
    let mut stream = Vec::new();
    let part = file.open_stream(STREAM).map_err(|error| compound(&error))?;
    // A chain of sectors can be no longer than the file that holds them.
    let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    part.take(most)
        .read_to_end(&mut stream)
        .map_err(|error| compound(&error))?;
    Ok(globals::is_biff8(&stream).then_some(stream))
}

fn compound(error: &std::io::Error) -> SheetError {
    SheetError::Compound(Cause::of(error))
}

fn malformed(what: Damage) -> SheetError {
    SheetError::Malformed {
        part: STREAM.to_owned(),
        what: what.into(),
    }
}
