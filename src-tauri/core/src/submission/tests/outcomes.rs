//! How jobs end, and what is then known of each item.

use std::sync::Mutex;

use super::desk::{Desk, ITEMS, changes};
use super::server::{Call, Fault};
use crate::employee::Key;
use crate::history::{
    Environment, History, ItemResult, JobStatistics, ProblemCode, ResultCounts, Step, fixture,
};
use crate::submission::{
    Cause, JobState, RemoteStatus, ReportedError, Stop, SubmissionError, stop,
};

fn error(change_number: Option<u32>, field: &str, value: &str) -> ReportedError {
    ReportedError {
        change_number,
        field: field.to_owned(),
        value: Some(value.to_owned()),
        code: "CONFLICT".to_owned(),
        recovered_by: None,
        company_tax_id: None,
    }
}

fn counts(succeeded: u32, failed: u32, unprocessed: u32, unknown: u32) -> ResultCounts {
    ResultCounts {
        succeeded,
        failed,
        unprocessed,
        unknown,
    }
}

#[tokio::test]
async fn errors_are_joined_by_change_number_to_row_and_cell() {
    let desk = Desk::new(changes(4));
    desk.server
        .answer_states(&[(RemoteStatus::SucceededWithErrors, "Succeeded with errors")]);
    // The server numbers against the order of sending: number 1 is the fourth item.
    let recovered = ReportedError {
        recovered_by: Some("NORMALIZATION".to_owned()),
        ..error(Some(3), "EMAIL", "x")
    };
    desk.server
        .answer_errors(vec![error(Some(1), "EMAIL", "x"), recovered]);
    let job = desk.place();
    assert_eq!(
        desk.drive(job).await.unwrap(),
        JobState::SucceededWithErrors
    );
    let kept = desk.history.job_errors(job).unwrap();
    let told: Vec<_> = kept
        .iter()
        .map(|error| {
            (
                error.ordinal,
                error.row,
                error.cell.as_deref(),
                error.field.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some(1), Some(3), Some("D3"), "email"),
            (Some(3), Some(5), Some("D5"), "email")
        ]
    );
    let results: Vec<_> = desk
        .history
        .all_job_items(job)
        .unwrap()
        .iter()
        .map(|row| row.result.unwrap())
        .collect();
    assert_eq!(
        results,
        [
            ItemResult::Succeeded,
            ItemResult::Succeeded,
            ItemResult::Succeeded,
            ItemResult::Failed
        ]
    );
    assert_eq!(desk.job(job).results.unwrap(), counts(3, 1, 0, 0));
}

#[tokio::test]
async fn an_error_without_a_number_is_joined_by_a_value_that_stands_once_or_leaves_the_rest_unknown()
 {
    for (value, expected) in [
        ("000002", counts(3, 1, 0, 0)),
        ("nobody's", counts(0, 0, 0, 4)),
    ] {
        let desk = Desk::new(changes(4));
        desk.server
            .answer_states(&[(RemoteStatus::SucceededWithErrors, "SUCCEEDED_WITH_ERRORS")]);
        desk.server
            .answer_errors(vec![error(None, "EMPLOYEE_ID", value)]);
        let job = desk.place();
        desk.drive(job).await.unwrap();
        assert_eq!(desk.job(job).results.unwrap(), expected, "{value}");
    }
}

#[tokio::test]
async fn what_wellhub_counted_settles_what_an_error_left_open() {
    let desk = Desk::new(changes(4));
    desk.server
        .answer_states(&[(RemoteStatus::SucceededWithErrors, "SUCCEEDED_WITH_ERRORS")]);
    desk.server
        .answer_errors(vec![error(None, "EMPLOYEE_ID", "nobody's")]);
    desk.server.count(JobStatistics {
        newcomers: 2,
        updaters: 2,
        leavers: 0,
    });
    let job = desk.place();
    desk.drive(job).await.unwrap();
    assert_eq!(desk.job(job).results.unwrap(), counts(4, 0, 0, 0));
}

