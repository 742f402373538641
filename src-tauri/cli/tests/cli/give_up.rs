//! A job in doubt that a person gives up, and what is left of a job that did not bring everything about.

use serde_json::{Value, json};

use crate::support::{Home, Simulator, cell};

/// The submission is answered with a refusal, before or after it took effect: nobody can say what that means.
fn doubtful(before: bool) -> (Simulator, Home) {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    let kind = json!({"status": {"code": 422, "before": before}});
    simulator.post("faults", &json!({"endpoint": "submit", "kind": kind}));
    let sent = home.submit("a.plan", &["--lane", "all"]).ended(3);
    assert_eq!(sent["status"], "in_doubt");
    (simulator, home)
}

fn give_up(home: &Home) -> Value {
    let words = [
        "job",
        "1",
        "--give-up",
        "--reason",
        "Support found nothing",
        "--json",
    ];
    home.run(&words).ended(0)
}

fn rest(home: &Home, code: i32) -> Value {
    let out = home.path("rest.plan").display().to_string();
    home.run(&["job", "1", "--out", &out, "--json"]).ended(code)
}

#[test]
fn a_job_given_up_is_left_alone_and_its_rest_goes_by_a_plan_of_its_own() {
    let (simulator, home) = doubtful(true);
    let out = home.path("rest.plan").display().to_string();
    let early = home.run(&["job", "1", "--out", &out, "--json"]).ended(3);
    assert_eq!(early["error"]["code"], "job_unfinished");
    let job = give_up(&home);
    assert_eq!(
        (&job["status"], &job["unprocessed"]),
        (&json!("given_up"), &json!(5))
    );
    let submits = simulator.asked("submit");
    assert_eq!(
        home.run(&["resume", "--json"]).ended(0),
        json!({"jobs": []})
    );
    // The plan itself may have gone, and does not go again.
    let again = home.submit("a.plan", &["--lane", "all"]).ended(3);
    assert_eq!(again["error"]["code"], "plan_used");
    assert_eq!(simulator.asked("submit"), submits);

    let plan = rest(&home, 0);
    assert_eq!(plan["rest"], json!({"job": 1, "items": 5, "left": 5}));
    let sent = home.submit("rest.plan", &["--lane", "all"]).ended(0);
    assert_eq!(
        (&sent["status"], &sent["retries"]),
        (&json!("succeeded"), &json!(1))
    );
    assert_eq!(rest(&home, 0)["rest"]["left"], 0);
}

#[test]
fn what_wellhub_did_after_all_is_not_sent_again() {
    let (simulator, home) = doubtful(false);
    give_up(&home);
    simulator.post("advance", &json!({"seconds": 600}));
    let plan = rest(&home, 0);
    assert_eq!(plan["rest"], json!({"job": 1, "items": 5, "left": 0}));
    assert_eq!(plan["changes"], json!([]));
    assert_eq!(
        simulator.get("ledger")["applied"].as_array().unwrap().len(),
        5
    );
}

#[test]
fn only_a_job_in_doubt_is_given_up_and_never_without_a_reason() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.plan(&simulator.sample("Alterações.csv"), "changes", "a.plan")
        .ended(0);
    home.submit("a.plan", &[]).ended(0);
    let words = ["job", "1", "--give-up", "--reason", "because", "--json"];
    assert_eq!(home.run(&words).ended(1)["error"]["code"], "not_in_doubt");
    for wrong in [
        &["job", "1", "--give-up"][..],
        &["job", "1", "--reason", "because"],
        &["job", "1", "--give-up", "--reason", " "],
    ] {
        assert_eq!(home.run(wrong).code, 2, "{wrong:?}");
    }
    let nothing = rest(&home, 1);
    assert_eq!(nothing["error"]["code"], "nothing_left");
}

