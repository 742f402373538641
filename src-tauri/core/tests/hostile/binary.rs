//! Old workbooks made for harm, record by record.

use std::io::{Cursor, Write};

use cfb::CompoundFile;

/// The beginning of the globals, and of a sheet, of a format: 0x0600 is BIFF8, 0x0500 the one before.
pub fn begin(format: u16, sheet: bool) -> Vec<u8> {
    let kind: u16 = if sheet { 0x0010 } else { 0x0005 };
    let words = [format, kind, 0, 0, 0, 0, 0, 0];
    record(0x0809, &words.map(u16::to_le_bytes).concat())
}

/// The end of the globals or of a sheet.
pub fn end() -> Vec<u8> {
    record(0x000a, &[])
}

/// A record.
pub fn record(id: u16, data: &[u8]) -> Vec<u8> {
    let len = u16::try_from(data.len()).unwrap();
    [&id.to_le_bytes()[..], &len.to_le_bytes(), data].concat()
}

/// A record that lists a sheet at a place of the stream.
pub fn listed(place: u32, name: &str) -> Vec<u8> {
    let len = u8::try_from(name.len()).unwrap();
    record(
        0x0085,
        &[&place.to_le_bytes()[..], &[0, 0, len, 0], name.as_bytes()].concat(),
    )
}

/// A number in a cell.
pub fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let head = [row, column, 0].map(u16::to_le_bytes).concat();
    record(0x0203, &[&head[..], &value.to_le_bytes()].concat())
}

/// A workbook with this stream.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A BIFF8 workbook of one sheet with these records before it and in it.
pub fn workbook(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let before = begin(0x0600, false).len() + globals.len() + listed(0, "S").len() + end().len();
    let place = u32::try_from(before).unwrap();
    let stream = [
        begin(0x0600, false),
        globals.to_vec(),
        listed(place, "S"),
        end(),
        begin(0x0600, true),
        sheet.to_vec(),
        end(),
    ];
    compound("Workbook", &stream.concat())
}
