//! The process ends at any moment: after each line of the journal, and while each call is on the wire. A new one on the
//! same file goes on.

use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::desk::{Desk, ITEMS, changes};
use super::server::{Call, Fault, Server};
use crate::history::{Environment, History, HistoryKey, JobId, fixture};
use crate::submission::{JobState, Stop, Worker};

fn open(path: &Path) -> History {
    let key = HistoryKey::from_bytes([7; 32]);
    History::open(path, &key, fixture::clock()).unwrap()
}

/// Drives until the `nth` report, where the process ends. True when it came that far.
async fn crash_at_line(history: History, server: Server, job: JobId, nth: u32) -> bool {
    let connect = move |_: &_| Ok(server.clone());
    let worker = Worker::new(history, connect, fixture::clock());
    let lines = AtomicU32::new(0);
    let driving = tokio::spawn(async move {
        let count = |_: &_| {
            if lines.fetch_add(1, Ordering::SeqCst) + 1 == nth {
                resume_unwind(Box::new("the process ends"));
            }
        };
        worker.drive(job, &Stop::new(), &count).await.map(drop)
    });
    driving.await.is_err()
}

/// Drives until a call hangs, and drops everything.
async fn crash_on_the_wire(history: History, server: Server, job: JobId) {
    let (seen, connect) = (server.clone(), move |_: &_| Ok(server.clone()));
    let worker = Worker::new(history, connect, fixture::clock());
    let stop = Stop::new();
    let quiet = |_: &_| {};
    let mut driving = Box::pin(worker.drive(job, &stop, &quiet));
    let mut still = 0;
    let mut before = usize::MAX;
    // Nothing here waits on real time, so a drive that makes no call for many turns hangs in one.
    while still < 50 {
        tokio::select! {
            biased;
            ended = &mut driving => panic!("{ended:?} before the call that hangs"),
            () = tokio::task::yield_now() => {}
        }
        let now = seen.calls_in_all();
        still = if now == before { still + 1 } else { 0 };
        before = now;
    }
}

async fn resumed(desk: &Desk, job: JobId, case: &str) {
    assert_eq!(
        desk.drive(job).await.unwrap(),
        JobState::Succeeded,
        "{case}"
    );
    desk.judge(job, case);
    desk.check_numbers(job, case);
    assert_eq!(desk.server.submitted().len(), 1, "{case}");
}

#[tokio::test]
async fn after_each_line_of_the_journal() {
    let mut nth = 1;
    loop {
        let case = format!("crash after line {nth}");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        let desk = Desk::over(open(&path), changes(ITEMS), Environment::Demo);
        let job = desk.place();
        let Desk {
            history,
            server,
            clock,
            plan,
            record,
        } = desk;
        let crashed = crash_at_line(history, server.clone(), job, nth).await;
        let desk = Desk {
            history: open(&path),
            server,
            clock,
            plan,
            record,
        };
        desk.judge(job, &case);
        resumed(&desk, job, &case).await;
        if !crashed {
            break;
        }
        nth += 1;
    }
    assert!(nth > 18, "only {nth} lines");
}

#[tokio::test]
async fn while_each_call_is_on_the_wire() {
    let calls = [
        (Call::Connect, 1),
        (Call::Create, 1),
        (Call::Add, 1),
        (Call::Add, 2),
        (Call::Add, 3),
        (Call::List, 1),
        (Call::Submit, 1),
        (Call::Status, 1),
        (Call::Status, 2),
        (Call::Errors, 1),
    ];
    for (call, nth) in calls {
        for fault in [Fault::HangBefore, Fault::HangAfter] {
            let case = format!("{fault:?} at {call:?} {nth}");
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("history.db");
            let desk = Desk::over(open(&path), changes(ITEMS), Environment::Demo);
            desk.server.fault(call, nth, fault);
            let job = desk.place();
            let Desk {
                history,
                server,
                clock,
                plan,
                record,
            } = desk;
            crash_on_the_wire(history, server.clone(), job).await;
            let desk = Desk {
                history: open(&path),
                server,
                clock,
                plan,
                record,
            };
            desk.judge(job, &case);
            resumed(&desk, job, &case).await;
        }
    }
}

#[tokio::test]
async fn twice_in_one_send_and_with_a_part_of_a_batch() {
    for fault in [Fault::Part(3), Fault::After, Fault::Late] {
        for nth in 1..=12 {
            let case = format!("{fault:?} at the second batch, crash after line {nth}, and again");
            let desk = Desk::new(changes(ITEMS));
            desk.server.fault(Call::Add, 2, fault);
            let job = desk.place();
            let history = || desk.history.clone();
            crash_at_line(history(), desk.server.clone(), job, nth).await;
            desk.judge(job, &case);
            crash_at_line(history(), desk.server.clone(), job, 3).await;
            desk.judge(job, &case);
            resumed(&desk, job, &case).await;
        }
    }
}

#[tokio::test]
async fn a_draft_that_somebody_changed_meanwhile_is_left_behind() {
    let desk = Desk::new(changes(ITEMS));
    desk.server.fault(Call::Add, 3, Fault::HangBefore);
    let job = desk.place();
    crash_on_the_wire(desk.history.clone(), desk.server.clone(), job).await;
    desk.server.intrude(serde_json::json!({
        "operation": "DELETE", "company_tax_id": fixture::COMPANY, "employee_id": "999999",
    }));
    resumed(&desk, job, "an item of somebody else").await;
    assert_eq!(desk.server.drafts(), 2);
    assert_eq!(desk.job(job).orphans.len(), 1);
}

#[tokio::test]
async fn two_do_not_drive_one_job() {
    let desk = Desk::new(changes(3));
    let job = desk.place();
    let lock = desk.history.acquire_driver().unwrap();
    let turn = Arc::clone(&lock).turn(job).unwrap();
    assert!(desk.drive(job).await.is_err());
    assert_eq!(desk.server.calls_in_all(), 0);
    drop(turn);
    assert_eq!(desk.drive(job).await.unwrap(), JobState::Succeeded);
}
