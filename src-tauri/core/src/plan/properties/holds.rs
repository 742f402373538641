//! What holds or stops a plan, case by case.

use super::model::{incoming, person, remote};
use crate::employee::{Employee, Field, TaxId};
use crate::finding::FindingCode;
use crate::plan::{Change, Lane, Operation, Rules, plan};
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
            row: Some(99),
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
