//! Properties of every plan, against a small model of what Wellhub does with its items (contract §1).

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;

use super::{Budget, Budgets, Operation, Plan, PlanHash, Rules, plan};
use crate::employee::{Employee, Field, Identifier, TaxId, Text};
use crate::finding::FindingCode;
use crate::roster::{
    Company, Incoming, IncomingRoster, Intent, Place, RemotePerson, RemoteRoster, Withheld, place,
};

type Model = BTreeMap<Place, BTreeMap<Field, Text>>;

const COMPARED: [Field; 10] = [
    Field::EmployeeId,
    Field::FullName,
    Field::Email,
    Field::NationalId,
    Field::Department,
    Field::CostCenter,
    Field::OfficeZipCode,
    Field::PayrollId,
    Field::MobileNumber,
    Field::EligibleToPayroll,
];

fn person(company: u8, key: u16, name: u16, department: u8, zip: Option<u8>) -> Employee {
    let mut person = Employee::of(TaxId::from(format!("12.345/{company}")));
    person.set(&Field::EmployeeId, Some(format!("{key:04}").into()));
    person.set(&Field::FullName, Some(format!("Name {name}").into()));
    person.set(
        &Field::Email,
        Some(format!("p{key}.{company}@aurora.example").into()),
    );
    person.set(
        &Field::Department,
        Some(format!("Department {department}").into()),
    );
    person.set(
        &Field::OfficeZipCode,
        zip.map(|zip| format!("0{zip}").into()),
    );
    person
}

prop_compose! {
    fn people(most: usize)(rows in proptest::collection::btree_map((0u8..3, 1u16..200), (0u16..200, 0u8..4, proptest::option::of(0u8..9)), 0..most)) -> Vec<Employee> {
        rows.into_iter().map(|((company, key), (name, department, zip))| person(company, key, name, department, zip)).collect()
    }
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
        companies: (0..3)
            .map(|company| Company {
                tax_id: TaxId::from(format!("12.345/{company}")),
                name: Text::default(),
            })
            .collect(),
        people: people.iter().enumerate().map(record).collect(),
        past: Vec::new(),
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH,
    }
}

fn incoming(people: &[Employee]) -> IncomingRoster {
    let rows = (2u32..).zip(people);
    IncomingRoster {
        identifier: Identifier::EmployeeId,
        people: rows
            .map(|(row, employee)| Incoming {
                row,
                employee: employee.clone(),
            })
            .collect(),
        withheld: Vec::new(),
        columns: BTreeMap::from([(Field::Department, vec!["D".to_owned()])]),
        findings: Vec::new(),
    }
}

fn record(person: &Employee) -> BTreeMap<Field, Text> {
    let filled = |field: &Field| {
        let text = person.get(field).filter(|text| !text.is_empty())?;
        Some((field.clone(), Text::from(text)))
    };
    COMPARED.iter().filter_map(filled).collect()
}

fn model(people: &[Employee]) -> Model {
    let place = |person: &Employee| place(Identifier::EmployeeId, person).expect("a key");
    people
        .iter()
        .map(|person| (place(person), record(person)))
        .collect()
}

/// What Wellhub holds after every item was applied: an UPDATE replaces the whole record.
fn applied(mut model: Model, plan: &Plan) -> Model {
    for change in &plan.changes {
        let place = place(Identifier::EmployeeId, &change.item).expect("a key");
        match change.operation {
            Operation::Create => assert!(model.insert(place, record(&change.item)).is_none()),
            Operation::Update => assert!(model.insert(place, record(&change.item)).is_some()),
            Operation::Delete => assert!(model.remove(&place).is_some()),
        }
    }
    model
}

fn companies_of(people: &[Employee]) -> Vec<Text> {
    people
        .iter()
        .map(|person| person.company_tax_id.meaning().as_ref().into())
        .collect()
}

