//! Workbooks of LibreOffice, read in one streaming pass over their content. Nothing is laid out because a file says
//! that it repeats: blank repeats are only counted, all others are copied within a limit and share their text.

use std::io::{Cursor, Read, Seek};

use quick_xml::events::Event;

use super::container::FileFormat;
use super::error::SheetError;
use super::page::Workbook;
use super::read::Source;
use super::xlsx::Package;

mod open_cell;
mod paragraph;
mod pass;
mod repeats;
mod styles;

const CONTENT: &str = "content.xml";

/// Reads all sheets.
pub(super) fn read(source: Source, bytes: &[u8]) -> Result<Workbook, SheetError> {
    let mut package = Package::of(Cursor::new(bytes))?;
    if is_encrypted(&mut package)? {
        return Err(SheetError::Encrypted);
    }
    let mut collected = styles::Collected::default();
    if let Some(mut part) = package.part("styles.xml")? {
        let mut buffer = Vec::new();
        loop {
            match part.next(&mut buffer)? {
                Event::Eof => break,
                event => collected.take(&event),
            }
        }
    }
    let pass = content(&mut package, collected)?;
    Ok(Workbook {
        source,
        format: FileFormat::Ods,
        encoding: None,
        delimiter: None,
        encodings: Vec::new(),
        delimiters: Vec::new(),
        sheets: pass.sheets,
        notes: Vec::new(),
        unknown: Vec::new(),
        chosen: 0,
        arena: pass.arena,
        formats: pass.styles.formats,
        // Dates are written in ISO form here, whatever day the sheet counts from.
        epoch_1904: false,
    })
}

/// The styles of the content, then its sheets.
fn content<R: Read + Seek>(
    package: &mut Package<R>,
    mut collected: styles::Collected,
) -> Result<pass::Pass, SheetError> {
    let malformed = |what: &'static str| SheetError::Malformed {
        part: CONTENT.to_owned(),
        what: what.into(),
    };
    let Some(mut part) = package.part(CONTENT)? else {
        return Err(malformed("it is missing"));
    };
    part.reader.config_mut().check_end_names = true;
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Eof => return Err(malformed("it holds no sheets")),
            Event::Start(element) if element.local_name().as_ref() == "body" => break,
            event => collected.take(&event),
        }
    }
    let mut pass = pass::Pass::new(collected.resolve());
    loop {
        match part.next(&mut buffer)? {
            Event::Eof => break,
            event => pass.take(&event)?.map_err(malformed)?,
        }
    }
    if !pass.is_complete() {
        return Err(malformed("it ends in the middle of a sheet"));
    }
    Ok(pass)
}

/// Whether the manifest says that parts were encrypted.
fn is_encrypted<R: Read + Seek>(package: &mut Package<R>) -> Result<bool, SheetError> {
    let Some(mut part) = package.part("META-INF/manifest.xml")? else {
        return Ok(false);
    };
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}
