//! The same damage beside the key: the row goes and the field is left unsaid, since only a key decides who somebody is.

use rollcall_core::employee::{Field, Identifier};
use rollcall_core::finding::{FindingCode as Code, Severity};
use rollcall_core::roster::Intent;

use Severity::{Block, Warn};

use super::case::Case;
use super::{ALL, formats, ids, people, told};

#[test]
fn identifiers_beside_the_key_are_left_unsaid() {
    for name in formats("beside_the_key") {
        let read = people(&name);
        told(&name, &read, (Code::LeadingZerosLost, Warn, &["D2", "E2"]));
        told(&name, &read, (Code::ExponentText, Warn, &["D4"]));
        told(&name, &read, (Code::DateInIdentifier, Block, &["F3"]));
        assert_eq!(ids(&read), [ALL[0], ALL[2], ALL[3]], "{name}");
        let first = &read.roster.people[0].employee;
        assert_eq!(first.get(&Field::PayrollId), None, "{name}");
        assert_eq!(first.get(&Field::OfficeZipCode), None, "{name}");
    }
}

#[test]
fn who_a_row_is_about_decides_how_severe_its_values_are() {
    for name in formats("identities") {
        let read = people(&name);
        told(&name, &read, (Code::MissingKey, Block, &["A2"]));
        told(&name, &read, (Code::BadEmail, Warn, &["C3"]));
        told(&name, &read, (Code::NationalIdInEmployeeId, Warn, &["A3"]));
        assert_eq!(ids(&read), ["52998224725", ALL[2], ALL[3]], "{name}");
        let mut case = Case::of(&name);
        case.identifier = Identifier::Email;
        told(&name, &case.read(), (Code::BadEmail, Block, &["C3"]));
    }
    for name in formats("phones") {
        let mut case = Case::of(&name);
        case.identifier = Identifier::MobileNumber;
        told(&name, &case.read(), (Code::BadPhone, Block, &["C5"]));
    }
}

#[test]
fn cells_that_are_merged_beside_the_key_are_pointed_out() {
    for name in formats("merged") {
        let mut case = Case::of(&name);
        case.identifier = Identifier::Email;
        told(
            &name,
            &case.read(),
            (Code::MergedCells, Warn, &["A2", "B4"]),
        );
    }
}

#[test]
fn a_file_without_people_is_refused() {
    for name in formats("nobody") {
        let read = people(&name);
        told(&name, &read, (Code::EmptyFile, Block, &[]));
        assert_eq!((read.receipt.header, read.receipt.data), (1, 0), "{name}");
    }
}

#[test]
fn what_a_person_decides_is_asked_no_more() {
    for name in formats("duplicate_and_empty_headers") {
        let mut case = Case::of(&name);
        case.decide = |mapping| mapping.rivals.clear();
        let codes: Vec<_> = case.read().roster.findings.iter().map(|f| f.code).collect();
        assert_eq!(codes, [Code::EmptyHeader], "{name}");
    }
    for name in formats("yes_and_no") {
        let mut case = Case::of(&name);
        case.decide = |mapping| {
            let column = mapping.columns.iter_mut().find(|column| column.index == 3);
            column.unwrap().values.insert("talvez".to_owned(), false);
        };
        let read = case.read();
        assert_eq!(read.roster.findings, [], "{name}");
        let said: Vec<_> = read
            .roster
            .people
            .iter()
            .map(|person| person.employee.eligible_to_payroll)
            .collect();
        assert_eq!(
            said,
            [Some(true), Some(true), Some(true), Some(false)],
            "{name}"
        );
    }
}

#[test]
fn a_cut_file_only_warns_where_absence_says_nothing() {
    for (name, code) in [
        ("cell_limit.xlsx", Code::CellLimit),
        ("ragged_tail.csv", Code::RaggedRows),
    ] {
        let mut case = Case::of(name);
        case.intent = Intent::Changes;
        told(
            name,
            &case.read(),
            (
                code,
                Warn,
                if code == Code::CellLimit {
                    &["B2"]
                } else {
                    &["B5"]
                },
            ),
        );
    }
}
