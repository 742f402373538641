//! Sending over the commands where it does not go straight on: a restart, a refusal, changes that are held.

use std::time::Duration;

use rollcall_simulator::{Config, Endpoint, FaultKind, LimitKind, SampleIntent, Simulator};
use serde_json::{Value, json};

use crate::connecting::simulator;
use crate::flow::{connect, is_verified, step};
use crate::support::Shell;

#[test]
fn a_job_that_wellhub_works_on_is_gone_on_with_by_itself_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        people: 40,
        limits: LimitKind::Off,
        // Wellhub's clock stands still, and so does the job.
        speed: 0.0,
        ..Config::default()
    };
    let wellhub = tauri::async_runtime::block_on(Simulator::start(config)).unwrap();
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Changes);
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": view["id"], "choice": choice, "opId": "send" });
    let job = shell.ask("submit", sending);
    shell.follow(&job["id"], |job| job["wireStatus"].is_string());
    // A person no longer waits for it; that takes nothing back.
    shell.ask("stop_job", json!({ "id": job["id"], "opId": "stop" }));
    let told = shell.follow(&job["id"], |job| job["canResume"] == true);
    assert_eq!(told.last().unwrap()["endedAt"], Value::Null);
    drop(shell);

    let shell = Shell::unlocked(folder.path());
    let told = shell.follow(&job["id"], |job| job["interrupted"] == true);
    assert_eq!(told.last().unwrap()["canResume"], false);
    // What is being sent is no import that waits to be gone on with: the window shows its job.
    let connection = json!({ "connection": company.connection });
    let import = shell.ask("current_import", connection.clone());
    assert_eq!(import["job"], job["id"]);
    assert_eq!(shell.ask("desk", connection)["waiting"], json!([]));
    wellhub.advance(Duration::from_secs(600));
    let told = shell.follow(&job["id"], is_verified);
    assert_eq!(told.last().unwrap()["interrupted"], false);
    assert_eq!(told.last().unwrap()["status"], "succeeded");
    assert_eq!(wellhub.ledger().jobs.len(), 1);
}

#[test]
fn a_job_that_could_not_reach_wellhub_is_resumed_by_a_person() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Changes);
    wellhub
        .faults()
        .next(Endpoint::CreateJob, FaultKind::Forbidden);
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": view["id"], "choice": choice, "opId": "send" });

    let job = shell.ask("submit", sending);
    let told = shell.follow(&job["id"], |job| job["canResume"] == true);
    let waiting = told.last().unwrap();
    assert_eq!(waiting["problem"]["code"], "forbidden");
    assert_eq!(step(waiting, "create")["state"], "failed");
    let resuming = json!({ "id": job["id"], "opId": "resume" });
    shell.ask("resume_job", resuming.clone());
    let told = shell.follow(&job["id"], is_verified);
    assert_eq!(told.last().unwrap()["problem"], Value::Null);
    assert_eq!(shell.ask("resume_job", resuming)["status"], "succeeded");
}

#[test]
fn what_is_held_waits_where_it_can_be_released() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let path = folder.path().join("saem.csv");
    let leaving: Vec<String> = wellhub
        .roster()
        .iter()
        .take(4)
        .map(|one| one.employee_id.clone())
        .collect();
    std::fs::write(&path, format!("Matrícula\n{}\n", leaving.join("\n"))).unwrap();
    let opened = shell.ask(
        "open_import",
        json!({ "connection": company.connection, "path": path }),
    );
    let id = &opened["id"];
    shell.ask("choose_intent", json!({ "id": id, "intent": "leavers" }));
    let view = shell.ask("make_plan", json!({ "id": id }));
    assert_eq!(
        view["plan"]["removals"],
        json!({"total": 4, "held": 4, "protected": 0, "sendable": 0})
    );
    assert!(
        view["plan"]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["code"] == "mass_removal" && one["held"] == true)
    );

    let send = |release: Value, op: &str| json!({ "id": id, "choice": { "lane": "removals", "release": release }, "opId": op });
    assert_eq!(shell.refusal("submit", send(Value::Null, "a")), "held");
    let plan = &view["plan"]["hash"];
    let wrong = json!({ "plan": plan, "count": 3, "reason": "The branch is closed." });
    let other = json!({ "plan": "another", "count": 4, "reason": "The branch is closed." });
    for refused in [wrong, other] {
        assert_eq!(
            shell.refusal("submit", send(refused, "b")),
            "release_mismatch"
        );
    }
    assert_eq!(wellhub.ledger().jobs.len(), 0);
    let right = json!({ "plan": plan, "count": 4, "reason": "The branch is closed." });
    let job = shell.ask("submit", send(right, "c"));
    let told = shell.follow(&job["id"], is_verified);
    assert_eq!(told.last().unwrap()["status"], "succeeded");
    assert_eq!(
        wellhub
            .roster()
            .iter()
            .filter(|one| one.is_current())
            .count(),
        36
    );
    let desk = shell.ask("desk", json!({ "connection": company.connection }));
    assert_eq!(desk["waiting"], json!([]));
}

#[test]
fn one_lane_goes_and_the_other_waits_in_sight_until_it_is_released() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let roster = wellhub.roster();
    let current = roster.iter().filter(|one| one.is_current());
    let mut keys: Vec<_> = current.map(|one| one.employee_id.clone()).collect();
    keys.truncate(36);
    keys.push("999001".to_owned());
    let path = folder.path().join("folha.csv");
    std::fs::write(&path, format!("Matrícula\n{}\n", keys.join("\n"))).unwrap();
    let opening = json!({ "connection": company.connection, "path": path });
    let opened = shell.ask("open_import", opening);
    let id = &opened["id"];
    shell.ask("choose_intent", json!({ "id": id, "intent": "full" }));
    let view = shell.ask("make_plan", json!({ "id": id }));
    assert_eq!(
        view["plan"]["safe"],
        json!({"total": 1, "held": 0, "protected": 0, "sendable": 1})
    );
    assert_eq!(
        view["plan"]["removals"],
        json!({"total": 4, "held": 4, "protected": 0, "sendable": 0})
    );

    let choice = json!({ "lane": "safe", "release": null });
    let job = shell.ask(
        "submit",
        json!({ "id": id, "choice": choice, "opId": "safe" }),
    );
    shell.follow(&job["id"], is_verified);
    let desk = shell.ask("desk", json!({ "connection": company.connection }));
    let held = desk["waiting"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["kind"] == "held")
        .unwrap();
    assert_eq!((&held["count"], &held["job"]), (&json!(4), &job["id"]));
    let view = shell.ask(
        "current_import",
        json!({ "connection": company.connection }),
    );
    assert_eq!(view["step"], "review");
    assert_eq!(
        view["plan"]["safe"],
        json!({"total": 0, "held": 0, "protected": 0, "sendable": 0})
    );
    assert_eq!(view["plan"]["heldTotal"], 4);
    let again = json!({ "id": id, "choice": choice, "opId": "safe again" });
    assert_eq!(shell.refusal("submit", again), "plan_used");

    let release =
        json!({ "plan": view["plan"]["hash"], "count": 4, "reason": "The branch is closed." });
    let choice = json!({ "lane": "removals", "release": release });
    let job = shell.ask(
        "submit",
        json!({ "id": id, "choice": choice, "opId": "removals" }),
    );
    let told = shell.follow(&job["id"], is_verified);
    assert_eq!(told.last().unwrap()["setAside"], 0);
    let desk = shell.ask("desk", json!({ "connection": company.connection }));
    assert_eq!(desk["waiting"], json!([]));
    assert_eq!(desk["connection"]["people"], 37);
}
