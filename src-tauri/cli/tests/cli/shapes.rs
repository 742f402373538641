//! The shapes of the JSON documents, which other programs read.

use serde_json::Value;

use crate::support::{Home, NAME, Simulator};

/// Values that differ from run to run or from person to person, by their keys.
const VOLATILE: [&str; 10] = [
    "url",
    "client_id",
    "remote_id",
    "sha256",
    "bytes",
    "hash",
    "key",
    "company_tax_id",
    "fields",
    "value",
];

fn stable(mut document: Value) -> Value {
    redact(&mut document);
    document
}

fn redact(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            for (name, entry) in entries.iter_mut() {
                if VOLATILE.contains(&name.as_str()) && !entry.is_null() {
                    *entry = format!("[{name}]").into();
                } else {
                    redact(entry);
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(redact),
        _ => {}
    }
}

#[test]
fn the_documents_keep_their_shape() {
    let simulator = Simulator::start(&["--speed", "20", "--people", "20"]);
    let home = Home::new();
    let connected = home.connect(&simulator, &simulator.client_secret).ended(0);
    insta::assert_json_snapshot!("connect", stable(connected));
    insta::assert_json_snapshot!(
        "check",
        stable(home.run(&["check", NAME, "--json"]).ended(0))
    );
    let file = simulator.sample("Folha completa.xlsx");
    let inspected = home
        .run(&["inspect", &file.display().to_string(), "--json"])
        .ended(0);
    insta::assert_json_snapshot!("inspect", stable(inspected));
    insta::assert_json_snapshot!("plan", stable(home.plan(&file, "full", "a.plan").ended(0)));
    insta::assert_json_snapshot!(
        "submit",
        stable(home.submit("a.plan", &["--lane", "all"]).ended(0))
    );
    insta::assert_json_snapshot!("jobs", stable(home.run(&["jobs", "--json"]).ended(0)));
    let empty = home.file("empty.csv", "");
    insta::assert_json_snapshot!(
        "blocked_plan",
        stable(home.plan(&empty, "full", "b.plan").ended(3))
    );
    insta::assert_json_snapshot!("error", home.run(&["job", "9", "--json"]).ended(1));
}

#[test]
fn several_companies_are_listed() {
    let simulator = Simulator::start(&["--speed", "20", "--people", "40", "--companies", "2"]);
    let home = Home::connected(&simulator);
    let checked = home.run(&["check", NAME, "--json"]).ended(0);
    assert_eq!(checked["entity"], "multiple");
    assert_eq!(checked["companies"].as_array().unwrap().len(), 2);
    assert!(checked["companies"][0]["company_name"].is_string());
}
