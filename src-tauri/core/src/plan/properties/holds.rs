//! What holds or stops a plan, case by case.

use super::model::{incoming, person, remote};
use crate::employee::{Employee, Field, TaxId};
use crate::finding::FindingCode;
use crate::plan::{Budget, Budgets, Change, Lane, Operation, Rules, plan};
use crate::roster::{Intent, Withheld};

#[test]
fn a_key_that_lost_its_zeros_is_one_person_and_held() {
    let before: Vec<Employee> = (1..=100).map(|key| person(0, key, key, 0, None)).collect();
    let mut after = before.clone();
    after[6].set(&Field::EmployeeId, Some("7".into()));
    let plan = plan(
        &remote(&before),
        &incoming(&after),
        Intent::Full,
        &Rules::default(),
    );
    let held: Vec<_> = plan
        .changes
        .iter()
        .map(|change| (change.operation, change.held.clone(), change.lane))
        .collect();
    let churn = vec![FindingCode::IdentityChurn];
    assert_eq!(
        held,
        [
            (Operation::Delete, churn.clone(), Lane::Removals),
            (Operation::Create, churn, Lane::Removals),
        ]
    );
    assert_eq!(
        plan.findings
            .iter()
            .map(|finding| (finding.code, finding.count))
            .collect::<Vec<_>>(),
        [(FindingCode::IdentityChurn, 1)]
    );
}

#[test]
fn a_roster_that_shrank_and_a_file_that_shrank_stop_the_plan() {
    let people: Vec<Employee> = (1..=50).map(|key| person(0, key, key, 0, None)).collect();
    let rules = Rules {
        last_people: Some(100),
        ..Rules::default()
    };
    let held = plan(
        &remote(&people),
        &incoming(&people[1..]),
        Intent::Full,
        &rules,
    );
    assert!(held.changes.iter().all(Change::is_held));
    assert!(
        held.findings
            .iter()
            .any(|finding| finding.code == FindingCode::ShrunkenRoster)
    );

    let rules = Rules {
        last_rows: Some(50),
        ..Rules::default()
    };
    let blocked = plan(
        &remote(&people),
        &incoming(&people[..44]),
        Intent::Full,
        &rules,
    );
    assert!(blocked.blocked && blocked.changes.is_empty());
    assert!(
        blocked
            .findings
            .iter()
            .any(|finding| finding.code == FindingCode::ShrunkenFile)
    );
    assert!(
        !plan(
            &remote(&people),
            &incoming(&people[..45]),
            Intent::Full,
            &rules
        )
        .blocked
    );
}

#[test]
fn a_first_load_is_named_and_held_until_a_person_confirms() {
    let people: Vec<Employee> = (1..=5).map(|key| person(0, key, key, 0, None)).collect();
    let plan = plan(
        &remote(&[]),
        &incoming(&people),
        Intent::Full,
        &Rules::default(),
    );
    assert!(plan.first_load && plan.changes.iter().all(Change::is_held));
    let codes: Vec<_> = plan.findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&FindingCode::MassAddition) && codes.contains(&FindingCode::FirstLoad));
}

#[test]
fn one_companys_budget_holds_that_company_alone() {
    let company = |company: u8, keys: std::ops::Range<u16>| {
        keys.map(move |key| person(company, key, key, company, None))
    };
    let before: Vec<Employee> = company(0, 1..301).chain(company(1, 1..101)).collect();
    let after: Vec<Employee> = company(0, 5..301).chain(company(1, 7..101)).collect();
    let rules = Rules {
        budgets: Budgets {
            removals: Budget {
                percent: 50,
                most: None,
                floor: 0,
            },
            ..Budgets::default()
        },
        ..Rules::default()
    };
    assert!(
        !plan(&remote(&before), &incoming(&after), Intent::Full, &rules)
            .changes
            .iter()
            .any(Change::is_held)
    );
    let strict = plan(
        &remote(&before),
        &incoming(&after[..296 + 2]),
        Intent::Full,
        &rules,
    );
    let held: Vec<_> = strict
        .changes
        .iter()
        .filter(|change| change.is_held())
        .map(|change| change.company_tax_id.clone())
        .collect();
    assert_eq!(held.len(), 98);
    assert!(held.iter().all(|tax_id| tax_id.meaning() == "123451"));
}

