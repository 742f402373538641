//! Files as programs and people make them, read into cells: nothing lost, nothing invented, nothing that panics.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format};

use super::fixtures::{hand_cut, read, table, xlsx};
use super::*;
use crate::finding::{Finding, FindingCode, Severity};

fn said(page: Page<'_>, at: &str) -> (Kind, String) {
    let (row, column) = parse_address(at).unwrap();
    let cell = page.cell(row, column).unwrap();
    (cell.kind, page.raw(cell).to_owned())
}

fn shown(page: Page<'_>, at: &str) -> String {
    let (row, column) = parse_address(at).unwrap();
    page.shown(page.cell(row, column).unwrap()).into_owned()
}

fn codes(findings: &[Finding]) -> Vec<(FindingCode, Severity, Vec<&str>)> {
    findings
        .iter()
        .map(|finding| {
            (
                finding.code,
                finding.severity,
                finding.cells.iter().map(String::as_str).collect(),
            )
        })
        .collect()
}

fn refused(bytes: impl Into<Vec<u8>>) -> Option<FindingCode> {
    let error = read_bytes("list", bytes.into(), &ReadOptions::default()).err()?;
    Some(error.finding())
}

#[test]
fn an_xlsx_keeps_digits_formats_and_kinds() {
    let bytes = xlsx(|sheet| {
        sheet.write_string(0, 0, "R&D <b> _x000D_").unwrap();
        sheet
            .write_number_with_format(1, 0, 48, &Format::new().set_num_format("00000"))
            .unwrap();
        sheet.write_number(1, 1, 52_998_224_725_f64).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 3, 12).unwrap();
        sheet
            .write_datetime_with_format(1, 2, &date, &Format::new().set_num_format("dd/mm/yyyy"))
            .unwrap();
        sheet.write_boolean(1, 3, true).unwrap();
        sheet
            .write_formula(1, 4, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
            .unwrap();
        sheet.set_row_hidden(4).unwrap();
        sheet.write_string(4, 0, "hidden").unwrap();
        sheet.set_column_hidden(3).unwrap();
        sheet
            .merge_range(6, 0, 7, 1, "both", &Format::new())
            .unwrap();
    });
    let workbook = read(bytes);
    let page = workbook.chosen().unwrap();
    assert_eq!(said(page, "A1"), (Kind::Text, "R&D <b> _x000D_".into()));
    assert_eq!(
        (said(page, "A2"), shown(page, "A2")),
        ((Kind::Number, "48".into()), "00048".into())
    );
    assert_eq!(said(page, "B2"), (Kind::Number, "52998224725".into()));
    assert_eq!(
        (said(page, "C2"), shown(page, "C2")),
        ((Kind::Date, "46093".into()), "2026-03-12".into())
    );
    assert_eq!(
        (said(page, "D2"), shown(page, "D2")),
        ((Kind::Bool, "1".into()), "TRUE".into())
    );
    assert_eq!(said(page, "E2"), (Kind::Number, "2".into()));
    assert!(page.cell(2, 4).unwrap().formula);
    assert!(page.row(5).unwrap().hidden);
    assert!(page.is_hidden_column(3) && !page.is_hidden_column(2));
    assert_eq!(page.sheet.merges, [Area::parse("A7:B8").unwrap()]);
    assert_eq!((page.last_row(), page.width()), (7, 5));
}

#[test]
fn what_sheets_may_hold_is_told_apart() {
    let workbook = read(hand_cut(
        "<sheetData><row><c t=\"inlineStr\"><is><r><t>An</t></r><r><t xml:space=\"preserve\">a &amp; B</t></r></is></c>\
         <c><f>A9</f></c><c t=\"str\"><f>A9</f><v></v></c><c t=\"e\"><v>#N/A</v></c><c><v>5.2998224725E+10</v></c>\
         <c s=\"3\"/></row><x:row r=\"3\"><x:c r=\"B3\" t=\"d\"><x:v>2026-03-12</x:v></x:c></x:row></sheetData>",
    ));
    let page = workbook.chosen().unwrap();
    assert_eq!(said(page, "A1"), (Kind::Text, "Ana & B".into()));
    assert_eq!(said(page, "B1"), (Kind::FormulaWithoutValue, String::new()));
    assert_eq!(said(page, "C1"), (Kind::Blank, String::new()));
    assert_eq!(said(page, "D1"), (Kind::Error, "#N/A".into()));
    assert_eq!(shown(page, "E1"), "52998224725");
    assert!(page.cell(1, 5).is_none());
    assert_eq!(said(page, "B3"), (Kind::Date, "2026-03-12".into()));
}

