//! Small files for tests, made with the writers that people's programs resemble. All names and numbers are invented.
#![allow(clippy::unwrap_used)]

use rust_xlsxwriter::Worksheet;

use super::{ReadOptions, Workbook, read_bytes};

/// A workbook of one sheet.
pub(crate) fn xlsx(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

/// A sheet of text cells.
pub(crate) fn table(rows: &[&[&str]]) -> Vec<u8> {
    xlsx(|sheet| write_rows(sheet, rows))
}

/// Writes text cells from the first row on.
pub(crate) fn write_rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

/// A workbook whose one sheet has this XML inside of `worksheet`.
pub(crate) fn hand_cut(inside: &str) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
        ),
        ("xl/sheet.xml", &format!("<worksheet>{inside}</worksheet>")),
    ])
}

/// An .ods file with this XML inside of its automatic styles and of its spreadsheet.
pub(crate) fn ods(styles: &str, spreadsheet: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{spreadsheet}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

/// An old workbook of one sheet with these records, each a number and its bytes.
pub(crate) fn biff8(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let record = |id: u16, data: &[u8]| {
        let len = u16::try_from(data.len()).unwrap();
        [&id.to_le_bytes()[..], &len.to_le_bytes(), data].concat()
    };
    let begin = record(0x0809, &[0, 6, 5, 0]);
    let texts = record(0x00fc, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, b'x']);
    let listed = |place: u8| record(0x0085, &[place, 0, 0, 0, 0, 0, 1, 0, b'S']);
    let end = record(0x000a, &[]);
    let place = begin.len() + texts.len() + listed(0).len() + end.len();
    let records: Vec<_> = records.iter().map(|(id, data)| record(*id, data)).collect();
    let listed = listed(u8::try_from(place).unwrap());
    let stream = [
        &begin[..],
        &texts,
        &listed,
        &end,
        &begin,
        &records.concat(),
        &end,
    ]
    .concat();
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    let mut part = file.create_stream("Workbook").unwrap();
    part.write_all(&stream).unwrap();
    drop(part);
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A zip file of these parts, none of them packed.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Reads bytes with everything found out.
pub(crate) fn read(bytes: impl Into<Vec<u8>>) -> Workbook {
    read_bytes("list", bytes.into(), &ReadOptions::default()).unwrap()
}
