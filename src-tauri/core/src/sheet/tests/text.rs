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

fn candidates(bytes: &[u8], named: Option<&str>) -> Vec<(&'static str, Vec<String>)> {
    let options = ReadOptions {
        encoding: named.map(ToOwned::to_owned),
        ..ReadOptions::default()
    };
    let workbook = read_bytes("list", bytes.to_vec(), &options).unwrap();
    assert_eq!(workbook.encoding, Some(workbook.encodings[0].name));
    let candidates = workbook.encodings.into_iter();
    candidates
        .map(|found| (found.name, found.samples))
        .collect()
}

#[test]
fn names_show_how_each_encoding_would_read() {
    let bytes = b"Fun\xe7\xe3o;Nome\nCaf\xe9;Jo\xe3o\nCh\xe1;Ana\nCh\xe1;\"Con\xe7ei\xe7\xe3o\"\n";
    let found = candidates(bytes, None);
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    // ISO-8859-15 reads these bytes as Windows-1252 does, and is no choice.
    assert_eq!(names, ["windows-1252", "IBM850", "macintosh"]);
    assert_eq!(found[0].1, ["João", "Conçeição", "Função", "Café", "Chá"]);
    assert_eq!(found[1].1[0], "JoÒo");
    let again = candidates(bytes, Some("ibm850"));
    let names: Vec<&str> = again.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["IBM850", "windows-1252", "macintosh"]);
    let euro = candidates(b"nome;nota\nJo\xe3o;\xa4\n", None);
    assert!(
        euro.iter()
            .any(|(name, samples)| *name == "ISO-8859-15" && samples[1] == "€")
    );
    let workbook = read(bytes.to_vec());
    let note = &workbook.notes[0];
    assert_eq!(note.code, FindingCode::EncodingGuessed);
    assert!(note.params["samples"].starts_with("windows-1252: João, Conçeição"));
}

#[test]
fn what_is_certain_leaves_no_choice_but_back() {
    let text = "nome;área\nJoão;Ações\n";
    assert_eq!(candidates(text.as_bytes(), None), [("UTF-8", vec![])]);
    let marked = format!("\u{feff}{text}");
    assert_eq!(candidates(marked.as_bytes(), None), [("UTF-8", vec![])]);
    assert_eq!(said(read(marked).chosen().unwrap(), "A1").1, "nome");
    let wrong = candidates(text.as_bytes(), Some("windows-1252"));
    let samples = |samples: [&str; 3]| samples.map(ToOwned::to_owned).to_vec();
    assert_eq!(
        wrong,
        [
            ("windows-1252", samples(["JoÃ£o", "Ã¡rea", "AÃ§Ãµes"])),
            ("UTF-8", samples(["João", "área", "Ações"]))
        ]
    );
    assert!(read(table(&[&["a"]])).encodings.is_empty());
}

#[test]
fn a_file_of_mixed_encodings_shows_what_is_broken() {
    let mixed = b"nome;setor\nJo\xc3\xa3o;A\xc3\xa7\xc3\xb5es\nConcei\xe7ao;x\n".to_vec();
    let workbook = read(mixed);
    assert_eq!(workbook.encoding, Some("UTF-8"));
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    let lost = (
        FindingCode::ReplacementCharacter,
        Severity::Block,
        vec!["A3"],
    );
    assert!(codes(&found.findings).contains(&lost));
    assert!(
        workbook
            .encodings
            .iter()
            .any(|other| other.name == "windows-1252")
    );
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

fn blocked_at(text: &str, code: FindingCode) -> Option<String> {
    let workbook = read(text);
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    let mut of_code = found.findings.iter().filter(|found| found.code == code);
    let first = of_code.next()?;
    assert!(of_code.next().is_none());
    assert_eq!(first.severity, Severity::Block);
    first.params.get("line").cloned()
}

#[test]
fn a_quote_that_swallows_rows_is_told_with_its_line() {
    let header = "id;nome;setor\n1;Ana;x\n";
    for (rows, line) in [
        // Closed by the next quote, rows later.
        ("2;\"Bia;y\n3;\"Caio;z\n4;Davi;w\n", Some("3")),
        ("2;\"Bia;y\n3;Caio\";z\n", Some("3")),
        ("2;\"Bia;y\r\n3;Caio;z\r\n4;Davi\";w\r\n", Some("3")),
        // Values of several lines are values.
        ("2;\"Bia\nReis\";y\n", None),
        ("2;\"Rua A; 12\nCentro\";y\n", None),
        ("2;\"Bia\";\"y\n\nz\"\n", None),
    ] {
        let text = format!("{header}{rows}");
        let told = blocked_at(&text, FindingCode::OpenQuote);
        assert_eq!(told.as_deref(), line, "{rows:?}");
    }
}

#[test]
fn a_lone_cr_that_tears_a_row_is_told_with_its_line() {
    let torn = "id;nome;setor\n1;Ana\rLima;x\n2;Bia;y\n";
    let line = blocked_at(torn, FindingCode::RaggedRows);
    assert_eq!(line.as_deref(), Some("2"));
    for whole in [
        "id;nome;setor\r1;Ana;x\r2;Bia;y\r",
        "id;nome;setor\n1;Ana;x\r2;Bia;y\n",
        "id;nome;setor\n1;\"Ana\rLima\";x\n",
    ] {
        assert_eq!(
            blocked_at(whole, FindingCode::RaggedRows),
            None,
            "{whole:?}"
        );
    }
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
