//! The main job over the commands: from a file to a submitted job, and what is known of it afterwards without a network.

use std::path::{Path, PathBuf};

use rollcall_simulator::{SampleIntent, Simulator};
use serde_json::{Value, json};

use crate::connecting::{form, simulator};
use crate::support::Shell;

/// A connection to a simulator, and its samples.
pub struct Company {
    pub connection: Value,
    samples: Vec<(SampleIntent, PathBuf)>,
}

pub fn connect(shell: &Shell, wellhub: &Simulator, folder: &Path) -> Company {
    connect_by(shell, wellhub, folder, "employee_id")
}

/// Connects a company whose eligibility identifier is another one.
pub fn connect_by(shell: &Shell, wellhub: &Simulator, folder: &Path, identifier: &str) -> Company {
    let samples = wellhub.write_samples(&folder.join("samples")).unwrap();
    let mut form = form(wellhub);
    form["identifier"] = json!(identifier);
    let connection = shell.ask("add_connection", json!({ "form": form, "opId": "connect" }));
    Company {
        connection: connection["id"].clone(),
        samples: samples
            .into_iter()
            .map(|sample| (sample.intent, sample.path))
            .collect(),
    }
}

impl Company {
    fn sample(&self, wanted: SampleIntent) -> &Path {
        &self
            .samples
            .iter()
            .find(|(intent, _)| *intent == wanted)
            .unwrap()
            .1
    }

    /// Opens a sample and goes through the steps up to the plan.
    pub fn plan(&self, shell: &Shell, intent: SampleIntent) -> Value {
        let path = self.sample(intent);
        let opened = shell.ask(
            "open_import",
            json!({ "connection": self.connection, "path": path }),
        );
        let id = &opened["id"];
        shell.ask(
            "choose_intent",
            json!({ "id": id, "intent": intent.as_str() }),
        );
        let sheet =
            json!({ "sheet": opened["sheet"], "headerRow": opened["headerRow"], "hidden": null });
        let view = shell.ask("choose_sheet", json!({ "id": id, "choice": sheet }));
        assert_eq!(view["step"], "columns");
        let columns = json!({ "columns": [], "company": view["company"] });
        let view = shell.ask("choose_columns", json!({ "id": id, "choice": columns }));
        assert_eq!(
            (&view["step"], &view["blocked"]),
            (&json!("fix"), &json!(false))
        );
        shell.ask("make_plan", json!({ "id": id }))
    }
}

pub fn rows(shell: &Shell, id: &Value, filter: &Value) -> Value {
    let mut wanted = json!({
        "kinds": [], "held": null, "finding": null, "department": null, "text": "", "order": "kind",
    });
    wanted
        .as_object_mut()
        .unwrap()
        .extend(filter.as_object().unwrap().clone());
    shell.ask(
        "plan_rows",
        json!({ "id": id, "filter": wanted, "offset": 0, "limit": 50 }),
    )
}

pub fn step<'a>(job: &'a Value, name: &str) -> &'a Value {
    let mut steps = job["steps"].as_array().unwrap().iter();
    steps.find(|step| step["step"] == name).unwrap()
}

pub fn is_verified(job: &Value) -> bool {
    step(job, "verify")["state"] == "done"
}

#[test]
fn a_full_roster_becomes_a_plan_that_can_be_looked_through() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());

    let view = company.plan(&shell, SampleIntent::Full);

    assert!(
        shell
            .heard()
            .iter()
            .any(|progress| progress["pages"].as_u64() > Some(1))
    );
    let (id, plan) = (&view["id"], &view["plan"]);
    assert_eq!(view["step"], "review");
    assert_eq!(plan["people"], 1_200);
    let counts = &plan["counts"];
    assert_eq!(
        (&counts["create"], &counts["update"], &counts["delete"]),
        (&json!(12), &json!(48), &json!(3))
    );
    assert_eq!(plan["heldTotal"], 0);
    assert_eq!(
        plan["safe"],
        json!({"total": 60, "held": 0, "protected": 0, "sendable": 60})
    );
    assert_eq!(rows(&shell, id, &json!({}))["total"], 63);
    let leaving = rows(&shell, id, &json!({"kinds": ["leaving"]}));
    assert_eq!(leaving["total"], 3);
    let name = leaving["rows"][0]["name"].as_str().unwrap();
    let found = rows(&shell, id, &json!({"text": name, "kinds": ["leaving"]}));
    assert_eq!(found["rows"][0], leaving["rows"][0]);
    assert_eq!(rows(&shell, id, &json!({"held": true}))["total"], 0);

    let changed = rows(&shell, id, &json!({"kinds": ["changed"], "order": "row"}));
    let row = &changed["rows"][0];
    assert!(
        row["fields"][0]["cell"]
            .as_str()
            .unwrap()
            .ends_with(&row["row"].to_string())
    );
    let person = shell.ask("plan_person", json!({ "id": id, "index": row["index"] }));
    let record = person["record"].as_array().unwrap();
    let national_id = record
        .iter()
        .find(|field| field["field"] == "national_id")
        .unwrap();
    assert_eq!(national_id["masked"], true);
    assert!(national_id["before"].as_str().unwrap().contains('•'));
    assert!(
        person["company"]
            .as_str()
            .is_some_and(|company| !company.is_empty())
    );
}

