//! A roster and a file of the same people: 2 % gone, as many new, 5 % changed, in an order that jumps about.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rollcall_core::employee::{Employee, Field, Identifier, TaxId, Text};
use rollcall_core::roster::{Company, Incoming, IncomingRoster, RemotePerson, RemoteRoster};

const COMPANY: &str = "11222333000181";

/// The fields that files and records say, beside the company, and the header of each.
pub const FIELDS: [(Field, &str); 10] = [
    (Field::EmployeeId, "Matrícula"),
    (Field::FullName, "Nome completo"),
    (Field::Email, "E-mail"),
    (Field::NationalId, "CPF"),
    (Field::Department, "Departamento"),
    (Field::CostCenter, "Centro de custo"),
    (Field::OfficeZipCode, "CEP"),
    (Field::PayrollId, "ID folha"),
    (Field::MobileNumber, "Celular"),
    (Field::EligibleToPayroll, "Elegível a folha"),
];

fn person(number: u32, department: u32) -> Employee {
    let mut person = Employee::of(TaxId::from(COMPANY));
    let texts = [
        format!("{number:08}"),
        format!("Maria Aparecida Souza {number}"),
        format!("maria.souza.{number}@aurora.example"),
        cpf(number),
        format!("Department {department}"),
        format!("CC-{:03}", number % 40),
        format!("{:05}-{:03}", number % 90_000, number % 1000),
        format!("PAY-{number}"),
        format!("+55119{number:08}"),
        "true".to_owned(),
    ];
    for ((field, _), text) in FIELDS.iter().zip(texts) {
        person.set(field, Some(text.into()));
    }
    person
}

/// What Wellhub has.
pub fn remote(people: u32) -> RemoteRoster {
    roster((0..people).map(|number| person(number, number % 20)))
}

/// A roster of records.
pub fn roster(people: impl Iterator<Item = Employee>) -> RemoteRoster {
    let people: Vec<RemotePerson> = people
        .map(|employee| RemotePerson {
            id: employee.get(&Field::EmployeeId).unwrap_or_default().into(),
            employee,
            invitation_status: None,
            updated_at: None,
            deleted_at: None,
        })
        .collect();
    RemoteRoster {
        companies: vec![Company {
            tax_id: TaxId::from(COMPANY),
            name: Text::default(),
        }],
        people,
        past: Vec::new(),
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH,
    }
}

/// What the file says.
pub fn incoming(people: u32) -> IncomingRoster {
    let gone = people / 50;
    let rows = (0..people).map(|row| {
        let jumped = u64::from(row) * 7_368_787 % u64::from(people);
        let number = gone + u32::try_from(jumped).unwrap_or(0);
        let moved = u32::from(number % 20 == 3);
        Incoming {
            row: row + 2,
            employee: person(number, number % 20 + moved).into(),
        }
    });
    let letters = ('A'..).map(|letter| vec![letter.to_string()]);
    let columns = FIELDS.iter().map(|(field, _)| field.clone()).zip(letters);
    IncomingRoster {
        identifier: Identifier::EmployeeId,
        people: rows.collect(),
        withheld: Vec::new(),
        columns: columns.collect::<BTreeMap<_, _>>(),
        findings: Vec::new(),
    }
}

/// A number with fitting check digits, as real lists have.
fn cpf(person: u32) -> String {
    let mut digits = format!("{:09}", 100_000_000 + u64::from(person) * 97);
    for count in [9, 10] {
        let weighed = digits.bytes().zip((2..=count + 1).rev());
        let sum: u32 = weighed
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        let digit = if sum % 11 < 2 { 0 } else { 11 - sum % 11 };
        digits.push_str(&digit.to_string());
    }
    digits
}
