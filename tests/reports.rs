//! A plan for others, over the commands: what the filter leaves, as a workbook and as a page, in the words given.

use rollcall_core::sheet::{ReadOptions, read_bytes};
use rollcall_simulator::{Outcome, SampleIntent};
use serde_json::{Value, json};

use crate::connecting::simulator;
use crate::flow::{connect, is_verified};
use crate::support::Shell;

fn words() -> Value {
    let columns = [
        "what",
        "held",
        "name",
        "key",
        "company",
        "department",
        "row",
        "field",
        "before",
        "after",
        "cell",
    ];
    let columns: serde_json::Map<String, Value> = columns
        .iter()
        .map(|name| ((*name).to_owned(), json!(name.to_uppercase())))
        .collect();
    json!({
        "language": "pt-BR",
        "title": "Plano de abril",
        "facts": [["Arquivo", "abril.xlsx"]],
        "counts": ["12 novos"],
        "findings": [],
        "limits": [["Saídas", "3 de 25", false]],
        "headings": { "summary": "Resumo", "findings": "Achados", "limits": "Limites", "changes": "Mudanças" },
        "columns": columns,
        "kinds": { "leaving": "sai", "new": "novo", "changed": "muda", "blocked": "retido" },
        "fields": { "department": "Departamento" },
        "reasons": {},
        "more": "…",
        "signed": ["Aprovado por"],
    })
}

#[test]
fn a_plan_is_written_for_others_as_far_as_it_is_shown() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(300));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Full);
    let leavers = view["plan"]["counts"]["delete"].as_u64().unwrap();
    let ask = |path: &str, format: &str| {
        let path = folder.path().join(path);
        json!({
            "id": view["id"], "path": path, "format": format, "words": words(),
            "filter": {
                "kinds": ["leaving"], "held": null, "finding": null, "department": null,
                "text": "", "order": "name",
            },
        })
    };

    assert_eq!(
        shell.ask("export_plan", ask("plan.xlsx", "workbook")),
        leavers
    );
    assert_eq!(shell.ask("export_plan", ask("plan.html", "page")), leavers);

    let options = ReadOptions {
        sheet: Some("Mudanças".to_owned()),
        ..ReadOptions::default()
    };
    let bytes = std::fs::read(folder.path().join("plan.xlsx")).unwrap();
    let book = read_bytes("plan.xlsx", bytes, &options).unwrap();
    let page = book.chosen().unwrap();
    assert_eq!(page.rows().len() as u64, leavers + 1);
    assert_eq!(page.raw(&page.cell(1, 2).unwrap()), "NAME");
    assert_eq!(page.raw(&page.cell(2, 0).unwrap()), "sai");
    let html = std::fs::read_to_string(folder.path().join("plan.html")).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"pt-BR\">"));
    assert!(html.contains(&format!("<h2>sai · {leavers}</h2>")) && !html.contains("novo ·"));
    let name = page.raw(&page.cell(2, 2).unwrap());
    assert!(html.contains(&format!("<td>{name}</td>")));
}

#[test]
fn a_report_replaces_no_file_of_another_kind() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(120));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Changes);
    let path = folder.path().join("payroll.csv");
    std::fs::write(&path, "a").unwrap();
    let order = json!({
        "id": view["id"], "path": path, "format": "page", "words": words(),
        "filter": {
            "kinds": [], "held": null, "finding": null, "department": null, "text": "", "order": "kind",
        },
    });

    assert_eq!(shell.refusal("export_plan", order), "file_not_written");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a");
}

fn job_words() -> Value {
    let columns = [
        "O quê",
        "Nome",
        "Chave",
        "Empresa",
        "Linha",
        "Resultado",
        "Dito",
        "Valor",
        "Célula",
    ];
    json!({
        "language": "pt-BR",
        "title": "Relatório do envio",
        "facts": [["Arquivo", "abril.xlsx"]],
        "counts": ["12 entradas"],
        "sheets": ["Resumo", "Pessoas"],
        "columns": columns,
        "operations": { "create": "entra", "update": "muda", "delete": "sai" },
        "results": {
            "succeeded": "concluído", "failed": "recusado", "unprocessed": "não processado",
            "unknown": "não se sabe", "waiting": "aguardando",
        },
        "errors": {},
        "more": "…",
        "signed": ["Conferido por"],
    })
}

