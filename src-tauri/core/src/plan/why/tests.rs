//! Explained plans, each damage and each relation with a legitimate change beside it that must not be called one.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};

use crate::employee::{Employee, Field, Identifier, TaxId};
use crate::finding::{FindingCode, Severity};
use crate::plan::{Lane, Plan, PlanHash, Rules, plan};
use crate::roster::{Company, Incoming, IncomingRoster, Intent, RemotePerson, RemoteRoster};

mod damage;
mod people;

const SOUTH: &str = "12.345.678/0001-95";
const NORTH: &str = "98.765.432/0001-10";

/// Somebody of the southern company by their number, with a name and all that is unique.
fn person(number: u32, name: &str) -> Employee {
    let mut person = Employee::of(TaxId::from(SOUTH));
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let fields = [
        (Field::EmployeeId, format!("{number:06}")),
        (Field::FullName, name.to_owned()),
        (Field::Email, format!("{first}.{number}@aurora.example")),
        (
            Field::NationalId,
            format!("{:011}", u64::from(number) * 7919),
        ),
        (Field::Department, "Vendas".to_owned()),
        (Field::CostCenter, format!("{:04}", number % 40)),
        (Field::MobileNumber, format!("+55119{number:08}")),
    ];
    for (field, text) in fields {
        person.set(&field, Some(text.into()));
    }
    person
}

/// Forty people, so that a few changes stay within every budget.
fn staff() -> Vec<Employee> {
    let names = ["Ana Lima", "Bruno Prado", "Célia Rocha", "José Lima"];
    (1..=40)
        .map(|number| {
            person(
                number,
                names.get(number as usize - 1).unwrap_or(&"Maria Souza"),
            )
        })
        .collect()
}

fn with(mut person: Employee, field: &Field, text: &str) -> Employee {
    person.set(field, (!text.is_empty()).then(|| text.into()));
    person
}

fn remote(people: &[Employee]) -> RemoteRoster {
    let record = |(index, employee): (usize, &Employee)| RemotePerson {
        id: format!("emp_{index}").into(),
        employee: employee.clone(),
        invitation_status: None,
        updated_at: None,
        deleted_at: None,
    };
    RemoteRoster {
        companies: [SOUTH, NORTH]
            .map(|tax_id| Company {
                tax_id: TaxId::from(tax_id),
                name: tax_id.into(),
            })
            .to_vec(),
        people: people.iter().enumerate().map(record).collect(),
        past: Vec::new(),
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * 365),
    }
}

fn incoming(people: &[Employee], identifier: Identifier) -> IncomingRoster {
    let letters = (b'A'..).map(|letter| vec![char::from(letter).to_string()]);
    let columns: BTreeMap<Field, Vec<String>> = Field::STANDARD.into_iter().zip(letters).collect();
    IncomingRoster {
        identifier,
        people: (2u32..)
            .zip(people)
            .map(|(row, employee)| Incoming {
                row,
                employee: employee.clone().into(),
            })
            .collect(),
        withheld: Vec::new(),
        columns,
        findings: Vec::new(),
    }
}

fn made(before: &[Employee], after: &[Employee], intent: Intent) -> Plan {
    let incoming = incoming(after, Identifier::EmployeeId);
    plan(&remote(before), &incoming, intent, &Rules::default())
}

/// A plan of the staff in which one field of person number four reads otherwise.
fn one_change(field: &Field, old: &str, new: &str) -> Plan {
    let mut before = staff();
    before[3] = with(before[3].clone(), field, old);
    let mut after = before.clone();
    after[3] = with(after[3].clone(), field, new);
    made(&before, &after, Intent::Full)
}

/// A plan as text: one line a change, one a reason, one a withheld row, one a finding.
fn text(plan: &Plan) -> String {
    let mut text = String::new();
    for change in &plan.changes {
        let held: Vec<&str> = change.holds().collect();
        let _ = writeln!(
            text,
            "{:?} {} {} {:?} held[{}]",
            change.operation,
            change.key,
            change.name,
            change.lane,
            held.join(" ")
        );
        for reason in &change.reasons {
            let field = reason.field.as_ref().map(Field::name).unwrap_or_default();
            let cell = reason.cell.as_deref().unwrap_or("-");
            let _ = write!(text, "    {} {field} {cell}", reason.code.as_str());
            if let Some(other) = &reason.other {
                let company = other.company_tax_id.as_str();
                let _ = write!(
                    text,
                    " <{} {} {company} {:?}>",
                    other.name, other.key, other.row
                );
            }
            let _ = writeln!(text, " {:?}", reason.params);
        }
    }
    for row in &plan.withheld {
        let _ = writeln!(
            text,
            "withheld {} {} {:?} {}",
            row.row
                .map_or_else(|| "-".to_owned(), |row| row.to_string()),
            row.code,
            row.cell,
            row.original
        );
    }
    for finding in &plan.findings {
        let _ = writeln!(
            text,
            "{:?} {} ×{} {:?} {:?}",
            finding.severity, finding.code, finding.count, finding.cells, finding.params
        );
    }
    text
}
