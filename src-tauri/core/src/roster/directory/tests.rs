#![allow(clippy::unwrap_used)]

use std::hash::BuildHasherDefault;
use std::hash::DefaultHasher;

use super::*;
use crate::employee::{Employee, Key, TaxId};

type Ids = BuildHasherDefault<DefaultHasher>;

/// Company, key, name, address, department.
const PEOPLE: [[&str; 5]; 6] = [
    [
        "12.345.678/0001-95",
        "0007",
        "Íris Caldeira",
        "iris@aurora.example",
        "Sales",
    ],
    [
        "12.345.678/0001-95",
        "0010",
        "Ana Nunes",
        "ANA.N@aurora.example",
        "Árvores",
    ],
    [
        "23.456.789/0001-95",
        "0007",
        "ana nunes",
        "ana2@aurora.example",
        "sales",
    ],
    [
        "23.456.789/0001-95",
        "",
        "Zoé 😀 Reis",
        "zoe@aurora.example",
        "",
    ],
    [
        "12.345.678/0001-95",
        "0001",
        "",
        "nobody@aurora.example",
        "Sales",
    ],
    ["12.345.678/0001-95", "0002", "مريم حداد", "", "Weaving"],
];

fn roster() -> RemoteRoster {
    let companies = ["12.345.678/0001-95", "23.456.789/0001-95"];
    let person = |[company, key, name, email, department]: &[&str; 5]| {
        let mut employee = Employee::of(TaxId::from(*company));
        for (field, text) in [
            (Field::EmployeeId, key),
            (Field::FullName, name),
            (Field::Email, email),
            (Field::Department, department),
        ] {
            employee.set(&field, (!text.is_empty()).then(|| Text::from(*text)));
        }
        employee.eligible_to_payroll = (!key.is_empty()).then_some(*key == "0010");
        RemotePerson {
            id: format!("emp_{key}_{email}").into(),
            employee,
            invitation_status: (*key == "0010").then(|| "ACTIVE".into()),
            updated_at: None,
            deleted_at: None,
        }
    };
    RemoteRoster {
        companies: companies
            .map(|tax_id| Company {
                tax_id: TaxId::from(tax_id),
                name: Text::default(),
            })
            .into(),
        people: PEOPLE.iter().map(person).collect(),
        past: Vec::new(),
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH,
    }
}

fn directory() -> Directory {
    Directory::of(roster(), Identifier::EmployeeId, &Ids::default())
}

fn found(filter: &PeopleFilter) -> Vec<u32> {
    directory().browse(filter, Marks::default())
}

fn saying(text: &str) -> Vec<u32> {
    found(&PeopleFilter {
        text: text.into(),
        ..PeopleFilter::default()
    })
}

#[test]
fn people_are_found_by_parts_of_name_address_and_key_in_any_spelling() {
    assert_eq!(saying("IRIS"), [0]);
    assert_eq!(saying("ana  nun"), [1, 2]);
    assert_eq!(saying("ana.n@AURORA"), [1]);
    assert_eq!(saying("0007 ana"), [2]);
    assert!(
        saying("ana caldeira").is_empty(),
        "each of two people has one of these words"
    );
    assert_eq!(saying("مريم"), [5]);
    assert_eq!(saying("😀"), [3]);
    // What stands side by side in what is searched is not one text.
    assert!(saying("caldeirairis").is_empty());
    assert!(
        saying("\n").len() == PEOPLE.len(),
        "nothing but space narrows nothing"
    );
    assert!(saying("nobody at all").is_empty());
}

#[test]
fn every_order_names_everybody_once_and_the_nameless_last() {
    let by = |order, descending| {
        found(&PeopleFilter {
            order,
            descending,
            ..PeopleFilter::default()
        })
    };
    assert_eq!(by(PeopleOrder::Name, false), [1, 2, 0, 3, 5, 4]);
    assert_eq!(by(PeopleOrder::Key, false), [4, 5, 2, 0, 1, 3]);
    assert_eq!(by(PeopleOrder::Department, false), [1, 0, 4, 2, 5, 3]);
    assert_eq!(by(PeopleOrder::Company, false), [1, 0, 5, 4, 2, 3]);
    for order in [
        PeopleOrder::Email,
        PeopleOrder::Invitation,
        PeopleOrder::Name,
    ] {
        let mut turned = by(order, true);
        turned.reverse();
        assert_eq!(turned, by(order, false));
    }
}

