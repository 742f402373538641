//! What of a plan goes, and that a command makes its jobs once.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::desk::{Desk, changes};
use crate::finding::FindingCode;
use crate::history::{HistoryError, ItemFilter, JobLane, OpId, fixture};
use crate::plan::{Change, Lane, Operation, PlanHash};
use crate::submission::{JobState, Release, SubmissionError, place};

fn removals(count: u32, held: bool) -> Vec<Change> {
    let removal = |n| {
        let mut change = fixture::change(Operation::Delete, 1_000 + n);
        if held {
            change.held.push(FindingCode::MassRemoval);
        }
        change
    };
    (0..count).map(removal).collect()
}

fn release(count: u32) -> Release {
    Release {
        count,
        reason: "a site closes".to_owned(),
        plan_hash: PlanHash("4f2a".to_owned()),
    }
}

#[test]
fn the_same_command_twice_makes_one_job() {
    let desk = Desk::new(changes(5));
    let first = place(&desk.history, &desk.order(JobLane::Safe), &desk.record).unwrap();
    for _ in 0..100 {
        let again = place(&desk.history, &desk.order(JobLane::Safe), &desk.record).unwrap();
        assert_eq!((&again.jobs, again.again), (&first.jobs, true));
    }
    assert_eq!(desk.history.jobs("").unwrap().len(), 1);
}

#[test]
fn another_command_for_the_same_lane_is_refused() {
    let desk = Desk::new(changes(5));
    let first = place(&desk.history, &desk.order(JobLane::Safe), &desk.record)
        .unwrap()
        .jobs[0];
    let mut order = desk.order(JobLane::All);
    order.op_id = OpId("op-2".to_owned());
    let refused = place(&desk.history, &order, &desk.record).unwrap_err();
    assert!(
        matches!(refused, SubmissionError::History(HistoryError::LaneTaken { job }) if job == first),
        "{refused}"
    );
}

#[test]
fn what_is_held_waits_and_what_is_not_goes() {
    let desk = Desk::new([changes(5), removals(12, true)].concat());
    let placed = place(&desk.history, &desk.order(JobLane::All), &desk.record).unwrap();
    assert_eq!(placed.held_left, 12);
    assert_eq!(desk.job(placed.jobs[0]).items, 5);
    let connection = desk.job(placed.jobs[0]).connection;
    let held = desk.history.held(connection).unwrap().unwrap();
    assert_eq!((held.removals, held.others), (12, 0));
    assert_eq!(held.reasons["mass_removal"], 12);
    let mut order = desk.order(JobLane::Removals);
    order.op_id = OpId("op-2".to_owned());
    let nothing = Desk::new(removals(2, true));
    let refused = place(
        &nothing.history,
        &nothing.order(JobLane::Removals),
        &nothing.record,
    )
    .unwrap_err();
    assert!(
        matches!(refused, SubmissionError::NothingToSend { held: 2 }),
        "{refused}"
    );
}

#[test]
fn a_release_names_the_number_the_plan_and_a_reason_and_is_recorded() {
    let desk = Desk::new([changes(5), removals(12, true)].concat());
    let with = |release: Release| {
        let mut order = desk.order(JobLane::Removals);
        order.release = Some(release);
        place(&desk.history, &order, &desk.record)
    };
    let wrong = [
        release(11),
        release(0),
        Release {
            reason: "  ".to_owned(),
            ..release(12)
        },
        Release {
            plan_hash: PlanHash("other".to_owned()),
            ..release(12)
        },
    ];
    for wrong in wrong {
        let told = format!("{wrong:?}");
        assert!(with(wrong).is_err(), "{told}");
        assert!(desk.history.jobs("").unwrap().is_empty(), "{told}");
    }
    let placed = with(release(12)).unwrap();
    assert_eq!((placed.held_left, desk.job(placed.jobs[0]).items), (0, 12));
    let recorded = desk.history.releases().unwrap();
    assert_eq!((recorded.len(), recorded[0].count), (1, 12));
    assert_eq!(
        (recorded[0].job, recorded[0].reason.as_str()),
        (placed.jobs[0], "a site closes")
    );
}

#[test]
fn protected_people_stay_held_in_history_whatever_is_released() {
    let mut all = [changes(5), removals(12, true)].concat();
    for change in all
        .iter_mut()
        .filter(|change| change.operation == Operation::Delete)
        .take(2)
    {
        change.held.push(FindingCode::ProtectedPerson);
    }
    let desk = Desk::new(all);
    let with = |count| {
        let mut order = desk.order(JobLane::Removals);
        order.release = Some(release(count));
        place(&desk.history, &order, &desk.record)
    };
    let refused = with(12).unwrap_err();
    assert!(
        matches!(
            refused,
            SubmissionError::ReleaseMismatch {
                given: 12,
                held: 10,
                protected: 2
            }
        ),
        "{refused}"
    );
    assert!(desk.history.jobs("").unwrap().is_empty());
    let placed = with(10).unwrap();
    let job = desk.job(placed.jobs[0]);
    assert_eq!((placed.held_left, job.items), (2, 10));
    let held = desk.history.held(job.connection).unwrap().unwrap();
    assert_eq!((held.removals, held.others), (2, 0));
    assert_eq!(held.reasons["protected_person"], 2);
    assert_eq!(desk.history.releases().unwrap()[0].count, 10);
}

