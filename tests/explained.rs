//! A plan in the window that explains itself: the reasons on a row and on its person, how many there are, and a filter.

use serde_json::{Value, json};

use crate::connecting::{form, simulator};
use crate::support::Shell;

/// Opens a list of changes and goes through the steps up to the plan.
fn planned(shell: &Shell, connection: &Value, path: &std::path::Path) -> Value {
    let opened = json!({ "connection": connection, "path": path });
    let opened = shell.ask("open_import", opened);
    let id = &opened["id"];
    shell.ask("choose_intent", json!({ "id": id, "intent": "changes" }));
    let sheet =
        json!({ "sheet": opened["sheet"], "headerRow": opened["headerRow"], "hidden": null });
    let view = shell.ask("choose_sheet", json!({ "id": id, "choice": sheet }));
    let columns = json!({ "columns": [], "company": view["company"] });
    shell.ask("choose_columns", json!({ "id": id, "choice": columns }));
    shell.ask("make_plan", json!({ "id": id }))
}

fn rows(shell: &Shell, id: &Value, finding: &Value, reason: &Value) -> Value {
    let filter = json!({
        "kinds": [], "held": null, "finding": finding, "reason": reason, "department": null,
        "text": "", "order": "kind",
    });
    let wanted = json!({ "id": id, "filter": filter, "offset": 0, "limit": 50 });
    shell.ask("plan_rows", wanted)
}

#[test]
fn a_change_tells_why_it_deserves_a_look() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(60));
    let shell = Shell::unlocked(folder.path());
    let form = json!({ "form": form(&wellhub), "opId": "connect" });
    let connection = shell.ask("add_connection", form)["id"].clone();
    let people = wellhub.roster();
    let mut present = people.iter().filter(|person| person.is_current());
    let accented = present.clone().find(|person| !person.full_name.is_ascii());
    let accented = accented.unwrap();
    let owner = present.find(|person| person.id != accented.id).unwrap();
    let misread: String = accented.full_name.bytes().map(char::from).collect();
    let path = folder.path().join("folha.csv");
    let text = format!(
        "Matrícula;Nome;E-mail\n{};{misread};\n990001;Nova Pessoa;{}\n",
        accented.employee_id, owner.email
    );
    std::fs::write(&path, text).unwrap();

    let view = planned(&shell, &connection, &path);
    let (id, plan) = (&view["id"], &view["plan"]);
    assert_eq!(plan["heldTotal"], 1);
    assert_eq!(plan["reasons"], json!([{ "code": "conflict", "count": 1 }]));

    let held = rows(&shell, id, &json!("mojibake"), &Value::Null);
    assert_eq!(
        (&held["total"], &held["rows"][0]["held"]),
        (&json!(1), &json!(true))
    );
    let why = &held["rows"][0]["why"][0];
    assert_eq!(
        (&why["cell"], &why["field"]),
        (&json!("B2"), &json!("full_name"))
    );
    assert_eq!(why["params"]["reads"], accented.full_name.as_str());

    let taken = rows(&shell, id, &Value::Null, &json!("conflict"));
    assert_eq!(
        (&taken["total"], &taken["rows"][0]["name"]),
        (&json!(1), &json!("Nova Pessoa"))
    );
    let index = &taken["rows"][0]["index"];
    let person = shell.ask("plan_person", json!({ "id": id, "index": index }));
    let other = &person["row"]["why"][0]["other"];
    assert_eq!(other["name"], owner.full_name.as_str());
    assert_eq!(other["key"], owner.employee_id.as_str());
}
