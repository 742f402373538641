//! Sending through the real client to the simulator: what Wellhub makes of a job, and a credential that is refused. The
//! faults on the wire are in `matrix`.

use rollcall_simulator::{Endpoint, FaultKind, Outcome};

use super::bench::Bench;
use crate::submission::{JobState, SubmissionError};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outcomes_at_wellhub_are_told_as_they_are() {
    let bench = Bench::new().await;
    bench
        .simulator
        .force_next_outcome(Outcome::Passing("On hold, please".to_owned()));
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    let statistics = bench.history.job(bench.job).unwrap().statistics.unwrap();
    let counted = (
        statistics.newcomers,
        statistics.updaters,
        statistics.leavers,
    );
    assert_eq!(counted, (5, 5, 2));

    let bench = Bench::new().await;
    bench
        .simulator
        .force_next_outcome(Outcome::ApprovalRequested);
    assert_eq!(bench.drive().await.unwrap(), JobState::ApprovalRequested);
    let remote = bench.history.job(bench.job).unwrap().remote_id.unwrap();
    assert!(bench.simulator.approve(&remote.0));
    assert_eq!(
        bench.drive().await.unwrap_or(JobState::Failed),
        JobState::Succeeded
    );
    bench.judge_end("approved");

    let bench = Bench::new().await;
    bench
        .simulator
        .force_next_outcome(Outcome::InternalServerError { applied: 3 });
    assert_eq!(bench.drive().await.unwrap(), JobState::ServerError);
    let results = bench.history.job(bench.job).unwrap().results.unwrap();
    assert_eq!((results.unknown, results.succeeded), (12, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_network_pauses_the_job_with_its_reason() {
    let bench = Bench::new().await;
    bench
        .simulator
        .faults()
        .next(Endpoint::Submit, FaultKind::Forbidden);
    let paused = bench.drive().await.unwrap_err();
    assert!(matches!(
        paused,
        SubmissionError::Paused {
            state: JobState::SubmitIntended,
            ..
        }
    ));
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    bench.judge_end("403");
}
