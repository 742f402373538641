//! Budgets company by company (rule R4): each holds its own people and nobody else's.

use super::model::{incoming, person, remote};
use crate::employee::{Employee, Field};
use crate::finding::FindingCode;
use crate::plan::{Budget, Budgets, Change, Measure, Rules, plan};
use crate::roster::Intent;

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
fn a_companys_field_budget_holds_that_company_alone() {
    let company = |company: u8, department: u8| {
        (1..=100).map(move |key| person(company, key, key, department, None))
    };
    let before: Vec<Employee> = company(0, 0).chain(company(1, 0)).collect();
    let after: Vec<Employee> = company(0, 0)
        .chain(company(1, 0))
        .enumerate()
        .map(|(at, mut one)| {
            if at % 100 < 20 {
                one.set(&Field::Department, Some("Sales".into()));
            }
            one
        })
        .collect();
    let made = |own: Option<Budgets>| {
        let rules = Rules {
            company_budgets: own.map(|own| ("123451".into(), own)).into_iter().collect(),
            ..Rules::default()
        };
        plan(&remote(&before), &incoming(&after), Intent::Full, &rules)
    };
    assert!(!made(None).changes.iter().any(Change::is_held));
    let strict = Budgets {
        field: Budget {
            percent: 10,
            most: None,
            floor: 0,
        },
        ..Budgets::default()
    };
    let made = made(Some(strict));
    let field = made
        .gauges
        .iter()
        .filter(|gauge| gauge.measure == Measure::Field);
    let field: Vec<_> = field
        .map(|gauge| {
            (
                gauge.company.is_some(),
                gauge.value,
                gauge.limit,
                gauge.of,
                gauge.over,
            )
        })
        .collect();
    assert_eq!(
        field,
        [
            (true, 20, 30, 100, false),
            (true, 20, 10, 100, true),
            (false, 40, 60, 200, false)
        ]
    );
    for change in &made.changes {
        let own = change.company_tax_id.meaning() == "123451";
        assert_eq!(change.held == [FindingCode::FieldRate], own, "{change:?}");
    }
    let told: Vec<_> = made
        .findings
        .iter()
        .map(|told| (told.code, told.params.get("company").map(String::as_str)))
        .collect();
    assert_eq!(told, [(FindingCode::FieldRate, Some("12.345/1"))]);
}

#[test]
fn an_only_company_is_held_by_budgets_of_its_own() {
    let before: Vec<Employee> = (1..=100).map(|key| person(0, key, key, 0, None)).collect();
    let none = Budget {
        percent: 0,
        most: Some(0),
        floor: 0,
    };
    let rules = Rules {
        company_budgets: [(
            "123450".into(),
            Budgets {
                removals: none,
                ..Budgets::default()
            },
        )]
        .into(),
        ..Rules::default()
    };
    let mut remote = remote(&before);
    remote.companies.truncate(1);
    let made = plan(&remote, &incoming(&before[1..]), Intent::Full, &rules);
    assert_eq!(made.changes[0].held, [FindingCode::MassRemoval]);
}
