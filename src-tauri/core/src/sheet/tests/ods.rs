//! Workbooks of LibreOffice, hand-cut: kinds, formats, hidden things, merges, and repeats that stay small.

use super::*;
use crate::sheet::fixtures::{ods, zipped};

/// A table of these rows.
fn one(rows: &str) -> Vec<u8> {
    ods(
        "",
        &format!("<table:table table:name=\"P\">{rows}</table:table>"),
    )
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn text(text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    )
}

fn cell(attributes: &str, shown: &str) -> String {
    format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
}

#[test]
fn an_ods_keeps_digits_and_kinds() {
    let cells = [
        cell("office:value-type=\"float\" office:value=\"52998224725\"", "5,3E+10"),
        cell("office:value-type=\"percentage\" office:value=\"0.5\"", "50 %"),
        cell("office:value-type=\"date\" office:date-value=\"2026-03-12\"", "12/03/26"),
        cell("office:value-type=\"date\" office:date-value=\"2026-03-12T18:00:00\"", "12/03/26"),
        cell("office:value-type=\"time\" office:time-value=\"PT08H30M00S\"", "08:30"),
        cell("office:value-type=\"boolean\" office:boolean-value=\"true\"", "VERDADEIRO"),
        cell("calcext:value-type=\"error\" office:value-type=\"string\" office:string-value=\"\" table:formula=\"of:=NA()\"", "#N/D"),
        cell("office:value-type=\"string\" office:string-value=\"whole\"", "shown"),
        "<table:table-cell table:formula=\"of:=A9\"/>".into(),
        "<table:table-cell table:formula=\"of:=A9\" office:value-type=\"string\" office:string-value=\"\"/>".into(),
        "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>no</text:p></office:annotation>\
         <text:p>R&amp;D <text:span>&lt;b&gt;<text:s text:c=\"2\"/></text:span>x</text:p><text:p>next</text:p>\
         <draw:frame><text:p>no</text:p></draw:frame></table:table-cell>".into(),
    ];
    let workbook = read(one(&row(&cells.concat())));
    let page = workbook.chosen().unwrap();
    assert_eq!(
        (workbook.format, workbook.unknown.len()),
        (FileFormat::Ods, 0)
    );
    for (at, kind, raw, seen) in [
        ("A1", Kind::Number, "52998224725", "52998224725"),
        ("B1", Kind::Number, "0.5", "0.5"),
        ("C1", Kind::Date, "2026-03-12", "2026-03-12"),
        (
            "D1",
            Kind::Date,
            "2026-03-12T18:00:00",
            "2026-03-12 18:00:00",
        ),
        ("E1", Kind::Date, "PT08H30M00S", "PT08H30M00S"),
        ("F1", Kind::Bool, "1", "TRUE"),
        ("G1", Kind::Error, "#N/D", "#N/D"),
        ("H1", Kind::Text, "whole", "whole"),
        ("I1", Kind::FormulaWithoutValue, "", ""),
        ("J1", Kind::Blank, "", ""),
        ("K1", Kind::Text, "R&D <b>  x\nnext", "R&D <b>  x\nnext"),
    ] {
        assert_eq!(said(page, at), (kind, raw.to_owned()), "{at}");
        assert_eq!(shown(page, at), seen, "{at}");
    }
    let formulas = page
        .cells(page.row(1).unwrap())
        .iter()
        .filter(|cell| cell.formula);
    assert_eq!(formulas.count(), 3);
}

#[test]
fn formulas_are_told_where_the_file_writes_them() {
    let computed = "<table:table-cell office:value-type=\"float\" office:value=\"2\"";
    let cells = [
        format!("{computed} table:formula=\"of:=SUM([.A1:.B1])\"/>"),
        format!("{computed} table:formula=\"=&quot;a:b&quot;\"/>"),
        format!("{computed} table:formula=\"of:=[.A1]\" table:number-columns-repeated=\"3\"/>"),
        format!("{computed} table:formula=\"of:=\"/>"),
    ]
    .concat();
    let rows =
        format!("<table:table-row table:number-rows-repeated=\"2\">{cells}</table:table-row>");
    let workbook = read(one(&rows));
    let page = workbook.chosen().unwrap();
    let told: Vec<_> = (0..6).map(|column| page.formula(1, column)).collect();
    let (sum, text) = (Some("SUM([.A1:.B1])"), Some("\"a:b\""));
    assert_eq!(told, [sum, text, Some("[.A1]"), None, None, None]);
    // A copy is known to be computed, and says its formula no second time.
    assert!(
        page.cells(page.row(2).unwrap())
            .iter()
            .all(|cell| cell.formula)
    );
    assert_eq!(page.formula(2, 0), None);
}

