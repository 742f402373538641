//! What is kept of people, over the commands: the inventory, times within bounds, one person written to a file and erased.

use rollcall_simulator::SampleIntent;
use serde_json::{Value, json};

use crate::connecting::simulator;
use crate::flow::{connect, is_verified};
use crate::support::Shell;

#[test]
fn times_are_set_within_bounds_and_all_that_is_kept_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::unlocked(folder.path());
    let view = shell.ask("retention", json!({}));
    assert_eq!(view["keep"], json!({ "days": 90, "months": 24 }));
    assert_eq!(
        (&view["due"], &view["goesAt"]),
        (&Value::Null, &Value::Null)
    );
    let kinds = view["kept"].as_array().unwrap();
    assert!(
        kinds
            .iter()
            .any(|one| one["kind"] == "sent" && one["people"] == true)
    );
    let seen = shell.ask("retention_seen", json!({}));
    assert_eq!(
        seen["goesAt"],
        Value::Null,
        "nothing is due, so nobody was told"
    );
    let keep = |days: u32| json!({ "keep": { "days": days, "months": 36 } });
    assert_eq!(shell.refusal("set_retention", keep(7)), "invalid_input");
    let set = shell.ask("set_retention", keep(120));
    assert_eq!(set["keep"], json!({ "days": 120, "months": 36 }));
    assert_eq!(shell.ask("delete_due", json!({}))["due"], Value::Null);
}

#[test]
fn somebody_is_erased_only_by_their_key_and_found_no_more() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Changes);
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": view["id"], "choice": choice, "opId": "send" });
    let job = shell.ask("submit", sending);
    shell.follow(&job["id"], is_verified);

    let rows = json!({ "id": job["id"], "filter": { "text": "", "result": null }, "offset": 0, "limit": 1 });
    let rows = shell.ask("job_rows", rows);
    let (name, key) = (&rows["rows"][0]["name"], &rows["rows"][0]["key"]);
    let of = json!({ "job": job["id"], "item": 0 });
    let story = shell.ask("person_story", of.clone());
    assert_eq!((&story["name"], &story["key"]), (name, key));
    let kept = shell.ask("person_kept", of.clone());
    assert_eq!((&kept["name"], &kept["items"]), (name, &json!(1)));

    let words = json!({ "sheet": "Person", "columns": ["a", "b", "c", "d", "e", "f"], "places": {}, "fields": {} });
    let export = |path: &std::path::Path| json!({ "job": job["id"], "item": 0, "path": path, "words": words });
    let wrong = folder.path().join("person.txt");
    assert_eq!(
        shell.refusal("export_person", export(&wrong)),
        "file_not_written"
    );
    let (book, file) = (folder.path().join("p.xlsx"), folder.path().join("p.json"));
    let lines = shell.ask("export_person", export(&file));
    assert_eq!(shell.ask("export_person", export(&book)), lines);
    let written = std::fs::read_to_string(file).unwrap();
    assert!(written.contains(name.as_str().unwrap()) && book.exists());

    let erase = |key: &Value| json!({ "job": job["id"], "item": 0, "key": key });
    assert_eq!(
        shell.refusal("erase_person", erase(&json!("000"))),
        "invalid_input"
    );
    assert_eq!(shell.ask("person_story", of.clone())["name"], *name);
    let erased = shell.ask("erase_person", erase(key));
    let story = shell.ask("person_story", of);
    assert_eq!(
        (&story["name"], &story["key"]),
        (&json!("***"), &erased["pseudonym"])
    );
    let wanted = json!({ "wanted": { "text": name, "connection": 1, "from": null, "until": null, "group": null } });
    let people = shell.ask("search_history", wanted);
    let people = people["people"].as_array().unwrap();
    assert!(people.iter().all(|one| one["key"] != *key), "{people:?}");
    assert_eq!(
        shell.ask("verify_trail", json!({}))["firstBad"],
        Value::Null
    );
}
