//! What columns are taken for, and what is left to a person.

use super::*;

#[test]
fn columns_are_known_by_header_in_three_languages() {
    for (headers, fields) in [
        (
            [
                "Matrícula",
                "Nome",
                "Sobrenome",
                "CPF",
                "Data de nascimento",
            ],
            ["employee_id", "full_name", "full_name", "national_id", "-"],
        ),
        (
            [
                "Legajo",
                "Apellidos",
                "Nombre",
                "DNI",
                "Fecha de nacimiento",
            ],
            ["employee_id", "full_name", "full_name", "national_id", "-"],
        ),
        (
            [
                "Employee ID",
                "First name",
                "Last name",
                "Tax ID",
                "Date of birth",
            ],
            [
                "employee_id",
                "full_name",
                "full_name",
                "company_tax_id",
                "-",
            ],
        ),
    ] {
        let workbook = read(table(&[&headers, &["a", "b", "c", "d", "e"]]));
        let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
        let guessed: Vec<String> = found
            .columns
            .iter()
            .map(|c| c.field.as_ref().map_or("-".into(), ToString::to_string))
            .collect();
        assert_eq!(guessed, fields);
        assert!(
            found.columns[..4]
                .iter()
                .all(|column| column.reason == "header" && column.confidence > 0.5)
        );
        let mapping = Mapping::of(found.header_row, &found.columns);
        let joined: Vec<&str> = mapping
            .columns_of(&crate::employee::Field::FullName)
            .iter()
            .map(|c| c.header.as_str())
            .collect();
        let given_first = [headers[1], headers[2]];
        let family_first = [headers[2], headers[1]];
        assert!(
            joined
                == if headers[1] == "Apellidos" {
                    family_first
                } else {
                    given_first
                }
        );
    }
}

#[test]
fn two_columns_for_one_field_are_left_to_a_person() {
    use crate::employee::Field;
    let workbook = read(table(&[
        &["Matrícula", "E-mail", "Email", "Telefone", "Celular"],
        &["1", "a@x.example", "b@x.example", "1", "2"],
    ]));
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    assert_eq!(
        codes(&found.findings),
        [(FindingCode::DuplicateHeader, Severity::Block, vec!["C1"])]
    );
    let mut mapping = Mapping::of(found.header_row, &found.columns);
    assert_eq!(
        mapping.columns_of(&Field::MobileNumber)[0].header,
        "Celular"
    );
    mapping.assign(2, "Email", Some(Field::Email));
    assert_eq!(mapping.columns_of(&Field::Email)[0].index, 2);
    assert!(super::rivals(&mapping).is_none());
}

#[test]
fn values_tell_columns_whose_headers_say_nothing() {
    use crate::employee::{Employee, Field, TaxId};
    let person = |id: &str| Employee {
        employee_id: Some(id.into()),
        ..Employee::of(TaxId::from("1"))
    };
    let roster = [person("A1"), person("A2"), person("A3"), person("A4")];
    let roster: Vec<&Employee> = roster.iter().collect();
    let workbook = read(table(&[
        &["Campo 1", "Campo 2", "Campo 3", "Nome completo"],
        &["A1", "529.982.247-25", "ana@aurora.example", "Ana"],
        &["A2", "111.444.777-35", "bia@aurora.example", "Bia"],
        &["A3", "123.456.789-09", "caio@aurora.example", "Caio"],
        &["A9", "935.411.347-80", "davi@aurora.example", "Davi"],
    ]));
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Row(1), &roster);
    let fields: Vec<_> = found
        .columns
        .iter()
        .map(|column| column.field.clone())
        .collect();
    assert_eq!(
        fields,
        [
            Some(Field::EmployeeId),
            Some(Field::NationalId),
            Some(Field::Email),
            Some(Field::FullName)
        ]
    );
    assert_eq!(
        found.columns[0].reason,
        "3 of 4 values match employee_id at Wellhub"
    );
    assert_eq!(
        found.columns[1].reason,
        "4 of 4 values have the check digits of a CPF"
    );
    assert_eq!(
        found.columns[2].reason,
        "4 of 4 values look like e-mail addresses"
    );
}

fn names(headers: &[&str]) -> Vec<String> {
    let values = vec!["Ana"; headers.len()];
    let workbook = read(table(&[headers, &values]));
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    let mapping = Mapping::of(found.header_row, &found.columns);
    let joined = mapping.columns_of(&crate::employee::Field::FullName);
    assert!(super::rivals(&mapping).is_none(), "{headers:?}");
    joined.iter().map(|column| column.header.clone()).collect()
}