#[test]
fn what_is_sent_is_driven_to_its_end_and_the_desk_shows_the_truth() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(300));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Full);
    let counts = &view["plan"]["counts"];
    let after = 300 + counts["create"].as_u64().unwrap() - counts["delete"].as_u64().unwrap();
    let sending = json!({
        "id": view["id"], "choice": { "lane": "all", "release": null }, "opId": "send",
    });

    let job = shell.ask("submit", sending.clone());
    let again = shell.ask("submit", sending.clone());
    assert_eq!(again["id"], job["id"]);
    let told = shell.follow(&job["id"], |job| {
        is_verified(job) && job["canResume"] == false && job["endedAt"].is_string()
    });

    let last = told.last().unwrap();
    assert_eq!(last["status"], "succeeded");
    assert_eq!(last["problem"], Value::Null);
    assert_eq!(last["statistics"]["newcomers"], counts["create"]);
    assert_eq!(last["statistics"]["leavers"], counts["delete"]);
    assert_eq!(last["itemsSent"], last["items"]);
    for name in [
        "roster", "create", "items", "readback", "submit", "process", "verify",
    ] {
        let step = step(last, name);
        assert_eq!(step["state"], "done", "{name}");
        assert!(
            step["startedAt"].is_string() && step["endedAt"].is_string(),
            "{name}: {step}"
        );
    }
    assert_eq!(step(last, "roster")["params"]["people"], "300");
    assert_eq!(step(last, "verify")["params"]["people"], after.to_string());
    assert_eq!(wellhub.ledger().jobs.len(), 1);

    let rows = json!({
        "id": job["id"], "filter": { "result": "succeeded", "text": "" }, "offset": 0, "limit": 5,
    });
    let rows = shell.ask("job_rows", rows);
    assert_eq!(rows["total"], last["items"]);
    assert!(rows["rows"][0]["changeNumber"].is_number());
    // The import is done with, and asking again by the same command still answers with the same job.
    assert_eq!(
        shell.ask(
            "current_import",
            json!({ "connection": company.connection })
        ),
        Value::Null
    );
    assert_eq!(shell.ask("submit", sending)["id"], job["id"]);
    let desk = shell.ask("desk", json!({ "connection": company.connection }));
    assert_eq!(desk["connection"]["people"], after);
    assert_eq!(desk["waiting"], json!([]));
    assert_eq!(desk["lastJobs"][0]["status"], "succeeded");
    assert_eq!(desk["perMonth"][0]["newcomers"], counts["create"]);
}

#[test]
fn a_sent_job_is_known_after_a_restart_and_without_a_network() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(300));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Changes);
    let sending =
        json!({ "id": view["id"], "choice": { "lane": "safe", "release": null }, "opId": "send" });
    let job = shell.ask("submit", sending);
    let told = shell.follow(&job["id"], is_verified);
    let before = told.last().unwrap();
    drop(shell);
    tauri::async_runtime::block_on(wellhub.stop());

    let shell = Shell::unlocked(folder.path());
    let filter = |connection: &Value, text: &str| json!({ "connection": connection, "text": text, "order": "file", "descending": true });
    let known = shell.ask(
        "jobs",
        json!({ "filter": filter(&company.connection, ""), "offset": 0, "limit": 9 }),
    );
    assert_eq!(known["rows"][0]["status"], "succeeded");
    assert_eq!(
        (&known["total"], known["rows"].as_array().unwrap().len()),
        (&json!(1), 1)
    );
    assert_eq!(
        shell.ask(
            "jobs",
            json!({ "filter": filter(&Value::Null, "no such file"), "offset": 0, "limit": 9 })
        ),
        json!({ "total": 0, "rows": [] })
    );
    let after = shell.ask("job", json!({ "id": job["id"] }));
    assert_eq!(after["steps"], before["steps"]);
    assert_eq!(after["counts"], before["counts"]);
    let desk = shell.ask("desk", json!({ "connection": company.connection }));
    assert!(desk["headcount"].as_array().unwrap().len() >= 3);
    assert_eq!(
        shell.refusal("read_roster", json!({ "connection": company.connection })),
        "no_network"
    );
}