#[tokio::test]
async fn a_rejected_job_and_one_that_failed_at_wellhub_are_not_sent_again() {
    let ends = [
        (
            RemoteStatus::Rejected,
            JobState::Rejected,
            counts(0, 0, 4, 0),
        ),
        (
            RemoteStatus::ServerError,
            JobState::ServerError,
            counts(0, 0, 0, 4),
        ),
    ];
    for (status, state, expected) in ends {
        let desk = Desk::new(changes(4));
        desk.server.answer_states(&[(status, "as written")]);
        let job = desk.place();
        assert_eq!(desk.drive(job).await.unwrap(), state);
        assert_eq!(desk.drive(job).await.unwrap(), state);
        assert_eq!(desk.job(job).results.unwrap(), expected);
        assert_eq!(desk.server.calls(Call::Submit), 1);
        assert!(desk.history.unfinished_jobs().unwrap().is_empty());
    }
}

#[tokio::test]
async fn an_approval_ends_the_wait_and_is_followed_when_resumed() {
    let desk = Desk::new(changes(4));
    desk.server.answer_states(&[
        (RemoteStatus::Waiting, "PENDING"),
        (RemoteStatus::ApprovalRequested, "Approval Requested"),
        (RemoteStatus::ApprovalRequested, "Approval Requested"),
        (RemoteStatus::Succeeded, "Succeeded"),
    ]);
    let job = desk.place();
    for _ in 0..2 {
        assert_eq!(desk.drive(job).await.unwrap(), JobState::ApprovalRequested);
        assert_eq!(
            desk.job(job).wire_status.as_deref(),
            Some("Approval Requested")
        );
    }
    assert_eq!(desk.drive(job).await.unwrap(), JobState::Succeeded);
    desk.judge(job, "approval");
}

#[tokio::test]
async fn a_refused_batch_names_row_and_cell_and_ends_unsubmitted() {
    let desk = Desk::new(changes(ITEMS));
    desk.server.blame("[2].email", "must be an address");
    desk.server.blame("[2].employee_id", "cannot be blank");
    desk.server
        .fault(Call::Add, 2, Fault::Before(Cause::BadRequest));
    let job = desk.place();
    assert_eq!(desk.drive(job).await.unwrap(), JobState::Failed);
    let told: Vec<_> = desk
        .history
        .job_errors(job)
        .unwrap()
        .into_iter()
        .map(|error| (error.ordinal, error.row, error.cell, error.code))
        .collect();
    let at = |cell: &str, code: &str| (Some(7), Some(9), Some(cell.to_owned()), code.to_owned());
    assert_eq!(
        told,
        [at("D9", "must be an address"), at("A9", "cannot be blank")]
    );
    assert_eq!(
        desk.job(job).problem.unwrap().code,
        ProblemCode::ItemsRefused
    );
    assert_eq!(desk.job(job).results.unwrap(), counts(0, 1, ITEMS - 1, 0));
    assert!(desk.history.used_lanes(desk.plan).unwrap().is_empty());
    desk.judge(job, "400");
}

#[tokio::test]
async fn a_server_that_holds_something_else_is_not_submitted_to() {
    let desk = Desk::new(changes(4));
    desk.server.alter();
    let job = desk.place();
    assert_eq!(desk.drive(job).await.unwrap(), JobState::Failed);
    assert_eq!(
        desk.job(job).problem.unwrap().code,
        ProblemCode::ReadBackDiffers
    );
    assert_eq!(desk.server.calls(Call::Submit), 0);
    desk.judge(job, "altered");
}

#[tokio::test]
async fn in_the_sandbox_a_made_up_answer_is_told_and_stops_nothing() {
    let history = History::in_memory(fixture::clock()).unwrap();
    let desk = Desk::over(history, changes(4), Environment::Sandbox);
    desk.server.alter();
    let job = desk.place();
    assert_eq!(desk.drive(job).await.unwrap(), JobState::Succeeded);
    let journal = desk.history.journal(job).unwrap();
    assert!(
        journal
            .iter()
            .any(|line| line.detail.starts_with("synthetic answer"))
    );
}

