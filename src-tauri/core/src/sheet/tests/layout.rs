//! Receipts, headers, titles, totals and limits of formats.

use super::*;

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

#[test]
fn a_family_name_is_no_total() {
    for (last, kind) in [
        ("Total Silva", RowKind::Data),
        ("Soma Ferreira", RowKind::Data),
        ("Total geral", RowKind::Totals),
        ("TOTAL: 1.200 funcionários", RowKind::Totals),
        ("Suma", RowKind::Totals),
    ] {
        let workbook = read(table(&[
            &["Nome", "Matrícula"],
            &["Ana", "1"],
            &[last, "2"],
        ]));
        let page = workbook.chosen().unwrap();
        let layout = Layout::of(page, HeaderChoice::Found);
        assert_eq!(layout.kind(page, page.row(3).unwrap()), kind, "{last}");
    }
}

#[test]
fn choices_of_a_column_are_counted() {
    let workbook = read("matricula;elegivel\n1;Sim\n2;Não\n3; Sim\n4;\n");
    let page = workbook.chosen().unwrap();
    let layout = Layout::of(page, HeaderChoice::Found);
    let counts = value_counts(page, &layout, 1, 10).unwrap();
    assert_eq!(
        counts,
        [("Não".to_owned(), 1), ("Sim".to_owned(), 2)].into()
    );
    assert_eq!(value_counts(page, &layout, 0, 3), None);
}
