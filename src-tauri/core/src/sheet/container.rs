//! What a file is, told from its first bytes and from the directory of a zip file, before anything is unpacked.
//! The ending of the file's name is never asked.

use std::io::{Cursor, Read, Seek};

use serde::{Deserialize, Serialize};
use specta::Type;
use zip::ZipArchive;

use super::error::{Foreign, SheetError};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// Excel since 2007.
    Xlsx,
    /// The same with macros, which are never looked at.
    Xlsm,
    /// Excel's binary workbook since 2007.
    Xlsb,
    /// Excel before 2007.
    Xls,
    /// LibreOffice.
    Ods,
    /// Text with delimiters of any kind.
    Csv,
}

/// Real workbooks have a few dozen parts; ten thousand already takes noticeable time to list.
const MOST_PARTS: usize = 10_000;
/// A part may unpack to this without a look at its ratio.
const SMALL_PART: u64 = 100 * 1024;
/// How far a larger part may unpack, as a multiple of its packed size.
const MOST_RATIO: u64 = 100;

/// Tells what a file is.
pub(super) fn identify(bytes: &[u8]) -> Result<FileFormat, SheetError> {
    let foreign = |what| Err(SheetError::WrongContainer(what));
    match bytes {
        [] => Err(SheetError::Empty),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => identify_zip(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => identify_ole(bytes),
        [b'%', b'P', b'D', b'F', ..] => foreign(Foreign::Pdf),
        [0x1f, 0x8b, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] => {
            foreign(Foreign::Archive)
        }
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            foreign(Foreign::Picture)
        }
        _ => identify_text(bytes),
    }
}

/// The start of a text that is no table, or a table.
fn identify_text(bytes: &[u8]) -> Result<FileFormat, SheetError> {
    let start = &bytes[..bytes.len().min(4096)];
    let wide = start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]);
    let zeros = start.split(|&b| b == 0).count() - 1;
    // UTF-16 of Western text is half zeros; anything between that and none is no text.
    if zeros > 0 && !wide && zeros * 3 < start.len() {
        return Err(SheetError::WrongContainer(Foreign::Binary));
    }
    let visible: Vec<u8> = start
        .iter()
        .copied()
        .filter(|&b| b != 0 && b.is_ascii())
        .map(|b| b.to_ascii_lowercase())
        .collect();
    let head = visible.trim_ascii_start();
    let holds = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    if head.starts_with(b"<?xml") || head.starts_with(b"<") {
        if holds(b"urn:schemas-microsoft-com:office:spreadsheet") && !holds(b"<html") {
            return Err(SheetError::WrongContainer(Foreign::Xml2003));
        }
        if holds(b"<html") || holds(b"<table") || holds(b"<!doctype html") {
            return Err(SheetError::WrongContainer(Foreign::Html));
        }
        if head.starts_with(b"<?xml") {
            return Err(SheetError::WrongContainer(Foreign::Xml));
        }
    }
    Ok(FileFormat::Csv)
}

/// Old Office files: the names of their streams stand in the file in UTF-16.
fn identify_ole(bytes: &[u8]) -> Result<FileFormat, SheetError> {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        Err(SheetError::Encrypted)
    } else if names("Workbook") || names("Book") {
        Ok(FileFormat::Xls)
    } else {
        Err(SheetError::WrongContainer(Foreign::OldOffice))
    }
}

fn identify_zip(bytes: &[u8]) -> Result<FileFormat, SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    check_directory(&mut archive)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        Ok(FileFormat::Xlsb)
    } else if has("xl/vbaProject.bin") {
        Ok(FileFormat::Xlsm)
    } else if has("word/document.xml") || has("ppt/presentation.xml") {
        Err(SheetError::WrongContainer(Foreign::Document))
    } else if has("[Content_Types].xml") {
        Ok(FileFormat::Xlsx)
    } else if has("content.xml") {
        identify_open_document(&mut archive)
    } else if has("encrypted-package") {
        // LibreOffice since 24.8 puts all parts of a protected file into this one.
        Err(SheetError::Encrypted)
    } else {
        Err(SheetError::WrongContainer(Foreign::Zip))
    }
}

fn identify_open_document<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
) -> Result<FileFormat, SheetError> {
    let mut kind = String::new();
    if let Ok(mut part) = archive.by_name("mimetype") {
        // A kind that cannot be read is no kind that is known.
        let _ = part.by_ref().take(200).read_to_string(&mut kind);
    }
    if kind.is_empty() || kind.contains("opendocument.spreadsheet") {
        Ok(FileFormat::Ods)
    } else {
        Err(SheetError::WrongContainer(Foreign::Document))
    }
}

/// Looks at the sizes that the directory declares. They can lie: reading obeys [`most_inflated`] as well.
pub(super) fn check_directory<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
) -> Result<(), SheetError> {
    if archive.len() > MOST_PARTS {
        return Err(SheetError::TooManyParts(archive.len()));
    }
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index)?;
        if part.encrypted() {
            return Err(SheetError::Encrypted);
        }
        let limit = most_inflated(part.compressed_size());
        if part.size() > limit {
            return Err(SheetError::Inflated {
                part: part
                    .name()
                    .map(std::borrow::Cow::into_owned)
                    .unwrap_or_default(),
                limit,
            });
        }
    }
    Ok(())
}

/// To how many bytes a part may unpack.
pub(super) fn most_inflated(packed: u64) -> u64 {
    packed.saturating_mul(MOST_RATIO).max(SMALL_PART)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_files_are_named() {
        let found = |bytes: &[u8]| match identify(bytes) {
            Err(SheetError::WrongContainer(foreign)) => Some(foreign),
            _ => None,
        };
        assert_eq!(found(b"%PDF-1.7 ..."), Some(Foreign::Pdf));
        assert_eq!(
            found(b"\xef\xbb\xbf<html><body><table><tr><td>Nome"),
            Some(Foreign::Html)
        );
        assert_eq!(found(b"<table><tr><td>Nome"), Some(Foreign::Html));
        assert_eq!(
            found(b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
            Some(Foreign::Xml2003)
        );
        assert_eq!(found(b"\x1f\x8b\x08rest"), Some(Foreign::Archive));
        assert_eq!(found(b"abc\0def,ghi,jkl"), Some(Foreign::Binary));
        assert!(matches!(identify(b""), Err(SheetError::Empty)));
        assert!(matches!(identify(b"nome;cpf"), Ok(FileFormat::Csv)));
    }

    #[test]
    fn a_password_protected_workbook_is_named() {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(matches!(identify(&bytes), Err(SheetError::Encrypted)));
    }
}