#[test]
fn what_became_of_each_person_of_a_job_is_written_for_others() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Changes);
    wellhub.force_next_outcome(Outcome::InternalServerError { applied: 1 });
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": view["id"], "choice": choice, "opId": "send" });
    let job = shell.ask("submit", sending);
    let told = shell.follow(&job["id"], is_verified);
    let items = told.last().unwrap()["items"].as_u64().unwrap();
    // What nobody knows is counted by itself, and found by its own filter.
    let ended = told.last().unwrap();
    assert_eq!(
        (&ended["unknown"], &ended["unprocessed"]),
        (&json!(items), &json!(0))
    );
    let filter = json!({ "result": "unknown", "text": "" });
    let rows = json!({ "id": job["id"], "filter": filter, "offset": 0, "limit": 1 });
    assert_eq!(shell.ask("job_rows", rows)["total"], items);

    let order = |path: &str, format: &str| {
        let path = folder.path().join(path);
        json!({ "id": job["id"], "path": path, "format": format, "words": job_words() })
    };
    assert_eq!(
        shell.ask("export_job", order("job.xlsx", "workbook")),
        items
    );
    assert_eq!(shell.ask("export_job", order("job.html", "page")), items);
    let options = ReadOptions {
        sheet: Some("Pessoas".to_owned()),
        ..ReadOptions::default()
    };
    let bytes = std::fs::read(folder.path().join("job.xlsx")).unwrap();
    let book = read_bytes("job.xlsx", bytes, &options).unwrap();
    let page = book.chosen().unwrap();
    assert_eq!(page.rows().len() as u64, items + 1);
    assert_eq!(page.raw(&page.cell(1, 5).unwrap()), "Resultado");
    assert_eq!(page.raw(&page.cell(2, 5).unwrap()), "não se sabe");
    let html = std::fs::read_to_string(folder.path().join("job.html")).unwrap();
    assert!(html.contains(&format!("<h2>Pessoas · {items}</h2>")) && html.contains("</html>"));
    let csv = order("payroll.csv", "page");
    assert_eq!(shell.refusal("export_job", csv), "file_not_written");
}

/// The sheet of a workbook, row by row.
fn sheet(path: &std::path::Path, name: &str) -> Vec<Vec<String>> {
    let options = ReadOptions {
        sheet: Some(name.to_owned()),
        ..ReadOptions::default()
    };
    let book = read_bytes("history.xlsx", std::fs::read(path).unwrap(), &options).unwrap();
    let page = book.chosen().unwrap();
    let cell = |row, column| {
        let cell = page.cell(row, column)?;
        Some(page.shown(&cell).into_owned())
    };
    let rows = 1..=page.last_row();
    rows.map(|row| {
        let cells = 0..page.width();
        cells
            .map(|column| cell(row, column).unwrap_or_default())
            .collect()
    })
    .collect()
}

#[test]
fn what_a_search_finds_is_written_with_all_that_was_sent_unmasked() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Full);
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": view["id"], "choice": choice, "opId": "send" });
    let job = shell.ask("submit", sending);
    shell.follow(&job["id"], is_verified);
    let changed = crate::flow::rows(&shell, &view["id"], &json!({ "kinds": ["changed"] }));
    let person = &changed["rows"][0];
    let wanted = json!({
        "text": person["key"], "connection": company.connection, "from": null, "until": null,
        "group": null,
    });
    let words = json!({
        "title": "History", "facts": [["Search", person["key"]]], "sheets": ["Summary", "Jobs", "People"],
        "jobs": ["Job", "File", "When", "State", "Done", "Refused", "All"],
        "people": ["Name", "Key", "Company", "Job", "When", "File", "Row", "Change", "Field", "Before", "After", "Cell", "Result", "Said"],
        "operations": { "create": "new", "update": "changed", "delete": "leaving" },
        "results": { "succeeded": "went through" }, "states": { "succeeded": "Succeeded" }, "fields": {},
    });
    let path = folder.path().join("history.xlsx");
    let ask = json!({ "wanted": wanted, "path": path, "words": words });

    assert_eq!(shell.ask("export_history", ask), 2);

    let jobs = sheet(&path, "Jobs");
    assert_eq!(jobs.len(), 2);
    assert_eq!(
        (jobs[1][0].as_str(), jobs[1][3].as_str()),
        ("1", "Succeeded")
    );
    let people = sheet(&path, "People");
    let fields = person["fields"].as_array().unwrap();
    assert_eq!(people.len(), 1 + fields.len());
    for (line, field) in people[1..].iter().zip(fields) {
        let text = |name: &str| field[name].as_str().unwrap_or_default();
        assert_eq!(line[0], person["name"].as_str().unwrap());
        assert_eq!(line[7], "changed");
        assert_eq!(
            (line[8].as_str(), line[9].as_str(), line[10].as_str()),
            (text("field"), text("before"), text("after"))
        );
        assert_eq!(line[12], "went through");
    }
}
