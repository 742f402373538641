//! A plan with everything that deserves a look, as a person reads it in each language.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rollcall_core::employee::{Employee, Field, Identifier, TaxId, Text};
use rollcall_core::plan::{Budgets, PlanHash, Rules, SavedPlan, SnapshotMark, SourceFile};
use rollcall_core::roster::{
    Company, Incoming, IncomingRoster, Intent, RemotePerson, RemoteRoster,
};

use crate::language::Language;
use crate::output::Output;

const SOUTH: &str = "12.345.678/0001-95";
const NORTH: &str = "98.765.432/0001-10";

fn person(number: u32, name: &str) -> Employee {
    let mut person = Employee::of(TaxId::from(SOUTH));
    let fields = [
        (Field::EmployeeId, format!("{number:06}")),
        (Field::FullName, name.to_owned()),
        (Field::Email, format!("pessoa{number}@aurora.example")),
        (Field::Department, "Vendas".to_owned()),
        (Field::CostCenter, format!("{:04}", number % 40)),
        (Field::Custom("admissão".into()), "2026-03-04".to_owned()),
    ];
    for (field, text) in fields {
        person.set(&field, Some(text.into()));
    }
    person
}

/// Sixty people, the first with names of their own.
fn staff() -> Vec<Employee> {
    let names = [
        "Ana Lima",
        "Bruno Prado",
        "Célia Rocha",
        "Davi Melo",
        "Elisa Nunes",
        "Fábio Reis",
    ];
    (1_u32..)
        .zip(names.into_iter().chain(std::iter::repeat("Maria Souza")))
        .take(60)
        .map(|(number, name)| person(number, name))
        .collect()
}

fn remote(people: &[Employee], past: &Employee) -> RemoteRoster {
    let record = |employee: &Employee, deleted_at| RemotePerson {
        id: Text::default(),
        employee: Employee {
            custom_fields: BTreeMap::new(),
            ..employee.clone()
        },
        invitation_status: None,
        updated_at: None,
        deleted_at,
    };
    let companies = [SOUTH, NORTH].map(|tax_id| Company {
        tax_id: TaxId::from(tax_id),
        name: Text::default(),
    });
    RemoteRoster {
        companies: companies.to_vec(),
        people: people.iter().map(|one| record(one, None)).collect(),
        past: vec![record(past, Some(Timestamp::UNIX_EPOCH))],
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH,
    }
}

/// Two who move, one who leaves, newcomers with a value, a domain and a past of somebody's, and damaged cells.
fn file(mut people: Vec<Employee>) -> Vec<Employee> {
    people[0].company_tax_id = TaxId::from(NORTH);
    people[1].set(&Field::EmployeeId, Some("2".into()));
    people[2].set(&Field::FullName, Some("CÃ©lia Rocha".into()));
    people[2].set(&Field::CostCenter, Some("3".into()));
    people[3].set(&Field::Custom("admissão".into()), Some("2026-04-03".into()));
    people[4].set(&Field::Department, Some("Vendas #N/A".into()));
    people[6].set(&Field::Department, Some("Compras".into()));
    people.remove(5);
    let mut taken = person(901, "Gil Ramos");
    taken.set(&Field::Email, Some("pessoa8@aurora.example".into()));
    let mut domain = person(902, "Hugo Sales");
    domain.set(&Field::Email, Some("hugo@aurorra.example".into()));
    people.extend([taken, domain, past()]);
    people
}

fn past() -> Employee {
    person(903, "Íris Valente")
}

fn incoming(people: &[Employee]) -> IncomingRoster {
    let letters = (b'A'..).map(|letter| vec![char::from(letter).to_string()]);
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
        columns: Field::STANDARD.into_iter().zip(letters).collect(),
        findings: Vec::new(),
    }
}

fn saved() -> SavedPlan {
    let staff = staff();
    let mut rules = Rules::default();
    rules.custom.used = true;
    for person in &staff {
        let place = rollcall_core::roster::place(Identifier::EmployeeId, person);
        let custom = person.custom_fields.clone();
        rules
            .custom
            .last_sent
            .extend(place.map(|place| (place, custom)));
    }
    let (remote, incoming) = (remote(&staff, &past()), incoming(&file(staff)));
    let plan = rollcall_core::plan::plan(&remote, &incoming, Intent::Full, &rules);
    SavedPlan {
        app: String::new(),
        hash: PlanHash::of(&plan),
        connection: "Aurora".into(),
        origin: String::new(),
        client_id: String::new(),
        made_at: Timestamp::UNIX_EPOCH,
        file: SourceFile {
            name: "Folha.xlsx".into(),
            sha256: String::new(),
            sheet: "Plan1".into(),
            rows: 62,
        },
        remote: SnapshotMark {
            people: 60,
            read_at: Timestamp::UNIX_EPOCH,
            sha256: String::new(),
        },
        budgets: Budgets::default(),
        company_budgets: BTreeMap::new(),
        columns: incoming.columns,
        takes_up: None,
        plan,
    }
}

#[test]
fn an_explained_plan_reads_well() {
    let saved = saved();
    for (language, name) in [
        (Language::En, "explained_en"),
        (Language::PtBr, "explained_pt_br"),
        (Language::Es, "explained_es"),
    ] {
        let told = super::plan(Output::new(false, language), &saved);
        insta::assert_snapshot!(name, told);
    }
}
