//! What is held stays, until a person releases exactly that many; what is out of date is set aside.

use serde_json::json;

use crate::support::{Home, NAME, Simulator, cell, list_of};

#[test]
fn held_removals_go_by_their_number_alone() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let file = home.file("leavers.csv", &list_of(&simulator.people()[..5]));
    let plan = home.plan(&file, "leavers", "a.plan").ended(3);
    assert_eq!(
        plan["held"],
        json!([{"reason": "mass_removal", "count": 5}])
    );
    assert!(home.path("a.plan").exists());

    let stays = home.submit("a.plan", &["--lane", "removals"]).ended(3);
    assert_eq!((&stays["job"], &stays["held"]), (&json!(null), &json!(5)));
    for wrong in ["4", "6", "0"] {
        let refused = home.submit(
            "a.plan",
            &[
                "--lane",
                "removals",
                "--release",
                wrong,
                "--reason",
                "reviewed",
            ],
        );
        assert_eq!(refused.ended(3)["error"]["code"], "release_mismatch");
    }
    assert_eq!(
        home.submit("a.plan", &["--release", "5", "--lane", "removals"])
            .code,
        2
    );
    assert_eq!(simulator.asked("create_job"), 0);

    let sent = home
        .submit(
            "a.plan",
            &[
                "--lane",
                "removals",
                "--release",
                "5",
                "--reason",
                "reviewed",
            ],
        )
        .ended(0);
    assert_eq!(sent["statistics"]["leavers"], 5);
    assert_eq!(sent["held"], 0);
}

#[test]
fn a_release_where_nothing_is_held_sends_nothing() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    let refused = home
        .submit("a.plan", &["--release", "0", "--reason", "reviewed"])
        .ended(3);
    assert_eq!(refused["error"]["code"], "release_mismatch");
    assert_eq!(simulator.asked("create_job"), 0);
}

#[test]
fn what_changed_at_wellhub_since_is_set_aside() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let text = format!(
        "Matrícula;Departamento\n{};Tecelagem X\n{};Tecelagem X\n",
        cell(&people[0], "employee_id"),
        cell(&people[1], "employee_id"),
    );
    home.plan(&home.file("a.csv", &text), "changes", "a.plan")
        .ended(0);
    let edit = json!({"set": {"find": {"employee_id": people[0]["employee_id"]}, "fields": {"department": "Elsewhere"}}});
    simulator.post("edit", &edit);
    let sent = home.submit("a.plan", &[]).ended(3);
    assert_eq!(sent["set_aside"], 1);
    assert_eq!(sent["statistics"]["updaters"], 1);
}

#[test]
fn hidden_rows_and_lost_zeros_wait_for_an_answer() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let file = simulator.sample("Folha com problemas.xlsx");
    let blocked = home.plan(&file, "full", "a.plan").ended(3);
    assert_eq!(blocked["hash"], json!(null));
    assert_eq!(blocked["changes"], json!([]));
    assert!(!home.path("a.plan").exists());
    let decided = ["--hidden", "include", "--accept", "leading_zeros_lost"];
    let plan = home.plan_with(&file, "full", "a.plan", &decided).ended(3);
    assert!(plan["counts"]["withheld"].as_u64().unwrap() > 0, "{plan}");
    assert!(plan["hash"].is_string() && home.path("a.plan").exists());
    let shown = home
        .run(&[
            "inspect",
            &file.display().to_string(),
            "--connection",
            NAME,
            "--json",
        ])
        .ended(3);
    let codes = shown["findings"].as_array().unwrap().iter();
    assert!(
        codes
            .into_iter()
            .any(|finding| finding["code"] == "hidden_rows")
    );
}