#[test]
fn rows_out_of_order_are_put_in_order() {
    let row =
        |number: u32| format!("<row r=\"{number}\"><c r=\"A{number}\"><v>{number}</v></c></row>");
    let workbook = read(hand_cut(&format!(
        "<sheetData>{}{}{}</sheetData>",
        row(3),
        row(1),
        row(2)
    )));
    let page = workbook.chosen().unwrap();
    for at in ["A1", "A2", "A3"] {
        assert_eq!(said(page, at).1, at[1..]);
    }
}

#[test]
fn damaged_sheets_are_named() {
    for inside in [
        "<sheetData><row r=\"9999999\"/></sheetData>",
        "<sheetData><row r=\"1\"><c r=\"ZZZZ1\"/></row></sheetData>",
        "<sheetData><row r=\"1\"><c r=\"A2\"/></row></sheetData>",
        "<sheetData><row r=\"1\"><c t=\"s\"><v>7</v></c></row></sheetData>",
        "<sheetData><c r=\"A1\"/></sheetData>",
    ] {
        assert_eq!(
            refused(hand_cut(inside)),
            Some(FindingCode::ReaderFailed),
            "{inside}"
        );
    }
}

#[test]
fn hidden_sheets_are_listed_and_not_chosen() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .set_name("Old")
        .unwrap()
        .set_hidden(true)
        .write_string(0, 0, "x")
        .unwrap();
    workbook
        .add_worksheet()
        .set_name("Staff")
        .unwrap()
        .write_string(0, 0, "y")
        .unwrap();
    workbook.worksheet_from_index(1).unwrap().set_active(true);
    let bytes = workbook.save_to_buffer().unwrap();
    let found = inspect(
        read(bytes.clone()).chosen().unwrap(),
        HeaderChoice::Without,
        &[],
    );
    assert_eq!(found.sheet.as_deref(), Some("Staff"));
    let listed: Vec<_> = found
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.visibility, sheet.rows))
        .collect();
    assert_eq!(
        listed,
        [
            ("Old", Visibility::Hidden, 1),
            ("Staff", Visibility::Visible, 1)
        ]
    );
    assert_eq!(
        codes(&found.findings),
        [(FindingCode::HiddenSheet, Severity::Inform, vec![])]
    );
    let named = |name: &str| ReadOptions {
        sheet: Some(name.into()),
        ..ReadOptions::default()
    };
    let old = read_bytes("list", bytes.clone(), &named("Old")).unwrap();
    assert_eq!(old.chosen().unwrap().sheet.name, "Old");
    assert!(matches!(
        read_bytes("list", bytes, &named("Gone")),
        Err(SheetError::NoSuchSheet { .. })
    ));
}

#[test]
fn an_ods_is_read_and_says_what_is_unknown() {
    use std::io::Write;
    let content = "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
        <table:table table:name=\"P\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Matrícula</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"4871\"><text:p>4871</text:p></table:table-cell></table:table-row>\
        </table:table></office:spreadsheet></office:body></office:document-content>";
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"m\"/>",
        ),
        ("content.xml", content),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let workbook = read(zip.finish().unwrap().into_inner());
    let page = workbook.chosen().unwrap();
    assert_eq!(workbook.format, FileFormat::Ods);
    assert_eq!(said(page, "A1"), (Kind::Text, "Matrícula".into()));
    assert_eq!(said(page, "A2"), (Kind::Number, "4871".into()));
    assert!(workbook.unknown.contains(&Unknown::HiddenRows));
}

#[test]
fn text_is_read_in_its_encoding() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            "Nome;Área\r\nJoão;Ações\r\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    for (bytes, encoding, guessed) in [
        (
            "\u{feff}Nome;Área\nJoão;Ações\n".as_bytes().to_vec(),
            "UTF-8",
            false,
        ),
        (
            "Nome;Área\nJoão;Ações\n".as_bytes().to_vec(),
            "UTF-8",
            false,
        ),
        (utf16.clone(), "UTF-16LE", false),
        (utf16[2..].to_vec(), "UTF-16LE", true),
        (
            b"Nome;\xc1rea\nJo\xe3o;A\xe7\xf5es\n".to_vec(),
            "windows-1252",
            true,
        ),
    ] {
        let workbook = read(bytes);
        let page = workbook.chosen().unwrap();
        assert_eq!(
            (workbook.encoding, workbook.delimiter),
            (Some(encoding), Some(';'))
        );
        assert_eq!(
            (said(page, "B1").1.as_str(), said(page, "B2").1.as_str()),
            ("Área", "Ações")
        );
        let told = workbook
            .notes
            .iter()
            .any(|note| note.code == FindingCode::EncodingGuessed);
        assert_eq!(told, guessed, "{encoding}");
    }
    let named = ReadOptions {
        encoding: Some("iso-8859-15".into()),
        ..ReadOptions::default()
    };
    let workbook = read_bytes("list", b"a;\xa4\n1;2\n".to_vec(), &named).unwrap();
    assert_eq!(said(workbook.chosen().unwrap(), "B1").1, "€");
}

