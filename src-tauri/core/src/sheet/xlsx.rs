//! Workbooks of Excel since 2007, read in one streaming pass over each part. Numbers stay the digits that the file
//! has, shared strings are held once, and nothing is allocated because a file declares a size.

use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::cell::Arena;
use super::container::{FileFormat, most_inflated};
use super::error::SheetError;
use super::page::{Sheet, Workbook};
use super::read::Source;
use chunks::Chunks;

mod cells;
mod chunks;
mod package;
mod strings;
mod styles;

/// Reads all sheets.
pub(super) fn read(
    source: Source,
    format: FileFormat,
    bytes: &[u8],
) -> Result<Workbook, SheetError> {
    let mut package = Package {
        archive: ZipArchive::new(Cursor::new(bytes))?,
    };
    let outline = package::outline(&mut package)?;
    let mut arena = Arena::default();
    let formats = match &outline.styles {
        Some(part) => styles::read(&mut package, part)?,
        None => Vec::new(),
    };
    let shared = match &outline.strings {
        Some(part) => strings::read(&mut package, part, &mut arena)?,
        None => Vec::new(),
    };
    let mut sheets = Vec::with_capacity(outline.sheets.len());
    for listed in outline.sheets {
        let mut sheet = Sheet::new(listed.name, listed.visibility);
        cells::read(
            &mut package,
            &listed.part,
            &mut sheet,
            &mut arena,
            &shared,
            &formats,
        )?;
        sheets.push(sheet);
    }
    Ok(Workbook {
        source,
        format,
        encoding: None,
        delimiter: None,
        sheets,
        notes: Vec::new(),
        unknown: Vec::new(),
        chosen: 0,
        arena,
        formats,
        epoch_1904: outline.epoch_1904,
    })
}

/// The zip file that a workbook is.
pub(super) struct Package<'a> {
    pub(super) archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens a part for reading event by event; `None` when there is none of that name, whatever its case.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<PartReader<'_, 'a>>, SheetError> {
        let Some(guarded) = self.open(name)? else {
            return Ok(None);
        };
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, guarded));
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().check_end_names = false;
        Ok(Some(PartReader {
            reader,
            name: name.to_owned(),
        }))
    }

    /// Opens a large part.
    fn chunks(&mut self, name: &str) -> Result<Option<Chunks<'_, 'a>>, SheetError> {
        let name = name.to_owned();
        Ok(self.open(&name)?.map(|inner| Chunks { inner, name }))
    }

    fn open(&mut self, name: &str) -> Result<Option<Guarded<Entry<'_, 'a>>>, SheetError> {
        let index = self.archive.index_for_name(name).or_else(|| {
            let mut names = self.archive.file_names();
            names.position(|found| found.is_ok_and(|found| found.eq_ignore_ascii_case(name)))
        });
        let Some(index) = index else { return Ok(None) };
        let inner = self.archive.by_index(index)?;
        let limit = most_inflated(inner.compressed_size());
        Ok(Some(Guarded {
            inner,
            limit,
            left: limit,
        }))
    }
}

pub(super) type Entry<'r, 'a> = zip::read::ZipFile<'r, Cursor<&'a [u8]>>;

/// A part that is being read.
pub(super) struct PartReader<'r, 'a> {
    pub(super) reader: Reader<BufReader<Guarded<Entry<'r, 'a>>>>,
    name: String,
}

impl PartReader<'_, '_> {
    pub(super) fn next<'b>(&mut self, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, SheetError> {
        buffer.clear();
        match self.reader.read_event_into(buffer) {
            Ok(event) => Ok(event),
            Err(quick_xml::Error::Io(error))
                if error.kind() == std::io::ErrorKind::FileTooLarge =>
            {
                Err(SheetError::Inflated {
                    part: self.name.clone(),
                    limit: self.reader.get_ref().get_ref().limit,
                })
            }
            Err(source) => Err(SheetError::Part {
                part: self.name.clone(),
                source,
            }),
        }
    }
}

/// Stops a part that unpacks to more than it may, whatever size the directory declares.
pub(super) struct Guarded<R> {
    inner: R,
    limit: u64,
    left: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => {
                self.left = left;
                Ok(read)
            }
            None => Err(std::io::ErrorKind::FileTooLarge.into()),
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Whether an attribute says yes in one of the spellings of XML.
fn says_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// Appends the text of an event to the arena; line ends become plain, as XML asks.
pub(super) fn append(event: &Event<'_>, arena: &mut Arena) {
    match event {
        Event::Text(text) => {
            if text.as_bytes().contains(&b'\r') {
                arena.push(&text.xml10_content());
            } else {
                arena.push(text);
            }
        }
        Event::CData(text) => arena.push(&text.xml10_content()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) => arena.push_char(c),
            _ => arena.push(quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default()),
        },
        _ => {}
    }
}