#[test]
fn nothing_but_protected_people_cannot_be_released() {
    let mut all = removals(2, true);
    for change in &mut all {
        change.held.push(FindingCode::ProtectedPerson);
    }
    let desk = Desk::new(all);
    for count in [0, 2] {
        let mut order = desk.order(JobLane::Removals);
        order.release = Some(release(count));
        let refused = place(&desk.history, &order, &desk.record).unwrap_err();
        assert!(
            matches!(
                refused,
                SubmissionError::ReleaseMismatch {
                    held: 0,
                    protected: 2,
                    ..
                }
            ),
            "{refused}"
        );
    }
}

#[test]
fn a_release_of_what_is_not_held_is_refused() {
    let desk = Desk::new(changes(5));
    let mut order = desk.order(JobLane::Safe);
    order.release = Some(release(0));
    let refused = place(&desk.history, &order, &desk.record).unwrap_err();
    assert!(
        matches!(refused, SubmissionError::ReleaseMismatch { .. }),
        "{refused}"
    );
}

#[test]
fn what_changed_at_wellhub_since_is_set_aside() {
    let desk = Desk::new(changes(5));
    let mut order = desk.order(JobLane::Safe);
    order.set_aside = BTreeSet::from([1, 3]);
    let job = place(&desk.history, &order, &desk.record).unwrap().jobs[0];
    let rows = desk
        .history
        .job_items(job, &ItemFilter::default(), 0, 10)
        .unwrap();
    let sent: Vec<u32> = rows.iter().map(|row| row.item.change).collect();
    assert_eq!(sent, [0, 2, 4]);
}

#[test]
fn a_removal_carries_what_finds_the_person_and_no_more() {
    let desk = Desk::new(removals(1, false));
    let job = desk.place();
    let one = desk.history.sent_items(job).next().unwrap().unwrap();
    let sent: serde_json::Value = serde_json::from_slice(&one.payload).unwrap();
    let expected = serde_json::json!({
        "operation": "DELETE", "company_tax_id": fixture::COMPANY, "employee_id": "001000",
    });
    assert_eq!(sent, expected);
}

#[test]
fn an_item_without_its_key_and_one_that_stands_twice_are_refused_whole() {
    let mut without = changes(3);
    Arc::make_mut(&mut without[1].item).employee_id = None;
    let desk = Desk::new(without);
    let refused = place(&desk.history, &desk.order(JobLane::All), &desk.record).unwrap_err();
    assert!(
        matches!(refused, SubmissionError::FieldMissing { .. }),
        "{refused}"
    );
    let mut twice = changes(3);
    twice.push(twice[0].clone());
    let desk = Desk::new(twice);
    let refused = place(&desk.history, &desk.order(JobLane::All), &desk.record).unwrap_err();
    assert!(
        matches!(refused, SubmissionError::Twice { .. }),
        "{refused}"
    );
    assert!(desk.history.jobs("").unwrap().is_empty());
}

#[tokio::test]
async fn the_new_half_of_a_key_change_goes_after_the_old_one_has_ended() {
    let mut new_half = fixture::change(Operation::Create, 2_000);
    new_half.lane = Lane::Removals;
    new_half.notes.push(FindingCode::KeyChange);
    let desk = Desk::new([removals(1, false), vec![new_half]].concat());
    let placed = place(&desk.history, &desk.order(JobLane::Removals), &desk.record).unwrap();
    let [first, second] = placed.jobs[..] else {
        panic!("{placed:?}");
    };
    assert_eq!(desk.drive(second).await.unwrap(), JobState::Planned);
    assert_eq!(desk.server.calls_in_all(), 0);
    assert_eq!(desk.drive(first).await.unwrap(), JobState::Succeeded);
    assert_eq!(desk.drive(second).await.unwrap(), JobState::Succeeded);
    let submitted = desk.server.submitted();
    assert_eq!(submitted[0].0[0]["operation"], "DELETE");
    assert_eq!(submitted[1].0[0]["operation"], "CREATE");
}

#[tokio::test]
async fn more_than_a_request_takes_goes_in_several() {
    let desk = Desk::new(changes(1_201));
    let job = place(&desk.history, &desk.order(JobLane::All), &desk.record)
        .unwrap()
        .jobs[0];
    assert_eq!(desk.job(job).batches, 3);
    assert_eq!(desk.drive(job).await.unwrap(), JobState::Succeeded);
    desk.judge(job, "1,201 items");
    desk.check_numbers(job, "1,201 items");
}
