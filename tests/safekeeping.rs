//! The recovery key, moving secrets and replacing one, over the commands: what crosses to the window, and what never does.

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, Opening, Tokens};
use rollcall_core::vault::Preference;
use serde_json::{Value, json};

use crate::connecting::{form, simulator};
use crate::support::{PASSPHRASE, Shell};

#[test]
fn a_recovery_key_crosses_until_it_is_noted_and_opens_the_folder_without_its_vault() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::unlocked(folder.path());
    let before = shell.ask("safekeeping", json!({}));
    assert_eq!(before["recoveryNoted"], Value::Null);
    assert_eq!(shell.refusal("save_recovery_key", json!({})), "not_found");
    let key = shell.ask("make_recovery_key", json!({}));
    assert_eq!(shell.ask("make_recovery_key", json!({})), key);
    shell.ask("note_recovery_key", json!({}));
    assert!(shell.ask("safekeeping", json!({}))["recoveryNoted"].is_string());
    assert_eq!(shell.refusal("save_recovery_key", json!({})), "not_found");
    let other = shell.ask("make_recovery_key", json!({}));
    assert_ne!(other, key, "it was told again");
    drop(shell);
    std::fs::remove_file(folder.path().join("vault.json")).unwrap();

    let shell = Shell::shut(folder.path());
    let start = shell.ask("startup", json!({}));
    assert_eq!(start["problem"]["code"], "vault_gone");
    let recover = |key: &Value| json!({ "key": key, "passphrase": "another horse" });
    assert_eq!(
        shell.refusal("recover_history", recover(&json!("7K3QD"))),
        "recovery_mistyped"
    );
    assert_eq!(
        shell.refusal("recover_history", recover(&other)),
        "recovery_wrong"
    );
    assert_eq!(
        shell.ask("startup", json!({}))["problem"]["code"],
        "vault_gone"
    );
    let start = shell.ask("recover_history", recover(&key));
    assert_eq!(start["problem"], Value::Null);
    assert_eq!(
        start["vault"],
        json!({"backend": "passphrase", "state": "open"})
    );
    assert_eq!(
        shell.ask("verify_trail", json!({}))["firstBad"],
        Value::Null
    );
}

#[test]
fn a_passphrase_is_changed_while_the_window_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::unlocked(folder.path());
    let short = json!({ "passphrase": "short" });
    assert_eq!(shell.refusal("move_secrets", short), "invalid_input");
    let moved = shell.ask("move_secrets", json!({ "passphrase": "another horse" }));
    assert_eq!(moved, json!({"backend": "passphrase", "state": "open"}));
    shell.ask("connections", json!({}));
    drop(shell);
    let open = |words: &str| {
        let opening = Opening {
            preference: Preference::Passphrase(words.into()),
            tokens: Tokens::Memory,
        };
        Desk::open(folder.path(), opening, SystemClock::shared())
    };
    assert!(open(PASSPHRASE).is_err());
    assert!(open("another horse").is_ok());
}

#[test]
fn a_secret_is_replaced_only_by_one_that_wellhub_accepts_and_comes_out_nowhere() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(10));
    let shell = Shell::unlocked(folder.path());
    let form = form(&wellhub);
    let kept = shell.ask("add_connection", json!({ "form": form, "opId": "a" }));
    let replace = |secret: &str, op: &str| json!({ "id": kept["id"], "secret": secret, "expiresOn": "2000-01-01", "opId": op });
    let refused = shell
        .call("replace_secret", replace("canary-mistyped", "b"))
        .unwrap_err();
    assert_eq!(refused["code"], "wrong_secret");
    assert!(!refused.to_string().contains("canary"), "{refused}");
    assert_eq!(
        shell.ask("connections", json!({}))["connections"][0]["expiresOn"],
        Value::Null
    );

    let right = wellhub.client_secret();
    let changed = shell.ask("replace_secret", replace(&right, "c"));
    assert_eq!(shell.ask("replace_secret", replace(&right, "c")), changed);
    assert_eq!(changed["expiresOn"], "2000-01-01");
    assert!(!changed.to_string().contains(&right));
    // It has expired, and says so without a number of days.
    let desk = shell.ask("desk", json!({ "connection": kept["id"] }));
    assert_eq!(desk["waiting"][0]["kind"], "credential");
    assert_eq!(desk["waiting"][0]["count"], Value::Null);
}

#[test]
fn a_proxy_is_kept_and_its_password_comes_out_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::unlocked(folder.path());
    let system = json!({ "address": null, "user": null });
    assert_eq!(shell.ask("proxy", json!({})), system);
    let form = |address: Value, password: Value| json!({ "form": { "address": address, "user": "ana", "password": password } });
    let bad = form(json!("http://ana:canary@proxy.aurora.example"), Value::Null);
    assert_eq!(shell.refusal("set_proxy", bad), "invalid_input");
    let address = json!("http://proxy.aurora.example:8080");
    let kept = json!({ "address": address, "user": "ana" });
    let good = form(address.clone(), json!("canary"));
    assert_eq!(shell.ask("set_proxy", good), kept);
    drop(shell);

    let shell = Shell::unlocked(folder.path());
    assert_eq!(shell.ask("proxy", json!({})), kept);
    // Wellhub on this computer is reached without it.
    let wellhub = simulator(10);
    let steps = shell.ask(
        "test_connection",
        json!({ "form": crate::connecting::form(&wellhub) }),
    );
    assert_eq!(steps[3]["state"], "done");
    shell.ask("set_proxy", form(Value::Null, Value::Null));
    assert_eq!(shell.ask("proxy", json!({})), system);
}
