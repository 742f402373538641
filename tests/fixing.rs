//! What Wellhub refused is mended on its cell and sent alone, over the commands: with the spreadsheet where it was, moved,
//! changed, and another one.

use std::path::PathBuf;

use rollcall_simulator::{Endpoint, FaultKind, Simulator};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::connecting::{form, simulator};
use crate::flow::{is_verified, rows};
use crate::support::Shell;

/// A company whose spreadsheet has four people: two of them get an address that Wellhub does not take.
struct Office {
    shell: Shell,
    connection: Value,
    folder: TempDir,
    wellhub: Simulator,
    keys: Vec<String>,
}

impl Office {
    fn open() -> Self {
        let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
        let shell = Shell::unlocked(folder.path());
        let form = json!({ "form": form(&wellhub), "opId": "connect" });
        let connection = shell.ask("add_connection", form)["id"].clone();
        let keys: Vec<String> = wellhub
            .roster()
            .iter()
            .take(4)
            .map(|one| one.employee_id.clone())
            .collect();
        let office = Self {
            shell,
            connection,
            folder,
            wellhub,
            keys,
        };
        std::fs::write(office.path(), office.sheet()).unwrap();
        office
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("folha.csv")
    }

    fn sheet(&self) -> String {
        let [one, two, three, four] = &self.keys[..] else {
            panic!()
        };
        format!(
            "Matrícula;E-mail\n{one};a1@aurora.invalid\n{two};a2@aurora.example\n\
             {three};a3@aurora.invalid\n{four};#N/A\n"
        )
    }

    /// Goes through the steps, giving the fourth person an address, and sends; the job as it ended.
    fn send(&self) -> Value {
        let opened = json!({ "connection": self.connection, "path": self.path() });
        let view = self.shell.ask("open_import", opened);
        let id = &view["id"];
        let intent = json!({ "id": id, "intent": "changes" });
        self.shell.ask("choose_intent", intent);
        let columns = json!({ "columns": [], "company": view["company"] });
        let columns = json!({ "id": id, "choice": columns });
        self.shell.ask("choose_columns", columns);
        self.edit(id, 5, "a4@aurora.example");
        let view = self.shell.ask("make_plan", json!({ "id": id }));
        assert_eq!(view["plan"]["counts"]["update"], 4);
        self.submit(id, "send")
    }

    fn edit(&self, id: &Value, row: u32, text: &str) -> Value {
        let edit = json!({ "id": id, "row": row, "column": 1, "text": text });
        self.shell.ask("edit_cell", edit)
    }

    fn submit(&self, id: &Value, op: &str) -> Value {
        let choice = json!({ "lane": "safe", "release": null });
        let sending = json!({ "id": id, "choice": choice, "opId": op });
        let job = self.shell.ask("submit", sending);
        let told = self.shell.follow(&job["id"], is_verified);
        told.last().unwrap().clone()
    }

    fn fix(&self, job: &Value, path: Option<&PathBuf>) -> Value {
        let asked = json!({ "id": job["id"], "path": path });
        self.shell.ask("fix_job", asked)
    }

    fn refused(&self, id: &Value) -> Value {
        let asked = json!({ "id": id, "filter": { "code": "refused" }, "offset": 0, "limit": 50 });
        self.shell.ask("problems", asked)
    }

    fn current(&self) -> Value {
        let asked = json!({ "connection": self.connection });
        self.shell.ask("current_import", asked)
    }

    fn address_of(&self, key: usize) -> String {
        let roster = self.wellhub.roster();
        let mut people = roster.iter();
        let own = people.find(|one| one.employee_id == self.keys[key]);
        own.unwrap().email.clone()
    }
}

fn cells(page: &Value) -> Vec<&str> {
    let rows = page["rows"].as_array().unwrap().iter();
    rows.map(|row| row["cell"].as_str().unwrap()).collect()
}

