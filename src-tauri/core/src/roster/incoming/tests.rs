//! How spreadsheets damage people, and what becomes of each row: its code, its cell, and what is sent of it.
#![allow(clippy::unwrap_used)]

use jiff::Timestamp;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};

use super::*;
use crate::employee::{Employee, Field, TaxId, Text};
use crate::roster::RemotePerson;
use crate::sheet::fixtures::{hand_cut, read, table, write_rows, xlsx};
use crate::sheet::{Blank, HeaderChoice, guess_columns};

const COMPANY: &str = "11.222.333/0001-81";

fn company(tax_id: &str) -> Company {
    Company {
        tax_id: tax_id.into(),
        name: Text::default(),
    }
}

fn remote(people: Vec<Employee>) -> RemoteRoster {
    let person = |employee| RemotePerson {
        id: Text::default(),
        employee,
        invitation_status: None,
        updated_at: None,
        deleted_at: None,
    };
    RemoteRoster {
        companies: vec![company(COMPANY)],
        people: people.into_iter().map(person).collect(),
        past: Vec::new(),
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH,
    }
}

fn with_id(id: &str) -> Employee {
    Employee {
        employee_id: Some(id.into()),
        ..Employee::of(TaxId::from(COMPANY))
    }
}

/// One reading of a file, with what a test wants otherwise.
struct Case {
    bytes: Vec<u8>,
    identifier: Identifier,
    intent: Intent,
    companies: Vec<Company>,
    remote: Option<RemoteRoster>,
    choices: Choices,
    blank: Blank,
}

impl Case {
    fn of(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            identifier: Identifier::EmployeeId,
            intent: Intent::Changes,
            companies: vec![company(COMPANY)],
            remote: None,
            choices: Choices::default(),
            blank: Blank::Keep,
        }
    }

    fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Self {
        Self::of(xlsx(fill))
    }

    fn read(&self) -> ReadPeople {
        let workbook = read(self.bytes.clone());
        let page = workbook.chosen().unwrap();
        let layout = Layout::of(page, HeaderChoice::Found);
        let mut mapping = Mapping::of(layout.header_row, &guess_columns(page, &layout, &[]));
        mapping.phone_country = country_of(&self.companies, None).map(ToOwned::to_owned);
        for column in &mut mapping.columns {
            column.blank = self.blank;
        }
        let reading = Reading {
            identifier: self.identifier,
            intent: self.intent,
            companies: &self.companies,
            remote: self.remote.as_ref(),
            choices: &self.choices,
        };
        let read = read_people(page, &mapping, &reading);
        assert!(read.receipt.adds_up(), "{:?}", read.receipt);
        read
    }
}

type Told<'a> = (&'a str, FindingCode, Severity);

fn told(read: &ReadPeople) -> Vec<Told<'_>> {
    read.problems
        .iter()
        .map(|p| (p.cell.as_str(), p.code, p.severity))
        .collect()
}

fn ids(read: &ReadPeople) -> Vec<&str> {
    let people = read.roster.people.iter();
    people
        .map(|person| person.employee.get(&Field::EmployeeId).unwrap_or("-"))
        .collect()
}

fn withheld(read: &ReadPeople) -> Vec<(u32, FindingCode)> {
    read.roster
        .withheld
        .iter()
        .map(|row| (row.row, row.code))
        .collect()
}

fn finding(read: &ReadPeople, code: FindingCode) -> Option<&Finding> {
    read.roster
        .findings
        .iter()
        .find(|finding| finding.code == code)
}

#[test]
fn a_clean_row_becomes_a_person() {
    let read = Case::of(table(&[
        &[
            "Matrícula",
            "Nome",
            "Sobrenome",
            "E-mail",
            "CPF",
            "Celular",
            "Elegível a folha",
            "Departamento",
        ],
        &[
            "00A1",
            " Ana ",
            "Lima",
            "Ana@aurora.example",
            "529.982.247-25",
            "(11) 98811-0020",
            "Sim",
            "Gente",
        ],
    ]))
    .read();
    assert_eq!(told(&read), []);
    let person = &read.roster.people[0];
    assert_eq!(person.row, 2);
    for (field, text) in [
        (Field::CompanyTaxId, COMPANY),
        (Field::EmployeeId, "00A1"),
        (Field::FullName, "Ana Lima"),
        (Field::Email, "Ana@aurora.example"),
        (Field::NationalId, "529.982.247-25"),
        (Field::MobileNumber, "+5511988110020"),
        (Field::EligibleToPayroll, "true"),
        (Field::Department, "Gente"),
    ] {
        assert_eq!(person.employee.get(&field), Some(text));
    }
    assert_eq!(read.roster.columns[&Field::FullName], ["B", "C"]);
    assert_eq!(read.roster.cell(&Field::Email, 2).as_deref(), Some("D2"));
}

