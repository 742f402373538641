//! Undo: the plan that takes a job back, sent like any other, and what it says where there is no way back.

use serde_json::{Value, json};

use crate::support::{Home, NAME, Ran, Simulator, cell, list_of};

fn undo(home: &Home, job: &str, name: &str) -> Ran {
    let out = home.path(name).display().to_string();
    home.run(&["undo", job, "--out", &out, "--json"])
}

/// Who is on the roster, and with what, by their key; without when it was last written.
fn roster(simulator: &Simulator) -> Vec<Value> {
    let mut people = simulator.people();
    for person in &mut people {
        for passing in ["id", "updated_at", "invitation_status"] {
            person.as_object_mut().unwrap().remove(passing);
        }
    }
    people.sort_by_key(|person| cell(person, "employee_id").to_owned());
    people
}

#[test]
fn a_job_is_undone_and_its_undo_undone() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let before = roster(&simulator);
    home.plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    home.submit("a.plan", &["--lane", "all"]).ended(0);
    let after = roster(&simulator);
    assert_ne!(before, after);

    let plan = undo(&home, "1", "undo.plan").ended(0);
    assert_eq!(
        plan["undo"],
        json!({"job": 1, "restored": 5, "kept": [], "impossible": []})
    );
    assert_eq!(
        plan["counts"],
        json!({"create": 1, "update": 3, "delete": 1, "unchanged": 0, "withheld": 0})
    );
    let sent = home.submit("undo.plan", &["--lane", "all"]).ended(0);
    assert_eq!(
        (&sent["status"], &sent["undoes"]),
        (&json!("succeeded"), &json!(1))
    );
    assert_eq!(sent["differences"], json!([]));
    assert_eq!(roster(&simulator), before);

    let again = undo(&home, "2", "again.plan").ended(0);
    assert_eq!(again["undo"]["restored"], 5);
    home.submit("again.plan", &["--lane", "all"]).ended(0);
    assert_eq!(roster(&simulator), after);
}

#[test]
fn what_changed_since_is_kept_and_what_came_is_held_by_the_budget() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let rows: Vec<String> = (1..=5)
        .map(|n| format!("99000{n};Lia Nova{n};lia{n}@aurora.example"))
        .collect();
    let text = format!("Matrícula;Nome completo;E-mail\n{}\n", rows.join("\n"));
    home.plan(&home.file("a.csv", &text), "changes", "a.plan")
        .ended(0);
    home.submit("a.plan", &[]).ended(0);
    let edit =
        json!({"set": {"find": {"employee_id": "990003"}, "fields": {"full_name": "Lia Outra"}}});
    simulator.post("edit", &edit);

    let plan = undo(&home, "1", "undo.plan").ended(3);
    assert_eq!(plan["undo"]["restored"], 4);
    assert_eq!(
        plan["undo"]["kept"],
        json!([{
            "operation": "CREATE", "key": "990003", "name": "Lia Nova3",
            "differences": [{"field": "full_name", "expected": "Lia Nova3", "found": "Lia Outra"}]
        }])
    );
    assert_eq!(
        plan["held"],
        json!([{"reason": "mass_removal", "count": 4}])
    );
    let stays = home.submit("undo.plan", &["--lane", "removals"]).ended(3);
    assert_eq!((&stays["job"], &stays["held"]), (&json!(null), &json!(4)));
    let release = ["--lane", "removals", "--release", "4", "--reason", "a test"];
    home.submit("undo.plan", &release).ended(0);
    let lias = simulator.people().into_iter();
    let left: Vec<Value> = lias
        .filter(|person| cell(person, "full_name").starts_with("Lia "))
        .map(|person| person["employee_id"].clone())
        .collect();
    assert!(
        left.contains(&json!("990003")) && !left.contains(&json!("990001")),
        "{left:?}"
    );

    let nothing = undo(&home, "1", "nothing.plan").ended(0);
    assert_eq!(nothing["undo"]["restored"], 0);
    let why = nothing["undo"]["impossible"].as_array().unwrap();
    assert_eq!(why.len(), 4);
    assert!(why.iter().all(|one| one["reason"] == "nothing_to_restore"));
}

#[test]
fn somebody_who_left_comes_back_with_a_word_about_their_subscription() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let gone = simulator.people().remove(0);
    let file = home.file("leavers.csv", &list_of(std::slice::from_ref(&gone)));
    home.plan(&file, "leavers", "a.plan").ended(0);
    home.submit("a.plan", &["--lane", "removals"]).ended(0);
    let plan = undo(&home, "1", "undo.plan").ended(0);
    assert_eq!(plan["changes"][0]["operation"], "CREATE");
    let findings = plan["findings"].as_array().unwrap();
    assert!(findings.iter().any(|one| one["code"] == "possible_restore"));
    for (language, said) in [
        ("en", "No undo takes back invitation e-mails"),
        ("pt-BR", "Nada desfaz os e-mails de convite"),
        ("es", "Nada deshace los correos de invitación"),
    ] {
        let out = home.path("told.plan").display().to_string();
        let told = home.run(&["undo", "1", "--out", &out, "--lang", language]);
        assert_eq!(told.code, 0, "{}", told.stderr);
        assert!(told.stdout.contains(said), "{}", told.stdout);
    }
    let sent = home.submit("undo.plan", &[]).ended(0);
    assert_eq!(sent["statistics"]["newcomers"], 1);
    let back = simulator.people().into_iter();
    assert!(
        back.map(|one| one["email"].clone())
            .any(|email| email == gone["email"])
    );
}

#[test]
fn what_cannot_be_undone_is_said() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    assert_eq!(
        undo(&home, "7", "a.plan").ended(1)["error"]["code"],
        "no_job"
    );
    home.plan(&simulator.sample("Alterações.csv"), "changes", "a.plan")
        .ended(0);
    simulator.post("outcome", &json!({"outcome": "rejected"}));
    home.submit("a.plan", &[]).ended(1);
    let refused = undo(&home, "1", "undo.plan").ended(1);
    assert_eq!(refused["error"]["code"], "nothing_to_undo");
    assert!(!home.path("undo.plan").exists());

    home.plan(&simulator.sample("Alterações.csv"), "changes", "b.plan")
        .ended(0);
    simulator.post("outcome", &json!({"outcome": "approval_requested"}));
    home.submit("b.plan", &[]).ended(3);
    let refused = undo(&home, "2", "undo.plan").ended(3);
    assert_eq!(refused["error"]["code"], "job_unfinished");
}

#[test]
fn without_wellhub_nothing_is_planned() {
    let home = Home::new();
    {
        let simulator = Simulator::small();
        assert_eq!(home.connect(&simulator, &simulator.client_secret).code, 0);
        home.plan(&simulator.sample("Alterações.csv"), "changes", "a.plan")
            .ended(0);
        home.submit("a.plan", &[]).ended(0);
        assert_eq!(home.run(&["check", NAME, "--json"]).code, 0);
    }
    let refused = undo(&home, "1", "undo.plan").ended(1);
    assert_eq!(refused["error"]["code"], "unreachable");
    assert!(!home.path("undo.plan").exists());
}