#[test]
fn zeros_are_known_from_styles_and_from_what_is_shown() {
    let styles = "<number:number-style style:name=\"N1\"><number:number number:min-integer-digits=\"5\" number:decimal-places=\"0\"/></number:number-style>\
        <number:number-style style:name=\"N2P0\"><number:text>E</number:text><number:number number:min-integer-digits=\"4\"/></number:number-style>\
        <number:number-style style:name=\"N2\"><number:number number:min-integer-digits=\"1\"/><style:map style:condition=\"value()&gt;=0\" style:apply-style-name=\"N2P0\"/></number:number-style>\
        <number:number-style style:name=\"N3\"><number:number number:min-integer-digits=\"11\"><number:embedded-text number:position=\"8\">.</number:embedded-text>\
        <number:embedded-text number:position=\"5\">.</number:embedded-text><number:embedded-text number:position=\"2\">-</number:embedded-text></number:number></number:number-style>\
        <number:number-style style:name=\"N4\"><number:number number:min-integer-digits=\"2\" number:decimal-places=\"2\"/></number:number-style>\
        <style:style style:name=\"base\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>\
        <style:style style:name=\"c1\" style:family=\"table-cell\" style:parent-style-name=\"base\"/>\
        <style:style style:name=\"c2\" style:family=\"table-cell\" style:data-style-name=\"N2\"/>\
        <style:style style:name=\"c3\" style:family=\"table-cell\" style:data-style-name=\"N3\"/>\
        <style:style style:name=\"c4\" style:family=\"table-cell\" style:data-style-name=\"N4\"/>\
        <style:style style:name=\"loop\" style:family=\"table-cell\" style:parent-style-name=\"loop\"/>";
    let number = |style: &str, value: &str, shown: &str| {
        cell(
            &format!(
                "table:style-name=\"{style}\" office:value-type=\"float\" office:value=\"{value}\""
            ),
            shown,
        )
    };
    let plain = cell("office:value-type=\"float\" office:value=\"48\"", "48");
    let rows = row(&[
        number("c1", "48", "00048"),
        number("c2", "7", "E0007"),
        number("c3", "2998224725", "029.982.247-25"),
        number("c4", "7", "07.00"),
        number("loop", "48", "0048"),
        number("gone", "48", "48"),
        plain.clone(),
    ]
    .concat())
        + &format!(
            "<table:table-row table:default-cell-style-name=\"c2\">{plain}</table:table-row>"
        );
    let columns = "<table:table-column table:number-columns-repeated=\"6\"/><table:table-column table:default-cell-style-name=\"c1\"/>";
    let workbook = read(ods(
        styles,
        &format!("<table:table table:name=\"P\">{columns}{rows}</table:table>"),
    ));
    let page = workbook.chosen().unwrap();
    for (at, seen) in [
        ("A1", "00048"),
        ("B1", "E0007"),
        ("C1", "029.982.247-25"),
        ("D1", "7"),
        ("E1", "0048"),
        ("F1", "48"),
        ("G1", "00048"),
        ("A2", "E0048"),
    ] {
        assert_eq!(shown(page, at), seen, "{at}");
    }
    assert_eq!(said(page, "A1"), (Kind::Number, "48".into()));
}