#[test]
fn damaged_keys_withhold_their_rows() {
    let read = Case::sheet(|sheet| {
        write_rows(
            sheet,
            &[
                &["Matrícula", "Nome"],
                &["1.23E+11", "a"],
                &["#N/A", "b"],
                &["", "c"],
                &["=\"007\"", "d"],
            ],
        );
        sheet.write_number(5, 0, 12_345_678_901_234_567.0).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
        sheet
            .write_datetime_with_format(6, 0, &date, &Format::new().set_num_format("d-mmm"))
            .unwrap();
        sheet
            .write_number_with_format(7, 0, 48, &Format::new().set_num_format("00000"))
            .unwrap();
        sheet.write_number(8, 0, 4871).unwrap();
        sheet.write_string(9, 0, "\u{200b}９9\u{a0}").unwrap();
    })
    .read();
    use FindingCode as Code;
    assert_eq!(
        told(&read),
        [
            ("A2", Code::ExponentText, Severity::Block),
            ("A3", Code::ErrorCell, Severity::Block),
            ("A4", Code::MissingKey, Severity::Block),
            ("A5", Code::WrapperRemoved, Severity::Inform),
            ("A6", Code::DigitsLost, Severity::Block),
            ("A7", Code::DateInIdentifier, Severity::Block),
            ("A9", Code::LeadingZerosLost, Severity::Block),
            ("A10", Code::InvisibleCharacters, Severity::Warn),
        ]
    );
    assert_eq!(ids(&read), ["007", "00048", "99"]);
    assert_eq!((read.receipt.data, read.receipt.rejected), (3, 6));
    assert_eq!(read.roster.withheld[0].original, "1.23E+11");
    assert_eq!(read.roster.withheld[0].cell.as_deref(), Some("A2"));
    assert_eq!(
        read.roster.withheld[0].employee.full_name.as_deref(),
        Some("a")
    );
    assert_eq!(read.roster.withheld[0].employee.employee_id, None);
    assert_eq!(finding(&read, Code::ErrorCell).unwrap().cells, ["A3"]);
}

#[test]
fn error_cells_and_formulas_withhold_their_row_wherever_they_stand() {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: [&str; 2]| format!("<row>{}{}</row>", cells[0], cells[1]);
    let read = Case::of(hand_cut(&format!(
        "<sheetData>{}{}{}</sheetData>",
        row([&text("Matrícula"), &text("Departamento")]),
        row([&text("7"), "<c t=\"e\"><v>#REF!</v></c>"]),
        row([&text("8"), "<c><f>VLOOKUP(A3,X1:X9,1)</f></c>"]),
    )))
    .read();
    assert_eq!(
        withheld(&read),
        [
            (2, FindingCode::ErrorCell),
            (3, FindingCode::FormulaWithoutValue)
        ]
    );
    assert_eq!(told(&read)[1].0, "B3");
    assert_eq!(
        read.roster.withheld[0].employee.get(&Field::EmployeeId),
        Some("7")
    );
    assert_eq!(read.roster.withheld[0].employee.department, None);
}

#[test]
fn values_that_cannot_be_are_not_sent_and_the_row_goes() {
    let read = Case::of(table(&[
        &["Matrícula", "E-mail", "Celular", "CPF", "Nome"],
        &["1", "ana@aurora", "12", "529.982.247-26", "JoÃ£o"],
        &[
            "52998224725",
            "b@aurora.example",
            "",
            "529.982.247-25",
            "Bia",
        ],
    ]))
    .read();
    assert_eq!(
        told(&read),
        [
            ("B2", FindingCode::BadEmail, Severity::Warn),
            ("C2", FindingCode::BadPhone, Severity::Warn),
            ("D2", FindingCode::BadCheckDigit, Severity::Warn),
            ("E2", FindingCode::Mojibake, Severity::Warn),
            ("A3", FindingCode::NationalIdInEmployeeId, Severity::Warn),
        ]
    );
    let person = &read.roster.people[0].employee;
    assert_eq!((&person.email, &person.mobile_number), (&None, &None));
    assert_eq!(person.get(&Field::NationalId), Some("529.982.247-26"));
    assert!(read.roster.withheld.is_empty());
}

