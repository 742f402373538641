//! Restarting with a state file, and stopping.

use std::time::Duration;

use rollcall_simulator::{Config, Simulator, SimulatorError};
use serde_json::json;

use crate::support::{Bench, quiet};

#[tokio::test]
async fn credentials_roster_and_jobs_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        state_file: Some(folder.path().join("demo.json")),
        ..quiet()
    };
    let bench = Bench::new(config.clone()).await;
    let job = bench.submitted(json!([bench.stranger()])).await;
    let (id, secret) = (bench.simulator.client_id(), bench.simulator.client_secret());
    bench.simulator.stop().await;

    let again = Bench::new(config).await;
    assert_eq!(again.simulator.client_id(), id);
    assert_eq!(again.simulator.client_secret(), secret);
    assert_eq!(again.status(&job).await, "Pending");
    again.simulator.advance(Duration::from_secs(10));
    assert_eq!(again.status(&job).await, "Succeeded");
    assert_eq!(again.simulator.roster().len(), 41);
}

#[tokio::test]
async fn a_foreign_state_file_and_a_taken_port_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.json");
    std::fs::write(&file, "[]").unwrap();
    let config = Config {
        state_file: Some(file.clone()),
        ..quiet()
    };
    let error = Simulator::start(config).await.unwrap_err();
    assert!(matches!(error, SimulatorError::StateFile(_)));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "[]");

    let first = Simulator::start(quiet()).await.unwrap();
    let config = Config {
        port: first.port(),
        ..quiet()
    };
    let error = Simulator::start(config).await.unwrap_err();
    assert!(matches!(error, SimulatorError::Listen { .. }));
}

#[tokio::test]
async fn a_reset_brings_back_the_start_and_keeps_who_is_signed_in() {
    let bench = Bench::new(quiet()).await;
    let before = bench.simulator.roster();
    let job = bench.submitted(json!([bench.stranger()])).await;
    bench.simulator.advance(Duration::from_secs(10));
    assert_eq!(bench.status(&job).await, "Succeeded");
    assert_eq!(bench.simulator.roster().len(), 41);
    let url = format!("{}/_simulator/reset", bench.simulator.origin());
    let answer = bench.client.post(url).send().await.unwrap();
    assert_eq!(answer.status(), 204);

    let ledger = bench.simulator.ledger();
    assert!(ledger.jobs.is_empty() && ledger.requests.is_empty() && ledger.applied.is_empty());
    let ids = |people: &[rollcall_simulator::Person]| {
        let key = |person: &rollcall_simulator::Person| person.employee_id.clone();
        people.iter().map(key).collect::<Vec<_>>()
    };
    assert_eq!(ids(&bench.simulator.roster()), ids(&before));
    assert_eq!(bench.get("/v1/employees").await.0, 200);
}

#[tokio::test]
async fn a_stopped_simulator_answers_nobody() {
    let bench = Bench::new(quiet()).await;
    let url = format!("{}/v1/employees", bench.simulator.origin());
    assert_eq!(bench.get("/v1/employees").await.0, 200);
    bench.simulator.stop().await;
    assert!(bench.client.get(url).send().await.is_err());
}
