//! Workbooks as programs and people make them: every kind of cell, hidden things, and damage that is named.

use super::*;

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
        "<sheetData><row r=\"2\"><c r=\"B2\"><row r=\"3\"/></c></row></sheetData>",
        "<sheetData><row><c><c/></c></row></sheetData>",
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