#[test]
fn filters_combine() {
    let company = Some("12.345.678/0001-95".to_owned());
    let department = Some("Sales".to_owned());
    let both = PeopleFilter {
        company,
        department,
        ..PeopleFilter::default()
    };
    assert_eq!(found(&both), [0, 4]);
    assert_eq!(
        found(&PeopleFilter {
            text: "iris".into(),
            ..both
        }),
        [0]
    );
}

#[test]
fn each_filter_leaves_who_has_the_value_or_none() {
    let none = Some(String::new());
    assert_eq!(
        found(&PeopleFilter {
            department: none,
            ..PeopleFilter::default()
        }),
        [3]
    );
    let unknown = Some("Elsewhere".to_owned());
    assert!(
        found(&PeopleFilter {
            group: unknown,
            ..PeopleFilter::default()
        })
        .is_empty()
    );
    assert_eq!(
        found(&PeopleFilter {
            marks: vec![Mark::Keyless],
            ..PeopleFilter::default()
        }),
        [3]
    );
    assert_eq!(
        found(&PeopleFilter {
            payroll: Some(true),
            ..PeopleFilter::default()
        }),
        [1]
    );
    let invited = PeopleFilter {
        invitation: Some("ACTIVE".into()),
        ..PeopleFilter::default()
    };
    assert_eq!(found(&invited), [1]);
}

#[test]
fn marks_narrow_to_whom_they_mark_and_to_nobody_where_there_are_none() {
    let directory = directory();
    let filter = PeopleFilter {
        marks: vec![Mark::Protected],
        ..PeopleFilter::default()
    };
    assert!(directory.browse(&filter, Marks::default()).is_empty());
    let protected = [false, true, false, false, true, false];
    let marks = Marks {
        protected: &protected,
        ..Marks::default()
    };
    assert_eq!(directory.browse(&filter, marks), [1, 4]);
    let both = PeopleFilter {
        marks: vec![Mark::Protected, Mark::SentLast],
        ..filter
    };
    assert!(directory.browse(&both, marks).is_empty());
}

#[test]
fn somebody_is_found_by_place_and_by_an_id_that_outlasts_a_reading() {
    let directory = directory();
    let at = |company: &str, key: &str| directory.at(&(company.into(), Key(key.into())));
    assert_eq!(at("12345678000195", "0007"), Some(0));
    assert_eq!(at("23456789000195", "0007"), Some(2));
    assert_eq!(at("23456789000195", "0010"), None);
    assert_eq!(at("23456789000195", ""), None);
    let id = directory.id(2).unwrap();
    assert_eq!((id.len(), directory.find(&id)), (16, Some(2)));
    let mut fewer = roster();
    fewer.people.remove(0);
    let fewer = Directory::of(fewer, Identifier::EmployeeId, &Ids::default());
    assert_eq!(fewer.find(&id), Some(1));
    assert_eq!(fewer.find(&directory.id(0).unwrap()), None);
    assert_eq!(fewer.find("not an id"), None);
}

#[test]
fn the_census_names_each_value_and_who_has_none() {
    let census = directory().census();
    let counts = |list: &[Count]| -> Vec<(String, u32)> {
        list.iter()
            .map(|count| (count.name.clone(), count.people))
            .collect()
    };
    let expected = [
        ("Árvores", 1),
        ("Sales", 2),
        ("sales", 1),
        ("Weaving", 1),
        ("", 1),
    ];
    let expected: Vec<(String, u32)> = expected
        .map(|(name, people)| (name.to_owned(), people))
        .into();
    assert_eq!(counts(&census.departments), expected);
    assert_eq!(census.companies.len(), 2);
    assert!(
        census.groups.is_empty(),
        "nobody has one, so that there is nothing to choose"
    );
    assert_eq!((census.payroll, census.keyless), ((1, 4), 1));
}

#[test]
fn an_empty_roster_has_nobody_to_find() {
    let empty = RemoteRoster {
        people: Vec::new(),
        ..roster()
    };
    let empty = Directory::of(empty, Identifier::Email, &Ids::default());
    assert!(empty.is_empty() && !directory().is_empty());
    let all = PeopleFilter {
        text: "a".into(),
        ..PeopleFilter::default()
    };
    assert!(empty.browse(&all, Marks::default()).is_empty());
    assert_eq!(empty.find("00"), None);
}
