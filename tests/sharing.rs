//! A screen that others see: no answer of any command quotes anybody while it is shared, and what a person asks to see is
//! noted.

use std::collections::BTreeSet;

use rollcall_simulator::SampleIntent;
use serde_json::{Value, json};

use crate::connecting::simulator;
use crate::flow::{connect, is_verified, rows};
use crate::people::wanted;
use crate::support::Shell;

/// Fields that belong to the company rather than to a person.
const OWN: [&str; 2] = ["department", "cost_center"];

fn share(shell: &Shell, on: bool) {
    let settings = json!({ "language": "en", "theme": "light", "notifications": true, "sharing": on, "zoom": 100 });
    let kept = shell.ask("save_settings", json!({ "settings": settings }));
    assert_eq!(kept["sharing"], on);
}

/// What commands answer that tell of people, each under its name.
fn answers(
    shell: &Shell,
    import: &Value,
    connection: &Value,
    file: &str,
) -> Vec<(&'static str, Value)> {
    let page = json!({ "id": import, "offset": 0, "limit": 40 });
    let with = |more: Value| {
        let mut page = page.clone();
        page.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        page
    };
    let one = json!({ "id": import, "index": 20 });
    vec![
        (
            "current_import",
            shell.ask("current_import", json!({ "connection": connection })),
        ),
        (
            "first_rows",
            shell.ask("first_rows", json!({ "path": file })),
        ),
        ("preview_rows", shell.ask("preview_rows", page.clone())),
        (
            "problems",
            shell.ask("problems", with(json!({ "filter": { "code": null } }))),
        ),
        (
            "bulk_preview",
            shell.ask(
                "bulk_preview",
                json!({ "id": import, "bulk": { "kind": "pad", "column": 0, "width": 12 } }),
            ),
        ),
        ("plan_rows", rows(shell, import, &json!({}))),
        ("plan_person", shell.ask("plan_person", one)),
        (
            "protected_people",
            shell.ask("protected_people", json!({ "connection": connection })),
        ),
    ]
}

/// What commands answer about a job and about people in it.
fn looked_back(
    shell: &Shell,
    job: &Value,
    connection: &Value,
    name: &str,
) -> Vec<(&'static str, Value)> {
    let filter = json!({ "result": null, "text": "" });
    let wanted = json!({ "text": name, "connection": connection, "from": null, "until": null, "group": null });
    let found = shell.ask("search_history", json!({ "wanted": wanted }));
    let one = &found["people"][0];
    let one = json!({ "job": one["lastJob"], "item": one["lastItem"] });
    let story = shell.ask("person_story", one.clone());
    assert!(!story["sendings"].as_array().unwrap().is_empty());
    vec![
        ("job", shell.ask("job", json!({ "id": job }))),
        (
            "job_rows",
            shell.ask(
                "job_rows",
                json!({ "id": job, "filter": filter, "offset": 0, "limit": 40 }),
            ),
        ),
        (
            "plan_take_up",
            shell.ask("plan_take_up", json!({ "id": job, "kind": "undo" })),
        ),
        ("search_history", found),
        ("person_story", story),
        ("person_kept", shell.ask("person_kept", one)),
    ]
}

/// What commands answer about people of the roster; somebody of it is looked at whom a job changed.
fn on_the_roster(shell: &Shell, job: &Value, connection: &Value) -> Vec<(&'static str, Value)> {
    let filter = wanted(&json!({ "marks": ["sent_last"] }));
    let page = json!({ "connection": connection, "filter": filter, "offset": 0, "limit": 40 });
    let people = shell.ask("roster_people", page);
    let whom = json!({ "connection": connection, "id": people["rows"][0]["id"] });
    let person = shell.ask("roster_person", whom);
    assert!(!person["story"]["sendings"].as_array().unwrap().is_empty());
    let of = json!({ "job": job, "item": 0 });
    vec![
        ("roster_people", people),
        ("roster_person", person),
        ("roster_person_of", shell.ask("roster_person_of", of)),
        (
            "roster_overview",
            shell.ask("roster_overview", json!({ "connection": connection })),
        ),
    ]
}

/// Every value about somebody in an answer: names, keys, and what fields and cells say.
pub fn quotes(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(parts) => {
            let of_company = parts
                .get("field")
                .is_some_and(|field| OWN.contains(&field.as_str().unwrap_or_default()));
            for (name, part) in parts {
                let personal = [
                    "name", "key", "email", "before", "after", "cells", "value", "original",
                ];
                if personal.contains(&name.as_str()) && !of_company {
                    texts(part, into);
                }
                quotes(part, into);
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| quotes(part, into)),
        _ => {}
    }
}

/// The names of whom an answer tells.
pub fn people(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(parts) => {
            if let (Some(Value::String(name)), Some(_)) = (parts.get("name"), parts.get("key")) {
                into.insert(name.clone());
            }
            parts.values().for_each(|part| people(part, into));
        }
        Value::Array(parts) => parts.iter().for_each(|part| people(part, into)),
        _ => {}
    }
}

fn texts(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(into.insert(text.clone())),
        Value::Array(parts) => parts.iter().for_each(|part| texts(part, into)),
        _ => {}
    }
}

