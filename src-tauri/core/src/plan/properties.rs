//! Properties of every plan, against a small model of what Wellhub does with its items (contract §1).

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Lane, Operation, PlanHash, Rules, plan};
use crate::employee::{Employee, Field, Identifier};
use crate::finding::FindingCode;
use crate::history::JobLane;
use crate::roster::{Intent, Withheld, place};
use crate::submission::select;

mod companies;
mod holds;
mod kept;
mod model;

use model::{COMPARED, applied, companies_of, incoming, model, people, person, record, remote};

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
    fn what_is_only_written_otherwise_is_counted_and_sent_where_it_is_asked_for(people in people(60)) {
        prop_assume!(!people.is_empty());
        let mut written = people.clone();
        for person in &mut written {
            person.set(&Field::Department, Some(" Sales  Team".into()));
        }
        let mut known = people;
        for person in &mut known {
            person.set(&Field::Department, Some("Sales Team".into()));
        }
        let (remote, incoming) = (remote(&known), incoming(&written));
        let kept = plan(&remote, &incoming, Intent::Changes, &Rules::default());
        prop_assert!(kept.changes.is_empty());
        prop_assert_eq!(kept.counts.unchanged, kept.cosmetic.people);
        prop_assert_eq!((kept.cosmetic.fields, kept.cosmetic.sent), (kept.cosmetic.people, false));
        let asked = Rules { cosmetic: true, ..Rules::default() };
        let sent = plan(&remote, &incoming, Intent::Changes, &asked);
        prop_assert_eq!(sent.counts.update, kept.cosmetic.people);
        prop_assert!(sent.changes.iter().all(|change| change.fields.len() == 1));
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
            for field in record(change.before.as_deref().expect("a before-image")).keys() {
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
        file.withheld.push(Withheld { row: Some(999), code: FindingCode::ErrorCell, cell: None, original: "#N/A".into(), employee: lost });
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
        let roster: Vec<Employee> = before.iter().rev().cloned().collect();
        let other = plan(&remote(&roster), &incoming(&after), Intent::Full, &Rules::default());
        prop_assert_eq!(PlanHash::of(&one), PlanHash::of(&other));
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

    #[test]
    fn lanes_and_holds_part_the_changes(before in people(60), after in people(60)) {
        prop_assume!(!after.is_empty());
        let plan = plan(&remote(&before), &incoming(&after), Intent::Full, &Rules::default());
        let hash = PlanHash::of(&plan);
        let held = |lane| plan.changes.iter().filter(|change| change.lane == lane && change.is_held()).count();
        let mut parts = BTreeSet::new();
        for (lane, of) in [(JobLane::Safe, Lane::Safe), (JobLane::Removals, Lane::Removals)] {
            let goes = select(&plan, &hash, lane, None, &BTreeSet::new()).expect("it is not blocked");
            prop_assert_eq!(goes.held_left as usize, held(of));
            for index in goes.first.iter().chain(&goes.second) {
                let change = &plan.changes[*index as usize];
                prop_assert!(change.lane == of && !change.is_held());
                prop_assert!(parts.insert(*index), "{} goes in both lanes", index);
            }
        }
        prop_assert_eq!(parts.len() + held(Lane::Safe) + held(Lane::Removals), plan.changes.len());
        let all = select(&plan, &hash, JobLane::All, None, &BTreeSet::new()).expect("it is not blocked");
        let all: BTreeSet<u32> = all.first.into_iter().chain(all.second).collect();
        prop_assert_eq!(all, parts);
        for change in &plan.changes {
            prop_assert!(change.operation != Operation::Delete || change.lane == Lane::Removals);
            prop_assert!(change.operation != Operation::Update || change.lane == Lane::Safe);
        }
    }

    #[test]
    fn what_a_change_shows_is_what_it_does(before in people(60), after in people(60)) {
        prop_assume!(!after.is_empty());
        let plan = plan(&remote(&before), &incoming(&after), Intent::Full, &Rules::default());
        for change in plan.changes.iter().filter(|change| change.operation == Operation::Update) {
            let (old, new) = (record(change.before.as_deref().expect("a before-image")), record(&change.item));
            let differing: Vec<&Field> = COMPARED.iter().filter(|field| old.get(*field) != new.get(*field)).collect();
            let shown: Vec<&Field> = change.fields.iter().map(|changed| &changed.field).collect();
            prop_assert_eq!(differing, shown);
            for changed in &change.fields {
                prop_assert_eq!(changed.old.as_ref(), old.get(&changed.field));
                prop_assert_eq!(changed.new.as_ref(), new.get(&changed.field));
            }
        }
    }
}
