//! A small model of what Wellhub does with the items of a plan (contract §1), and people to plan with.

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::employee::{Employee, Field, Identifier, TaxId, Text};
use crate::plan::{Operation, Plan};
use crate::roster::{Company, Incoming, IncomingRoster, Place, RemotePerson, RemoteRoster, place};

pub(super) type Model = BTreeMap<Place, BTreeMap<Field, Text>>;

pub(super) const COMPARED: [Field; 10] = [
    Field::EmployeeId,
    Field::FullName,
    Field::Email,
    Field::NationalId,
    Field::Department,
    Field::CostCenter,
    Field::OfficeZipCode,
    Field::PayrollId,
    Field::MobileNumber,
    Field::EligibleToPayroll,
];

pub(super) fn person(
    company: u8,
    key: u16,
    name: u16,
    department: u8,
    zip: Option<u8>,
) -> Employee {
    let mut person = Employee::of(TaxId::from(format!("12.345/{company}")));
    person.set(&Field::EmployeeId, Some(format!("{key:04}").into()));
    person.set(&Field::FullName, Some(format!("Name {name}").into()));
    person.set(
        &Field::Email,
        Some(format!("p{key}.{company}@aurora.example").into()),
    );
    person.set(
        &Field::Department,
        Some(format!("Department {department}").into()),
    );
    person.set(
        &Field::OfficeZipCode,
        zip.map(|zip| format!("0{zip}").into()),
    );
    person
}

prop_compose! {
    pub(super) fn people(most: usize)(rows in proptest::collection::btree_map((0u8..3, 1u16..200), (0u16..200, 0u8..4, proptest::option::of(0u8..9)), 0..most)) -> Vec<Employee> {
        rows.into_iter().map(|((company, key), (name, department, zip))| person(company, key, name, department, zip)).collect()
    }
}

pub(super) fn remote(people: &[Employee]) -> RemoteRoster {
    let record = |(index, employee): (usize, &Employee)| RemotePerson {
        id: format!("emp_{index}").into(),
        employee: employee.clone(),
        invitation_status: None,
        updated_at: None,
        deleted_at: None,
    };
    RemoteRoster {
        companies: (0..3)
            .map(|company| Company {
                tax_id: TaxId::from(format!("12.345/{company}")),
                name: Text::default(),
            })
            .collect(),
        people: people.iter().enumerate().map(record).collect(),
        past: Vec::new(),
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH,
    }
}

pub(super) fn incoming(people: &[Employee]) -> IncomingRoster {
    let rows = (2u32..).zip(people);
    IncomingRoster {
        identifier: Identifier::EmployeeId,
        people: rows
            .map(|(row, employee)| Incoming {
                row,
                employee: employee.clone().into(),
            })
            .collect(),
        withheld: Vec::new(),
        columns: BTreeMap::from([(Field::Department, vec!["D".to_owned()])]),
        findings: Vec::new(),
    }
}

pub(super) fn record(person: &Employee) -> BTreeMap<Field, Text> {
    let filled = |field: &Field| {
        let text = person.get(field).filter(|text| !text.is_empty())?;
        Some((field.clone(), Text::from(text)))
    };
    COMPARED.iter().filter_map(filled).collect()
}

pub(super) fn model(people: &[Employee]) -> Model {
    let place = |person: &Employee| place(Identifier::EmployeeId, person).expect("a key");
    people
        .iter()
        .map(|person| (place(person), record(person)))
        .collect()
}

/// What Wellhub holds after every item was applied: an UPDATE replaces the whole record.
pub(super) fn applied(mut model: Model, plan: &Plan) -> Model {
    for change in &plan.changes {
        let place = place(Identifier::EmployeeId, &change.item).expect("a key");
        match change.operation {
            Operation::Create => assert!(model.insert(place, record(&change.item)).is_none()),
            Operation::Update => assert!(model.insert(place, record(&change.item)).is_some()),
            Operation::Delete => assert!(model.remove(&place).is_some()),
        }
    }
    model
}

pub(super) fn companies_of(people: &[Employee]) -> Vec<Text> {
    people
        .iter()
        .map(|person| person.company_tax_id.meaning().as_ref().into())
        .collect()
}