proptest! {
    #[test]
    fn applying_a_full_plan_gives_the_people_of_the_file_and_leaves_other_companies_alone(before in people(60), after in people(60)) {
        prop_assume!(!after.is_empty());
        let plan = plan(&remote(&before), &incoming(&after), Intent::Full, &Rules::default());
        let named = companies_of(&after);
        let mut expected = model(&before);
        expected.retain(|place, _| !named.contains(&place.0));
        for (place, mut said) in model(&after) {
            // What the file does not say stays as it was.
            for (field, old) in model(&before).remove(&place).unwrap_or_default() {
                said.entry(field).or_insert(old);
            }
            expected.insert(place, said);
        }
        prop_assert_eq!(applied(model(&before), &plan), expected);
    }

    #[test]
    fn a_file_of_changes_or_of_leavers_touches_nobody_else(before in people(60), after in people(30)) {
        prop_assume!(!after.is_empty());
        for intent in [Intent::Changes, Intent::Leavers] {
            let plan = plan(&remote(&before), &incoming(&after), intent, &Rules::default());
            let result = applied(model(&before), &plan);
            let named = model(&after);
            for (place, record) in model(&before) {
                match (named.contains_key(&place), intent) {
                    (false, _) => prop_assert_eq!(result.get(&place), Some(&record)),
                    (true, Intent::Leavers) => prop_assert!(!result.contains_key(&place)),
                    (true, _) => prop_assert!(result.contains_key(&place)),
                }
            }
        }
    }

    #[test]
    fn equal_rosters_need_nothing(people in people(60)) {
        prop_assume!(!people.is_empty());
        for intent in [Intent::Full, Intent::Changes] {
            let plan = plan(&remote(&people), &incoming(&people), intent, &Rules::default());
            prop_assert!(plan.changes.is_empty());
            prop_assert_eq!(plan.counts.unchanged as usize, people.len());
        }
    }

    #[test]
    fn an_update_never_blanks_a_field_that_the_file_did_not_clear(before in people(60), after in people(60)) {
        let plan = plan(&remote(&before), &incoming(&after), Intent::Changes, &Rules::default());
        for change in plan.changes.iter().filter(|change| change.operation == Operation::Update) {
            let erased = change.fields.iter().filter(|field| field.new.is_none()).count();
            prop_assert_eq!(erased, 0);
            for field in record(change.before.as_ref().expect("a before-image")).keys() {
                prop_assert!(change.item.get(field).is_some_and(|text| !text.is_empty()), "{} blanked", field);
            }
        }
    }

    #[test]
    fn a_withheld_row_never_becomes_a_removal(before in people(60), withheld in any::<prop::sample::Index>(), readable in any::<bool>()) {
        prop_assume!(before.len() > 1);
        let withheld = withheld.index(before.len());
        let mut rest = before.clone();
        let mut lost = rest.remove(withheld);
        let kept = place(Identifier::EmployeeId, &lost).expect("a key");
        if !readable {
            lost.set(&Field::EmployeeId, None);
        }
        let mut file = incoming(&rest);
        file.withheld.push(Withheld { row: 999, code: FindingCode::ErrorCell, cell: None, original: "#N/A".into(), employee: lost });
        let plan = plan(&remote(&before), &file, Intent::Full, &Rules::default());
        prop_assert!(applied(model(&before), &plan).contains_key(&kept));
    }

    #[test]
    fn the_hash_and_the_counts_do_not_depend_on_the_order_of_rows(before in people(40), after in people(40), seed in any::<u64>()) {
        let mut shuffled = after.clone();
        let length = shuffled.len() as u64;
        for index in 0..shuffled.len() {
            let other = usize::try_from(seed.wrapping_mul(index as u64 + 7) % length).unwrap_or(0);
            shuffled.swap(index, other);
        }
        let one = plan(&remote(&before), &incoming(&after), Intent::Full, &Rules::default());
        let other = plan(&remote(&before), &incoming(&shuffled), Intent::Full, &Rules::default());
        prop_assert_eq!(PlanHash::of(&one), PlanHash::of(&other));
        prop_assert_eq!(one.counts, other.counts);
    }

    #[test]
    fn removals_above_the_budget_are_all_held(staff in 5u16..150, gone in 0u16..60) {
        let gone = gone.min(staff - 1);
        let before: Vec<Employee> = (0..staff).map(|key| person(0, key + 1, key, 0, None)).collect();
        let plan = plan(&remote(&before), &incoming(&before[usize::from(gone)..]), Intent::Full, &Rules::default());
        let limit = (staff / 20).clamp(3, 25);
        let held = plan.changes.iter().filter(|change| change.is_held()).count();
        prop_assert_eq!(held, if gone > limit { usize::from(gone) } else { 0 });
    }
}

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
            (Operation::Delete, churn.clone(), super::Lane::Removals),
            (Operation::Create, churn, super::Lane::Removals),
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
    assert!(held.changes.iter().all(super::Change::is_held));
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
    assert!(plan.first_load && plan.changes.iter().all(super::Change::is_held));
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
            .any(super::Change::is_held)
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
