//! What the commands refuse, each with its code and without harm: files that are none, columns without a key, ids that
//! name nothing, findings that nobody may accept.

use std::path::Path;

use serde_json::{Value, json};

use crate::connecting::{form, simulator};
use crate::support::Shell;

/// A shell with a connection to a company of twenty, and the folder of both.
fn connected(
    people: usize,
) -> (
    tempfile::TempDir,
    rollcall_simulator::Simulator,
    Shell,
    Value,
) {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(people));
    let shell = Shell::unlocked(folder.path());
    let connection = shell.ask(
        "add_connection",
        json!({ "form": form(&wellhub), "opId": "connect" }),
    );
    let id = connection["id"].clone();
    (folder, wellhub, shell, id)
}

fn file(folder: &Path, name: &str, content: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn a_file_that_is_none_is_told_by_what_it_is() {
    let (folder, _wellhub, shell, connection) = connected(5);
    for (name, content, code) in [
        ("vazio.xlsx", &b""[..], "file_empty"),
        (
            "pagina.xls",
            b"<html><body>Folha</body></html>",
            "file_wrong_container",
        ),
        ("foto.csv", b"\x89PNG\r\n\x1a\n0000", "file_wrong_container"),
        (
            "cortado.xlsx",
            b"PK\x03\x04 and then nothing",
            "file_unreadable",
        ),
    ] {
        let path = file(folder.path(), name, content);
        let open = json!({ "connection": connection, "path": path });
        assert_eq!(shell.refusal("open_import", open), code, "{name}");
    }
    let nowhere = folder.path().join("nada.xlsx");
    let open = json!({ "connection": connection, "path": nowhere });
    assert_eq!(shell.refusal("open_import", open), "file_unreadable");
    assert_eq!(
        shell.ask("current_import", json!({ "connection": connection })),
        Value::Null
    );
}

#[test]
fn a_sheet_without_a_key_makes_no_plan() {
    let (folder, wellhub, shell, connection) = connected(5);
    let path = file(
        folder.path(),
        "nomes.csv",
        b"Nome,Departamento\nAna Souza,Vendas\nLia Prado,Vendas\n",
    );
    let view = shell.ask(
        "open_import",
        json!({ "connection": connection, "path": path }),
    );
    let id = &view["id"];
    assert_eq!(
        shell.refusal("make_plan", json!({ "id": id })),
        "invalid_input"
    );
    let view = shell.ask("choose_intent", json!({ "id": id, "intent": "changes" }));
    assert_eq!(view["blocked"], true);
    assert_eq!(
        shell.refusal("make_plan", json!({ "id": id })),
        "key_column_missing"
    );
    let sending = json!({ "id": id, "choice": { "lane": "safe", "release": null }, "opId": "x" });
    assert_eq!(shell.refusal("submit", sending), "plan_stale");
    assert_eq!(wellhub.ledger().jobs.len(), 0);
}

#[test]
fn what_is_not_there_is_not_found() {
    let (_folder, _wellhub, shell, _connection) = connected(5);
    for (command, arguments) in [
        ("desk", json!({ "connection": 99 })),
        ("activate_connection", json!({ "id": 99 })),
        ("choose_intent", json!({ "id": 99, "intent": "full" })),
        ("job", json!({ "id": 99 })),
        ("stop_job", json!({ "id": 99, "opId": "s" })),
        ("resume_job", json!({ "id": 99, "opId": "r" })),
    ] {
        assert_eq!(shell.refusal(command, arguments), "not_found", "{command}");
    }
    assert_eq!(shell.ask("demo_samples", json!({})), json!([]));
}

#[test]
fn edits_are_taken_back_and_what_nobody_may_accept_is_refused() {
    let (folder, wellhub, shell, connection) = connected(5);
    let key = wellhub.roster()[0].employee_id.clone();
    let sheet =
        format!("Matrícula,Nome,Departamento\n{key},Ana Souza,Vendas\n#N/A,Lia Prado,Vendas\n");
    let path = file(folder.path(), "folha.csv", sheet.as_bytes());
    let view = shell.ask(
        "open_import",
        json!({ "connection": connection, "path": path }),
    );
    let id = &view["id"];
    let view = shell.ask("choose_intent", json!({ "id": id, "intent": "changes" }));
    assert_eq!(view["problems"], 1);

    let page = shell.ask(
        "problems",
        json!({ "id": id, "filter": { "code": null }, "offset": 0, "limit": 10 }),
    );
    let problem = &page["rows"][0];
    assert_eq!(
        (&problem["cell"], &problem["original"], &problem["name"]),
        (&json!("A3"), &json!("#N/A"), &json!("Lia Prado"))
    );
    assert_eq!(
        page["byCode"][0],
        json!({"code": "error_cell", "severity": "block", "count": 1})
    );
    let accepting = json!({ "id": id, "code": "error_cell", "accept": true });
    assert_eq!(shell.refusal("accept_finding", accepting), "invalid_input");

    let edit = json!({ "id": id, "row": 3, "column": 0, "text": "700001" });
    let view = shell.ask("edit_cell", edit);
    assert_eq!(
        (&view["problems"], &view["edits"], &view["canUndo"]),
        (&json!(0), &json!(1), &json!(true))
    );
    let view = shell.ask("undo_edit", json!({ "id": id }));
    assert_eq!(
        (&view["problems"], &view["canRedo"]),
        (&json!(1), &json!(true))
    );
    let view = shell.ask("redo_edit", json!({ "id": id }));
    assert_eq!(view["problems"], 0);
    let view = shell.ask("leave_out", json!({ "id": id, "rows": [3], "out": true }));
    assert_eq!(
        (&view["leftOut"], &view["receipt"]["rejected"]),
        (&json!(1), &json!(1))
    );
    let nowhere = json!({ "id": id, "row": 90, "column": 0, "text": "x" });
    assert_eq!(shell.refusal("edit_cell", nowhere), "invalid_input");

    let preview = shell.ask(
        "preview_rows",
        json!({ "id": id, "offset": 0, "limit": 10 }),
    );
    let kinds: Vec<&str> = preview
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["header", "data", "rejected"]);
    shell.ask("discard_import", json!({ "id": id }));
    assert_eq!(
        shell.ask("current_import", json!({ "connection": connection })),
        Value::Null
    );
}

#[test]
fn another_file_keeps_the_intent_that_was_declared() {
    let (folder, _wellhub, shell, connection) = connected(5);
    let first = file(folder.path(), "a.csv", b"email\nana@aurora.example\n");
    let second = file(folder.path(), "b.csv", b"email\nlia@aurora.example\n");
    let view = shell.ask(
        "open_import",
        json!({ "connection": connection, "path": first }),
    );
    assert_eq!(view["intent"], Value::Null);
    shell.ask(
        "choose_intent",
        json!({ "id": view["id"], "intent": "leavers" }),
    );
    let view = shell.ask(
        "open_import",
        json!({ "connection": connection, "path": second }),
    );
    assert_eq!(
        (&view["intent"], &view["step"]),
        (&json!("leavers"), &json!("file"))
    );
}
