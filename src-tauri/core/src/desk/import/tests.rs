//! What the tests of an import share, and how it steps forward.
#![allow(clippy::unwrap_used)]

use jiff::Timestamp;

use super::*;
use crate::employee::Identifier;
use crate::history::{ConnectionId, Environment, NewConnection};

/// An import of a sheet, declared to be changes.
pub(super) fn opened(sheet: &str) -> Import {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("folha.csv");
    std::fs::write(&path, sheet).unwrap();
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
    let mut import = Import::open(connection, &path, choices, Vec::new(), None).unwrap();
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
