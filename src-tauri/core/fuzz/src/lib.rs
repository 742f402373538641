//! What the fuzz targets share: reading bytes as the program does, and the containers around what is fuzzed, so that
//! chance is spent on the parser and not on checksums.

use std::io::{Cursor, Write};

use rollcall_core::sheet::{HeaderChoice, ReadOptions, inspect, read_bytes};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Reads a file and looks at its first sheet; the parts of the receipt must add up whatever the bytes are.
pub fn judge(bytes: Vec<u8>, options: &ReadOptions) {
    let Ok(workbook) = read_bytes("list", bytes, options) else {
        return;
    };
    let Some(page) = workbook.chosen() else {
        return;
    };
    let found = inspect(page, HeaderChoice::Found, &[]);
    assert!(found.receipt.adds_up(), "{:?}", found.receipt);
    for row in page.rows() {
        for cell in page.cells(row) {
            let shown = page.shown(&cell);
            assert!(shown.len() < (1 << 30));
        }
    }
}

/// A zip file of these parts as they are; `None` where it cannot be written.
pub fn stored(parts: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, options).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// An old workbook with this stream; `None` where it cannot be written.
pub fn compound(name: &str, stream: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    file.create_stream(name).ok()?.write_all(stream).ok()?;
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}
