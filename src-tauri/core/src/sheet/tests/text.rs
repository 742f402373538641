//! Text files in their encodings, with quotes, blank lines and what goes wrong with them.

use super::*;

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
