//! The demo over the commands: one click to a company with samples, kept between starts, never in need of a second click.

use serde_json::{Value, json};

use crate::support::Shell;

#[test]
fn the_demo_has_a_company_and_samples_and_starts_by_itself_when_it_is_needed_again() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::unlocked(folder.path());
    let first = shell.ask("start_demo", json!({}));
    assert_eq!(
        (&first["environment"], &first["people"]),
        (&json!("demo"), &json!(1_200))
    );
    let again = shell.ask("start_demo", json!({}));
    assert_eq!(again["id"], first["id"]);
    assert_eq!(again["origin"], first["origin"]);
    let samples = shell.ask("demo_samples", json!({}));
    let full = samples
        .as_array()
        .unwrap()
        .iter()
        .find(|sample| sample["title"] == "Folha completa")
        .unwrap();
    assert_eq!(full["intent"], "full");
    let opening = json!({ "connection": first["id"], "path": full["path"] });
    let view = shell.ask("open_import", opening);
    shell.ask(
        "choose_intent",
        json!({ "id": view["id"], "intent": "full" }),
    );
    drop(shell);

    let shell = Shell::unlocked(folder.path());
    assert_eq!(shell.ask("connections", json!({}))["active"], first["id"]);
    assert_eq!(shell.ask("demo_samples", json!({})), samples);
    let import = shell.ask("current_import", json!({ "connection": first["id"] }));
    assert_eq!(
        (&import["intent"], &import["plan"]),
        (&json!("full"), &Value::Null)
    );
    // The simulator is not running yet; planning starts it, with the same company.
    let planned = shell.ask("make_plan", json!({ "id": import["id"] }));
    let counts = &planned["plan"]["counts"];
    let counted = (&counts["create"], &counts["update"], &counts["delete"]);
    assert_eq!(counted, (&json!(12), &json!(48), &json!(3)));
}
