//! The controls: with a safeguard switched off, what it prevents does happen, and the judgement sees it. So each of them
//! bears weight, and the judgement is none that cannot fail.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::desk::{Desk, ITEMS, changes};
use super::server::{Call, Fault};
use crate::history::JobLane;
use crate::submission::place::place_in_batches;
use crate::submission::{Cause, JobState};

/// What can be switched off, in tests alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::submission) enum Safeguard {
    /// Reading a draft's items back.
    ReadBack,
    /// Knowing a command by its id.
    OpId,
    /// Asking where a job stands before its submission is sent again.
    AskFirst,
}

thread_local! {
    static OFF: Cell<Option<Safeguard>> = const { Cell::new(None) };
}

/// Whether a test on this thread switched it off.
pub(in crate::submission) fn is_off(safeguard: Safeguard) -> bool {
    OFF.get() == Some(safeguard)
}

/// Off for as long as this is kept.
struct Without;

impl Without {
    fn new(safeguard: Safeguard) -> Self {
        OFF.set(Some(safeguard));
        Self
    }
}

impl Drop for Without {
    fn drop(&mut self) {
        OFF.set(None);
    }
}

fn passes(judged: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(judged)).is_ok()
}

/// Sends with one fault; whether the judgement passes.
async fn sent_with(call: Call, nth: u32, fault: Fault) -> bool {
    let desk = Desk::new(changes(ITEMS));
    desk.server.fault(call, nth, fault);
    let job = desk.place();
    let ended = desk.drive(job).await.unwrap();
    assert!(ended == JobState::Succeeded || ended == JobState::InDoubt);
    passes(|| desk.judge(job, "a control"))
}

#[tokio::test]
async fn without_the_read_back_a_lost_batch_and_a_doubled_one_are_submitted() {
    let lost = (Call::Add, 2, Fault::Before(Cause::Unsure));
    let part = (Call::Add, 2, Fault::Part(2));
    for (call, nth, fault) in [lost, part] {
        assert!(sent_with(call, nth, fault).await, "{fault:?}");
        let _off = Without::new(Safeguard::ReadBack);
        assert!(!sent_with(call, nth, fault).await, "{fault:?}");
    }
}

#[tokio::test]
async fn without_asking_first_a_submission_that_arrived_is_sent_again() {
    let submits = async || {
        let desk = Desk::new(changes(ITEMS));
        desk.server.fault(Call::Submit, 1, Fault::After);
        let job = desk.place();
        desk.drive(job).await.unwrap();
        desk.server.calls(Call::Submit)
    };
    assert_eq!(submits().await, 1);
    let _off = Without::new(Safeguard::AskFirst);
    assert!(submits().await > 1);
}

#[test]
fn without_the_id_of_a_command_its_repetition_is_not_known() {
    let desk = Desk::new(changes(3));
    let order = desk.order(JobLane::All);
    let first = place_in_batches(&desk.history, &order, &desk.record, 5).unwrap();
    let again = place_in_batches(&desk.history, &order, &desk.record, 5).unwrap();
    assert!(again.again && again.jobs == first.jobs);
    let _off = Without::new(Safeguard::OpId);
    // The lane's own guard still holds: no second job, but the window that was reloaded is told of a failure.
    assert!(place_in_batches(&desk.history, &order, &desk.record, 5).is_err());
    assert_eq!(desk.history.jobs("").unwrap().len(), 1);
}
