//! Filters, orders and searches over a small plan.

use super::*;
use crate::employee::{Field, Identifier, TaxId};
use crate::plan::{Cosmetic, Counts, FieldChange, GroupTitle, Other, Pages, Reason};
use crate::roster::Intent;

fn change(operation: Operation, name: &str, department: &str, held: &[FindingCode]) -> Change {
    let mut item = Employee::of(TaxId::from("1"));
    item.set(&Field::Department, Some(department.into()));
    Change {
        operation,
        company_tax_id: TaxId::from("1"),
        key: "0001".into(),
        name: name.into(),
        row: (operation != Operation::Delete).then_some(7),
        lane: Lane::Safe,
        held: held.to_vec(),
        notes: Vec::new(),
        reasons: Vec::new(),
        fields: vec![FieldChange {
            field: Field::Department,
            old: None,
            new: Some(department.into()),
            cell: None,
        }],
        item: item.into(),
        before: None,
    }
}

fn plan() -> Plan {
    let mut newcomer = change(Operation::Create, "Ana", "People", &[]);
    newcomer.reasons.push(Reason {
        code: ReasonCode::Conflict,
        field: Some(Field::Email),
        cell: None,
        other: None,
        params: BTreeMap::new(),
    });
    Plan {
        intent: Intent::Full,
        identifier: Identifier::EmployeeId,
        changes: vec![
            change(Operation::Update, "Íris", "Sales", &[]),
            newcomer,
            change(
                Operation::Delete,
                "Zoe",
                "Sales",
                &[FindingCode::MassRemoval],
            ),
        ],
        withheld: vec![Withheld {
            row: Some(3),
            code: FindingCode::ErrorCell,
            cell: Some("A3".into()),
            original: "#N/A".into(),
            employee: Employee::of(TaxId::from("1")),
        }],
        counts: Counts::default(),
        findings: Vec::new(),
        gauges: Vec::new(),
        blocked: false,
        first_load: false,
        cosmetic: Cosmetic::default(),
    }
}

#[test]
fn filters_combine_and_what_is_held_comes_first() {
    let plan = plan();
    let pages = Pages::of(&plan);
    let lines = |filter: Filter| pages.browse(&filter);
    assert_eq!(lines(Filter::default()), [2, 1, 0, 3]);
    assert_eq!(
        lines(Filter {
            held: Some(false),
            kinds: vec![Kind::New, Kind::Leaving],
            ..Filter::default()
        }),
        [1]
    );
    assert_eq!(
        lines(Filter {
            department: Some("Sales".into()),
            order: Order::Name,
            ..Filter::default()
        }),
        [2, 0]
    );
    assert_eq!(
        lines(Filter {
            finding: Some(FindingCode::ErrorCell),
            ..Filter::default()
        }),
        [3]
    );
    assert_eq!(
        lines(Filter {
            reason: Some(ReasonCode::Conflict),
            ..Filter::default()
        }),
        [1]
    );
    assert_eq!(
        lines(Filter {
            lane: Some(Lane::Safe),
            kinds: vec![Kind::New, Kind::Blocked],
            ..Filter::default()
        }),
        [1]
    );
    assert!(
        lines(Filter {
            lane: Some(Lane::Removals),
            ..Filter::default()
        })
        .is_empty()
    );
    assert_eq!(
        lines(Filter {
            order: Order::Row,
            ..Filter::default()
        }),
        [3, 0, 1, 2]
    );
    assert_eq!(
        lines(Filter {
            order: Order::Row,
            descending: true,
            ..Filter::default()
        }),
        [2, 1, 0, 3]
    );
}

#[test]
fn one_persons_two_halves_stand_together_in_every_order() {
    let mut plan = plan();
    let other = |change: &Change| Other {
        name: change.name.clone(),
        key: change.key.clone(),
        company_tax_id: change.company_tax_id.clone(),
        row: change.row,
    };
    let reason = |other| Reason {
        code: ReasonCode::Transfer,
        field: None,
        cell: None,
        other: Some(other),
        params: BTreeMap::new(),
    };
    let (new, old) = (other(&plan.changes[1]), other(&plan.changes[2]));
    plan.changes[1].reasons.push(reason(old));
    plan.changes[1].held.push(FindingCode::Transfer);
    plan.changes[2].reasons.push(reason(new));
    let pages = Pages::of(&plan);
    let lines = |order| {
        pages.browse(&Filter {
            order,
            ..Filter::default()
        })
    };
    assert_eq!(lines(Order::Kind), [1, 2, 0, 3]);
    assert_eq!(lines(Order::Name), [3, 1, 2, 0]);
    assert_eq!(lines(Order::Department), [1, 2, 0, 3]);
    assert_eq!(lines(Order::Row), [3, 0, 1, 2]);
    let groups = |order| {
        let groups = pages.groups(order, &lines(order)).into_iter();
        groups
            .map(|group| (group.title, group.count))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        groups(Order::Kind)[0],
        (GroupTitle::Moves { held: true }, 2)
    );
    let department = |name: &str| GroupTitle::Department {
        name: Some(name.to_owned()),
    };
    assert_eq!(
        groups(Order::Department)[..2],
        [(department("People"), 2), (department("Sales"), 1)]
    );
    let only = pages.browse(&Filter {
        kinds: vec![Kind::Leaving],
        ..Filter::default()
    });
    assert_eq!(only, [2]);
    assert_eq!((pages.other_half(1), pages.other_half(0)), (Some(2), None));
}

#[test]
fn search_looks_at_names_keys_values_and_cells_without_case() {
    let plan = plan();
    let found = |text: &str| {
        Pages::of(&plan).browse(&Filter {
            text: text.into(),
            ..Filter::default()
        })
    };
    assert_eq!(found("íRIS"), [0]);
    assert_eq!(found("peop"), [1]);
    assert_eq!(found("0001").len(), 3);
    assert_eq!(found("#n/a"), [3]);
    // A text never reaches from one value into the next.
    assert!(found("ana0001").is_empty() && found("a\n0").is_empty());
    assert!(found("nobody").is_empty());
    assert_eq!(
        departments(&plan),
        [("Sales".to_owned(), 2), ("People".to_owned(), 1)]
    );
    assert!(Line::of(&plan, 4).is_none());
}
