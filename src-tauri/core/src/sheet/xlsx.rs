//! Workbooks of Excel since 2007, read in one streaming pass over each part. Numbers stay the digits that the file
//! has, shared strings are held once, and nothing is allocated because a file declares a size.

use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read, Seek};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::block::{Block, Outline, Sink};
use super::cell::Arena;
use super::container::{FileFormat, check_directory, most_inflated};
use super::error::{Cause, SheetError};
use super::number_format::NumberFormat;
use super::told::Visibility;
use cells::Wanted;
use chunks::Chunks;
use package::{Listed, ListedSheet};
use scan::Scanner;

mod cells;
mod chunks;
mod package;
mod scan;
mod strings;
mod styles;

/// What is wrong with a part.
type What = &'static str;

/// Reads all sheets, and the shared strings beside them.
pub(super) fn read(format: FileFormat, bytes: &[u8], sink: &dyn Sink) -> Result<(), SheetError> {
    let mut package = Package::of(Cursor::new(bytes))?;
    let book = Book::open(&mut package)?;
    sink.take(Block::Outline(book.outline(format)))?;
    std::thread::scope(|scope| {
        let strings = book.listed.strings.as_deref().map(|part| {
            scope.spawn(move || {
                let mut package = Package::of(Cursor::new(bytes))?;
                strings::read(&mut package, part, usize::MAX, sink)
            })
        });
        for (sheet, listed) in book.listed.sheets.iter().enumerate() {
            let sheet = u16::try_from(sheet).map_err(|_| SheetError::TooMuchText)?;
            let wanted = Wanted {
                part: &listed.part,
                sheet,
                most_rows: u32::MAX,
            };
            cells::read(&mut package, wanted, &book.formats, sink)?;
        }
        match strings.map(std::thread::ScopedJoinHandle::join) {
            None => Ok(()),
            Some(Ok(read)) => read,
            Some(Err(_)) => Err(SheetError::ReaderFailed("it broke at the texts".into())),
        }
    })?;
    sink.take(Block::End)
}

/// Reads the first rows of the first sheet that is seen, and no more of the shared strings than they need.
pub(super) fn read_head<R: Read + Seek + Send>(
    input: R,
    rows: u32,
    sink: &dyn Sink,
) -> Result<(), SheetError> {
    let mut package = Package::of(input)?;
    let book = Book::open(&mut package)?;
    sink.take(Block::Outline(book.outline(FileFormat::Xlsx)))?;
    let seen = |sheet: &ListedSheet| sheet.visibility == Visibility::Visible;
    let first = book.listed.sheets.iter().position(seen).unwrap_or(0);
    if let (Some(found), Ok(sheet)) = (book.listed.sheets.get(first), u16::try_from(first)) {
        let wanted = Wanted {
            part: &found.part,
            sheet,
            most_rows: rows,
        };
        let last = cells::read(&mut package, wanted, &book.formats, sink)?;
        if let (Some(part), Some(last)) = (&book.listed.strings, last) {
            strings::read(&mut package, part, last as usize + 1, sink)?;
        }
    }
    sink.take(Block::End)
}

/// What a workbook consists of, and how its numbers are shown.
struct Book {
    listed: Listed,
    formats: Vec<NumberFormat>,
}

impl Book {
    fn open<R: Read + Seek>(package: &mut Package<R>) -> Result<Self, SheetError> {
        let listed = package::listed(package)?;
        let formats = match &listed.styles {
            Some(part) => styles::read(package, part)?,
            None => Vec::new(),
        };
        Ok(Self { listed, formats })
    }

    fn outline(&self, format: FileFormat) -> Outline {
        let sheets = self.listed.sheets.iter();
        Outline {
            format,
            epoch_1904: self.listed.epoch_1904,
            formats: self.formats.clone(),
            sheets: sheets
                .map(|sheet| (sheet.name.clone(), sheet.visibility))
                .collect(),
            unknown: Vec::new(),
        }
    }
}

/// The zip file that a workbook is.
pub(super) struct Package<R> {
    pub(super) archive: ZipArchive<R>,
}

impl<R: Read + Seek> Package<R> {
    pub(super) fn of(input: R) -> Result<Self, SheetError> {
        let mut archive = ZipArchive::new(input)?;
        check_directory(&mut archive)?;
        Ok(Self { archive })
    }

    /// Opens a small part for reading; `None` when there is none of that name, whatever its case.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<PartReader<'_, R>>, SheetError> {
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
    fn chunks(&mut self, name: &str) -> Result<Option<Chunks<'_, R>>, SheetError> {
        let name = name.to_owned();
        Ok(self.open(&name)?.map(|inner| Chunks { inner, name }))
    }

    fn open(&mut self, name: &str) -> Result<Option<Guarded<Entry<'_, R>>>, SheetError> {
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

pub(super) type Entry<'r, R> = zip::read::ZipFile<'r, R>;

/// A part that is being read.
pub(super) struct PartReader<'r, R: Read> {
    pub(super) reader: Reader<BufReader<Guarded<Entry<'r, R>>>>,
    name: String,
}

impl<R: Read> PartReader<'_, R> {
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
            Err(error) => Err(SheetError::Part {
                part: self.name.clone(),
                source: Cause::of(&error),
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
