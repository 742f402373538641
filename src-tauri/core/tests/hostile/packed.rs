//! Zip files made for harm, and workbooks within them. The bytes are made here and never committed.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// A zip file of these parts, packed.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    zipped(parts, CompressionMethod::Deflated)
}

/// A zip file of these parts as they are, so that no ratio gives away what they hold.
pub fn stored(parts: &[(&str, &str)]) -> Vec<u8> {
    zipped(parts, CompressionMethod::Stored)
}

/// The same of parts that are no text.
pub fn stored_bytes(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let parts = parts.iter().map(|(name, content)| (*name, &content[..]));
    written(parts, CompressionMethod::Stored)
}

/// The bytes of a text.
pub fn bytes_of(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn zipped(parts: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let parts = parts
        .iter()
        .map(|(name, content)| (*name, content.as_bytes()));
    written(parts, method)
}

fn written<'a>(
    parts: impl Iterator<Item = (&'a str, &'a [u8])>,
    method: CompressionMethod,
) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A zip file that says of each part that it unpacks to ten bytes.
pub fn lying(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = packed(parts);
    // The size stands at a fixed place behind the mark of a local header, and of an entry of the directory.
    for (mark, place) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let marks = bytes.windows(4).enumerate();
        let found: Vec<usize> = marks
            .filter(|(_, window)| window == mark)
            .map(|(at, _)| at)
            .collect();
        for at in found {
            bytes[at + place..at + place + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    bytes
}

/// An .xlsx file with this XML as its sheet, and further parts.
pub fn xlsx(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    xlsx_listing(1, sheet, more)
}

/// An .xlsx file that lists its one sheet so often.
pub fn xlsx_listing(times: usize, sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut listed = String::new();
    for n in 0..times {
        write!(listed, "<sheet name=\"S{n}\" r:id=\"r1\"/>").unwrap();
    }
    let workbook = format!("<workbook xmlns:r=\"r\"><sheets>{listed}</sheets></workbook>");
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>\
        <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/>\
        <Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        (RELATIONS, relations),
        ("xl/workbook.xml", &workbook),
        ("xl/sheet.xml", sheet),
    ];
    parts.extend(more);
    stored(&parts)
}

/// An .xlsx file whose relationships lead in a circle or nowhere.
pub fn xlsx_related(relations: &str) -> Vec<u8> {
    stored(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (RELATIONS, relations),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
        ),
    ])
}

/// An .ods file with this XML inside of its styles and its spreadsheet.
pub fn ods(styles: &str, spreadsheet: &str) -> Vec<u8> {
    let content = format!(
        "<document-content><automatic-styles>{styles}</automatic-styles><body><spreadsheet>{spreadsheet}</spreadsheet></body></document-content>"
    );
    stored(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ])
}
