//! The door: bytes in, cells out. The content decides what a file is, never its ending, and nothing is unpacked before
//! the directory of a zip file was looked at.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::container::{FileFormat, identify};
use super::error::SheetError;
use super::page::Workbook;
use super::{calamine, text, xlsx};

/// The largest file that is read, in megabytes.
const MOST_MEGABYTES: u64 = 200;
const MEGABYTE: u64 = 1_000_000;

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

/// Reads a file from disk.
pub fn read_file(path: &Path, options: &ReadOptions) -> Result<Workbook, SheetError> {
    let refused = |source| SheetError::Open {
        path: path.display().to_string(),
        source,
    };
    check_size(std::fs::metadata(path).map_err(refused)?.len())?;
    let bytes = std::fs::read(path).map_err(refused)?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    read_bytes(&name.unwrap_or_default(), bytes, options)
}

/// Reads a file's content; `name` is for showing alone.
pub fn read_bytes(
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
) -> Result<Workbook, SheetError> {
    check_size(bytes.len() as u64)?;
    let format = identify(&bytes)?;
    let source = Source::of(name, &bytes);
    let mut workbook = match format {
        FileFormat::Xlsx | FileFormat::Xlsm => xlsx::read(source, format, &bytes)?,
        FileFormat::Xls | FileFormat::Xlsb | FileFormat::Ods => {
            calamine::read(source, format, bytes)?
        }
        FileFormat::Csv => text::read(source, bytes, options)?,
    };
    if workbook.sheets.is_empty() {
        return Err(SheetError::NoSheet);
    }
    workbook.choose(options.sheet.as_deref())?;
    Ok(workbook)
}

fn check_size(bytes: u64) -> Result<(), SheetError> {
    if bytes > MOST_MEGABYTES * MEGABYTE {
        return Err(SheetError::TooManyBytes {
            megabytes: bytes / MEGABYTE,
            limit: MOST_MEGABYTES,
        });
    }
    Ok(())
}
