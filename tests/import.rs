//! The stepper over the commands, before there is a plan: how text is read, what columns are, many cells mended at once,
//! rows sent out for correction.

use std::path::{Path, PathBuf};

use rollcall_simulator::Simulator;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::connecting::{form, simulator};
use crate::support::Shell;

/// A shell with a connection, and a folder for spreadsheets.
struct Office {
    shell: Shell,
    connection: Value,
    folder: TempDir,
    _wellhub: Simulator,
}

impl Office {
    fn open() -> Self {
        let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(20));
        let shell = Shell::unlocked(folder.path());
        let form = json!({ "form": form(&wellhub), "opId": "connect" });
        let connection = shell.ask("add_connection", form)["id"].clone();
        Self {
            shell,
            connection,
            folder,
            _wellhub: wellhub,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens a spreadsheet of changes.
    fn import(&self, name: &str, content: &[u8]) -> Value {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        let opened = json!({ "connection": self.connection, "path": path });
        let opened = self.shell.ask("open_import", opened);
        let intent = json!({ "id": opened["id"], "intent": "changes" });
        self.shell.ask("choose_intent", intent)
    }

    fn sheet(&self, view: &Value, change: &Value) -> Value {
        self.shell.ask("choose_sheet", sheet(view, change))
    }

    fn columns(&self, view: &Value, change: &Value) -> Value {
        self.shell.ask("choose_columns", columns(view, change))
    }
}

fn sheet(view: &Value, change: &Value) -> Value {
    let choice = json!({
        "sheet": view["sheet"], "headerRow": view["headerRow"], "hidden": null,
        "encoding": null, "delimiter": null,
    });
    json!({ "id": view["id"], "choice": with(choice, change) })
}

fn columns(view: &Value, change: &Value) -> Value {
    let choice = json!({ "columns": [], "company": view["company"], "phoneCountry": null });
    json!({ "id": view["id"], "choice": with(choice, change) })
}

fn with(mut value: Value, change: &Value) -> Value {
    let changed = value.as_object_mut().unwrap();
    changed.extend(change.as_object().unwrap().clone());
    value
}

fn column(column: u32, field: &str, join: Option<u8>) -> Value {
    json!({ "column": column, "field": field, "blank": "keep", "values": [], "join": join })
}

#[test]
fn import_of_text_shows_how_else_it_could_be_read() {
    let office = Office::open();
    let text = b"Matr\xedcula;Nome completo\n1;Jo\xe3o, filho\n2;Bia\n";
    let view = office.import("folha.csv", text);

    let file = &view["file"];
    assert_eq!(file["encoding"], "windows-1252");
    let encodings = file["encodings"].as_array().unwrap();
    let samples = |name: &str| {
        let named = encodings.iter().find(|one| one["name"] == name).unwrap();
        named["samples"].to_string()
    };
    assert_eq!(encodings[0]["name"], "windows-1252");
    assert!(samples("windows-1252").contains("João"));
    assert!(!samples("IBM850").contains("João"));
    assert_eq!(file["delimiters"][0]["delimiter"], ";");
    assert_eq!(file["delimiters"][0]["columns"], 2);
    assert_eq!(file["delimiters"][0]["sample"][2], json!(["2", "Bia"]));

    let view = office.sheet(&view, &json!({ "encoding": "IBM850" }));
    let file = &view["file"];
    assert_eq!(file["encoding"], "IBM850");
    assert_eq!(file["encodings"][0]["name"], "IBM850");

    let view = office.sheet(&view, &json!({ "delimiter": "," }));
    let file = &view["file"];
    assert_eq!(file["delimiter"], ",");
    assert_eq!(file["encoding"], "windows-1252");

    for change in [
        json!({ "delimiter": ";;" }),
        json!({ "encoding": "klingon" }),
    ] {
        let refusal = office.shell.refusal("choose_sheet", sheet(&view, &change));
        assert_eq!(refusal, "invalid_input", "{change}");
    }
}

#[test]
fn import_joins_names_and_reads_phones_as_the_person_says() {
    let office = Office::open();
    let text = b"employee_id;a;b;mobile_number\nN1;Souza;Ana;(11) 98811-0020\nN2;Lima;Bia;x\n";
    let view = office.import("folha.csv", text);
    let view = office.sheet(&view, &json!({}));
    let names = json!([
        column(1, "full_name", Some(1)),
        column(2, "full_name", Some(0))
    ]);
    let choice = json!({ "columns": names, "phoneCountry": "br" });
    let view = office.columns(&view, &choice);

    assert_eq!(view["phoneCountry"], "BR");
    let joins: Vec<&Value> = (0..4).map(|at| &view["columns"][at]["join"]).collect();
    assert_eq!(joins, [&json!(null), &json!(1), &json!(0), &json!(null)]);
    let found = |code: Option<&str>, text: &str| {
        let filter = json!({ "code": code, "text": text });
        let asked = json!({ "id": view["id"], "filter": filter, "offset": 0, "limit": 9 });
        office.shell.ask("problems", asked)
    };
    let problems = found(Some("bad_phone"), "");
    assert_eq!(problems["total"], 1);
    // Whoever is looked for is found by any cell of the row, together with the problem; what is counted is all there is.
    let by_name = found(Some("bad_phone"), "LIMA bia");
    assert_eq!(by_name, problems);
    assert_eq!(found(None, "nobody at all")["total"], 0);
    assert_eq!(found(None, "nobody at all")["byCode"], problems["byCode"]);
    assert_eq!(problems["rows"][0]["name"], "Bia Lima");
    assert_eq!(problems["rows"][0]["readAs"], json!(null));
    let asked = json!({ "id": view["id"], "offset": 1, "limit": 2 });
    let rows = office.shell.ask("preview_rows", asked);
    let read =
        json!({ "cell": "D2", "column": 3, "said": "(11) 98811-0020", "read": "+5511988110020" });
    assert_eq!(
        [&rows[0]["readAs"], &rows[1]["readAs"]],
        [&read, &json!(null)]
    );
    let planned = office.shell.ask("make_plan", json!({ "id": view["id"] }));
    assert_eq!(planned["plan"]["counts"]["create"], 2);
    let person = json!({ "id": view["id"], "index": 0 });
    let person = office.shell.ask("plan_person", person);
    let mut record = person["record"].as_array().unwrap().iter();
    let phone = record
        .find(|field| field["field"] == "mobile_number")
        .unwrap();
    assert_eq!(
        (&phone["after"], &phone["said"]),
        (&read["read"], &read["said"])
    );

    let whole = json!({ "columns": [column(2, "full_name", None)] });
    let view = office.columns(&view, &whole);
    assert_eq!(view["columns"][2]["join"], 0, "a column keeps its place");

    for change in [
        json!({ "phoneCountry": "Brazil" }),
        json!({ "columns": [column(0, "employee_id", Some(0))] }),
    ] {
        let refusal = office
            .shell
            .refusal("choose_columns", columns(&view, &change));
        assert_eq!(refusal, "invalid_input", "{change}");
    }
}

#[test]
fn import_tells_hidden_columns_and_what_an_old_format_leaves_out() {
    let office = Office::open();
    let hidden = include_bytes!("../src-tauri/core/tests/fixtures/damage/hidden.xls");
    let view = office.import("hidden.xls", hidden);
    let columns = [0, 1, 2].map(|at| &view["columns"][at]["hidden"]);
    assert_eq!(columns, [false, false, true]);
    assert_eq!(view["unknown"], json!([]));
    let computed = include_bytes!("../src-tauri/core/tests/fixtures/damage/titles_and_totals.xls");
    let view = office.import("totals.xls", computed);
    assert_eq!(view["unknown"], json!(["formula_texts"]));
}

#[test]
fn import_tells_a_column_by_the_roster_from_one_by_its_look() {
    let office = Office::open();
    let roster = office
        .shell
        .ask("read_roster", json!({ "connection": office.connection }));
    assert_eq!(roster["people"], 20);
    let one = office.import("one.csv", b"employee_id\n0\n");
    let intent = json!({ "id": one["id"], "intent": "full" });
    office.shell.ask("choose_intent", intent);
    office.shell.ask("make_plan", json!({ "id": one["id"] }));
    let filter = json!({
        "kinds": ["leaving"], "held": null, "finding": null, "department": null, "text": "", "order": "row",
    });
    let asked = json!({ "id": one["id"], "filter": filter, "offset": 0, "limit": 20 });
    let leaving = office.shell.ask("plan_rows", asked);
    let lines = leaving["rows"].as_array().unwrap().iter().enumerate();
    let lines = lines.map(|(at, row)| {
        let key = row["key"].as_str().unwrap();
        format!("\n{key};p{at}@elsewhere.example")
    });
    let text = "Alfa;Beta".to_owned() + &lines.collect::<String>();
    let view = office.import("roster.csv", text.as_bytes());
    let told = |at: usize| {
        let column = &view["columns"][at];
        json!([column["field"], column["reason"], column["detail"]])
    };
    assert_eq!(told(0), json!(["employee_id", "roster", "20/20"]));
    assert_eq!(told(1), json!(["email", "content", "20/20"]));
}

#[test]
fn import_points_drifted_headers_out_until_the_columns_are_settled() {
    let office = Office::open();
    let view = office.import(
        "maio.csv",
        b"Chapa;Setor;E-mail\n1;Vendas;ana@aurora.example\n",
    );
    assert_eq!(view["drift"], Value::Null);
    let view = office.sheet(&view, &json!({}));
    let chosen = json!({ "columns": [column(0, "employee_id", None)] });
    office.columns(&view, &chosen);

    let view = office.import("junho.csv", b"E-mail;Chapa;Turno\nana@aurora.example;1;x\n");
    let drift = &view["drift"];
    assert_eq!(drift["missing"], json!(["Setor"]));
    assert_eq!(drift["added"], json!(["Turno"]));
    assert_eq!(drift["moved"].as_array().unwrap().len(), 1);
    let chapa = &view["columns"][1];
    assert_eq!(
        (&chapa["field"], &chapa["reason"]),
        (&json!("employee_id"), &json!("remembered"))
    );

    let view = office.sheet(&view, &json!({}));
    let view = office.columns(&view, &json!({}));
    assert_eq!(view["drift"], Value::Null);
    let view = office.import("julho.csv", b"E-mail;Chapa;Turno\nbia@aurora.example;2;x\n");
    assert_eq!(view["drift"], Value::Null, "these headers are known now");
}

const TROUBLED: &[u8] =
    b"employee_id;department;email\n1;Vndas;ana@aurora.example\n2;Vndas;bia\n3;RH;caio\n";

/// An import at its fix step.
fn troubled(office: &Office) -> Value {
    let view = office.import("folha.csv", TROUBLED);
    let view = office.sheet(&view, &json!({}));
    office.columns(&view, &json!({}))
}

#[test]
fn import_mends_many_cells_in_one_step_after_showing_them() {
    let office = Office::open();
    let view = troubled(&office);
    let id = &view["id"];
    let bulk = |bulk: Value| json!({ "id": id, "bulk": bulk });
    let replace = json!({ "kind": "replace", "column": 1, "from": "Vndas", "to": "Vendas" });

    let preview = office.shell.ask("bulk_preview", bulk(replace.clone()));
    assert_eq!(preview["count"], 2);
    assert_eq!(
        preview["first"][0],
        json!({ "cell": "B2", "row": 2, "column": 1, "before": "Vndas", "after": "Vendas" })
    );
    let view = office.shell.ask("bulk_fix", bulk(replace));
    assert_eq!(view["edits"], 2);
    let out = json!({ "kind": "leave_out", "code": "bad_email" });
    let preview = office.shell.ask("bulk_preview", bulk(out.clone()));
    assert_eq!(preview["first"][1]["before"], "3");
    let view = office.shell.ask("bulk_fix", bulk(out));
    assert_eq!(
        (&view["leftOut"], &view["problems"]),
        (&json!(2), &json!(0))
    );
    let view = office.shell.ask("undo_edit", json!({ "id": id }));
    assert_eq!((&view["leftOut"], &view["edits"]), (&json!(0), &json!(2)));
    let view = office.shell.ask("undo_edit", json!({ "id": id }));
    assert_eq!(
        (&view["edits"], &view["canUndo"]),
        (&json!(0), &json!(false))
    );

    let pad = bulk(json!({ "kind": "pad", "column": 0, "width": 0 }));
    assert_eq!(office.shell.refusal("bulk_fix", pad), "invalid_input");
}

#[test]
fn import_keeps_what_was_mended_across_a_restart() {
    let office = Office::open();
    let view = troubled(&office);
    for bulk in [
        json!({ "kind": "set", "code": "bad_email", "column": 2, "to": "" }),
        json!({ "kind": "trim", "column": 1 }),
        json!({ "kind": "leave_out", "code": "bad_email" }),
    ] {
        let asked = json!({ "id": view["id"], "bulk": bulk });
        office.shell.ask("bulk_fix", asked);
    }
    let Office {
        shell,
        connection,
        folder,
        _wellhub,
    } = office;
    drop(shell);

    let shell = Shell::unlocked(folder.path());
    let kept = shell.ask("current_import", json!({ "connection": connection }));
    assert_eq!(
        (&kept["edits"], &kept["leftOut"], &kept["problems"]),
        (&json!(2), &json!(0), &json!(0))
    );
    let undone = shell.ask("undo_edit", json!({ "id": kept["id"] }));
    assert_eq!(
        (&undone["edits"], &undone["problems"], &undone["canUndo"]),
        (&json!(0), &json!(2), &json!(false))
    );
}

#[test]
fn import_sends_rows_out_for_correction_and_takes_them_back() {
    let office = Office::open();
    let view = troubled(&office);
    let id = &view["id"];
    let export = |path: &Path| {
        json!({
            "id": id, "path": path,
            "words": { "row": "Linha", "texts": { "bad_email": "Não é um e-mail", "later": "" } },
        })
    };
    let path = office.path("problemas.xlsx");

    let exported = office.shell.ask("export_problems", export(&path));
    assert_eq!(exported, json!({ "rows": 2 }));
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    let taken = office
        .shell
        .ask("take_back", json!({ "id": id, "path": path }));
    assert_eq!((&taken["rows"], &taken["cells"]), (&json!(0), &json!(0)));
    assert_eq!(taken["view"]["canUndo"], false);

    let spreadsheet = office.path("folha.csv");
    for refused in [&spreadsheet, &office.path(".profile")] {
        let refusal = office.shell.refusal("export_problems", export(refused));
        assert_eq!(refusal, "file_not_written");
    }
    let nowhere = export(&office.path("gone").join("problemas.xlsx"));
    let refusal = office.shell.refusal("export_problems", nowhere);
    assert_eq!(refusal, "file_not_written");
    assert_eq!(std::fs::read(&spreadsheet).unwrap(), TROUBLED);
    let foreign = json!({ "id": id, "path": spreadsheet });
    let refusal = office.shell.refusal("take_back", foreign);
    assert_eq!(refusal, "correction_foreign");
}