#[test]
fn quotes_line_ends_and_blank_lines_are_counted() {
    let workbook = read("sep=;\r\na;\"b;\"\"c\"\"\nd\"\r\n\r\n e ;f\rg;h\n\n");
    let page = workbook.chosen().unwrap();
    assert_eq!(said(page, "B1").1, "b;\"c\"\nd");
    assert_eq!(said(page, "A3").1, " e ");
    assert_eq!(said(page, "B4").1, "h");
    assert_eq!((page.last_row(), workbook.notes.len()), (4, 0));
}

#[test]
fn an_open_quote_is_told_with_its_line() {
    let workbook = read("id;name\n1;\"Ana\nLima\"\n2;\"Bia\n3;Caio\n");
    let note = workbook
        .notes
        .iter()
        .find(|note| note.code == FindingCode::OpenQuote)
        .unwrap();
    assert_eq!(
        (note.severity, note.params["line"].as_str()),
        (Severity::Block, "4")
    );
}

#[test]
fn lost_characters_and_ragged_rows_are_found() {
    let workbook = read("matricula;nome\n1;Jo\u{fffd}o\n2;Ana;x\n3\n");
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    assert_eq!(
        codes(&found.findings),
        [
            (
                FindingCode::ReplacementCharacter,
                Severity::Block,
                vec!["B2"]
            ),
            (FindingCode::RaggedRows, Severity::Block, vec!["C3", "A4"]),
            (FindingCode::EmptyHeader, Severity::Warn, vec!["C1"]),
            (FindingCode::DelimiterGuessed, Severity::Inform, vec![]),
        ]
    );
}

#[test]
fn the_receipt_counts_titles_blanks_hidden_rows_and_totals() {
    let bytes = xlsx(|sheet| {
        sheet
            .write_string(0, 0, "Aurora – quadro de pessoal")
            .unwrap();
        for (column, header) in (0..).zip(["Matrícula", "Nome", "E-mail"]) {
            sheet.write_string(2, column, header).unwrap();
        }
        for row in 3..8 {
            sheet.write_string(row, 0, format!("00{row}")).unwrap();
            sheet.write_string(row, 1, "Ana").unwrap();
            sheet.write_string(row, 2, "ana@aurora.example").unwrap();
        }
        sheet.set_row_hidden(5).unwrap();
        sheet.write_string(9, 0, "Total geral").unwrap();
        sheet.write_number(9, 1, 5).unwrap();
    });
    let found = inspect(read(bytes).chosen().unwrap(), HeaderChoice::Found, &[]);
    let receipt = Receipt {
        rows: 10,
        header: 2,
        data: 4,
        blank: 2,
        hidden: 1,
        totals: 1,
        rejected: 0,
    };
    assert_eq!((found.receipt, found.header_row), (receipt, Some(3)));
    assert_eq!(
        codes(&found.findings),
        [
            (FindingCode::TotalsRow, Severity::Warn, vec!["A10"]),
            (FindingCode::TitleRows, Severity::Inform, vec!["A1"]),
        ]
    );
}

#[test]
fn an_empty_sheet_is_an_empty_file() {
    for bytes in [
        table(&[]),
        table(&[&["Nome", "E-mail"]]),
        b"nome;email\n".to_vec(),
        b"\n\n".to_vec(),
    ] {
        let found = inspect(read(bytes).chosen().unwrap(), HeaderChoice::Found, &[]);
        assert!(found.is_blocked() && found.receipt.adds_up());
        assert!(
            found
                .findings
                .iter()
                .any(|finding| finding.code == FindingCode::EmptyFile)
        );
    }
    assert_eq!(refused(""), Some(FindingCode::EmptyFile));
}

#[test]
fn limits_of_formats_are_signs_of_a_cut() {
    let full = "x".repeat(32_767);
    let found = inspect(
        read(table(&[&["Nome", "E-mail"], &["Ana", &full]]))
            .chosen()
            .unwrap(),
        HeaderChoice::Found,
        &[],
    );
    assert_eq!(
        codes(&found.findings),
        [(FindingCode::CellLimit, Severity::Block, vec!["B2"])]
    );
    let rows = "a;b\n".repeat(65_536);
    let found = inspect(read(rows).chosen().unwrap(), HeaderChoice::Row(1), &[]);
    assert!(
        found
            .findings
            .iter()
            .any(|f| (f.code, f.count) == (FindingCode::RowLimit, 65_536))
    );
}

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

