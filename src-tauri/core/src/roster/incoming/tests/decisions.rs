//! What concerns whole rows and files, and what a person decides about it.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

#[test]
fn the_same_key_twice_withholds_both_rows() {
    let mut case = Case::of(table(&[
        &["Matrícula", "CNPJ", "CPF"],
        &["1", COMPANY, "x"],
        &["1 ", "11222333000181", "y"],
        &["2", COMPANY, "z"],
        &["2", "22.333.444/0001-00", "z"],
    ]));
    case.companies.push(company("22333444000100"));
    let read = case.read();
    assert_eq!(
        told(&read),
        [
            ("A2", FindingCode::DuplicateKey, Severity::Block),
            ("A3", FindingCode::DuplicateKey, Severity::Block),
            ("A4", FindingCode::DuplicateKey, Severity::Warn),
            ("A5", FindingCode::DuplicateKey, Severity::Warn),
        ]
    );
    assert_eq!(ids(&read), ["2", "2"]);
    assert_eq!(
        read.roster.people[1].employee.company_tax_id.as_str(),
        "22333444000100"
    );
    case.identifier = Identifier::EmployeeIdAndNationalId;
    case.companies.truncate(1);
    case.choices.left_out = BTreeSet::from([3]);
    let read = case.read();
    assert_eq!(
        withheld(&read),
        [(3, FindingCode::LeftOut), (5, FindingCode::UnknownCompany)]
    );
}

#[test]
fn companies_are_found_by_meaning_and_never_invented() {
    let mut case = Case::sheet(|sheet| {
        write_rows(
            sheet,
            &[
                &["Matrícula", "CNPJ"],
                &["1", "01.222.333/0001-06"],
                &["2", ""],
                &["3", ""],
                &["4", "99"],
            ],
        );
        sheet.write_number(2, 1, 1_222_333_000_106_f64).unwrap();
    });
    case.companies = vec![company("01222333000106"), company(COMPANY)];
    let read = case.read();
    assert_eq!(
        told(&read),
        [
            ("B3", FindingCode::LeadingZerosLost, Severity::Warn),
            ("B4", FindingCode::UnknownCompany, Severity::Block),
            ("B5", FindingCode::UnknownCompany, Severity::Block),
        ]
    );
    let companies: Vec<_> = read
        .roster
        .people
        .iter()
        .map(|p| p.employee.company_tax_id.as_str())
        .collect();
    assert_eq!(companies, ["01222333000106", "01222333000106"]);
}

#[test]
fn hidden_rows_are_asked_about() {
    let hide = |sheet: &mut Worksheet| {
        write_rows(
            sheet,
            &[
                &["Matrícula", "Nome"],
                &["1", "Ana"],
                &["2", "Bia"],
                &["#N/A", "Caio"],
            ],
        );
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(3).unwrap();
    };
    let mut case = Case::sheet(hide);
    for (intent, severity) in [
        (Intent::Full, Severity::Block),
        (Intent::Leavers, Severity::Block),
        (Intent::Changes, Severity::Warn),
    ] {
        case.intent = intent;
        let read = case.read();
        let found = finding(&read, FindingCode::HiddenRows).unwrap();
        assert_eq!(
            (found.severity, found.cells.as_slice()),
            (severity, &["A3".to_owned(), "A4".to_owned()][..])
        );
        assert_eq!(
            withheld(&read),
            [(3, FindingCode::HiddenRows), (4, FindingCode::HiddenRows)]
        );
        assert!(finding(&read, FindingCode::ErrorCell).is_some());
    }
    case.intent = Intent::Full;
    case.choices.hidden = Some(HiddenRows::Include);
    let read = case.read();
    assert_eq!((ids(&read), read.receipt.hidden), (vec!["1", "2"], 2));
    assert_eq!(
        finding(&read, FindingCode::HiddenRows).unwrap().severity,
        Severity::Warn
    );
    case.choices.hidden = Some(HiddenRows::Exclude);
    assert_eq!(ids(&case.read()), ["1"]);
}

#[test]
fn blanks_keep_or_clear_and_unknown_words_are_asked() {
    let mut case = Case::of(table(&[
        &["Matrícula", "Departamento", "Elegível a folha"],
        &["1", "", ""],
        &["2", "x", "talvez"],
    ]));
    let read = case.read();
    assert_eq!(read.roster.people[0].employee.department, None);
    assert_eq!(
        told(&read),
        [("C3", FindingCode::UnknownValue, Severity::Block)]
    );
    case.blank = Blank::Clear;
    let read = case.read();
    assert_eq!(
        read.roster.people[0].employee.department.as_deref(),
        Some("")
    );
    assert_eq!(read.roster.people[0].employee.eligible_to_payroll, None);
    case.choices.edits = BTreeMap::from([("C3".to_owned(), "não".to_owned())]);
    assert_eq!(
        case.read().roster.people[1].employee.eligible_to_payroll,
        Some(false)
    );
}

#[test]
fn a_survey_tells_of_people_before_anybody_decided() {
    let workbook = read("matricula;nome\n1;Ana\n1;Bia\n2;Caio\n");
    let seen = survey(
        workbook.chosen().unwrap(),
        HeaderChoice::Found,
        None,
        &[],
        None,
    );
    assert_eq!(
        (
            seen.inspection.receipt.data,
            seen.inspection.receipt.rejected
        ),
        (1, 2)
    );
    let duplicate = seen
        .inspection
        .findings
        .iter()
        .find(|found| found.code == FindingCode::DuplicateKey)
        .unwrap();
    assert_eq!(duplicate.cells, ["A2", "A3"]);
    assert!(seen.inspection.is_blocked());
}
