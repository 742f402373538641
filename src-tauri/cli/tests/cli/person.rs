//! One person in the terminal: exported and erased, asked before, and found nowhere afterwards; in three languages.

use serde_json::json;

use crate::support::{Home, Simulator, cell};

#[test]
fn somebody_is_erased_everywhere_and_only_when_that_is_said() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let file = simulator.sample("Folha completa.xlsx");
    let plan = home.plan(&file, "full", "a.plan").ended(0);
    home.submit("a.plan", &["--lane", "all"]).ended(0);
    let update = plan["changes"].as_array().unwrap().iter();
    let update = update
        .clone()
        .find(|one| one["operation"] == "UPDATE")
        .unwrap();
    let key = update["key"].as_str().unwrap();
    let person = people
        .iter()
        .find(|one| cell(one, "employee_id") == key)
        .unwrap();
    let (name, email) = (cell(person, "full_name"), cell(person, "email"));

    let out = home.path("person.json").display().to_string();
    let written = home
        .run(&["history", "export", email, "--out", &out, "--json"])
        .ended(0);
    assert!(written["lines"].as_u64().unwrap() > 5, "{written}");
    let told = std::fs::read_to_string(&out).unwrap();
    assert!(told.contains(name) && told.contains(email));

    for language in ["en", "pt-BR", "es"] {
        let asked = home.run(&["history", "erase", email, "--lang", language]);
        assert_eq!(asked.code, 3, "{}", asked.stdout);
        assert!(
            asked.stdout.contains(name) && asked.stdout.contains("--yes"),
            "{}",
            asked.stdout
        );
    }
    let asked = home.run(&["history", "erase", key, "--json"]).ended(3);
    assert_eq!(
        (&asked["erased"], &asked["kept"]["items"]),
        (&json!(false), &json!(1))
    );
    assert_eq!(
        home.run(&["history", "find", key, "--json"]).ended(0)["people"][0]["key"],
        key
    );

    let erased = home
        .run(&["history", "erase", email, "--yes", "--json"])
        .ended(0);
    assert_eq!(
        (&erased["erased"], &erased["people"][0]["name"]),
        (&json!(true), &json!(name))
    );
    assert_eq!(erased["result"]["copies_deleted"], json!([]));
    for text in [key, email, name] {
        let found = home.run(&["history", "find", text, "--json"]).ended(0);
        assert_eq!(found["people"], json!([]), "{found}");
        let nobody = home
            .run(&["history", "erase", text, "--yes", "--json"])
            .ended(1);
        assert_eq!(nobody["error"]["code"], "no_person");
    }
    let job = home.run(&["job", "1", "--json"]).ended(0);
    assert_eq!(job["succeeded"], plan["changes"].as_array().unwrap().len());
    assert_eq!(
        home.run(&["history", "verify", "--json"]).ended(0)["ok"],
        json!(true)
    );
}

#[test]
fn several_who_fit_are_told_and_left_alone() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let file = simulator.sample("Folha completa.xlsx");
    home.plan(&file, "full", "a.plan").ended(0);
    home.submit("a.plan", &["--lane", "all"]).ended(0);
    let several = home
        .run(&["history", "erase", "example", "--yes", "--json"])
        .ended(3);
    assert!(several["people"].as_array().unwrap().len() > 1, "{several}");
    assert_eq!(several["erased"], json!(false));
    let tidy = home.run(&["history", "tidy", "--json"]).ended(0);
    assert_eq!(
        (&tidy["due"]["jobs"], &tidy["deleted"]),
        (&json!(0), &json!(null))
    );
    assert_eq!(tidy["keep"], json!({ "days": 90, "months": 24 }));
}