#[test]
fn columns_are_known_by_header_in_three_languages() {
    for (headers, fields) in [
        (
            [
                "Matrícula",
                "Nome",
                "Sobrenome",
                "CPF",
                "Data de nascimento",
            ],
            ["employee_id", "full_name", "full_name", "national_id", "-"],
        ),
        (
            [
                "Legajo",
                "Apellidos",
                "Nombre",
                "DNI",
                "Fecha de nacimiento",
            ],
            ["employee_id", "full_name", "full_name", "national_id", "-"],
        ),
        (
            [
                "Employee ID",
                "First name",
                "Last name",
                "Tax ID",
                "Date of birth",
            ],
            [
                "employee_id",
                "full_name",
                "full_name",
                "company_tax_id",
                "-",
            ],
        ),
    ] {
        let workbook = read(table(&[&headers, &["a", "b", "c", "d", "e"]]));
        let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
        let guessed: Vec<String> = found
            .columns
            .iter()
            .map(|c| c.field.as_ref().map_or("-".into(), ToString::to_string))
            .collect();
        assert_eq!(guessed, fields);
        assert!(
            found.columns[..4]
                .iter()
                .all(|column| column.reason == "header" && column.confidence > 0.5)
        );
        let mapping = Mapping::of(found.header_row, &found.columns);
        let joined: Vec<&str> = mapping
            .columns_of(&crate::employee::Field::FullName)
            .iter()
            .map(|c| c.header.as_str())
            .collect();
        let given_first = [headers[1], headers[2]];
        let family_first = [headers[2], headers[1]];
        assert!(
            joined
                == if headers[1] == "Apellidos" {
                    family_first
                } else {
                    given_first
                }
        );
    }
}

#[test]
fn two_columns_for_one_field_are_left_to_a_person() {
    use crate::employee::Field;
    let workbook = read(table(&[
        &["Matrícula", "E-mail", "Email", "Telefone", "Celular"],
        &["1", "a@x.example", "b@x.example", "1", "2"],
    ]));
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    assert_eq!(
        codes(&found.findings),
        [(FindingCode::DuplicateHeader, Severity::Block, vec!["C1"])]
    );
    let mut mapping = Mapping::of(found.header_row, &found.columns);
    assert_eq!(
        mapping.columns_of(&Field::MobileNumber)[0].header,
        "Celular"
    );
    mapping.assign(2, "Email", Some(Field::Email));
    assert_eq!(mapping.columns_of(&Field::Email)[0].index, 2);
    assert!(super::rivals(&mapping).is_none());
}

#[test]
fn values_tell_columns_whose_headers_say_nothing() {
    use crate::employee::{Employee, Field, TaxId};
    let person = |id: &str| Employee {
        employee_id: Some(id.into()),
        ..Employee::of(TaxId::from("1"))
    };
    let roster = [person("A1"), person("A2"), person("A3"), person("A4")];
    let roster: Vec<&Employee> = roster.iter().collect();
    let workbook = read(table(&[
        &["Campo 1", "Campo 2", "Campo 3", "Nome completo"],
        &["A1", "529.982.247-25", "ana@aurora.example", "Ana"],
        &["A2", "111.444.777-35", "bia@aurora.example", "Bia"],
        &["A3", "123.456.789-09", "caio@aurora.example", "Caio"],
        &["A9", "935.411.347-80", "davi@aurora.example", "Davi"],
    ]));
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Row(1), &roster);
    let fields: Vec<_> = found
        .columns
        .iter()
        .map(|column| column.field.clone())
        .collect();
    assert_eq!(
        fields,
        [
            Some(Field::EmployeeId),
            Some(Field::NationalId),
            Some(Field::Email),
            Some(Field::FullName)
        ]
    );
    assert_eq!(
        found.columns[0].reason,
        "3 of 4 values match employee_id at Wellhub"
    );
}

#[test]
fn an_inspection_is_printed_with_every_key() {
    let workbook = read("matricula;nome\n1;Ana\n");
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    let json = serde_json::to_value(&found).unwrap();
    for key in [
        "file",
        "sheets",
        "sheet",
        "header_row",
        "receipt",
        "columns",
        "findings",
    ] {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert_eq!(json["file"]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(
        (&json["file"]["format"], &json["file"]["delimiter"]),
        (&"csv".into(), &";".into())
    );
    let error = read_bytes("x", b"%PDF-1.7".to_vec(), &ReadOptions::default()).unwrap_err();
    let json = serde_json::to_value(Inspection::of_unreadable(
        Source::of("x", b"%PDF-1.7"),
        &error,
    ))
    .unwrap();
    assert_eq!(json["findings"][0]["code"], "wrong_container");
    assert_eq!(json["columns"], serde_json::json!([]));
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
                let found = page.cell(row, column).map_or("", |cell| page.raw(cell));
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
}

fn identified_as_text(bytes: &[u8]) -> bool {
    matches!(super::container::identify(bytes), Ok(FileFormat::Csv))
}
