//! The door: bytes in, cells out. The content decides what a file is, never its ending, and nothing is unpacked before
//! the directory of a zip file was looked at.

use std::io::{Read, Seek};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::assemble::Local;
use super::block::Sink;
use super::container::{FileFormat, identify};
use super::error::SheetError;
use super::page::Workbook;
use super::reader::{self, Watch};
use super::whole::whole;
use super::{calamine, ods, text, xls, xlsx};

/// The largest file that is read, in megabytes.
const MOST_MEGABYTES: u64 = 200;
const MEGABYTE: u64 = 1_000_000;
/// The same in bytes.
pub(super) const MOST_BYTES: u64 = MOST_MEGABYTES * MEGABYTE;
/// How much of a text is looked at for its first rows.
const FIRST_BYTES: u64 = 256 * 1024;

/// What a person may say about a file beforehand; all of it is found out where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The sheet to work on, by name.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The encoding of a text file, by its WHATWG name.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The delimiter of a text file.
    #[serde(default)]
    pub delimiter: Option<char>,
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name, without the folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

impl Source {
    /// Stands in where a reader is not told which file it reads.
    pub(super) fn unknown() -> Self {
        Self {
            name: String::new(),
            bytes: 0,
            sha256: String::new(),
        }
    }

    /// The name, size and hash of a file's content.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        use std::fmt::Write;
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            // Writing to a string cannot fail.
            let _ = write!(sha256, "{byte:02x}");
        }
        Self {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256,
        }
    }
}

/// Reads a file from disk. Workbooks are read by a process of their own, see [`super::Watch`].
pub fn read_file(path: &Path, options: &ReadOptions) -> Result<Workbook, SheetError> {
    read_watched(path, options, &Watch::default())
}

/// Reads a file from disk while somebody watches.
pub fn read_watched(
    path: &Path,
    options: &ReadOptions,
    watch: &Watch<'_>,
) -> Result<Workbook, SheetError> {
    let refused = |source| SheetError::Open {
        path: path.display().to_string(),
        source,
    };
    check_size(std::fs::metadata(path).map_err(refused)?.len())?;
    let bytes = whole(path, MOST_BYTES).map_err(refused)?;
    check_size(bytes.len() as u64)?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    let name = name.unwrap_or_default();
    if is_packed(&bytes) {
        return chosen(reader::read(&name, bytes, watch)?, options);
    }
    read_bytes(&name, bytes, options)
}

/// The first rows of a file's first sheet, at once, however long the file is: .xlsx and text. `None` for formats that
/// are read whole or not at all. What is wrong with the file is found out when it is read.
pub fn first_rows(path: &Path, rows: u32) -> Result<Option<Workbook>, SheetError> {
    let refused = |source| SheetError::Open {
        path: path.display().to_string(),
        source,
    };
    let mut start = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(FIRST_BYTES).read_to_end(&mut start))
        .map_err(refused)?;
    if start.starts_with(b"PK") {
        let workbook = reader::read_head(path, rows, &Watch::default())?;
        return chosen(workbook, &ReadOptions::default()).map(Some);
    }
    if is_packed(&start) {
        return Ok(None);
    }
    // A row that the start cuts off is not shown.
    if start.len() as u64 == FIRST_BYTES {
        let end = start.iter().rposition(|&byte| byte == b'\n');
        start.truncate(end.map_or(0, |end| end + 1));
    }
    read_bytes("", start, &ReadOptions::default()).map(Some)
}

/// Reads a file's content in this very process; `name` is for showing alone.
pub fn read_bytes(
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
) -> Result<Workbook, SheetError> {
    check_size(bytes.len() as u64)?;
    if identify(&bytes)? == FileFormat::Csv {
        return chosen(text::read(name, bytes, options)?, options);
    }
    let source = Source::of(name, &bytes);
    let assembly = Local::of_file(bytes.len() as u64);
    match workbook_of(source.clone(), bytes, &assembly)? {
        Some(workbook) => chosen(workbook, options),
        None => chosen(assembly.finish(source)?, options),
    }
}

/// Reads a workbook's content, into the sink as far as its format can be read in pieces, else whole.
pub(super) fn workbook_of(
    source: Source,
    bytes: Vec<u8>,
    sink: &dyn Sink,
) -> Result<Option<Workbook>, SheetError> {
    check_size(bytes.len() as u64)?;
    match identify(&bytes)? {
        format @ (FileFormat::Xlsx | FileFormat::Xlsm) => {
            xlsx::read(format, &bytes, sink).map(|()| None)
        }
        FileFormat::Xls => xls::read(source, bytes).map(Some),
        FileFormat::Ods => ods::read(source, &bytes).map(Some),
        format @ FileFormat::Xlsb => calamine::read(source, format, bytes).map(Some),
        FileFormat::Csv => text::read(&source.name, bytes, &ReadOptions::default()).map(Some),
    }
}

/// Reads the first rows of a workbook into the sink.
pub(super) fn head_of<R: Read + Seek + Send>(
    input: R,
    rows: u32,
    sink: &dyn Sink,
) -> Result<(), SheetError> {
    xlsx::read_head(input, rows, sink)
}

fn chosen(mut workbook: Workbook, options: &ReadOptions) -> Result<Workbook, SheetError> {
    if workbook.sheets.is_empty() {
        return Err(SheetError::NoSheet);
    }
    workbook.choose(options.sheet.as_deref())?;
    Ok(workbook)
}

/// Whether a file is of a kind that is read by a process of its own: a zip file, or an old Office file.
fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

fn check_size(bytes: u64) -> Result<(), SheetError> {
    if bytes > MOST_BYTES {
        return Err(SheetError::TooManyBytes {
            megabytes: bytes / MEGABYTE,
            limit: MOST_MEGABYTES,
        });
    }
    Ok(())
}
