//! The main job from end to end: connect, check, inspect, plan, submit, and nothing left to do.

use serde_json::json;

use crate::support::{Home, NAME, Simulator};

#[test]
fn the_main_job_from_connect_to_nothing_left() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let checked = home.run(&["check", NAME, "--json"]).ended(0);
    assert_eq!(checked["entity"], "single");
    assert_eq!(checked["people"], 60);

    let file = simulator.sample("Folha completa.xlsx");
    let inspected = home
        .run(&["inspect", &file.display().to_string(), "--json"])
        .ended(0);
    assert_eq!(inspected["header_row"], 3);
    assert_eq!(inspected["receipt"]["data"], 60);

    let plan = home.plan(&file, "full", "a.plan").ended(0);
    assert_eq!(
        plan["counts"],
        json!({"create": 1, "update": 3, "delete": 1, "unchanged": 56, "withheld": 0})
    );
    let sent = home.submit("a.plan", &["--lane", "all"]).ended(0);
    assert_eq!(sent["status"], "succeeded");
    assert_eq!(
        sent["statistics"],
        json!({"newcomers": 1, "updaters": 3, "leavers": 1})
    );

    let again = home.plan(&file, "full", "b.plan").ended(0);
    assert_eq!(
        again["counts"],
        json!({"create": 0, "update": 0, "delete": 0, "unchanged": 60, "withheld": 0})
    );
    assert_eq!(again["changes"], json!([]));
    let nothing = home.submit("b.plan", &["--lane", "all"]).ended(0);
    assert_eq!(nothing["job"], json!(null));

    let jobs = home.run(&["jobs", "--json"]).ended(0);
    assert_eq!(jobs["jobs"].as_array().unwrap().len(), 1);
    let job = home.run(&["job", "1", "--json"]).ended(0);
    assert_eq!(job["remote_id"], sent["remote_id"]);
    assert_eq!(
        home.run(&["resume", "--json"]).ended(0),
        json!({"jobs": []})
    );
    assert_eq!(
        home.run(&["job", "2", "--json"]).ended(1)["error"]["code"],
        "no_job"
    );
    assert_eq!(simulator.get("ledger")["too_many"], 0);
}

#[test]
fn calls_in_a_row_share_one_token() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    for _ in 0..3 {
        home.run(&["check", NAME, "--json"]).ended(0);
    }
    assert_eq!(simulator.asked("token"), 1);
}

#[test]
fn the_lanes_go_one_after_the_other() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    let safe = home.submit("a.plan", &[]).ended(0);
    assert_eq!(
        safe["statistics"],
        json!({"newcomers": 1, "updaters": 3, "leavers": 0})
    );
    // What the safe lane changed is not out of date for the other.
    let removals = home.submit("a.plan", &["--lane", "removals"]).ended(0);
    assert_eq!(
        removals["statistics"],
        json!({"newcomers": 0, "updaters": 0, "leavers": 1})
    );
    assert_eq!(removals["set_aside"], 0);
}

#[test]
fn without_waiting_the_job_is_left_with_wellhub_and_resume_follows_it() {
    let simulator = Simulator::start(&["--people", "60", "--speed", "0"]);
    let home = Home::connected(&simulator);
    home.plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    let sent = home.submit("a.plan", &["--no-wait"]).ended(0);
    assert_eq!(sent["status"], "submitted");
    simulator.post("advance", &json!({"seconds": 60}));
    let resumed = home.run(&["resume", "--json"]).ended(0);
    assert_eq!(resumed["jobs"][0]["status"], "succeeded");
}

#[test]
fn how_a_job_ends_is_its_exit_code() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let file = simulator.sample("Alterações.csv");
    home.plan(&file, "changes", "a.plan").ended(0);
    simulator.post("outcome", &json!({"outcome": "rejected"}));
    assert_eq!(home.submit("a.plan", &[]).ended(1)["status"], "rejected");

    let file = simulator.sample("Payroll export.csv");
    home.plan(&file, "changes", "b.plan").ended(0);
    simulator.post("outcome", &json!({"outcome": "approval_requested"}));
    assert_eq!(
        home.submit("b.plan", &[]).ended(3)["status"],
        "approval_requested"
    );
}

#[test]
fn a_row_that_wellhub_refuses_is_named_by_its_cell() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let taken = people[0]["email"].as_str().unwrap();
    let text = format!(
        "Matrícula;Nome completo;CPF;E-mail\n990001;Lia Nova;111.444.777-35;{taken}\n990002;Nilo Novo;390.533.447-05;nilo@aurora.example\n"
    );
    home.plan(&home.file("a.csv", &text), "changes", "a.plan")
        .ended(0);
    let sent = home.submit("a.plan", &[]).ended(4);
    assert_eq!(sent["status"], "succeeded_with_errors");
    assert_eq!(
        (&sent["succeeded"], &sent["failed"]),
        (&json!(1), &json!(1))
    );
    let error = &sent["errors"][0];
    assert_eq!((&error["row"], &error["cell"]), (&json!(2), &json!("D2")));
    assert_eq!(error["value"], taken);
}

#[test]
fn the_demo_does_what_its_plan_says() {
    let home = Home::new();
    let demo = home.run(&["demo", "--people", "60", "--json"]).ended(0);
    let (plan, counted) = (&demo["plan"], &demo["job"]["statistics"]);
    assert_eq!(plan["create"], counted["newcomers"]);
    assert_eq!(plan["update"], counted["updaters"]);
    assert_eq!(plan["delete"], counted["leavers"]);
    assert_eq!(demo["again"]["update"], 0);
    let told = home.run(&["demo", "--people", "60", "--lang", "pt-BR"]);
    assert_eq!(told.code, 0);
    assert!(
        told.stdout.contains("Pronto: o Wellhub fez exatamente"),
        "{}",
        told.stdout
    );
}
