//! Every fault at every call of a three-batch plan.

use std::time::Duration;

use super::desk::{Desk, ITEMS, changes};
use super::server::{Call, Fault};
use crate::submission::{Cause, JobState, SubmissionError};

/// Every call of a send that goes well, and which of its kind it is.
const CALLS: [(Call, u32); 9] = [
    (Call::Connect, 1),
    (Call::Create, 1),
    (Call::Add, 1),
    (Call::Add, 2),
    (Call::Add, 3),
    (Call::List, 1),
    (Call::Submit, 1),
    (Call::Status, 1),
    (Call::Errors, 1),
];

const TRANSIENT: [Fault; 8] = [
    Fault::Before(Cause::Connect),
    Fault::Before(Cause::Unsure),
    Fault::Before(Cause::TooMany { retry_after: None }),
    Fault::Before(Cause::TooMany {
        retry_after: Some(Duration::from_secs(60)),
    }),
    Fault::After,
    Fault::Part(1),
    Fault::Late,
    Fault::Later,
];

#[tokio::test]
async fn a_fault_that_passes_ends_in_one_whole_submission() {
    for (call, nth) in CALLS {
        for fault in TRANSIENT {
            let case = format!("{fault:?} at {call:?} {nth}");
            let desk = Desk::new(changes(ITEMS));
            desk.server.fault(call, nth, fault);
            let job = desk.place();
            let state = desk.drive(job).await.unwrap();
            assert_eq!(state, JobState::Succeeded, "{case}");
            desk.judge(job, &case);
            desk.check_numbers(job, &case);
            assert_eq!(desk.server.submitted().len(), 1, "{case}");
        }
    }
}

#[tokio::test]
async fn two_faults_in_one_send_end_in_one_whole_submission() {
    let writes = [
        (Call::Create, 1),
        (Call::Add, 2),
        (Call::List, 1),
        (Call::Submit, 1),
    ];
    for (first, nth) in writes {
        for one in TRANSIENT {
            for (second, at) in [(first, nth + 1), (Call::Status, 1), (Call::List, 2)] {
                let case = format!("{one:?} at {first:?} {nth}, then at {second:?} {at}");
                let desk = Desk::new(changes(ITEMS));
                desk.server.fault(first, nth, one);
                desk.server.fault(second, at, Fault::After);
                let job = desk.place();
                assert_eq!(
                    desk.drive(job).await.unwrap(),
                    JobState::Succeeded,
                    "{case}"
                );
                desk.judge(job, &case);
            }
        }
    }
}

#[tokio::test]
async fn a_refused_credential_waits_where_it_is_and_goes_on_when_resumed() {
    for cause in [Cause::Credential, Cause::Forbidden] {
        for (call, nth) in CALLS {
            let case = format!("{cause:?} at {call:?} {nth}");
            let desk = Desk::new(changes(ITEMS));
            desk.server.fault(call, nth, Fault::Before(cause));
            let job = desk.place();
            let paused = desk.drive(job).await.unwrap_err();
            assert!(
                matches!(paused, SubmissionError::Paused { .. }),
                "{case}: {paused}"
            );
            desk.judge(job, &case);
            assert!(desk.job(job).problem.is_some(), "{case}");
            assert_eq!(
                desk.drive(job).await.unwrap(),
                JobState::Succeeded,
                "{case}"
            );
            desk.judge(job, &case);
            assert_eq!(desk.job(job).problem, None, "{case}");
        }
    }
}

#[tokio::test]
async fn a_fault_that_stays_pauses_and_is_gone_when_resumed_later() {
    for (call, _) in CALLS {
        for fault in [Fault::Before(Cause::Unsure), Fault::Before(Cause::Connect)] {
            let case = format!("{fault:?} at every {call:?}");
            let desk = Desk::new(changes(ITEMS));
            for nth in 1..=40 {
                desk.server.fault(call, nth, fault);
            }
            let job = desk.place();
            let paused = desk.drive(job).await.unwrap_err();
            assert!(
                matches!(paused, SubmissionError::Paused { .. }),
                "{case}: {paused}"
            );
            desk.judge(job, &case);
            for _ in 0..20 {
                if desk.drive(job).await.is_ok() {
                    break;
                }
                desk.judge(job, &case);
            }
            assert_eq!(desk.job(job).state, JobState::Succeeded, "{case}");
            desk.judge(job, &case);
        }
    }
}

#[tokio::test]
async fn a_submission_that_is_refused_stops_for_a_person() {
    for cause in [
        Cause::BadRequest,
        Cause::NotFound,
        Cause::Refused,
        Cause::Conflict,
    ] {
        let case = format!("{cause:?}");
        let desk = Desk::new(changes(ITEMS));
        desk.server.fault(Call::Submit, 1, Fault::Before(cause));
        let job = desk.place();
        assert_eq!(desk.drive(job).await.unwrap(), JobState::InDoubt, "{case}");
        assert!(desk.job(job).problem.is_some(), "{case}");
        desk.judge(job, &case);
        assert_eq!(desk.server.calls(Call::Submit), 1, "{case}");
        // A person looked at it and wants it to go on: the same draft, read back again first.
        assert_eq!(
            desk.drive(job).await.unwrap(),
            JobState::Succeeded,
            "{case}"
        );
        desk.judge(job, &case);
        assert_eq!(
            (desk.server.drafts(), desk.server.calls(Call::List)),
            (1, 2),
            "{case}"
        );
    }
}

#[tokio::test]
async fn already_submitted_is_success_where_the_job_is_past_draft() {
    let desk = Desk::new(changes(3));
    desk.server.fault(Call::Submit, 1, Fault::After);
    // The question after the doubtful answer is answered as from a server that lags.
    desk.server
        .fault(Call::Status, 1, Fault::Before(Cause::Unsure));
    let job = desk.place();
    assert_eq!(desk.drive(job).await.unwrap(), JobState::Succeeded);
    desk.judge(job, "409");
}
