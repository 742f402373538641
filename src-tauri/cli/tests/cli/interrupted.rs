//! Killed in the middle of sending, at moments that the simulator shows: afterwards each planned item is there exactly
//! once, by one submission.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Home, Simulator};

/// Kills a submission once `endpoint` was asked for the `nth` time, resumes, and looks at what Wellhub has.
fn killed_during(endpoint: &str) {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let plan = home
        .plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    simulator.post(
        "faults",
        &json!({"endpoint": endpoint, "kind": {"slow": 60_000}}),
    );
    let file = home.path("a.plan").display().to_string();
    let mut child = home
        .command(&["submit", &file, "--lane", "all", "--json"])
        .spawn()
        .unwrap();
    simulator.wait_for(endpoint, 1);
    child.kill().unwrap();
    child.wait().unwrap();

    let resumed = home.run(&["resume", "--json"]).ended(0);
    assert_eq!(resumed["jobs"][0]["status"], "succeeded", "{endpoint}");
    let ledger = simulator.get("ledger");
    let jobs = ledger["jobs"].as_array().unwrap();
    let submitted: Vec<&Value> = jobs.iter().filter(|job| job["submits"] != 0).collect();
    assert_eq!(submitted.len(), 1, "{endpoint}: one job is submitted");
    assert_eq!(submitted[0]["submits"], 1, "{endpoint}: once");
    assert_eq!(
        of(&submitted[0]["items"], "employee_id"),
        of(&plan["changes"], "key"),
        "{endpoint}"
    );
    assert_eq!(ledger["applied"].as_array().unwrap().len(), 5, "{endpoint}");
    assert_eq!(
        home.run(&["resume", "--json"]).ended(0),
        json!({"jobs": []})
    );
}

/// How often each operation on each key is there.
fn of(items: &Value, key: &str) -> BTreeMap<(String, String), usize> {
    let mut counted = BTreeMap::new();
    for item in items.as_array().unwrap() {
        let text = |name: &str| item[name].as_str().unwrap().to_owned();
        *counted.entry((text("operation"), text(key))).or_default() += 1;
    }
    counted
}

#[test]
fn killed_while_the_draft_is_created() {
    killed_during("create_job");
}

#[test]
fn killed_while_items_are_added() {
    killed_during("add_items");
}

#[test]
fn killed_while_the_draft_is_read_back() {
    killed_during("list_items");
}

#[test]
fn killed_while_it_is_submitted() {
    killed_during("submit");
}

#[test]
fn killed_while_wellhub_works() {
    killed_during("status");
}

#[cfg(unix)]
#[test]
fn an_interruption_before_submitting_stops_the_job_and_says_so() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    simulator.post(
        "faults",
        &json!({"endpoint": "add_items", "kind": {"slow": 3_000}}),
    );
    let file = home.path("a.plan").display().to_string();
    let child = home.command(&["submit", &file, "--json"]).spawn().unwrap();
    simulator.wait_for("add_items", 1);
    let told = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["status"], "stopped");
    assert_eq!(simulator.asked("submit"), 0);
    // A job that was never submitted uses nothing up.
    home.submit("a.plan", &[]).ended(0);
}
