//! Reports of a small plan, read back by the app's own reader.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::employee::{Employee, Field, Identifier, TaxId};
use crate::plan::{Change, Cosmetic, Counts, FieldChange, Lane, Operation, Plan};
use crate::roster::{Intent, Withheld};
use crate::sheet::{ReadOptions, read_bytes};

fn change(operation: Operation, name: &str, held: &[FindingCode]) -> Change {
    Change {
        operation,
        company_tax_id: TaxId::from("11222333000181"),
        key: "00042".into(),
        name: name.into(),
        row: (operation != Operation::Delete).then_some(7),
        lane: Lane::Safe,
        held: held.to_vec(),
        notes: Vec::new(),
        reasons: Vec::new(),
        fields: Vec::new(),
        item: Employee::of(TaxId::from("11222333000181")).into(),
        before: None,
    }
}

fn plan() -> Plan {
    let mut changed = change(Operation::Update, "=cmd|' /C calc'!A0", &[]);
    changed.fields = [("Sales", "@SUM(1)"), ("", "<script>alert(1)</script>")]
        .map(|(old, new)| FieldChange {
            field: Field::Department,
            old: Some(old.into()),
            new: Some(new.into()),
            cell: Some("C7".into()),
        })
        .to_vec();
    Plan {
        intent: Intent::Full,
        identifier: Identifier::EmployeeId,
        changes: vec![
            changed,
            change(Operation::Delete, "Ana & Zoe", &[FindingCode::MassRemoval]),
        ],
        withheld: vec![Withheld {
            row: Some(3),
            code: FindingCode::ErrorCell,
            cell: Some("A3".into()),
            original: "#N/A".into(),
            employee: Employee::of(TaxId::from("11222333000181")),
        }],
        counts: Counts::default(),
        findings: Vec::new(),
        gauges: Vec::new(),
        blocked: false,
        first_load: false,
        cosmetic: Cosmetic::default(),
    }
}

fn words() -> ReportWords {
    let kinds = [
        (Kind::Changed, "changed"),
        (Kind::Leaving, "leaving"),
        (Kind::Blocked, "not sent"),
    ];
    ReportWords {
        language: "en".into(),
        title: "Plan of April".into(),
        facts: vec![("File".into(), "=april.csv".into())],
        counts: vec!["1 leaving".into()],
        headings: Headings {
            summary: "Summary".into(),
            changes: "Changes".into(),
            ..Headings::default()
        },
        kinds: kinds.map(|(kind, word)| (kind, word.to_owned())).into(),
        reasons: [("mass_removal".to_owned(), "many leave".to_owned())].into(),
        fields: [("department".to_owned(), "Department".to_owned())].into(),
        signed: vec!["Approved by".into()],
        ..ReportWords::default()
    }
}

#[test]
fn the_workbook_holds_every_change_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.xlsx");
    plan_book(&path, &plan(), &[1, 0, 2], &words()).unwrap();
    let options = ReadOptions {
        sheet: Some("Changes".into()),
        ..ReadOptions::default()
    };
    let book = read_bytes("plan.xlsx", std::fs::read(&path).unwrap(), &options).unwrap();
    let page = book.chosen().unwrap();
    let said = |row, column| page.cell(row, column).map_or("", |cell| page.raw(&cell));
    let line = |row| [0, 1, 2, 3, 7, 8, 9, 10].map(|column| said(row, column));
    assert_eq!(
        line(2),
        [
            "leaving",
            "many leave",
            "Ana & Zoe",
            "00042",
            "",
            "",
            "",
            ""
        ]
    );
    assert_eq!(
        line(3),
        [
            "changed",
            "",
            "=cmd|' /C calc'!A0",
            "00042",
            "Department",
            "Sales",
            "@SUM(1)",
            "C7"
        ]
    );
    assert_eq!(said(4, 9), "<script>alert(1)</script>");
    assert_eq!(
        line(5),
        ["not sent", "error_cell", "", "#N/A", "", "", "", ""]
    );
    let cells = page.rows().iter().flat_map(|row| page.cells(row));
    assert!(
        cells
            .into_iter()
            .all(|cell| !cell.formula && cell.kind == crate::sheet::Kind::Text)
    );
}

#[test]
fn the_workbook_of_nothing_still_tells_the_summary() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.xlsx");
    plan_book(&path, &plan(), &[], &words()).unwrap();
    let book = read_bytes(
        "plan.xlsx",
        std::fs::read(&path).unwrap(),
        &ReadOptions::default(),
    );
    let book = book.unwrap();
    let names: Vec<&str> = book
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["Summary", "Changes"]);
    let page = book.page(0).unwrap();
    assert_eq!(page.raw(&page.cell(3, 1).unwrap()), "=april.csv");
}

#[test]
fn a_workbook_that_cannot_be_written_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("absent/plan.xlsx");
    let error = plan_book(&path, &plan(), &[0], &words()).unwrap_err();
    assert!(matches!(error, ReportError::Write { path: at, .. } if at == path));
}

#[test]
fn the_page_names_everybody_and_runs_nothing() {
    let mut page = Vec::new();
    plan_page(&mut page, &plan(), &[1, 0, 2], &words()).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("<title>Plan of April</title>"));
    assert!(page.contains("Ana &amp; Zoe") && page.contains("many leave"));
    assert!(page.contains("<s>Sales</s> → <b>@SUM(1)</b>"));
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    let leaving = page.find("leaving · 1").unwrap();
    assert!(leaving < page.find("changed · 1").unwrap());
}
