//! The roster changes between taking a lane and its submission (rule R7), against the simulator.

use std::sync::Mutex;

use rollcall_simulator::{Endpoint, Fault, FaultKind, RetryAfter};

use super::bench::Bench;
use super::dying::{Event, Moment};
use crate::history::{Look, ProblemCode};
use crate::plan::Operation;
use crate::roster::place;
use crate::submission::{JobState, Progress, Stop};

/// Somebody else changes the department of those planned people who are there, from the `from`th on.
fn interfere(bench: &Bench, from: usize) {
    let keys: Vec<String> = bench.keys().into_iter().skip(from).collect();
    bench.simulator.edit_roster(|people| {
        for person in people.iter_mut() {
            if keys.contains(&person.employee_id) {
                person.department = "Elsewhere".to_owned();
            }
        }
    });
}

async fn interrupted(endpoint: Endpoint, moment: Moment) -> Bench {
    let mut bench = Bench::on_disk().await;
    let api = bench.api(vec![((endpoint, 1), Event::Death(moment))]);
    assert!(bench.drive_to_death(&api).await.is_none());
    bench
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_restart_and_soon_it_is_not_read_again() {
    let bench = Bench::new().await;
    let before = bench.simulator.ledger().count(Endpoint::Employees);
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    assert_eq!(bench.simulator.ledger().count(Endpoint::Employees), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_restart_what_changed_is_set_aside_and_the_rest_goes() {
    let bench = interrupted(Endpoint::ListItems, Moment::AfterAnswer).await;
    interfere(&bench, 11);
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    bench.judge_end("one of twelve");
    let job = bench.history.job(bench.job).unwrap();
    assert_eq!((job.items, job.orphans.len()), (11, 1));
    let set_aside = bench.history.differences(bench.job, Look::BeforeSubmit);
    let told = set_aside.unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].key, bench.keys()[11]);
    assert_eq!(told[0].field, "department");
    assert_eq!(told[0].found.as_deref(), Some("Elsewhere"));
    assert_eq!(bench.history.count_set_aside(bench.job).unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_minutes_are_a_reason_too() {
    let bench = Bench::new().await;
    bench.simulator.faults().push(Fault {
        endpoint: Endpoint::AddItems,
        nth: 1,
        kind: FaultKind::TooMany {
            retry_after: Some(RetryAfter::Seconds(601)),
            headers: false,
        },
    });
    interfere(&bench, 10);
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    bench.judge_end("ten minutes");
    assert_eq!(bench.history.job(bench.job).unwrap().items, 10);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_others_do_to_people_of_no_item_of_it_is_not_stale() {
    let bench = interrupted(Endpoint::ListItems, Moment::AfterAnswer).await;
    let keys = bench.keys();
    bench.simulator.edit_roster(|people| {
        for person in people
            .iter_mut()
            .filter(|one| !keys.contains(&one.employee_id))
        {
            person.department = "Elsewhere".to_owned();
        }
    });
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    bench.judge_end("other people");
    assert_eq!(bench.history.job(bench.job).unwrap().items, 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nothing_is_left_it_ends_unsubmitted_and_says_why() {
    let bench = interrupted(Endpoint::AddItems, Moment::AfterSend).await;
    let keys = bench.keys();
    let mut newcomers = Vec::new();
    bench.simulator.edit_roster(|people| {
        let model = people
            .iter()
            .find(|person| person.is_current())
            .unwrap()
            .clone();
        newcomers.extend(keys[..5].iter().map(|key| {
            let mut person = model.clone();
            person.employee_id.clone_from(key);
            person.email = format!("{key}@aurora.example");
            person.id = format!("id-{key}");
            person
        }));
        people.extend(newcomers);
    });
    interfere(&bench, 5);
    assert_eq!(bench.drive().await.unwrap(), JobState::Failed);
    bench.judge("all of it");
    let problem = bench.history.job(bench.job).unwrap().problem.unwrap();
    assert_eq!(problem.code, ProblemCode::Outdated);
    assert_eq!(bench.history.count_set_aside(bench.job).unwrap(), 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_submission_that_may_be_under_way_gets_no_second_draft() {
    let bench = interrupted(Endpoint::Submit, Moment::BeforeSend).await;
    interfere(&bench, 11);
    assert_eq!(bench.drive().await.unwrap(), JobState::InDoubt);
    bench.judge("in doubt");
    let job = bench.history.job(bench.job).unwrap();
    assert_eq!(job.problem.unwrap().code, ProblemCode::Outdated);
    assert_eq!(bench.simulator.ledger().jobs.len(), 1);
}

/// Puts the leavers of the plan on the protected list, from the `from`th on; their keys.
fn protect_leavers(bench: &Bench, from: usize) -> Vec<String> {
    let job = bench.history.job(bench.job).unwrap();
    let plan = bench.history.plan(job.plan).unwrap().plan;
    let leavers = plan
        .changes
        .iter()
        .filter(|one| one.operation == Operation::Delete);
    leavers
        .skip(from)
        .map(|leaver| {
            let place = place(plan.identifier, &leaver.item).unwrap();
            bench
                .history
                .protect(job.connection, &place, &leaver.name)
                .unwrap();
            leaver.key.to_string()
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_protected_after_the_lane_was_taken_is_not_removed() {
    let bench = Bench::new().await;
    let before = bench.simulator.ledger().count(Endpoint::Employees);
    let protected = protect_leavers(&bench, 1);
    assert_eq!(protected.len(), 1);
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    bench.judge_end("one of two leavers");
    let job = bench.history.job(bench.job).unwrap();
    assert_eq!((job.items, job.orphans.len()), (11, 1));
    // Told with words, and no roster was read for it.
    let told = bench
        .history
        .differences(bench.job, Look::BeforeSubmit)
        .unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (told[0].key.as_str(), told[0].field.as_str()),
        (protected[0].as_str(), "protected")
    );
    assert_eq!(bench.history.count_set_aside(bench.job).unwrap(), 1);
    assert_eq!(bench.simulator.ledger().count(Endpoint::Employees), before);
    let people = bench.simulator.roster();
    let kept = people
        .iter()
        .find(|one| one.employee_id == protected[0])
        .unwrap();
    assert!(kept.is_current());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_protected_from_a_submission_that_may_be_under_way_but_a_person_is_asked() {
    let bench = interrupted(Endpoint::Submit, Moment::BeforeSend).await;
    protect_leavers(&bench, 0);
    assert_eq!(bench.drive().await.unwrap(), JobState::InDoubt);
    let job = bench.history.job(bench.job).unwrap();
    assert_eq!(job.problem.unwrap().code, ProblemCode::Outdated);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_page_of_the_roster_is_told_while_it_is_read_again() {
    let bench = interrupted(Endpoint::ListItems, Moment::AfterAnswer).await;
    let told = Mutex::new(Vec::new());
    let progress = |progress: &Progress| {
        if let Some(read) = progress.reading {
            told.lock().unwrap().push((read.pages, read.people));
        }
    };
    assert_eq!(
        bench.drive_and_tell(&Stop::new(), &progress).await.unwrap(),
        JobState::Succeeded
    );
    let told = told.into_inner().unwrap();
    assert_eq!(told.first(), Some(&(0, 0)));
    let current = told.last().unwrap();
    assert!(current.0 > 0 && current.1 > 0, "{told:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wish_to_stop_ends_the_reading_and_nothing_is_submitted() {
    let bench = interrupted(Endpoint::ListItems, Moment::AfterAnswer).await;
    let stop = Stop::new();
    let progress = |progress: &Progress| {
        if progress.reading.is_some() {
            stop.ask();
        }
    };
    assert_eq!(
        bench.drive_and_tell(&stop, &progress).await.unwrap(),
        JobState::Stopped
    );
    bench.judge("stopped");
    assert_eq!(bench.simulator.ledger().count(Endpoint::Submit), 0);
}
