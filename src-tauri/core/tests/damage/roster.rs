//! Damage that no look at a file can tell: Wellhub's roster is the oracle. What only a person or the connection knows
//! belongs here too: what the file is, its companies, what becomes of hidden rows.

use rollcall_core::finding::{Finding, FindingCode as Code, Severity};
use rollcall_core::roster::{HiddenRows, Intent, ReadPeople};

use Severity::{Block, Warn};

use super::case::{COMPANY, Case, company, roster};
use super::{ALL, Expected, formats, ids, people, told};

fn against_roster(name: &str) -> ReadPeople {
    let mut case = Case::of(name);
    case.companies = vec![company(COMPANY)];
    case.remote = Some(roster());
    case.read()
}

fn param<'f>(found: &'f Finding, name: &str) -> &'f str {
    found.params.get(name).map_or("", String::as_str)
}

#[test]
fn a_slipped_column_is_told_with_its_evidence() {
    let rows: Expected = (Code::ColumnSlip, Block, &["C5", "C6", "C7", "C8", "C9"]);
    for name in formats("column_slip") {
        let found = told(&name, &against_roster(&name), rows);
        for (key, value) in [
            ("field", "email"),
            ("column", "C"),
            ("offset", "-1"),
            ("value", "caio@aurora.example"),
            ("row", "4"),
            ("of", "7"),
        ] {
            assert_eq!(param(&found, key), value, "{name}: {key}");
        }
        assert!(found.code.stops_file());
        let unaided = people(&name).roster.findings;
        assert_eq!(unaided, [], "without the roster nothing is said");
    }
}

#[test]
fn a_column_that_was_sorted_alone_is_told() {
    let rows: Expected = (
        Code::ColumnSlip,
        Block,
        &["C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"],
    );
    for name in formats("column_sorted") {
        let found = told(&name, &against_roster(&name), rows);
        assert_eq!(param(&found, "sorted"), "true", "{name}");
    }
}

#[test]
fn zeros_come_back_from_the_one_twin_when_a_person_takes_them() {
    for name in formats("leading_zeros") {
        let read = against_roster(&name);
        told(&name, &read, (Code::LeadingZerosLost, Block, &["A3"]));
        let proposed: Vec<_> = read.problems.iter().map(|p| p.value.as_deref()).collect();
        assert_eq!(proposed, [Some("004872")], "{name}");
        let mut case = Case::of(&name);
        case.remote = Some(roster());
        case.choices.accepted.insert(Code::LeadingZerosLost);
        let taken = case.read();
        told(&name, &taken, (Code::LeadingZerosLost, Warn, &["A3"]));
        assert_eq!(ids(&taken), ALL, "{name}");
    }
}

#[test]
fn hidden_rows_wait_where_absence_or_the_list_itself_removes() {
    let rows = &["A3", "A5"];
    for name in formats("hidden") {
        for (intent, severity) in [
            (Intent::Full, Block),
            (Intent::Leavers, Block),
            (Intent::Changes, Warn),
        ] {
            let mut case = Case::of(&name);
            case.intent = intent;
            let read = case.read();
            let found = told(&name, &read, (Code::HiddenRows, severity, rows));
            assert_eq!((found.count, param(&found, "of")), (2, "4"), "{name}");
            assert_eq!(ids(&read), [ALL[0], ALL[2]], "{name}");
            case.choices.hidden = Some(HiddenRows::Include);
            let included = case.read();
            told(&name, &included, (Code::HiddenRows, Warn, rows));
            assert_eq!(ids(&included), ALL, "{name}");
        }
    }
}

#[test]
fn companies_part_the_same_key_and_strange_ones_wait() {
    for name in formats("companies") {
        let mut case = Case::of(&name);
        case.companies = vec![company(COMPANY), company("11.444.777/0001-61")];
        let read = case.read();
        told(&name, &read, (Code::DuplicateKey, Warn, &["A2", "A4"]));
        told(&name, &read, (Code::UnknownCompany, Block, &["D5"]));
        assert_eq!(ids(&read), ["004871", "004872", "004871"], "{name}");
        // Where the companies are not known, check digits tell a typing error.
        let unaided = people(&name);
        told(&name, &unaided, (Code::BadCheckDigit, Warn, &["D5"]));
        // One of two spellings is sent: the one that Wellhub has.
        let spelt = read.roster.people[1].employee.company_tax_id.as_str();
        assert_eq!(spelt, COMPANY, "{name}");
    }
}