#[test]
fn a_row_that_could_be_anybody_holds_every_removal_it_could_hide() {
    let company = |company: u8| (1..=50).map(move |key| person(company, key, key, 0, None));
    let before: Vec<Employee> = company(0).chain(company(1)).collect();
    let after: Vec<Employee> = before
        .iter()
        .filter(|person| person.get(&Field::EmployeeId) != Some("0007"))
        .cloned()
        .collect();
    for (company, held) in [("12.345/0", 1), ("", 2), ("unknown", 2)] {
        let mut file = incoming(&after);
        file.withheld.push(Withheld {
            row: 99,
            code: FindingCode::ErrorCell,
            cell: Some("A99".into()),
            original: "#N/A".into(),
            employee: Employee::of(TaxId::from(company)),
        });
        let full = plan(&remote(&before), &file, Intent::Full, &Rules::default());
        assert_eq!(
            full.changes
                .iter()
                .filter(|change| change.is_held())
                .count(),
            held,
            "{company}"
        );
        let mut leavers = incoming(&before[6..7]);
        leavers.withheld = file.withheld;
        let leavers = plan(
            &remote(&before),
            &leavers,
            Intent::Leavers,
            &Rules::default(),
        );
        assert!(leavers.changes.len() == 1 && !leavers.changes[0].is_held());
    }
}

#[test]
fn a_company_with_budgets_of_its_own_is_held_by_them_alone() {
    let company = |company: u8, keys: std::ops::Range<u16>| {
        keys.map(move |key| person(company, key, key, company, None))
    };
    let before: Vec<Employee> = company(0, 1..101).chain(company(1, 1..101)).collect();
    let after: Vec<Employee> = company(0, 3..101).chain(company(1, 3..101)).collect();
    let none = Budget {
        percent: 0,
        most: Some(0),
        floor: 0,
    };
    let strict = Budgets {
        removals: none,
        ..Budgets::default()
    };
    let rules = Rules {
        company_budgets: [("123451".into(), strict)].into(),
        ..Rules::default()
    };
    let plan = plan(&remote(&before), &incoming(&after), Intent::Full, &rules);
    for change in &plan.changes {
        let own = change.company_tax_id.meaning() == "123451";
        assert_eq!(change.held == [FindingCode::MassRemoval], own, "{change:?}");
    }
    assert_eq!(plan.changes.len(), 4);
}

#[test]
fn a_protected_person_is_held_however_the_file_would_remove_them() {
    let before: Vec<Employee> = (1..=100).map(|key| person(0, key, key, 0, None)).collect();
    let protected = crate::roster::place(crate::employee::Identifier::EmployeeId, &before[6]);
    let rules = Rules {
        protected: protected.into_iter().collect(),
        ..Rules::default()
    };
    let absent: Vec<Employee> = [&before[..6], &before[8..]].concat();
    for (file, intent) in [
        (&absent[..], Intent::Full),
        (&before[6..8], Intent::Leavers),
    ] {
        let plan = plan(&remote(&before), &incoming(file), intent, &rules);
        let held: Vec<_> = plan.changes.iter().map(|change| &change.held[..]).collect();
        assert_eq!(
            held,
            [&[FindingCode::ProtectedPerson][..], &[]],
            "{intent:?}"
        );
    }
}

#[test]
fn nobody_is_removed_for_standing_twice_on_the_roster() {
    let before: Vec<Employee> = (1..=30).map(|key| person(0, key, key, 0, None)).collect();
    let twice: Vec<Employee> = before.iter().chain(&before[..1]).cloned().collect();
    let plan = plan(
        &remote(&twice),
        &incoming(&before),
        Intent::Full,
        &Rules::default(),
    );
    assert!(plan.changes.is_empty(), "{:?}", plan.changes);
}
