//! Whom no file and no release removes: protected people, and those whom nothing that is sent can name.

use serde_json::json;

use crate::support::{Home, Simulator, cell, list_of};

#[test]
fn a_release_leaves_protected_people_out_and_says_so() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let file = home.file("leavers.csv", &list_of(&people[..5]));
    // The roster that somebody is protected on is the one last read.
    home.plan(&file, "leavers", "before.plan").ended(3);
    home.protect(cell(&people[1], "employee_id"));
    let plan = home.plan(&file, "leavers", "a.plan").ended(3);
    assert_eq!(
        plan["held"],
        json!([{"reason": "mass_removal", "count": 5}, {"reason": "protected_person", "count": 1}])
    );
    let protected = plan["changes"].as_array().unwrap().iter();
    let protected = protected.filter(|change| change["protected"] == true);
    let keys: Vec<_> = protected.map(|change| &change["key"]).collect();
    assert_eq!(keys, [&people[1]["employee_id"]]);

    let release = |count| ["--lane", "removals", "--release", count, "--reason", "read"];
    let refused = home.submit("a.plan", &release("5")).ended(3);
    assert_eq!(refused["error"]["code"], "release_mismatch");
    let message = refused["error"]["message"].as_str().unwrap();
    assert!(message.contains("4 can be released"), "{message}");
    let hint = refused["error"]["hint"].as_str().unwrap();
    assert!(hint.contains("(1 here)"), "{hint}");
    assert_eq!(simulator.asked("create_job"), 0);

    let sent = home.submit("a.plan", &release("4")).ended(3);
    assert_eq!(
        (&sent["statistics"]["leavers"], &sent["held"]),
        (&json!(4), &json!(1))
    );
    let left = simulator.people();
    let stays = |person: &serde_json::Value| left.iter().any(|one| one["id"] == person["id"]);
    let gone: Vec<bool> = people[..5].iter().map(|person| !stays(person)).collect();
    assert_eq!(gone, [true, false, true, true, true]);
}

#[test]
fn somebody_without_a_key_at_wellhub_is_withheld_with_their_name() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let without = json!({"set": {"find": {"employee_id": people[0]["employee_id"]}, "fields": {"employee_id": ""}}});
    simulator.post("edit", &without);
    let file = home.file("all.csv", &list_of(&people[2..]));
    let plan = home.plan(&file, "full", "a.plan").ended(0);
    assert_eq!(
        (&plan["counts"]["delete"], &plan["counts"]["withheld"]),
        (&json!(1), &json!(1))
    );
    let told = plan["findings"].as_array().unwrap().iter();
    let told: Vec<_> = told.filter(|told| told["code"] == "missing_key").collect();
    assert_eq!((told.len(), &told[0]["severity"]), (1, &json!("warn")));
    assert_eq!(told[0]["params"]["names"], people[0]["full_name"]);

    let name = cell(&people[0], "full_name");
    for (language, words) in [
        ("en", "no key at Wellhub"),
        ("pt-BR", "não tem chave no Wellhub"),
        ("es", "no tiene clave en Wellhub"),
    ] {
        let file = file.display().to_string();
        let out = home.path("b.plan").display().to_string();
        let asked = ["plan", &file, "--connection", "Aurora", "--intent", "full"];
        let ran = home.run(&[&asked[..], &["--out", &out, "--lang", language]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let line = ran.stdout.lines().find(|line| line.contains(words));
        assert!(
            line.is_some_and(|line| line.contains(name)),
            "{}",
            ran.stdout
        );
    }
    let sent = home.submit("a.plan", &["--lane", "all"]).ended(0);
    assert_eq!(sent["statistics"]["leavers"], 1);
    assert_eq!(simulator.people().len(), people.len() - 1);
}
