//! How spreadsheets damage people, and what becomes of each row: its code, its cell, and what is sent of it.
#![allow(clippy::unwrap_used)]

mod damage;
mod decisions;
mod duplicates;
mod slip;

use jiff::Timestamp;
use rust_xlsxwriter::Worksheet;

use super::*;
use crate::employee::{Employee, Field, TaxId, Text};
use crate::roster::RemotePerson;
use crate::sheet::fixtures::{read, table, write_rows, xlsx};
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
        .filter_map(|row| Some((row.row?, row.code)))
        .collect()
}

fn finding(read: &ReadPeople, code: FindingCode) -> Option<&Finding> {
    read.roster
        .findings
        .iter()
        .find(|finding| finding.code == code)
}