#[test]
fn hidden_rows_columns_and_sheets_are_seen() {
    let styles = "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
        <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let hidden = |how: &str, cells: &str| {
        format!("<table:table-row table:visibility=\"{how}\">{cells}</table:table-row>")
    };
    let staff = [
        "<table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>".to_owned(),
        row(&text("a")),
        hidden("filter", &text("b")),
        hidden("collapse", &text("c")),
        format!("<table:table-row-group table:display=\"false\">{}</table:table-row-group>", row(&text("d"))),
        format!("<table:table-header-rows>{}</table:table-header-rows>", row(&text("e"))),
    ]
    .concat();
    let workbook = read(ods(
        styles,
        &format!(
            "<table:tracked-changes><table:cell-content-change><table:previous><table:table-cell/></table:previous></table:cell-content-change></table:tracked-changes>\
         <table:table table:name=\"Old\" table:style-name=\"ta2\">{}</table:table>\
         <table:table table:name=\"Staff\" table:style-name=\"ta1\">{staff}</table:table>",
            row(&text("x"))
        ),
    ));
    let page = workbook.chosen().unwrap();
    assert_eq!(page.sheet.name, "Staff");
    assert_eq!(workbook.sheets[0].visibility, Visibility::Hidden);
    assert_eq!(page.sheet.hidden_columns, [(1, 2)]);
    let hidden: Vec<_> = page.rows().iter().map(|row| row.hidden).collect();
    assert_eq!(hidden, [false, true, true, true, false]);
}

#[test]
fn merged_cells_have_their_area() {
    let rows = row(
        "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\" office:value-type=\"string\"><text:p>both</text:p></table:table-cell>\
        <table:covered-table-cell/>",
    ) + &row(&text("y"));
    let workbook = read(one(&rows));
    assert_eq!(workbook.sheets[0].merges, [Area::parse("A1:B3").unwrap()]);
}

#[test]
fn repeats_are_counted_and_blank_ones_cost_nothing() {
    let blank = "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>";
    let twice = format!(
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\"/>{}</table:table-row>",
        text("x").replace(
            "<table:table-cell",
            "<table:table-cell table:number-columns-repeated=\"2\""
        )
    );
    let tail = "<table:table-row table:number-rows-repeated=\"99999999999999999999\"><table:table-cell/></table:table-row>";
    let workbook = read(one(&format!("{}{blank}{twice}{tail}", row(&text("Nome")))));
    let page = workbook.chosen().unwrap();
    assert_eq!(
        (page.last_row(), page.width(), page.rows().len()),
        (1003, 5, 3)
    );
    for at in ["D1002", "E1002", "D1003", "E1003"] {
        assert_eq!(said(page, at), (Kind::Text, "x".into()));
    }
    let found = inspect(page, HeaderChoice::Without, &[]);
    assert!(found.receipt.adds_up() && found.receipt.blank == 1000);
}

#[test]
fn repeats_that_would_fill_the_memory_are_refused() {
    let wide = text("x").replace(
        "<table:table-cell",
        "<table:table-cell table:number-columns-repeated=\"16384\"",
    );
    let spaces = text("<text:s text:c=\"4000000000\"/>");
    for (rows, code) in [
        (
            format!(
                "<table:table-row table:number-rows-repeated=\"1048576\">{wide}</table:table-row>"
            ),
            FindingCode::TooLarge,
        ),
        (row(&wide).repeat(300), FindingCode::TooLarge),
        (row(&spaces), FindingCode::TooLarge),
        (
            format!(
                "<table:table-row table:number-rows-repeated=\"4000000000\">{}</table:table-row>",
                text("x")
            ),
            FindingCode::ReaderFailed,
        ),
        (
            row(&wide.replace("16384", "16385")),
            FindingCode::ReaderFailed,
        ),
        (
            row(&wide.replace("16384", "4000000000")),
            FindingCode::ReaderFailed,
        ),
    ] {
        assert_eq!(
            refused(one(&rows)),
            Some(code),
            "{}",
            &rows[..rows.len().min(200)]
        );
    }
}

#[test]
fn protected_and_damaged_files_are_named() {
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let kind = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    assert_eq!(
        refused(zipped(&[
            kind,
            ("META-INF/manifest.xml", manifest),
            ("content.xml", "garbage")
        ])),
        Some(FindingCode::EncryptedWorkbook)
    );
    assert_eq!(
        refused(zipped(&[kind, ("encrypted-package", "garbage")])),
        Some(FindingCode::EncryptedWorkbook)
    );
    for content in [
        "",
        "<a/>",
        "<body><spreadsheet><table><table-row>",
        "<body></x>",
    ] {
        assert_eq!(
            refused(zipped(&[kind, ("content.xml", content)])),
            Some(FindingCode::ReaderFailed),
            "{content}"
        );
    }
}