/// What tells one person from another: a full name, an address, an id. Words such as a department's are told elsewhere too.
pub fn telling(quoted: BTreeSet<String>) -> Vec<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let quoted = quoted.into_iter();
    quoted
        .filter(|text| text.contains('@') || digits(text) >= 5)
        .filter(|text| !text.starts_with("CC-") && text.len() < 60)
        .collect()
}

#[test]
fn nobody_is_quoted_while_the_screen_is_shared_and_everybody_is_afterwards() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let connection = company.connection.clone();
    let view = company.plan(&shell, SampleIntent::Full);
    let (import, path) = (
        view["id"].clone(),
        view["path"].as_str().unwrap().to_owned(),
    );
    // Two rows with something to mend, one of which says a name.
    let email = view["columns"].as_array().unwrap();
    let email = email.iter().position(|one| one["field"] == "email");
    for (row, text) in [(12, "ana.prado"), (13, "bia@prado@aurora.example")] {
        let edit = json!({ "id": import, "row": row, "column": email, "text": text });
        shell.ask("edit_cell", edit);
    }
    shell.ask("make_plan", json!({ "id": import }));
    shell.ask("protect_planned", json!({ "id": import, "index": 20 }));
    let choice = json!({ "lane": "safe", "release": null });
    let job = shell.ask(
        "submit",
        json!({ "id": import, "choice": choice, "opId": "send" }),
    );
    let ended = shell.follow(&job["id"], is_verified);
    assert_eq!(ended.last().unwrap()["status"], "succeeded");
    let name = rows(&shell, &import, &json!({ "kinds": ["changed"] }))["rows"][0]["name"].clone();
    let name = name.as_str().unwrap();

    let all = |shell: &Shell| {
        let mut all = answers(shell, &import, &connection, &path);
        all.extend(looked_back(shell, &job["id"], &connection, name));
        all.extend(on_the_roster(shell, &job["id"], &connection));
        all
    };
    let open = all(&shell);
    for (command, some) in [("problems", "rows"), ("bulk_preview", "first")] {
        let answer = &open.iter().find(|(name, _)| *name == command).unwrap().1;
        assert_ne!(answer[some], json!([]), "{command} tells of nobody");
    }
    let mut quoted = BTreeSet::new();
    for (_, answer) in &open {
        quotes(answer, &mut quoted);
    }
    let mut names = BTreeSet::new();
    for (_, answer) in &open {
        people(answer, &mut names);
    }
    let companies = wellhub.tax_ids();
    let mut telling = telling(quoted);
    telling.retain(|text| {
        !companies
            .iter()
            .any(|company| text.contains(company.as_str()))
    });
    assert!(
        telling.len() > 60 && names.len() > 30,
        "{} {}",
        telling.len(),
        names.len()
    );

    let roster = open.iter().find(|(command, _)| *command == "roster_people");
    let someone = roster.unwrap().1["rows"][0]["id"].clone();

    share(&shell, true);
    for (command, answer) in all(&shell) {
        let text = answer.to_string();
        for quote in &telling {
            assert!(
                !text.contains(quote.as_str()),
                "{command} quotes {quote}: {text}"
            );
        }
        for full in &names {
            assert!(!text.contains(full.as_str()), "{command} quotes {full}");
        }
    }
    for (command, arguments) in [
        (
            "edit_cell",
            json!({ "id": import, "row": 5, "column": 1, "text": "•••" }),
        ),
        ("reveal_planned", json!({ "id": import, "index": 20 })),
        ("reveal_story", json!({ "job": job["id"], "item": 0 })),
        (
            "reveal_person",
            json!({ "connection": connection, "id": someone }),
        ),
    ] {
        assert_eq!(
            shell.refusal(command, arguments),
            "screen_shared",
            "{command}"
        );
    }
    assert_eq!(shell.ask("startup", json!({}))["settings"]["sharing"], true);

    share(&shell, false);
    let mut again = BTreeSet::new();
    for (_, answer) in &all(&shell) {
        people(answer, &mut again);
    }
    assert_eq!(again, names);
}

#[test]
fn a_masked_id_is_shown_to_whom_asks_and_the_trail_tells() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Full);
    let asked = json!({ "id": view["id"], "index": 20 });
    let id = |person: &Value| {
        let mut record = person["record"].as_array().unwrap().iter();
        let field = record
            .find(|field| field["field"] == "national_id")
            .unwrap()
            .clone();
        (
            field["after"].as_str().unwrap().to_owned(),
            field["masked"].clone(),
        )
    };
    let before = shell.ask("verify_trail", json!({}))["events"]
        .as_u64()
        .unwrap();

    let masked = shell.ask("plan_person", asked.clone());
    let shown = shell.ask("reveal_planned", asked);

    let ((hidden, is_hidden), (seen, is_seen)) = (id(&masked), id(&shown));
    assert_eq!((is_hidden, is_seen), (json!(true), json!(false)));
    assert!(hidden.contains('•') && !seen.contains('•'));
    assert!(hidden.ends_with(&seen[seen.len() - 2..]));
    let trail = shell.ask("verify_trail", json!({}));
    assert_eq!(
        (&trail["events"], &trail["firstBad"]),
        (&json!(before + 1), &Value::Null)
    );
}
