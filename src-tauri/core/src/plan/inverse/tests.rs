#![allow(clippy::unwrap_used)]
use std::sync::Arc;

use super::*;
use crate::finding::FindingCode;
use crate::history::fixture::{self, COMPANY};
use crate::plan::{CustomFields, FieldChange};
use crate::roster::{Company, RemotePerson};

const BY: Identifier = Identifier::EmployeeId;

fn person(n: u32) -> Employee {
    let mut person = fixture::newcomer(n);
    person.custom_fields.clear();
    person
}

fn roster(people: &[Employee]) -> RemoteRoster {
    let of = |employee: &Employee| RemotePerson {
        id: "id".into(),
        employee: employee.clone(),
        invitation_status: None,
        updated_at: None,
        deleted_at: None,
    };
    RemoteRoster {
        companies: vec![Company {
            tax_id: COMPANY.into(),
            name: Text::default(),
        }],
        people: people.iter().map(of).collect(),
        past: Vec::new(),
        pages: 1,
        read_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn created(n: u32) -> Change {
    Change {
        item: person(n).into(),
        ..fixture::change(Operation::Create, n)
    }
}

/// The department of somebody goes from one to another.
fn moved(n: u32, from: Option<&str>, to: &str) -> Change {
    let mut before = person(n);
    before.department = from.map(Text::from);
    let mut item = person(n);
    item.department = Some(to.into());
    Change {
        fields: vec![FieldChange {
            field: Field::Department,
            old: from.map(Text::from),
            new: Some(to.into()),
            cell: None,
        }],
        item: item.into(),
        before: Some(Box::new(before)),
        ..fixture::change(Operation::Update, n)
    }
}

fn left(n: u32) -> Change {
    let mut item = Employee::of(COMPANY.into());
    item.employee_id = person(n).employee_id;
    Change {
        fields: Vec::new(),
        item: item.into(),
        before: Some(Box::new(person(n))),
        ..fixture::change(Operation::Delete, n)
    }
}

fn back(changes: &[Change], now: &[Employee], rules: &Rules) -> Inverse {
    let done: Vec<Done<'_>> = changes
        .iter()
        .map(|change| Done {
            change,
            custom: None,
        })
        .collect();
    let rules = Rules {
        cosmetic: true,
        ..rules.clone()
    };
    inverse(&roster(now), BY, &done, &BTreeSet::new(), &rules)
}

/// What is planned, who is kept, what is impossible, by key.
type Told<'a> = (
    Vec<(Operation, &'a str)>,
    Vec<&'a str>,
    Vec<(Obstacle, &'a str)>,
);

fn told(inverse: &Inverse) -> Told<'_> {
    let changes = inverse.plan.changes.iter();
    let kept = inverse.kept.iter();
    let impossible = inverse.impossible.iter();
    (
        changes
            .map(|change| (change.operation, change.key.as_str()))
            .collect(),
        kept.map(|one| one.key.as_str()).collect(),
        impossible
            .map(|one| (one.reason, one.key.as_str()))
            .collect(),
    )
}

/// Enough others that no budget is in the way.
fn with_others(people: Vec<Employee>) -> Vec<Employee> {
    people.into_iter().chain((100..200).map(person)).collect()
}

#[test]
fn what_stands_as_the_job_left_it_is_brought_back_whole() {
    let changes = [
        created(1),
        moved(2, Some("Vendas"), "Logística"),
        moved(3, None, "Logística"),
        left(4),
    ];
    let now = changes[..3].iter().map(|one| (*one.item).clone()).collect();
    let back = back(&changes, &with_others(now), &Rules::default());
    let (all, kept, impossible) = told(&back);
    assert_eq!(
        all,
        [
            (Operation::Delete, "000001"),
            (Operation::Update, "000002"),
            (Operation::Update, "000003"),
            (Operation::Create, "000004"),
        ]
    );
    assert_eq!((kept.len(), impossible.len()), (0, 0));
    let restored = &back.plan.changes;
    assert_eq!(*restored[1].item, *changes[1].before.as_deref().unwrap());
    // What was empty is cleared: left out it would say nothing.
    assert_eq!(restored[2].item.department.as_deref(), Some(""));
    assert_eq!(*restored[3].item, person(4));
    assert!(restored.iter().all(|change| !change.is_held()));
    assert!(restored.iter().all(|change| change.row.is_none()));
}

#[test]
fn what_changed_since_is_kept_with_what() {
    let changes = [created(1), moved(2, Some("Vendas"), "Logística"), left(3)];
    let mut now: Vec<Employee> = changes[..2].iter().map(|one| (*one.item).clone()).collect();
    now[0].full_name = Some("Outra Pessoa".into());
    now[1].department = Some("Compras".into());
    let mut again = person(3);
    again.email = Some("outra@aurora.example".into());
    now.push(again);
    let back = back(&changes, &with_others(now), &Rules::default());
    let (all, kept, impossible) = told(&back);
    assert_eq!((all.len(), impossible.len()), (0, 0));
    assert_eq!(kept, ["000001", "000002", "000003"]);
    assert_eq!(
        back.kept[1].differences,
        [Standing {
            field: "department".to_owned(),
            expected: Some("Logística".to_owned()),
            found: Some("Compras".to_owned()),
        }]
    );
}

#[test]
fn what_stands_as_before_already_is_told() {
    let changes = [created(1), moved(2, Some("Vendas"), "Logística"), left(3)];
    let now = vec![*changes[1].before.clone().unwrap(), person(3)];
    let back = back(&changes, &with_others(now), &Rules::default());
    let nothing = Obstacle::NothingToRestore;
    assert_eq!(
        told(&back),
        (
            vec![],
            vec![],
            vec![
                (nothing, "000001"),
                (nothing, "000002"),
                (nothing, "000003")
            ]
        )
    );
}

#[test]
fn somebody_changed_who_is_gone_now_is_kept_so() {
    let back = back(
        &[moved(2, Some("Vendas"), "Logística")],
        &with_others(Vec::new()),
        &Rules::default(),
    );
    assert_eq!(told(&back), (vec![], vec!["000002"], vec![]));
    assert_eq!(back.kept[0].differences[0].found, None);
}

#[test]
fn the_guards_hold_an_undo_like_any_plan() {
    let changes: Vec<Change> = (1..=6).map(created).collect();
    let now: Vec<Employee> = changes.iter().map(|one| (*one.item).clone()).collect();
    let rules = Rules {
        protected: BTreeSet::from([place(BY, &person(1)).unwrap()]),
        ..Rules::default()
    };
    let back = back(&changes, &with_others(now), &rules);
    assert_eq!(back.plan.changes.len(), 6);
    let held = |index: usize| &back.plan.changes[index].held;
    assert!(held(0).contains(&FindingCode::ProtectedPerson));
    assert!((0..6).all(|index| held(index).contains(&FindingCode::MassRemoval)));
}

#[test]
fn the_way_back_from_a_column_that_slipped_is_not_taken_for_a_slip() {
    let departments: Vec<String> = (0..30).map(|n| format!("Setor {n}")).collect();
    let changes: Vec<Change> = (0..29)
        .map(|n: u32| {
            let at = n as usize;
            moved(n, Some(&departments[at]), &departments[at + 1])
        })
        .collect();
    let now = changes.iter().map(|one| (*one.item).clone()).collect();
    let back = back(&changes, &with_others(now), &Rules::default());
    assert!(!back.plan.blocked);
    assert_eq!(back.plan.changes.len(), 29);
}

#[test]
fn a_person_about_whom_a_job_is_under_way_waits() {
    let change = moved(2, Some("Vendas"), "Logística");
    let done = [Done {
        change: &change,
        custom: None,
    }];
    let pending = BTreeSet::from([place(BY, &change.item).unwrap()]);
    let now = roster(std::slice::from_ref(&change.item));
    let back = inverse(&now, BY, &done, &pending, &Rules::default());
    assert_eq!(
        told(&back),
        (vec![], vec![], vec![(Obstacle::JobPending, "000002")])
    );
}

/// Somebody's site goes from `old` to Recife; `also` says that another custom field was carried along.
fn site(old: Option<&str>, also: bool) -> Change {
    let mut change = moved(2, Some("Vendas"), "Vendas");
    Arc::make_mut(&mut change.item)
        .custom_fields
        .insert("site".into(), "Recife".into());
    if also {
        Arc::make_mut(&mut change.item)
            .custom_fields
            .insert("shift".into(), "A".into());
    }
    change.fields = vec![FieldChange {
        field: Field::Custom("site".into()),
        old: old.map(Text::from),
        new: Some("Recife".into()),
        cell: None,
    }];
    change
}

fn custom(change: &Change, now: &str) -> Rules {
    let mut fields = change.item.custom_fields.clone();
    fields.insert("site".into(), now.into());
    Rules {
        custom: CustomFields {
            used: true,
            last_sent: [(place(BY, &change.item).unwrap(), fields)]
                .into_iter()
                .collect(),
        },
        ..Rules::default()
    }
}

#[test]
fn custom_fields_come_back_where_they_are_known() {
    for (old, also, restored) in [
        (Some("Olinda"), false, Some("Olinda")),
        (None, true, Some("")),
        (None, false, None),
    ] {
        let change = site(old, also);
        let mut now = (*change.item).clone();
        now.custom_fields.clear();
        let back = back(
            std::slice::from_ref(&change),
            &with_others(vec![now]),
            &custom(&change, "Recife"),
        );
        let item = back.plan.changes.first().map(|one| &one.item);
        let site = item.and_then(|item| item.custom_fields.get("site"));
        assert_eq!(site.map(Text::as_str), restored, "{old:?} {also}");
        let unknown = back.impossible.iter().map(|one| (one.reason, &one.fields));
        let told = vec!["custom_fields.site".to_owned()];
        let expected = restored
            .is_none()
            .then_some((Obstacle::CustomFieldsUnknown, &told));
        assert_eq!(unknown.collect::<Vec<_>>(), Vec::from_iter(expected));
    }
}

#[test]
fn a_custom_field_that_a_later_job_sent_is_kept() {
    let change = site(Some("Olinda"), false);
    let mut now = (*change.item).clone();
    now.custom_fields.clear();
    let back = back(
        std::slice::from_ref(&change),
        &with_others(vec![now]),
        &custom(&change, "Natal"),
    );
    assert_eq!(told(&back), (vec![], vec!["000002"], vec![]));
    assert_eq!(back.kept[0].differences[0].found.as_deref(), Some("Natal"));
}

#[test]
fn a_change_of_key_is_taken_back_as_one_person() {
    let mut gone = left(4);
    gone.before.as_mut().unwrap().national_id = Some("529.982.247-25".into());
    let mut new = created(5);
    let item = Arc::make_mut(&mut new.item);
    item.full_name = person(4).full_name;
    item.national_id = Some("529.982.247-25".into());
    let now = with_others(vec![(*new.item).clone()]);
    let back = back(&[gone, new], &now, &Rules::default());
    let held = back.plan.changes.iter();
    assert!(
        held.clone()
            .all(|change| change.held.contains(&FindingCode::KeyChange)),
        "{:?}",
        back.plan.changes
    );
    assert_eq!(held.count(), 2);
}
