//! One reading of a fixture, with what a test wants otherwise: what the file is, the key, the companies, Wellhub's roster
//! and what a person decided.

use jiff::Timestamp;
use rollcall_core::employee::{Employee, Identifier, TaxId, Text};
use rollcall_core::roster::{
    Choices, Company, Intent, ReadPeople, Reading, RemotePerson, RemoteRoster, read_people,
};
use rollcall_core::sheet::{
    FileFormat, HeaderChoice, Layout, Mapping, Unknown, guess_columns, inspect,
};

use super::open;

/// The company that the people of the fixtures work for.
pub const COMPANY: &str = "11.222.333/0001-81";
/// The people of the longer fixtures, in their order.
const PEOPLE: [(&str, &str); 8] = [
    ("Ana Lima", "ana"),
    ("Bia Souza", "bia"),
    ("Caio Alves", "caio"),
    ("Davi Rocha", "davi"),
    ("Eva Nunes", "eva"),
    ("Fabio Melo", "fabio"),
    ("Gil Prado", "gil"),
    ("Hugo Reis", "hugo"),
];

pub struct Case<'a> {
    name: &'a str,
    pub identifier: Identifier,
    pub intent: Intent,
    pub companies: Vec<Company>,
    pub remote: Option<RemoteRoster>,
    pub choices: Choices,
    pub decide: fn(&mut Mapping),
}

impl<'a> Case<'a> {
    /// A full roster by employee id, with nothing decided.
    pub fn of(name: &'a str) -> Self {
        Self {
            name,
            identifier: Identifier::EmployeeId,
            intent: Intent::Full,
            companies: Vec::new(),
            remote: None,
            choices: Choices::default(),
            decide: |_| {},
        }
    }

    pub fn read(&self) -> ReadPeople {
        let workbook = open(self.name).unwrap();
        let page = workbook.chosen().unwrap();
        let layout = Layout::of(page, HeaderChoice::Found);
        let mut mapping = Mapping::of(layout.header_row, &guess_columns(page, &layout, &[]));
        mapping.phone_country = Some("BR".to_owned());
        (self.decide)(&mut mapping);
        let reading = Reading {
            identifier: self.identifier,
            intent: self.intent,
            companies: &self.companies,
            remote: self.remote.as_ref(),
            choices: &self.choices,
        };
        let read = read_people(page, &mapping, &reading);
        let name = self.name;
        assert!(read.receipt.adds_up(), "{name}: {:?}", read.receipt);
        let found = inspect(page, HeaderChoice::Found, &[]);
        assert!(found.receipt.adds_up(), "{name}: {:?}", found.receipt);
        let computed = page
            .rows()
            .iter()
            .flat_map(|row| page.cells(row))
            .any(|cell| cell.formula);
        let untold = computed && workbook.format == FileFormat::Xls;
        let expected: &[Unknown] = if untold {
            &[Unknown::FormulaTexts]
        } else {
            &[]
        };
        assert_eq!(found.unknown, expected, "{name}");
        read
    }
}

pub fn company(tax_id: &str) -> Company {
    Company {
        tax_id: tax_id.into(),
        name: Text::default(),
    }
}

/// What Wellhub has of the fixtures' people.
pub fn roster() -> RemoteRoster {
    let person = |(number, (name, mail)): (u32, (&str, &str))| RemotePerson {
        id: Text::default(),
        employee: Employee {
            employee_id: Some(format!("00{number}").as_str().into()),
            full_name: Some(name.into()),
            email: Some(format!("{mail}@aurora.example").as_str().into()),
            ..Employee::of(TaxId::from(COMPANY))
        },
        invitation_status: None,
        updated_at: None,
        deleted_at: None,
    };
    RemoteRoster {
        companies: vec![company(COMPANY)],
        people: (4871..).zip(PEOPLE).map(person).collect(),
        past: Vec::new(),
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH,
    }
}
