//! The people of the roster over the commands: looked through, one of them in full, found from a job, protected, written
//! out; without a network, and with national ids masked unless somebody asks.

use rollcall_core::sheet::{ReadOptions, read_bytes};
use rollcall_simulator::SampleIntent;
use serde_json::{Value, json};

use crate::connecting::simulator;
use crate::flow::{connect, connect_by, is_verified};
use crate::support::Shell;

/// A filter that narrows nothing but by what is given.
pub fn wanted(given: &Value) -> Value {
    let mut wanted = json!({
        "text": "", "company": null, "department": null, "group": null, "invitation": null, "payroll": null,
        "marks": [], "order": "name", "descending": false,
    });
    let parts = wanted.as_object_mut().unwrap();
    parts.extend(given.as_object().unwrap().clone());
    wanted
}

/// A page under a filter.
fn people(shell: &Shell, connection: &Value, filter: &Value) -> Value {
    let page = json!({
        "connection": connection, "filter": wanted(filter), "offset": 0, "limit": 50,
    });
    shell.ask("roster_people", page)
}

fn record<'a>(person: &'a Value, field: &str) -> &'a Value {
    let mut record = person["record"].as_array().unwrap().iter();
    record.find(|one| one["field"] == field).unwrap()
}

#[test]
fn a_roster_is_looked_through_without_a_network() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(300));
    let shell = Shell::unlocked(folder.path());
    let connection = connect(&shell, &wellhub, folder.path()).connection;
    let asked = json!({ "connection": connection });
    assert_eq!(shell.ask("roster_overview", asked.clone()), Value::Null);
    let page =
        json!({ "connection": connection, "filter": wanted(&json!({})), "offset": 0, "limit": 50 });
    assert_eq!(shell.refusal("roster_people", page), "not_found");

    shell.ask("read_roster", asked.clone());
    drop(wellhub);

    let roster = shell.ask("roster_overview", asked);
    assert_eq!(
        (&roster["people"], &roster["synthetic"]),
        (&json!(300), &json!(false))
    );
    assert_eq!(
        (&roster["lastJob"], &roster["companies"][0]["name"]),
        (&Value::Null, &json!("Aurora"))
    );
    let all = people(&shell, &connection, &json!({}));
    assert_eq!(
        (&all["total"], all["rows"].as_array().unwrap().len()),
        (&json!(300), 50)
    );
    let department = &roster["departments"][0];
    let within = people(
        &shell,
        &connection,
        &json!({ "department": department["name"] }),
    );
    assert_eq!(within["total"], department["people"]);
    let first = &all["rows"][0];
    let key = first["key"].as_str().unwrap();
    let found = people(&shell, &connection, &json!({ "text": key }));
    assert_eq!((&found["total"], &found["rows"][0]), (&json!(1), first));
    let turned = people(
        &shell,
        &connection,
        &json!({ "order": "name", "descending": true }),
    );
    assert_ne!(turned["rows"][0], *first);
    let place = |filter: &Value, id: &Value| {
        let asked = json!({ "connection": connection, "filter": wanted(filter), "id": id });
        shell.ask("roster_place", asked)
    };
    let turned_round = json!({ "order": "name", "descending": true });
    assert_eq!(place(&json!({}), &first["id"]), 0);
    assert_eq!(place(&turned_round, &first["id"]), 299);
    assert_eq!(place(&json!({}), &all["rows"][41]["id"]), 41);
    let nobody = json!({ "text": "no such name" });
    assert_eq!(place(&nobody, &first["id"]), Value::Null);
    assert_eq!(place(&json!({}), &json!("ffffffffffffffff")), Value::Null);
    let most = json!({ "connection": connection, "filter": wanted(&json!({})), "offset": 100, "limit": 1_000_000 });
    assert_eq!(
        shell.ask("roster_people", most)["rows"]
            .as_array()
            .unwrap()
            .len(),
        200
    );

    let person = shell.ask(
        "roster_person",
        json!({ "connection": connection, "id": first["id"] }),
    );
    assert_eq!(
        (&person["name"], &person["key"]),
        (&first["name"], &first["key"])
    );
    assert_eq!(record(&person, "full_name")["value"], first["name"]);
    assert_eq!(record(&person, "national_id")["masked"], true);
    assert_eq!(person["story"]["sendings"], json!([]));
    let nobody = json!({ "connection": connection, "id": "0000000000000000" });
    assert_eq!(shell.ask("roster_person", nobody), Value::Null);
}