#[test]
fn giving_up_says_what_it_means_in_three_languages() {
    for (language, said, next) in [
        ("en", "Wellhub may have accepted it", "Plan what is left"),
        (
            "pt-BR",
            "O Wellhub pode tê-lo aceitado",
            "Planeje o que falta",
        ),
        (
            "es",
            "Wellhub puede haberlo aceptado",
            "Planifique lo que falta",
        ),
    ] {
        let (_simulator, home) = doubtful(true);
        let words = ["job", "1", "--give-up", "--reason", "x", "--lang", language];
        let told = home.run(&words);
        assert_eq!(told.code, 0, "{}", told.stderr);
        assert!(told.stderr.contains(said), "{}", told.stderr);
        assert!(told.stdout.contains(next), "{}", told.stdout);
    }
}

#[test]
fn only_those_whom_a_job_did_not_bring_about_are_fixed_and_sent() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let taken = cell(&people[0], "email");
    let sheet = |email: &str| {
        let rows = [
            format!("990001;Lia Nova;111.444.777-35;{email}"),
            "990002;Nilo Novo;390.533.447-05;nilo@aurora.example".to_owned(),
        ];
        format!("Matrícula;Nome completo;CPF;E-mail\n{}\n", rows.join("\n"))
    };
    let file = home.file("a.csv", &sheet(taken));
    home.plan(&file, "changes", "a.plan").ended(0);
    home.submit("a.plan", &[]).ended(4);
    // Somebody else's department moves on in the corrected file: that is not part of this.
    let other = cell(&people[5], "employee_id");
    let mended = sheet("lia@aurora.example") + &format!("{other};Outro Nome;;\n");
    let file = home.file("b.csv", &mended);
    let whole = home.plan(&file, "changes", "whole.plan").ended(0);
    assert_eq!(whole["changes"].as_array().unwrap().len(), 2);
    let only = ["--only-failed-of", "1"];
    let plan = home.plan_with(&file, "changes", "b.plan", &only).ended(0);
    let changes = plan["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0]["key"], "990001");
    // In a full roster nobody is missed who is not about this job.
    let full = home.plan_with(&file, "full", "full.plan", &only).ended(0);
    assert_eq!(full["counts"]["delete"], 0);
    let sent = home.submit("b.plan", &[]).ended(0);
    assert_eq!(
        (&sent["succeeded"], &sent["retries"]),
        (&json!(1), &json!(1))
    );
    let nothing = home.plan_with(&file, "changes", "c.plan", &["--only-failed-of", "2"]);
    assert_eq!(nothing.ended(1)["error"]["code"], "nothing_left");
}

#[test]
fn the_report_of_a_job_is_a_workbook_or_a_page() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let taken = cell(&simulator.people()[0], "email").to_owned();
    let text = format!(
        "Matrícula;Nome completo;CPF;E-mail\n990001;Lia <Nova>;111.444.777-35;{taken}\n990002;Nilo Novo;390.533.447-05;nilo@aurora.example\n"
    );
    home.plan(&home.file("a.csv", &text), "changes", "a.plan")
        .ended(0);
    home.submit("a.plan", &[]).ended(4);
    let page = home.path("job.html").display().to_string();
    let told = home.run(&["job", "1", "--report", &page, "--lang", "pt-BR"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let page = std::fs::read_to_string(&page).unwrap();
    for said in [
        "<!DOCTYPE html>",
        "Relatório do envio 1",
        "Lia &lt;Nova&gt;",
        "recusado",
        &taken,
        "D2",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let book = home.path("job.xlsx").display().to_string();
    let job = home
        .run(&["job", "1", "--report", &book, "--json"])
        .ended(0);
    assert_eq!(job["status"], "succeeded_with_errors");
    let seen = home.run(&["inspect", &book, "--sheet", "People", "--json"]);
    let seen: Value = serde_json::from_str(&seen.stdout).unwrap();
    assert_eq!(seen["receipt"]["rows"], 3, "{seen}");
    assert_eq!(home.run(&["job", "1", "--report", "job.pdf"]).code, 2);
    let nowhere = home.path("no/such/folder/job.html").display().to_string();
    let refused = home
        .run(&["job", "1", "--report", &nowhere, "--json"])
        .ended(1);
    assert_eq!(refused["error"]["code"], "report_file");
}