#[test]
fn names_are_joined_with_given_names_first() {
    for (headers, joined) in [
        (
            &["Legajo", "Apellido", "Nombre"][..],
            &["Nombre", "Apellido"][..],
        ),
        (
            &["Legajo", "Nombre", "Apellido 1", "Apellido 2"],
            &["Nombre", "Apellido 1", "Apellido 2"],
        ),
        (&["Personalnummer", "Name", "Vorname"], &["Vorname", "Name"]),
        (
            &["Personalnummer", "Nachname", "Vorname"],
            &["Vorname", "Nachname"],
        ),
        (&["Matricule", "Nom", "Prénom"], &["Prénom", "Nom"]),
        (
            &["Matricule", "Nom de famille", "Prénom"],
            &["Prénom", "Nom de famille"],
        ),
        (&["Matricule", "Nom"], &["Nom"]),
        (&["Matricola", "Cognome", "Nome"], &["Nome", "Cognome"]),
        (&["ID", "Name", "First name", "Last name"], &["Name"]),
        (
            &["ID", "Full name", "First name", "Last name"],
            &["Full name"],
        ),
        (
            &["ID", "Middle name", "Last name", "First name"],
            &["First name", "Middle name", "Last name"],
        ),
        // A family name in Portugal, a nickname in Brazil.
        (&["NIF", "Nome", "Apelido"], &["Nome", "Apelido"]),
        (
            &["ID", "Apelido", "Nome próprio"],
            &["Nome próprio", "Apelido"],
        ),
        (&["CPF", "Nome", "Apelido"], &["Nome"]),
    ] {
        assert_eq!(names(headers), joined, "{headers:?}");
    }
}

#[test]
fn a_misspelt_header_decides_nothing() {
    use crate::employee::Field;
    let workbook = read(table(&[
        &["Matricla", "CPF", "Tax ID", "Data de nascimento", "Nome"],
        &["1", "2", "3", "4", "5"],
    ]));
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    let columns: Vec<_> = found
        .columns
        .iter()
        .map(|column| (column.field.clone(), column.suggestion.clone()))
        .collect();
    assert_eq!(
        columns,
        [
            (None, Some(Field::EmployeeId)),
            (Some(Field::NationalId), None),
            (Some(Field::CompanyTaxId), None),
            (None, None),
            (Some(Field::FullName), None),
        ]
    );
    let json = serde_json::to_value(&found.columns).unwrap();
    assert_eq!(json[0]["suggestion"], "employee_id");
    assert!(json[1].get("suggestion").is_none());
}

#[test]
fn each_evidence_is_the_reason_that_is_shown() {
    use crate::employee::{Employee, Field, TaxId};
    let person = |id: &str, phone: &str| Employee {
        employee_id: Some(id.into()),
        mobile_number: Some(phone.into()),
        ..Employee::of(TaxId::from("1"))
    };
    let roster = [
        person("00048", "+5511988110020"),
        person("00049", "+5511988110021"),
        person("00050", "+5511988110022"),
    ];
    let roster: Vec<&Employee> = roster.iter().collect();
    let workbook = read(table(&[
        &[
            "Matrícula",
            "Campo 1",
            "Campo 2",
            "E-mail",
            "Campo 3",
            "CPF",
        ],
        &[
            "48",
            "11.222.333/0001-81",
            "(11) 98811-0020",
            "a@aurora.example",
            "+34 612 345 678",
            "x",
        ],
        &[
            "49",
            "11.222.333/0001-81",
            "(11) 98811-0021",
            "b@aurora.example",
            "+34 612 345 679",
            "y",
        ],
        &[
            "50",
            "11.222.333/0001-81",
            "(11) 98811-0022",
            "c@aurora.example",
            "+34 612 345 670",
            "z",
        ],
    ]));
    let page = workbook.chosen().unwrap();
    let told = |roster: &[&Employee]| -> Vec<(Option<Field>, String, Option<Basis>)> {
        let found = inspect(page, HeaderChoice::Found, roster).columns;
        let told = found.into_iter();
        told.map(|column| (column.field, column.reason, column.support))
            .collect()
    };
    let with = told(&roster);
    let reasons: Vec<&str> = with.iter().map(|(_, reason, _)| reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "header; 3 of 3 values match employee_id at Wellhub",
            "3 of 3 values have the check digits of a CNPJ",
            "3 of 3 values match mobile_number at Wellhub",
            "header",
            "another column has this field",
            "header",
        ]
    );
    assert_eq!(with[3].2, Some(Basis::Content));
    assert_eq!(with[5].2, None);
    let without = told(&[]);
    assert_eq!(without[0].1, "header");
    assert_eq!(without[2].1, "3 of 3 values look like phone numbers");
    assert_eq!(without[2].0, Some(Field::MobileNumber));
}

#[test]
fn values_of_somebody_else_are_not_taken_by_their_look() {
    let workbook = read(table(&[
        &["Matrícula", "Nome", "E-mail do gestor", "CPF do dependente"],
        &["1", "Ana", "a@aurora.example", "529.982.247-25"],
        &["2", "Bia", "b@aurora.example", "111.444.777-35"],
        &["3", "Caio", "c@aurora.example", "123.456.789-09"],
    ]));
    let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
    assert_eq!(found.columns[2].basis, Basis::NotSent);
    assert_eq!(
        (&found.columns[2].field, &found.columns[3].field),
        (&None, &None)
    );
}