#[test]
fn what_a_job_sent_leads_to_the_person_and_back() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let connection = company.connection.clone();
    let view = company.plan(&shell, SampleIntent::Full);
    let choice = json!({ "lane": "all", "release": null });
    let order = json!({ "id": view["id"], "choice": choice, "opId": "send" });
    let job = shell.ask("submit", order);
    shell.follow(&job["id"], is_verified);
    let all = json!({ "result": null, "text": "" });
    let page = json!({ "id": job["id"], "filter": all, "offset": 0, "limit": 100 });
    let rows = shell.ask("job_rows", page)["rows"]
        .as_array()
        .unwrap()
        .clone();
    let row = |operation: &str| {
        rows.iter()
            .find(|row| row["operation"] == operation)
            .unwrap()
    };
    let person_of = |row: &Value| {
        shell.ask(
            "roster_person_of",
            json!({ "job": job["id"], "item": row["item"] }),
        )
    };

    let leaver = person_of(row("DELETE"));
    assert_eq!(
        (&leaver["id"], &leaver["key"]),
        (&Value::Null, &row("DELETE")["key"])
    );
    let changed = person_of(row("UPDATE"));
    assert_eq!(changed["connection"], connection);
    let whom = json!({ "connection": connection, "id": changed["id"] });
    let person = shell.ask("roster_person", whom);
    assert_eq!(person["key"], row("UPDATE")["key"]);
    let sending = &person["story"]["sendings"][0];
    assert_eq!(
        (&sending["job"]["id"], &sending["item"]),
        (&job["id"], &row("UPDATE")["item"])
    );
    let last = people(&shell, &connection, &json!({ "marks": ["sent_last"] }));
    let roster = shell.ask("roster_overview", json!({ "connection": connection }));
    assert_eq!(roster["lastJob"]["id"], job["id"]);
    assert_eq!(
        (&last["total"], &roster["lastJob"]["people"]),
        (&json!(60), &json!(60))
    );
    let none = json!({ "job": job["id"], "item": 9_999 });
    assert_eq!(shell.ask("roster_person_of", none), Value::Null);
}

/// Where national ids are the keys, the window never has a whole one.
#[test]
fn somebody_is_protected_and_their_id_shown_on_asking_alone() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(120));
    let shell = Shell::unlocked(folder.path());
    let company = connect_by(&shell, &wellhub, folder.path(), "national_id");
    let connection = company.connection;
    shell.ask("read_roster", json!({ "connection": connection }));
    let row = people(&shell, &connection, &json!({}))["rows"][7].clone();
    assert!(row["key"].as_str().unwrap().contains('•'));
    let whom = json!({ "connection": connection, "id": row["id"] });

    let protected = shell.ask("protect_person", whom.clone());

    assert_eq!(
        shell.ask("roster_person", whom.clone())["protected"],
        protected
    );
    let listed = people(&shell, &connection, &json!({ "marks": ["protected"] }));
    assert_eq!(
        (&listed["total"], &listed["rows"][0]["protected"]),
        (&json!(1), &json!(true))
    );
    let asked = json!({ "connection": connection, "person": protected["id"] });
    shell.ask("unprotect_person", asked);
    assert_eq!(
        people(&shell, &connection, &json!({ "marks": ["protected"] }))["total"],
        0
    );

    let events = || {
        shell.ask("verify_trail", json!({}))["events"]
            .as_u64()
            .unwrap()
    };
    let before = events();
    let shown = shell.ask("reveal_person", whom);
    assert_eq!(events(), before + 1);
    assert_eq!(record(&shown, "national_id")["masked"], false);
    let key = shown["key"].as_str().unwrap();
    assert!(!key.contains('•') && record(&shown, "national_id")["value"] == key);
    assert_eq!(
        people(&shell, &connection, &json!({ "text": key }))["total"],
        1
    );
}

#[test]
fn whom_a_filter_leaves_is_written_as_texts_alone() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(120));
    let shell = Shell::unlocked(folder.path());
    let connection = connect(&shell, &wellhub, folder.path()).connection;
    shell.ask("read_roster", json!({ "connection": connection }));
    let roster = shell.ask("roster_overview", json!({ "connection": connection }));
    let department = &roster["departments"][0];
    let words = json!({
        "title": "Pessoas", "facts": [["Lido", "hoje"]], "sheets": ["Resumo", "Pessoas"],
        "fields": { "full_name": "Nome" }, "others": ["Empresa", "Convite", "Protegido"], "protected": "sim",
    });
    let asked = |name: &str| {
        json!({
            "connection": connection, "filter": wanted(&json!({ "department": department["name"] })),
            "path": folder.path().join(name), "words": words,
        })
    };
    assert_eq!(
        shell.refusal("export_people", asked("people.csv")),
        "file_not_written"
    );

    let written = shell.ask("export_people", asked("people.xlsx"));

    assert_eq!(written, department["people"]);
    let bytes = std::fs::read(folder.path().join("people.xlsx")).unwrap();
    let options = ReadOptions {
        sheet: Some("Pessoas".to_owned()),
        ..ReadOptions::default()
    };
    let book = read_bytes("people.xlsx", bytes, &options).unwrap();
    let page = book.chosen().unwrap();
    assert_eq!(json!(page.rows().len() - 1), department["people"]);
    assert_eq!(page.raw(&page.cell(1, 2).unwrap()), "Nome");
    assert_eq!(
        page.raw(&page.cell(2, 5).unwrap()),
        department["name"].as_str().unwrap()
    );
    assert_eq!(page.raw(&page.cell(2, 12).unwrap()), "Aurora");
    assert_eq!(page.raw(&page.cell(1, 14).unwrap()), "Protegido");
}