#[tokio::test]
async fn stopping_before_the_submission_ends_the_job_and_after_it_only_the_wait() {
    for (at, state, submitted) in [
        (Step::Items, JobState::Stopped, 0),
        (Step::ReadBack, JobState::Stopped, 0),
        (Step::Processing, JobState::Submitted, 1),
    ] {
        let desk = Desk::new(changes(ITEMS));
        let job = desk.place();
        let wish = Stop::new();
        let ask = |progress: &crate::submission::Progress| {
            if progress.step == at {
                wish.ask();
            }
        };
        assert_eq!(
            desk.drive_with(job, &wish, &ask).await.unwrap(),
            state,
            "{at:?}"
        );
        assert_eq!(desk.server.submitted().len(), submitted, "{at:?}");
        desk.judge(job, "stop");
        if submitted == 1 {
            assert!(matches!(
                stop(&desk.history, job),
                Err(SubmissionError::TooLate { .. })
            ));
        }
    }
}

#[tokio::test]
async fn the_end_keeps_custom_fields_and_the_file_that_went_through() {
    let desk = Desk::new(changes(4));
    desk.server
        .answer_states(&[(RemoteStatus::SucceededWithErrors, "Succeeded with errors")]);
    desk.server
        .answer_errors(vec![error(Some(4), "EMAIL", "x")]);
    let job = desk.place();
    desk.drive(job).await.unwrap();
    let connection = desk.job(job).connection;
    let sent = desk.history.last_sent(connection).unwrap();
    let company: crate::employee::Text = "12345678000195".into();
    let of = |key: &str| sent.get(&(company.clone(), Key(key.into())));
    assert_eq!(of("000001").unwrap()["site"], "Recife");
    assert_eq!(of("000000"), None);
    let file = desk.history.accepted_file(connection).unwrap().unwrap();
    assert_eq!(
        (file.name.as_str(), file.rows),
        ("Folha completa.xlsx", 1_200)
    );
}

#[tokio::test]
async fn a_file_that_did_not_go_through_is_not_the_last_accepted_one() {
    let desk = Desk::new(changes(4));
    desk.server
        .answer_states(&[(RemoteStatus::Rejected, "Rejected")]);
    let job = desk.place();
    desk.drive(job).await.unwrap();
    let connection = desk.job(job).connection;
    assert_eq!(desk.history.accepted_file(connection).unwrap(), None);
    assert!(desk.history.last_sent(connection).unwrap().is_empty());
}

#[tokio::test]
async fn progress_tells_batches_and_steps_and_the_history_tells_the_same_later() {
    let desk = Desk::new(changes(ITEMS));
    let job = desk.place();
    let seen = Mutex::new(Vec::new());
    let keep = |progress: &crate::submission::Progress| seen.lock().unwrap().push(progress.clone());
    desk.drive_with(job, &Stop::new(), &keep).await.unwrap();
    let seen = seen.into_inner().unwrap();
    let sent: Vec<u32> = seen.iter().map(|progress| progress.batches_sent).collect();
    assert!(sent.is_sorted() && sent.contains(&1) && sent.contains(&2));
    assert!(seen.iter().any(|progress| progress.waiting_until.is_some()));
    assert!(
        seen.iter()
            .any(|progress| progress.wire_status.as_deref() == Some("Weighing the soul"))
    );
    let last = seen.last().unwrap();
    assert_eq!(
        (last.state, last.batches, last.items),
        (JobState::Succeeded, 3, ITEMS)
    );
    let steps: Vec<Step> = last.steps.iter().map(|times| times.step).collect();
    assert_eq!(
        steps,
        [
            Step::Token,
            Step::Create,
            Step::Items,
            Step::ReadBack,
            Step::Submit,
            Step::Processing,
            Step::Results
        ]
    );
    assert!(last.steps.iter().all(|times| times.answered_at.is_some()));
    let later = crate::submission::Progress::of(&desk.history, job).unwrap();
    assert_eq!(&later, last);
}
