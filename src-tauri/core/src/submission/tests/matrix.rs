//! The fault matrix of sending: each step of a three-batch plan, each fault on the wire, and a process that ends before
//! the request, while it is under way, after its answer, or not at all. Whatever the case: each planned item once and one
//! submission, and until then a state that says so.

use std::time::Duration;

use jiff::SignedDuration;
use rollcall_simulator::{Endpoint, Fault, FaultKind, RetryAfter};

use super::bench::Bench;
use super::dying::{At, Event, Moment};
use crate::submission::{JobState, SubmissionError};

/// A request of a send that goes well, and the worker's call that it belongs to: the list is read page by page.
const STEPS: [(At, u32); 11] = [
    ((Endpoint::Token, 1), 1),
    ((Endpoint::CreateJob, 1), 1),
    ((Endpoint::AddItems, 1), 1),
    ((Endpoint::AddItems, 2), 2),
    ((Endpoint::AddItems, 3), 3),
    ((Endpoint::ListItems, 1), 1),
    ((Endpoint::ListItems, 3), 1),
    ((Endpoint::Submit, 1), 1),
    ((Endpoint::Status, 1), 1),
    ((Endpoint::Status, 2), 2),
    ((Endpoint::Errors, 1), 1),
];

/// What goes wrong at a step.
#[derive(Debug, Clone)]
pub(super) enum Wrong {
    /// On the wire.
    Wire(FaultKind),
    /// On this computer.
    Clock(SignedDuration),
}

pub(super) fn wrongs() -> Vec<Wrong> {
    let too_many = |retry_after, headers| FaultKind::TooMany {
        retry_after,
        headers,
    };
    let wire = [
        FaultKind::CutBefore,
        FaultKind::CutAfter,
        FaultKind::Status {
            code: 500,
            before: true,
        },
        FaultKind::Status {
            code: 503,
            before: false,
        },
        too_many(None, false),
        too_many(None, true),
        too_many(Some(RetryAfter::Seconds(90)), true),
        too_many(Some(RetryAfter::HttpDate(90)), false),
        FaultKind::RevokedToken,
        FaultKind::Forbidden,
        FaultKind::Slow(Duration::from_secs(30)),
        FaultKind::TruncatedBody,
        FaultKind::WrongContentType,
        FaultKind::AnsweredTwice,
        FaultKind::DeliveredTwice,
    ];
    let clock = [24, -24].map(|hours| Wrong::Clock(SignedDuration::from_hours(hours)));
    wire.into_iter().map(Wrong::Wire).chain(clock).collect()
}

/// Whether it stops the job until somebody did something: a refused credential or network.
fn stops(at: At, wrong: &Wrong) -> bool {
    match wrong {
        Wrong::Wire(FaultKind::Forbidden) => true,
        Wrong::Wire(FaultKind::RevokedToken) => at.0 == Endpoint::Token,
        _ => false,
    }
}

fn set_up(bench: &Bench, at: At, call: u32, wrong: &Wrong) -> Vec<(At, Event)> {
    match wrong {
        Wrong::Wire(kind) => {
            bench.simulator.faults().push(Fault {
                endpoint: at.0,
                nth: at.1,
                kind: kind.clone(),
            });
            Vec::new()
        }
        Wrong::Clock(by) => vec![((at.0, call), Event::Clock(*by))],
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_at_each_step() {
    for (at, call) in STEPS {
        for wrong in wrongs() {
            let case = format!("{wrong:?} at {at:?}");
            let bench = Bench::new().await;
            let events = set_up(&bench, at, call, &wrong);
            let first = bench.drive_with(&bench.api(events)).await;
            bench.judge(&case);
            if stops(at, &wrong) {
                assert!(
                    matches!(first, Err(SubmissionError::Paused { .. })),
                    "{case}: {first:?}"
                );
                let paused = bench.history.job(bench.job).unwrap();
                assert!(paused.problem.is_some(), "{case}");
                assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded, "{case}");
            } else {
                assert_eq!(first.unwrap(), JobState::Succeeded, "{case}");
            }
            bench.judge_end(&case);
            assert!(bench.simulator.faults().waiting().is_empty(), "{case}");
        }
    }
}

/// The process ends at each step, with each fault there; a new one meets what is left of the fault and goes on.
async fn and_a_death(moment: Moment) {
    for (at, call) in STEPS {
        for wrong in wrongs() {
            let case = format!("{wrong:?} and {moment:?} at {at:?}");
            let mut bench = Bench::on_disk().await;
            let mut events = set_up(&bench, at, call, &wrong);
            events.push(((at.0, call), Event::Death(moment)));
            let lived = bench.drive_to_death(&bench.api(events)).await;
            assert!(lived.is_none(), "{case}: {lived:?}");
            bench.judge(&case);
            let mut state = bench.drive().await;
            if matches!(state, Err(SubmissionError::Paused { .. })) && stops(at, &wrong) {
                bench.judge(&case);
                state = bench.drive().await;
            }
            assert_eq!(state.unwrap(), JobState::Succeeded, "{case}");
            bench.judge_end(&case);
            assert_eq!(
                bench.history.count_set_aside(bench.job).unwrap(),
                0,
                "{case}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_at_each_step_and_a_death_before_it_is_sent() {
    and_a_death(Moment::BeforeSend).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_at_each_step_and_a_death_while_it_is_under_way() {
    and_a_death(Moment::AfterSend).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_at_each_step_and_a_death_after_its_answer() {
    and_a_death(Moment::AfterAnswer).await;
}
