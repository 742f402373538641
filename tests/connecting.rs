//! The start and the connections over the commands: a vault that is locked, a test step by step, a form that comes twice.

use rollcall_simulator::{Config, LimitKind, Simulator};
use serde_json::{Value, json};

use crate::support::{PASSPHRASE, Shell};

/// Wellhub on this computer, without limits and with quick jobs.
pub fn simulator(people: usize) -> Simulator {
    let config = Config {
        people,
        limits: LimitKind::Off,
        speed: 50.0,
        ..Config::default()
    };
    tauri::async_runtime::block_on(Simulator::start(config)).unwrap()
}

/// The form filled in for a simulator.
pub fn form(simulator: &Simulator) -> Value {
    json!({
        "name": "Aurora", "environment": "custom", "origin": simulator.origin(),
        "clientId": simulator.client_id(), "secret": simulator.client_secret(),
        "identifier": "employee_id", "companyTaxId": simulator.tax_ids()[0], "expiresOn": null,
    })
}

#[test]
fn a_locked_vault_is_told_and_opens_with_its_passphrase_alone() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::over(folder.path());

    let start = shell.ask("startup", json!({}));
    assert_eq!(start["problem"]["code"], "vault_locked");
    assert_eq!(start["bound"], "passphrase");
    assert_eq!(
        start["vault"],
        json!({"backend": "passphrase", "state": "locked"})
    );
    assert_eq!(shell.refusal("connections", json!({})), "vault_locked");
    assert_eq!(
        shell.refusal("unlock", json!({"passphrase": "not the one"})),
        "passphrase_wrong"
    );
    assert_eq!(
        shell.refusal("use_session_only", json!({})),
        "vault_changed"
    );
    assert_eq!(
        shell.ask("retry_startup", json!({}))["problem"]["code"],
        "vault_locked"
    );

    let start = shell.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(start["problem"], Value::Null);
    assert_eq!(
        start["vault"],
        json!({"backend": "passphrase", "state": "open"})
    );
    assert_eq!(start["demo"], false);
}

#[test]
fn settings_are_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let chosen = json!({"language": "pt-BR", "theme": "dark", "notifications": false, "sharing": false, "zoom": 150});
    let shell = Shell::unlocked(folder.path());
    assert_eq!(
        shell.ask("save_settings", json!({ "settings": chosen })),
        chosen
    );
    drop(shell);

    let shell = Shell::unlocked(folder.path());
    assert_eq!(shell.ask("startup", json!({}))["settings"], chosen);
}

#[test]
fn the_columns_of_a_table_are_as_they_were_left_and_nonsense_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let chosen = json!({"widths": {"name": 240}, "hidden": ["key"]});
    let untouched = json!({"widths": {}, "hidden": []});
    let shell = Shell::unlocked(folder.path());
    assert_eq!(shell.ask("grid_layouts", json!({})), json!({}));
    let keep = |shell: &Shell, name: &str, layout: &Value| {
        shell.ask(
            "keep_grid_layout",
            json!({ "name": name, "layout": layout }),
        )
    };
    keep(&shell, "review", &chosen);
    keep(&shell, "job", &chosen);
    drop(shell);

    let shell = Shell::unlocked(folder.path());
    let kept = json!({"review": chosen, "job": chosen});
    assert_eq!(shell.ask("grid_layouts", json!({})), kept);
    keep(&shell, "job", &untouched);
    let long = json!({"widths": {}, "hidden": ["x".repeat(65)]});
    let refused = shell.refusal("keep_grid_layout", json!({ "name": "job", "layout": long }));
    assert_eq!(refused, "invalid_input");
    assert_eq!(
        shell.ask("grid_layouts", json!({})),
        json!({"review": chosen})
    );
}

#[test]
fn a_test_tells_each_step_and_what_it_found() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(230));
    let shell = Shell::unlocked(folder.path());

    let steps = shell.ask("test_connection", json!({ "form": form(&wellhub) }));
    let names = |steps: &[Value]| -> Vec<String> {
        let name = |step: &Value| format!("{} {}", step["step"], step["state"]).replace('"', "");
        steps.iter().map(name).collect()
    };
    let steps = steps.as_array().unwrap();
    assert_eq!(
        names(steps),
        ["token done", "entity done", "companies done", "roster done"]
    );
    assert_eq!(steps[1]["entity"], "single");
    assert_eq!(steps[2]["companies"], 1);
    assert_eq!(steps[3]["people"], 230);
    let heard = names(&shell.heard());
    assert_eq!(
        heard[..3],
        ["token running", "token done", "entity running"]
    );
}

#[test]
fn a_wrong_secret_fails_the_first_step_and_is_told_nowhere() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(10));
    let shell = Shell::unlocked(folder.path());
    let mut form = form(&wellhub);
    form["secret"] = json!("quite-another-secret");

    let steps = shell.ask("test_connection", json!({ "form": form }));
    assert_eq!(steps.as_array().unwrap().len(), 1);
    assert_eq!(steps[0]["state"], "failed");
    assert_eq!(steps[0]["error"]["code"], "wrong_secret");
    let details = json!({ "form": form, "traceId": "4bf92f35" });
    let details = shell.ask("connection_details", details);
    let details = details.as_str().unwrap();
    assert!(details.contains("Trace id: 4bf92f35"), "{details}");
    assert!(details.contains(&wellhub.client_id()) && details.contains(&wellhub.origin()));
    let told = format!("{steps}{details}{:?}", shell.heard());
    assert!(!told.contains("quite-another-secret"), "{told}");
}

#[test]
fn nobody_at_the_address_is_no_network_and_a_plain_one_is_refused() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(10));
    let shell = Shell::unlocked(folder.path());
    let mut form = form(&wellhub);
    tauri::async_runtime::block_on(wellhub.stop());

    let steps = shell.ask("test_connection", json!({ "form": form }));
    assert_eq!(steps[0]["error"]["code"], "no_network");
    form["origin"] = json!("http://api.aurora.example");
    assert_eq!(
        shell.refusal("test_connection", json!({ "form": form })),
        "invalid_input"
    );
    assert_eq!(
        shell.refusal("add_connection", json!({ "form": form, "opId": "a" })),
        "invalid_input"
    );
}

#[test]
fn a_connection_added_twice_by_one_command_is_one_and_its_secret_stays_inside() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(10));
    let shell = Shell::unlocked(folder.path());
    let form = form(&wellhub);

    let first = shell.ask("add_connection", json!({ "form": form, "opId": "a" }));
    let again = shell.ask("add_connection", json!({ "form": form, "opId": "a" }));
    assert_eq!(first, again);
    assert_eq!(
        shell.refusal("add_connection", json!({ "form": form, "opId": "b" })),
        "invalid_input"
    );
    let known = shell.ask("connections", json!({}));
    assert_eq!(known["active"], first["id"]);
    assert_eq!(known["connections"], json!([first]));
    assert!(!known.to_string().contains(&wellhub.client_secret()));

    let read = shell.ask("read_roster", json!({ "connection": first["id"] }));
    assert_eq!(read["people"], 10);
    assert!(
        shell
            .heard()
            .iter()
            .any(|progress| progress["people"] == 10)
    );

    let removing = json!({ "id": first["id"], "opId": "c" });
    shell.ask("remove_connection", removing.clone());
    shell.ask("remove_connection", removing);
    assert_eq!(
        shell.ask("connections", json!({}))["connections"],
        json!([])
    );
    // What was known of it stays answerable, its secret is gone.
    assert_eq!(
        shell.refusal("read_roster", json!({ "connection": first["id"] })),
        "wrong_secret"
    );
}
