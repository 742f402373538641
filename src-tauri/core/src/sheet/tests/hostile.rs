//! Files that would harm: bombs, cuts, and anything that chance can make. Nothing here may panic.

use proptest::prelude::*;

use super::*;
use crate::sheet::fixtures::{biff8, ods};

#[test]
fn bombs_and_foreign_zips_are_refused_by_their_directory() {
    use std::io::Write;
    let zip = |name: &str, content: &[u8]| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let deflated = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(name, deflated).unwrap();
        zip.write_all(content).unwrap();
        zip.finish().unwrap().into_inner()
    };
    assert_eq!(
        refused(zip("xl/workbook.xml", &vec![b' '; 5_000_000])),
        Some(FindingCode::TooLarge)
    );
    assert_eq!(
        refused(zip("photo.txt", b"hello")),
        Some(FindingCode::WrongContainer)
    );
    assert_eq!(
        refused(zip("word/document.xml", b"<w/>")),
        Some(FindingCode::WrongContainer)
    );
    assert_eq!(
        refused("<html><table><tr><td>Nome</td></tr></table>"),
        Some(FindingCode::WrongContainer)
    );
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused() {
    let rows: Vec<[String; 2]> = (0..2000)
        .map(|n| {
            [
                format!("{:08x}", n * 2_654_435_761_u64),
                format!("p{n}@aurora.example"),
            ]
        })
        .collect();
    let bytes = xlsx(|sheet| {
        for (row, cells) in (0..).zip(&rows) {
            sheet.write_string(row, 0, &cells[0]).unwrap();
            sheet.write_string(row, 1, &cells[1]).unwrap();
        }
    });
    assert!(bytes.len() > 20_000);
    for end in (1024..bytes.len()).step_by(1024) {
        assert_eq!(
            refused(&bytes[..end]),
            Some(FindingCode::ReaderFailed),
            "cut at {end}"
        );
    }
}

fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        Just(String::new()),
        "[a-zA-Z0-9 ;,\t|\"\r\n]{0,8}",
        "\\PC{0,6}",
        Just("Total".to_owned()),
        Just("E-mail".to_owned()),
        Just("Nome".to_owned())
    ];
    proptest::collection::vec(proptest::collection::vec(cell, 2..5), 1..12)
}

