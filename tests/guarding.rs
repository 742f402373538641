//! The guards over the commands: budgets within their bounds, somebody protected from the plan, and the headings of its rows.

use rollcall_simulator::SampleIntent;
use serde_json::{Value, json};

use crate::connecting::simulator;
use crate::flow::{connect, connect_by, is_verified, rows};
use crate::support::Shell;

#[test]
fn budgets_are_set_within_bounds_and_put_back() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(60));
    let shell = Shell::unlocked(folder.path());
    let connection = connect(&shell, &wellhub, folder.path()).connection;
    let asked = json!({ "connection": connection });

    let view = shell.ask("budgets", asked.clone());
    assert_eq!(
        (&view["set"], &view["changedAt"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(view["whole"], view["usual"]);
    assert_eq!(view["companies"].as_array().unwrap().len(), 1);

    let mut wide = view["usual"].clone();
    wide["removals"]["percent"] = json!(21);
    let set =
        |budgets: &Value| json!({ "connection": connection, "company": null, "budgets": budgets });
    assert_eq!(shell.refusal("set_budgets", set(&wide)), "invalid_input");
    wide["removals"]["percent"] = json!(20);
    let view = shell.ask("set_budgets", set(&wide));
    assert_eq!((&view["whole"], &view["set"]), (&wide, &json!(true)));
    assert!(view["changedAt"].is_string());
    let view = shell.ask("set_budgets", set(&Value::Null));
    assert_eq!(
        (&view["whole"], &view["set"]),
        (&view["usual"], &json!(false))
    );
}

/// Where national ids are the keys, the window never has a whole one.
#[test]
fn somebody_who_leaves_is_protected_from_the_plan_and_held_by_the_next_one() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect_by(&shell, &wellhub, folder.path(), "national_id");
    let view = company.plan(&shell, SampleIntent::Full);
    let id = &view["id"];
    let leaving = rows(&shell, id, &json!({ "kinds": ["leaving"] }));
    assert_eq!(leaving["groups"].as_array().unwrap().len(), 1);
    let row = &leaving["rows"][0];
    assert!(row["key"].as_str().unwrap().contains('•'));
    let whom = json!({ "id": id, "index": row["index"] });
    assert_eq!(
        shell.ask("plan_person", whom.clone())["protected"],
        Value::Null
    );

    let protected = shell.ask("protect_planned", whom.clone());

    assert_eq!(
        (&protected["name"], &protected["key"]),
        (&row["name"], &row["key"])
    );
    assert_eq!(
        shell.ask("plan_person", whom.clone())["protected"],
        protected
    );
    let list = json!({ "connection": company.connection });
    assert_eq!(
        shell.ask("protected_people", list.clone()),
        json!([protected])
    );
    assert_eq!(shell.ask("protect_planned", whom), protected);
    let held = |finding: &str| rows(&shell, id, &json!({ "finding": finding }))["total"].clone();
    assert_eq!(held("protected_person"), 0, "a plan stays as it was made");
    shell.ask("make_plan", json!({ "id": id }));
    assert_eq!(held("protected_person"), 1);

    let person = json!({ "connection": company.connection, "person": protected["id"] });
    assert_eq!(shell.ask("unprotect_person", person), json!([]));
    let newcomer = &rows(&shell, id, &json!({ "kinds": ["new"] }))["rows"][0]["index"];
    let newcomer = json!({ "id": id, "index": newcomer });
    assert_eq!(shell.refusal("protect_planned", newcomer), "not_found");
}

#[test]
fn the_first_page_tells_where_each_heading_stands() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Full);

    let page = rows(&shell, &view["id"], &json!({}));

    let title = |kind: &str| json!({ "by": "kind", "kind": kind, "held": false });
    let group = |kind: &str, first: u32, count: u32| json!({ "title": title(kind), "first": first, "count": count });
    let groups = [
        group("leaving", 0, 3),
        group("new", 3, 12),
        group("changed", 15, 48),
    ];
    assert_eq!(page["groups"], json!(groups));
    let page = rows(&shell, &view["id"], &json!({ "order": "name" }));
    assert_eq!(page["groups"], json!([]));
}

#[test]
fn somebody_protected_after_the_plan_was_made_is_not_removed_by_it() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Full);
    let counts = &view["plan"]["counts"];
    let leavers = counts["delete"].as_u64().unwrap();
    let leaving = rows(&shell, &view["id"], &json!({ "kinds": ["leaving"] }));
    let whom = json!({ "id": view["id"], "index": leaving["rows"][0]["index"] });
    shell.ask("protect_planned", whom);

    let sending = json!({
        "id": view["id"], "choice": { "lane": "all", "release": null }, "opId": "send",
    });
    let job = shell.ask("submit", sending);
    let told = shell.follow(&job["id"], is_verified);

    let last = told.last().unwrap();
    assert_eq!(last["setAside"], 1);
    assert_eq!(last["statistics"]["leavers"], json!(leavers - 1));
    assert_eq!(last["differences"], json!([]));
}

#[test]
fn a_release_leaves_protected_people_out() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let path = folder.path().join("saem.csv");
    let roster = wellhub.roster();
    let leaving: Vec<&str> = roster
        .iter()
        .take(5)
        .map(|one| one.employee_id.as_str())
        .collect();
    std::fs::write(&path, format!("Matrícula\n{}\n", leaving.join("\n"))).unwrap();
    let opening = json!({ "connection": company.connection, "path": path });
    let id = &shell.ask("open_import", opening)["id"];
    shell.ask("choose_intent", json!({ "id": id, "intent": "leavers" }));
    shell.ask("make_plan", json!({ "id": id }));
    let first = rows(&shell, id, &json!({}))["rows"][0].clone();
    shell.ask(
        "protect_planned",
        json!({ "id": id, "index": first["index"] }),
    );
    let plan = &shell.ask("make_plan", json!({ "id": id }))["plan"];
    assert_eq!(
        plan["removals"],
        json!({"total": 5, "held": 5, "protected": 1, "sendable": 0})
    );
    let named = rows(&shell, id, &json!({ "held": true, "protected": false }));
    assert_eq!(named["total"], 4);
    let kept = rows(&shell, id, &json!({ "protected": true }));
    assert_eq!(kept["rows"][0]["key"], first["key"]);

    let send = |count: u32| {
        let release =
            json!({ "plan": plan["hash"], "count": count, "reason": "The branch is closed." });
        json!({ "id": id, "choice": { "lane": "removals", "release": release }, "opId": "send" })
    };
    assert_eq!(shell.refusal("submit", send(5)), "release_mismatch");
    let job = shell.ask("submit", send(4));
    let told = shell.follow(&job["id"], is_verified);
    assert_eq!(told.last().unwrap()["statistics"]["leavers"], 4);
    let there = wellhub.roster();
    let mut there = there.iter().filter(|one| one.is_current());
    assert!(there.any(|one| first["key"] == one.employee_id));
}
