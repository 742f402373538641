//! People whom a plan keeps, whatever a file says and whatever is released: the protected, those whom no item can name,
//! and one person's two halves, of which none goes alone.

use std::collections::BTreeSet;

use super::model::{incoming, person, remote};
use crate::employee::{Employee, Field, Identifier};
use crate::finding::{FindingCode, Severity};
use crate::history::JobLane;
use crate::plan::{
    Change, Lane, Operation, PlanHash, ReasonCode, Rules, moves, plan, with_other_halves,
};
use crate::roster::{IncomingRoster, Intent, place};
use crate::submission::{Release, SubmissionError, select};

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
fn a_release_never_lets_a_protected_person_go_nor_half_of_their_move() {
    let before: Vec<Employee> = (1..=100).map(|key| person(0, key, key, 0, None)).collect();
    let protected = [&before[6], &before[8]].map(|one| place(Identifier::EmployeeId, one));
    let rules = Rules {
        protected: protected.into_iter().flatten().collect(),
        ..Rules::default()
    };
    // Seven leaves, nine comes under a key without its zeros, and so does eleven, whom nobody protects.
    let mut after = before.clone();
    after[8].set(&Field::EmployeeId, Some("9".into()));
    after[10].set(&Field::EmployeeId, Some("11".into()));
    after.remove(6);
    let plan = plan(&remote(&before), &incoming(&after), Intent::Full, &rules);
    let hash = PlanHash::of(&plan);
    let stays = |key: &str| {
        let mut changes = plan.changes.iter().filter(|change| change.key == *key);
        changes.next().is_some_and(Change::is_protected)
    };
    assert!(["0007", "0009", "9"].into_iter().all(stays));
    assert_eq!(
        plan.changes
            .iter()
            .filter(|change| change.is_protected())
            .count(),
        3
    );
    let told = |code| plan.findings.iter().find(|finding| finding.code == code);
    assert_eq!(
        told(FindingCode::ProtectedPerson).map(|told| told.count),
        Some(2)
    );
    let release = |count| Release {
        count,
        reason: "read".into(),
        plan_hash: hash.clone(),
    };
    for lane in [JobLane::Removals, JobLane::All] {
        let set_aside = BTreeSet::new();
        let select = |count| select(&plan, &hash, lane, Some(&release(count)), &set_aside);
        assert!(matches!(
            select(5),
            Err(SubmissionError::ReleaseMismatch {
                held: 2,
                protected: 3,
                ..
            })
        ));
        let goes = select(2).expect("the number of those who are not protected");
        assert_eq!((goes.released, goes.held_left), (2, 3));
        let keys = |places: &[u32]| -> Vec<String> {
            let keys = places
                .iter()
                .map(|place| plan.changes[*place as usize].key.to_string());
            keys.collect()
        };
        assert_eq!(
            (keys(&goes.first), keys(&goes.second)),
            (vec!["0011".to_owned()], vec!["11".to_owned()])
        );
    }
}

#[test]
fn no_half_of_a_move_goes_without_the_other() {
    let before: Vec<Employee> = (1..=100).map(|key| person(0, key, key, 0, None)).collect();
    let mut after = before.clone();
    after[10].set(&Field::EmployeeId, Some("11".into()));
    after[20].set(&Field::Department, Some("Sales".into()));
    let plan = plan(
        &remote(&before),
        &incoming(&after),
        Intent::Full,
        &Rules::default(),
    );
    let [found] = moves(&plan)[..] else {
        panic!("one move: {:?}", moves(&plan));
    };
    assert_eq!(found.code, ReasonCode::IdentityChurn);
    let key = |place: u32| plan.changes[place as usize].key.to_string();
    assert_eq!(
        (key(found.leaver), key(found.newcomer)),
        ("0011".to_owned(), "11".to_owned())
    );
    let both = BTreeSet::from([found.leaver, found.newcomer]);
    for half in [found.leaver, found.newcomer] {
        assert_eq!(
            with_other_halves(&(0..).zip(&plan.changes), BTreeSet::from([half])),
            both
        );
    }
    let other = (0..3)
        .find(|place| !both.contains(place))
        .into_iter()
        .collect::<BTreeSet<u32>>();
    assert_eq!(
        with_other_halves(&(0..).zip(&plan.changes), other.clone()),
        other
    );
}

#[test]
fn somebody_without_a_key_at_wellhub_is_withheld_and_never_a_removal() {
    let mut before: Vec<Employee> = (1..=100).map(|key| person(0, key, key, 0, None)).collect();
    before[4].set(&Field::EmployeeId, None);
    before[5].set(&Field::EmployeeId, Some(" ".into()));
    before[6].set(&Field::NationalId, Some("1".into()));
    let file: Vec<Employee> = before[7..].to_vec();
    let full = |before: &[Employee], identifier| {
        let incoming = IncomingRoster {
            identifier,
            ..incoming(&file)
        };
        plan(&remote(before), &incoming, Intent::Full, &Rules::default())
    };
    let made = full(&before, Identifier::EmployeeId);
    assert_eq!((made.counts.delete, made.counts.withheld), (5, 2));
    let kept: Vec<_> = made
        .withheld
        .iter()
        .map(|one| (one.row, one.code))
        .collect();
    assert_eq!(kept, [(None, FindingCode::MissingKey); 2]);
    let told = made
        .findings
        .iter()
        .find(|told| told.code == FindingCode::MissingKey);
    let told = told.expect("it is told");
    assert_eq!((told.severity, told.count), (Severity::Warn, 2));
    assert_eq!(
        (told.params["at"].as_str(), told.params["names"].as_str()),
        ("wellhub", "Name 5, Name 6")
    );
    // With two fields both are needed; the seventh alone has the second of them.
    let both = full(&before, Identifier::EmployeeIdAndNationalId);
    assert_eq!((both.counts.delete, both.counts.withheld), (1, 6));
}

#[test]
fn a_key_that_wellhub_lacks_is_a_change_of_key_that_nobody_is_removed_for() {
    let mut before: Vec<Employee> = (1..=100).map(|key| person(0, key, key, 0, None)).collect();
    let after = before.clone();
    before[4].set(&Field::EmployeeId, None);
    let made = plan(
        &remote(&before),
        &incoming(&after),
        Intent::Full,
        &Rules::default(),
    );
    let [newcomer] = &made.changes[..] else {
        panic!("{:?}", made.changes);
    };
    assert_eq!(
        (newcomer.operation, newcomer.lane),
        (Operation::Create, Lane::Removals)
    );
    assert_eq!(newcomer.held, [FindingCode::KeyChange]);
    assert_eq!(made.counts.withheld, 1);
    assert!(moves(&made).is_empty());
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
