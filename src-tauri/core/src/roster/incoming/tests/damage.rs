//! What spreadsheets do to single cells: each damage has its code and its cell, and only whole evidence repairs it.

use std::collections::BTreeSet;

use rust_xlsxwriter::{ExcelDateTime, Format};

use super::*;
use crate::sheet::fixtures::hand_cut;

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
    assert_eq!(
        told(&read),
        [
            ("A2", FindingCode::ExponentText, Severity::Block),
            ("A3", FindingCode::ErrorCell, Severity::Block),
            ("A4", FindingCode::MissingKey, Severity::Block),
            ("A5", FindingCode::WrapperRemoved, Severity::Inform),
            ("A6", FindingCode::DigitsLost, Severity::Block),
            ("A7", FindingCode::DateInIdentifier, Severity::Block),
            ("A9", FindingCode::LeadingZerosLost, Severity::Block),
            ("A10", FindingCode::InvisibleCharacters, Severity::Warn),
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
    assert_eq!(
        finding(&read, FindingCode::ErrorCell).unwrap().cells,
        ["A3"]
    );
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
fn postal_codes_get_their_zeros_back_by_the_width_of_their_country() {
    let mut case = Case::sheet(|sheet| {
        write_rows(
            sheet,
            &[
                &["Matrícula", "CEP"],
                &["a", ""],
                &["b", "01310-100"],
                &["c", ""],
            ],
        );
        sheet.write_number(1, 1, 1_310_100).unwrap();
        sheet.write_number(3, 1, 20_040_002).unwrap();
    });
    let read = case.read();
    assert_eq!(
        told(&read),
        [("B2", FindingCode::LeadingZerosLost, Severity::Warn)]
    );
    assert_eq!(read.problems[0].value.as_deref(), Some("01310100"));
    assert_eq!(read.roster.people[0].employee.office_zip_code, None);
    case.choices.accepted = BTreeSet::from([FindingCode::LeadingZerosLost]);
    let read = case.read();
    let zip = |row: usize| read.roster.people[row].employee.get(&Field::OfficeZipCode);
    assert_eq!((zip(0), zip(2)), (Some("01310100"), Some("20040002")));
}

#[test]
fn text_files_show_what_a_spreadsheet_did_to_them() {
    let read = Case::of(
        "matricula;folha\n1-mar;1\n2;12345678901234500\n3;12345678901234600\n4;12345678901234700\n",
    )
    .read();
    assert_eq!(
        told(&read),
        [("A2", FindingCode::DateInIdentifier, Severity::Block)]
    );
    let read = Case::of(
        "matricula;id folha\n1;7\n2;12345678901234500\n3;12345678901234600\n4;12345678901234700\n",
    )
    .read();
    assert_eq!(
        told(&read),
        ["B3", "B4", "B5"].map(|cell| (cell, FindingCode::DigitsLost, Severity::Block))
    );
    let whole =
        "matricula;id folha\n1;12345678901234500\n2;12345678901234601\n3;12345678901234700\n";
    assert_eq!(told(&Case::of(whole).read()), []);
}

#[test]
fn employee_ids_that_are_national_ids_are_pointed_out_without_a_column_of_these() {
    let read = Case::of(table(&[
        &["Matrícula", "Nome"],
        &["52998224725", "Ana"],
        &["11144477735", "Bia"],
        &["12345678909", "Caio"],
        &["M7", "Silva, Davi"],
    ]))
    .read();
    assert_eq!(
        told(&read),
        ["A2", "A3", "A4"].map(|cell| (cell, FindingCode::NationalIdInEmployeeId, Severity::Warn))
    );
    // A name is sent as it stands: nobody turns it round unasked.
    let last = &read.roster.people[3].employee;
    assert_eq!(last.full_name.as_deref(), Some("Silva, Davi"));
}

#[test]
fn check_digits_of_a_company_are_looked_at_where_the_companies_are_not_known() {
    let mut case = Case::of(table(&[
        &["Matrícula", "CNPJ"],
        &["1", "11.222.333/0001-81"],
        &["2", "11.222.333/0001-82"],
    ]));
    case.companies.clear();
    assert_eq!(
        told(&case.read()),
        [("B3", FindingCode::BadCheckDigit, Severity::Warn)]
    );
}