#[test]
fn a_refused_value_is_mended_on_its_cell_and_sent_alone() {
    let office = Office::open();
    let job = office.send();
    assert_eq!(job["status"], "succeeded_with_errors");
    assert_eq!(
        (&job["succeeded"], &job["failed"], &job["refused"]),
        (&json!(2), &json!(2), &json!(2))
    );
    assert_eq!(job["canFix"], true);
    // It waits with its job, and is no unfinished import.
    assert_eq!(office.current(), Value::Null);
    let desk = office
        .shell
        .ask("desk", json!({ "connection": office.connection }));
    assert_eq!(desk["waiting"], json!([]));

    let view = office.fix(&job, None)["import"].clone();
    let id = &view["id"];
    assert_eq!(
        (&view["step"], &view["edits"], &view["problems"]),
        (&json!("fix"), &json!(1), &json!(2))
    );
    assert_eq!(
        view["fixing"],
        json!({ "job": job["id"], "rows": 2, "people": 2, "refused": 2, "sameFile": true })
    );
    let page = office.refused(id);
    assert_eq!(cells(&page), ["B2", "B4"]);
    let first = &page["rows"][0];
    assert_eq!(first["value"], "a1@aurora.invalid");
    assert_eq!(
        first["refused"],
        json!({
            "field": "email", "code": "DOMAIN_UNREACHABLE", "value": "a1@aurora.invalid", "cell": "B2",
            "recovered": false,
        })
    );
    assert_eq!(
        page["byCode"][0],
        json!({ "code": "refused", "severity": "warn", "count": 2 })
    );

    let out = office.folder.path().join("recusadas.xlsx");
    let words = json!({ "row": "Linha", "texts": {} });
    let exported = json!({ "id": id, "path": out, "words": words });
    assert_eq!(office.shell.ask("export_problems", exported)["rows"], 2);

    office.edit(id, 2, "a1@aurora.example");
    let left_out = json!({ "id": id, "rows": [4], "out": true });
    let view = office.shell.ask("leave_out", left_out);
    assert_eq!(view["fixing"]["refused"], 0);
    let view = office.shell.ask("make_plan", json!({ "id": id }));
    let planned = rows(&office.shell, id, &json!({ "kinds": ["changed"] }));
    assert_eq!(
        (&planned["total"], &view["plan"]["counts"]["update"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(planned["rows"][0]["key"], office.keys[0]);

    let again = office.submit(id, "again");
    assert_eq!(
        (&again["status"], &again["succeeded"], &again["retries"]),
        (&json!("succeeded"), &json!(1), &job["id"])
    );
    assert_eq!(office.address_of(0), "a1@aurora.example");
    let before = office.shell.ask("job", json!({ "id": job["id"] }));
    assert_eq!(before["retriedBy"], json!([again["id"]]));
    assert_eq!(before["undoneBy"], json!([]));

    // One of the two was left out and still waits; what was set is still there.
    let view = office.fix(&job, None)["import"].clone();
    assert_eq!(view["edits"], 2);
    let id = &view["id"];
    let taken_in = json!({ "id": id, "rows": [4], "out": false });
    office.shell.ask("leave_out", taken_in);
    assert_eq!(cells(&office.refused(id)), ["B4"]);
    office.edit(id, 4, "a3@aurora.example");
    let view = office.shell.ask("make_plan", json!({ "id": id }));
    assert_eq!(view["plan"]["counts"]["update"], 1);
    assert_eq!(office.submit(id, "third")["status"], "succeeded");
    // Now nothing of it waits, and nothing is kept.
    let wanted = office.fix(&job, None);
    assert_eq!(
        wanted["wanted"],
        json!({ "file": "folha.csv", "because": "forgotten" })
    );
}

#[test]
fn a_spreadsheet_that_moved_or_changed_is_asked_for() {
    let mut office = Office::open();
    let job = office.send();
    let elsewhere = office.folder.path().join("folha nova.csv");
    std::fs::rename(office.path(), &elsewhere).unwrap();
    let answer = office.fix(&job, None);
    assert_eq!(
        answer,
        json!({ "import": null, "wanted": { "file": "folha.csv", "because": "missing" } })
    );
    std::fs::write(office.path(), "Matrícula;E-mail\n").unwrap();
    assert_eq!(office.fix(&job, None)["wanted"]["because"], "changed");

    // The very spreadsheet elsewhere keeps all that was set, after a restart too.
    let view = office.fix(&job, Some(&elsewhere))["import"].clone();
    assert_eq!((&view["step"], &view["edits"]), (&json!("fix"), &json!(1)));
    let folder = office.folder.path().to_owned();
    office.shell = reopened(office.shell, &folder);
    let current = office.current();
    assert_eq!(
        (&current["id"], &current["fixing"]),
        (&view["id"], &view["fixing"])
    );
    assert_eq!(cells(&office.refused(&current["id"])), ["B2", "B4"]);
}

/// The shell after a restart.
fn reopened(shell: Shell, folder: &std::path::Path) -> Shell {
    drop(shell);
    Shell::unlocked(folder)
}

#[test]
fn another_spreadsheet_is_an_ordinary_import_of_the_same_people_alone() {
    let office = Office::open();
    let job = office.send();
    let other = office.folder.path().join("corrigida.csv");
    let keys = &office.keys;
    let sheet = format!(
        "E-mail;Matrícula\nb2@aurora.example;{}\nb1@aurora.example;{}\na3@aurora.invalid;{}\n",
        keys[1], keys[0], keys[2]
    );
    std::fs::write(&other, sheet).unwrap();

    let view = office.fix(&job, Some(&other))["import"].clone();
    let id = &view["id"];
    assert_eq!(
        (&view["step"], &view["intent"]),
        (&json!("file"), &json!("changes"))
    );
    assert_eq!(
        view["fixing"],
        json!({ "job": job["id"], "rows": 2, "people": 2, "refused": 1, "sameFile": false })
    );
    assert_eq!(cells(&office.refused(id)), ["A4"]);
    let view = office.shell.ask("make_plan", json!({ "id": id }));
    assert_eq!(view["plan"]["counts"]["update"], 2);
    let planned = rows(&office.shell, id, &json!({ "order": "row" }));
    let planned = planned["rows"].as_array().unwrap().iter();
    let planned: Vec<&Value> = planned.map(|row| &row["key"]).collect();
    assert_eq!(planned, [&json!(keys[0]), &json!(keys[2])]);

    // Another file comes between; what is mended waits for its job.
    let opened = json!({ "connection": office.connection, "path": office.path() });
    let fresh = office.shell.ask("open_import", opened);
    assert_eq!(
        (&fresh["intent"], &fresh["fixing"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn a_job_without_a_refused_row_is_not_mended() {
    let office = Office::open();
    let refused = FaultKind::Status {
        code: 400,
        before: true,
    };
    office.wellhub.faults().next(Endpoint::AddItems, refused);
    let opened = json!({ "connection": office.connection, "path": office.path() });
    let view = office.shell.ask("open_import", opened);
    let id = &view["id"];
    office
        .shell
        .ask("choose_intent", json!({ "id": id, "intent": "changes" }));
    office.shell.ask("make_plan", json!({ "id": id }));
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": id, "choice": choice, "opId": "send" });
    let job = office.shell.ask("submit", sending);
    let told = office
        .shell
        .follow(&job["id"], |job| job["endedAt"].is_string());
    let ended = told.last().unwrap();
    assert_eq!(
        (&ended["status"], &ended["canFix"]),
        (&json!("failed"), &json!(false))
    );
    assert_eq!(ended["canPlanRest"], true);
}
