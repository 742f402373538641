//! How long a plan takes in memory: a roster against a file of the same people, 2 % new, 2 % gone, 5 % changed, shuffled;
//! findings, pairs and budgets included. The figures are for reading, nothing is asserted.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use rollcall_core::employee::{Employee, Field, Identifier, TaxId, Text};
use rollcall_core::plan::{Rules, plan};
use rollcall_core::roster::{
    Company, Incoming, IncomingRoster, Intent, RemotePerson, RemoteRoster,
};

const COMPANY: &str = "12345678000195";

fn person(number: u32, department: u32) -> Employee {
    let mut person = Employee::of(TaxId::from(COMPANY));
    let fields = [
        (Field::EmployeeId, format!("{number:08}")),
        (Field::FullName, format!("Maria Aparecida Souza {number}")),
        (Field::Email, format!("maria.souza.{number}@aurora.example")),
        (
            Field::NationalId,
            format!("{:011}", u64::from(number) * 7919),
        ),
        (Field::Department, format!("Department {department}")),
        (Field::CostCenter, format!("CC-{:03}", number % 40)),
        (
            Field::OfficeZipCode,
            format!("{:05}-{:03}", number % 90_000, number % 1000),
        ),
        (Field::PayrollId, format!("PAY-{number}")),
        (Field::MobileNumber, format!("+55119{number:08}")),
        (Field::EligibleToPayroll, "true".to_owned()),
    ];
    for (field, text) in fields {
        person.set(&field, Some(text.into()));
    }
    person
}

fn remote(people: u32) -> RemoteRoster {
    RemoteRoster {
        companies: vec![Company {
            tax_id: TaxId::from(COMPANY),
            name: Text::default(),
        }],
        people: (0..people)
            .map(|number| RemotePerson {
                id: format!("emp_{number}").into(),
                employee: person(number, number % 20),
                invitation_status: None,
                updated_at: None,
                deleted_at: None,
            })
            .collect(),
        past: Vec::new(),
        pages: people / 200,
        read_at: Timestamp::UNIX_EPOCH,
    }
}

/// 2 % of the roster gone, as many new, 5 % changed, in an order that jumps about.
fn incoming(people: u32) -> IncomingRoster {
    let gone = people / 50;
    let rows = (0..people).map(|row| {
        let number =
            gone + u32::try_from(u64::from(row) * 7_368_787 % u64::from(people)).unwrap_or(0);
        let department = if number % 20 == 3 {
            number % 20 + 1
        } else {
            number % 20
        };
        Incoming {
            row: row + 2,
            employee: person(number, department),
        }
    });
    IncomingRoster {
        identifier: Identifier::EmployeeId,
        people: rows.collect(),
        withheld: Vec::new(),
        columns: BTreeMap::from([(Field::Department, vec!["E".to_owned()])]),
        findings: Vec::new(),
    }
}

fn plans(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plan");
    group.sample_size(10);
    for people in [10_000, 100_000] {
        let (remote, incoming) = (remote(people), incoming(people));
        group.bench_function(format!("{people} against {people}"), |bench| {
            bench.iter_batched(
                Rules::default,
                |rules| black_box(plan(&remote, &incoming, Intent::Full, &rules)),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, plans);
criterion_main!(benches);