#[test]
fn an_address_or_number_that_cannot_be_the_key_withholds_the_row() {
    let rows = table(&[
        &["E-mail", "Celular"],
        &["ana@aurora", "+5511988110020"],
        &["b@aurora.example", "x"],
    ]);
    let mut case = Case::of(rows);
    case.identifier = Identifier::Email;
    assert_eq!(withheld(&case.read()), [(2, FindingCode::BadEmail)]);
    case.identifier = Identifier::MobileNumber;
    assert_eq!(withheld(&case.read()), [(3, FindingCode::BadPhone)]);
}

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
fn zeros_come_back_from_the_one_twin_at_wellhub_when_accepted() {
    let mut case = Case::sheet(|sheet| {
        write_rows(
            sheet,
            &[
                &["Matrícula", "Nome"],
                &["", "Ana"],
                &["", "Bia"],
                &["", "Caio"],
                &["", "Davi"],
            ],
        );
        for (row, id) in [(1, 4871), (2, 55), (3, 7), (4, 123_456)] {
            sheet.write_number(row, 0, id).unwrap();
        }
    });
    case.remote = Some(remote(
        ["004871", "00055", "0055", "123456", "9"]
            .map(with_id)
            .to_vec(),
    ));
    let read = case.read();
    assert_eq!(
        told(&read),
        [
            ("A2", FindingCode::LeadingZerosLost, Severity::Block),
            ("A3", FindingCode::LeadingZerosLost, Severity::Block),
        ]
    );
    assert_eq!(read.problems[0].value.as_deref(), Some("004871"));
    assert_eq!(
        read.roster.withheld[0].employee.get(&Field::EmployeeId),
        Some("004871")
    );
    assert_eq!(read.roster.withheld[1].employee.employee_id, None);
    case.choices.accepted = BTreeSet::from([FindingCode::LeadingZerosLost]);
    let read = case.read();
    assert_eq!(ids(&read), ["004871", "7", "123456"]);
    assert_eq!(
        told(&read)[0],
        ("A2", FindingCode::LeadingZerosLost, Severity::Warn)
    );
    assert_eq!(withheld(&read), [(3, FindingCode::LeadingZerosLost)]);
}

#[test]
fn zeros_lost_beside_the_key_leave_the_field_unsaid() {
    let mut case = Case::sheet(|sheet| {
        write_rows(
            sheet,
            &[&["Matrícula", "CPF"], &["a", ""], &["b", "529.982.247-25"]],
        );
        sheet.write_number(1, 1, 1_234_567_890_f64).unwrap();
    });
    let read = case.read();
    assert_eq!(
        told(&read),
        [("B2", FindingCode::LeadingZerosLost, Severity::Warn)]
    );
    assert_eq!(read.roster.people[0].employee.national_id, None);
    case.choices.accepted = BTreeSet::from([FindingCode::LeadingZerosLost]);
    assert_eq!(
        case.read().roster.people[0]
            .employee
            .get(&Field::NationalId),
        Some("01234567890")
    );
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
fn merged_keys_and_a_missing_key_column_block() {
    let read = Case::sheet(|sheet| {
        write_rows(
            sheet,
            &[&["Matrícula", "Nome"], &["1", "Ana"], &["", "Bia"]],
        );
        sheet.merge_range(1, 0, 2, 0, "1", &Format::new()).unwrap();
    })
    .read();
    let found = finding(&read, FindingCode::MergedCells).unwrap();
    assert_eq!(
        (found.severity, found.cells[0].as_str()),
        (Severity::Block, "A2")
    );
    assert_eq!(withheld(&read), [(3, FindingCode::MissingKey)]);
    let read = Case::of("nome;e-mail\nAna;ana@aurora.example\n").read();
    assert_eq!(withheld(&read), [(2, FindingCode::MissingKey)]);
    assert!(
        finding(&read, FindingCode::MissingKey)
            .is_some_and(|found| found.severity == Severity::Block)
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