proptest! {
    #[test]
    fn the_parts_of_a_receipt_add_up(rows in cells(), hidden in proptest::collection::btree_set(0_u32..14, 0..5), header in 0_u32..14) {
        let bytes = xlsx(|sheet| {
            for (row, cells) in (0..).zip(&rows) {
                for (column, text) in (0..).zip(cells) {
                    sheet.write_string(row, column, text).unwrap();
                }
            }
            for row in &hidden {
                sheet.set_row_hidden(*row).unwrap();
            }
        });
        let workbook = read(bytes);
        for choice in [HeaderChoice::Found, HeaderChoice::Row(header), HeaderChoice::Without] {
            let found = inspect(workbook.chosen().unwrap(), choice, &[]);
            prop_assert!(found.receipt.adds_up(), "{:?}", found.receipt);
        }
    }

    #[test]
    fn written_cells_come_back(rows in cells(), delimiter in prop::sample::select(vec![b';', b',', b'\t', b'|'])) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let options = ReadOptions { delimiter: Some(char::from(delimiter)), encoding: Some("utf-8".into()), ..ReadOptions::default() };
        let text = writer.into_inner().unwrap();
        prop_assume!(!text.starts_with("\u{feff}".as_bytes()) && !text.starts_with(b"<"));
        prop_assume!(identified_as_text(&text));
        let workbook = read_bytes("list", text, &options).unwrap();
        let page = workbook.chosen().unwrap();
        for (row, cells) in (1..).zip(&rows) {
            prop_assert_eq!(usize::from(page.row(row).unwrap().width), cells.len());
            for (column, text) in (0..).zip(cells) {
                let found = page.cell(row, column).map_or("", |cell| page.raw(&cell));
                prop_assert_eq!(found, text);
            }
        }
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for start in [&b""[..], b"PK\x03\x04", b"\xff\xfe", b"sep=", b"\xd0\xcf\x11\xe0"] {
            let bytes = [start, &bytes].concat();
            if let Ok(workbook) = read_bytes("list", bytes, &ReadOptions::default()) {
                let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
                prop_assert!(found.receipt.adds_up());
            }
        }
    }

    #[test]
    fn no_sheet_brings_the_reader_down(parts in proptest::collection::vec(prop::sample::select(vec![
        "<row>", "</row>", "<row r=\"2\">", "<c>", "</c>", "<c r=\"B2\" t=\"s\">", "<c t=\"inlineStr\">", "<v>", "</v>", "<v>1</v>",
        "<is><t>x</t></is>", "<f/>", "<rPh>", "</rPh>", "&amp;", "&bad;", "<t>", "</t>", "<![CDATA[y]]>", "<mergeCell ref=\"B9:A1\"/>", "<",
        "<col min=\"0\" max=\"70000\" hidden=\"1\"/>", "<v>99999999999999999999</v>", "<c s=\"70000\">",
    ]), 0..24)) {
        if let Ok(workbook) = read_bytes("list", hand_cut(&parts.concat()), &ReadOptions::default()) {
            let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
            prop_assert!(found.receipt.adds_up());
        }
    }

    #[test]
    fn no_content_brings_the_reader_down(parts in proptest::collection::vec(prop::sample::select(vec![
        "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>", "<table:table-row table:number-rows-repeated=\"3\" table:visibility=\"filter\">",
        "<table:table-cell>", "</table:table-cell>", "<table:covered-table-cell/>", "<table:table-cell office:value-type=\"float\" office:value=\"48\">",
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-12T99\" table:number-columns-repeated=\"2\" table:number-rows-spanned=\"4000000000\"/>",
        "<table:table-cell table:formula=\"of:=1\"/>", "<text:p>", "</text:p>", "<text:p>0048</text:p>", "<text:s text:c=\"9\"/>", "<text:tab/>",
        "<office:annotation>", "</office:annotation>", "<table:table-row-group table:display=\"false\">", "</table:table-row-group>", "&amp;", "&bad;", "<",
        "<table:table-column table:number-columns-repeated=\"4294967295\" table:visibility=\"collapse\"/>", "<![CDATA[x ]]>", "</office:spreadsheet>",
    ]), 0..24)) {
        let open = ["<table:table>", "<table:table-row>", "<table:table-cell office:value-type=\"string\">"];
        for depth in 0..=open.len() {
            let bytes = ods("", &format!("{}{}", open[..depth].concat(), parts.concat()));
            if let Ok(workbook) = read_bytes("list", bytes, &ReadOptions::default()) {
                let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
                prop_assert!(found.receipt.adds_up());
            }
        }
    }

    #[test]
    fn no_records_bring_the_reader_down(records in proptest::collection::vec((
        prop::sample::select(vec![0x0006_u16, 0x0207, 0x0204, 0x00d6, 0x027e, 0x0203, 0x00fd, 0x0205, 0x00bd, 0x0208, 0x007d, 0x00e5, 0x003c, 0x0809, 0x000a]),
        proptest::collection::vec(prop::sample::select(vec![0_u8, 0, 0, 1, 2, 3, 9, 0x20, 0x41, 0xff]), 0..24),
    ), 0..12)) {
        let bytes = biff8(&records);
        if let Ok(workbook) = read_bytes("list", bytes, &ReadOptions::default()) {
            let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
            prop_assert!(found.receipt.adds_up());
        }
    }
}

fn identified_as_text(bytes: &[u8]) -> bool {
    matches!(super::container::identify(bytes), Ok(FileFormat::Csv))
}
