//! Looking back: who and what was sent is found with Wellhub gone, by any part of it, in three languages.

use serde_json::json;

use crate::support::{Home, Simulator, cell};

#[test]
fn what_was_sent_is_found_with_the_network_gone() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let file = simulator.sample("Folha completa.xlsx");
    let plan = home.plan(&file, "full", "a.plan").ended(0);
    home.submit("a.plan", &["--lane", "all"]).ended(0);
    drop(simulator);

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
    let name = cell(person, "full_name");
    let folded = name.to_uppercase();
    // The walk through what is not filed yet, then the index that the first call filled.
    for text in [key, &folded, key, cell(person, "email"), &folded] {
        let found = home.run(&["history", "find", text, "--json"]).ended(0);
        assert_eq!(
            found["people"].as_array().unwrap().len(),
            1,
            "{text}: {found}"
        );
        let one = &found["people"][0];
        assert_eq!((&one["name"], &one["key"]), (&json!(name), &json!(key)));
        assert_eq!((&one["jobs"], &one["last_job"]), (&json!(1), &json!(1)));
        assert!(one["last_sent_at"].is_string() && one["company"].is_string());
        assert_eq!(found["jobs"][0]["id"], 1);
        let sent = &found["story"]["sendings"][0];
        assert_eq!(
            (&sent["file"], &sent["operation"]),
            (&json!("Folha completa.xlsx"), &json!("UPDATE"))
        );
        assert_eq!(
            (&sent["row"], &sent["result"]),
            (&update["row"], &json!("succeeded"))
        );
        assert_eq!(sent["file_sha256"].as_str().unwrap().len(), 64);
        let (field, values) = update["fields"].as_object().unwrap().iter().next().unwrap();
        let told = sent["fields"].as_array().unwrap().iter();
        let told = told
            .clone()
            .find(|one| one["field"] == field.as_str())
            .unwrap();
        assert_eq!(json!([told["old"], told["new"]]), *values);
    }
    let jobs = home.run(&["history", "find", "folha", "--json"]).ended(0);
    let job = &jobs["jobs"][0];
    assert_eq!(
        (&job["id"], &job["state"]),
        (&json!(1), &json!("succeeded"))
    );
    assert_eq!(
        (&job["file"], &jobs["people"]),
        (&json!("Folha completa.xlsx"), &json!([]))
    );
    let none = home.run(&["history", "find", "qqqq", "--json"]).ended(0);
    assert_eq!((&none["people"], &none["jobs"]), (&json!([]), &json!([])));
    assert_eq!(home.run(&["history", "find", " "]).code, 2);

    for (language, words) in [
        ("en", "All that was sent about"),
        ("pt-BR", "Tudo o que foi enviado"),
        ("es", "Todo lo enviado"),
    ] {
        let ran = home.run(&["history", "find", key, "--lang", language]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(
            ran.stdout.contains(words) && ran.stdout.contains(name),
            "{}",
            ran.stdout
        );
    }
}
