//! What the tests of an import share, and how it steps forward.
#![allow(clippy::unwrap_used)]

use jiff::Timestamp;

use super::*;
use crate::employee::Identifier;
use crate::history::{ConnectionId, Environment, NewConnection};

/// An import of a sheet, declared to be changes; its file is gone.
pub(super) fn opened(sheet: &str) -> Import {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folha.csv");
    std::fs::write(&path, sheet).unwrap();
    opened_at(&path)
}

/// An import of a file, declared to be changes.
pub(super) fn opened_at(path: &Path) -> Import {
    let connection = Connection {
        id: ConnectionId(1),
        details: NewConnection {
            name: "Aurora".into(),
            environment: Environment::Custom,
            origin: "http://127.0.0.1:9".into(),
            client_id: "aurora".into(),
            identifier: Identifier::EmployeeId,
            company_tax_id: None,
            multiple: Some(false),
            expires_on: None,
        },
        created_at: Timestamp::UNIX_EPOCH,
    };
    let choices = ImportChoices::default();
    let mut import = Import::open(connection, path, choices, Vec::new(), None).unwrap();
    import.choose_intent(Intent::Changes);
    import
}

#[test]
fn each_choice_leads_on_and_none_leads_back() {
    let mut import = opened("employee_id,email\n1,ana@aurora.example\n");
    assert_eq!(import.step, ImportStep::File);
    let mapping = import.mapping.clone();
    import.choose_columns(mapping);
    assert_eq!(import.step, ImportStep::Fix);
    import.choose_intent(Intent::Full);
    assert_eq!(import.step, ImportStep::Fix);
    import.step = ImportStep::Review;
    // A change after the plan was made takes the plan away, and the review with it.
    import.accept(FindingCode::BadEmail, true);
    assert_eq!(import.step, ImportStep::Fix);
}

#[test]
fn a_text_file_is_read_as_a_person_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folha.csv");
    std::fs::write(&path, b"employee_id;full_name\n1;Jo\xe3o, filho\n2;Bia\n").unwrap();
    let mut import = opened_at(&path);
    let name = |import: &Import| import.said().unwrap().text(2, 1).into_owned();
    assert_eq!(name(&import), "João, filho");
    let edit = |row| Edit::Cell {
        row,
        column: 1,
        text: "Bia".to_owned(),
    };
    import.edit(edit(3)).unwrap();

    // What was found out may be chosen: it stays the same sheet.
    let mapping = import.mapping.clone();
    import.choose_columns(mapping);
    let found = SheetChoice {
        header_row: Some(1),
        encoding: Some("windows-1252".to_owned()),
        delimiter: Some(';'),
        ..SheetChoice::default()
    };
    import.choose_sheet(&found).unwrap();
    assert!(import.can_undo() && import.choices.mapping.is_some());

    // Another encoding spells the cells otherwise and leaves them where they are, edits with them.
    let mut choice = SheetChoice {
        encoding: Some("IBM850".to_owned()),
        ..SheetChoice::default()
    };
    import.choose_sheet(&choice).unwrap();
    assert_eq!(import.workbook.encoding, Some("IBM850"));
    assert_ne!(name(&import), "João, filho");
    assert!(import.can_undo());

    assert_eq!(import.choices.mapping, None);

    // Another delimiter parts other cells.
    choice.encoding = None;
    choice.delimiter = Some(',');
    import.choose_sheet(&choice).unwrap();
    assert_eq!(name(&import), " filho");
    assert!(!import.can_undo());

    choice.delimiter = None;
    import.choose_sheet(&choice).unwrap();
    assert_eq!(name(&import), "João, filho");
}

#[test]
fn a_choice_that_cannot_be_read_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folha.csv");
    std::fs::write(&path, "employee_id\n1\n").unwrap();
    let mut import = opened_at(&path);
    let before = import.choices.clone();
    let mut choice = SheetChoice {
        encoding: Some("klingon".to_owned()),
        ..SheetChoice::default()
    };
    let refused = import.choose_sheet(&choice);
    assert!(matches!(refused, Err(DeskError::Sheet(_))));
    std::fs::write(&path, "employee_id\n2\n").unwrap();
    choice.encoding = Some("windows-1252".to_owned());
    let refused = import.choose_sheet(&choice);
    assert!(matches!(refused, Err(DeskError::FileChanged { .. })));
    assert_eq!(import.choices, before);
}
