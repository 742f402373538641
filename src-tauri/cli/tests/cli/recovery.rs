//! The recovery key in the terminal: shown once, and the way back where the secrets are gone.

use serde_json::json;

use crate::support::{Home, NAME, Simulator};

fn noted(told: &str) -> String {
    let line = told
        .lines()
        .find_map(|line| line.strip_prefix("Recovery key: "));
    line.unwrap_or_else(|| panic!("no recovery key in {told:?}"))
        .to_owned()
}

#[test]
fn a_folder_without_its_vault_opens_by_its_recovery_key() {
    let simulator = Simulator::small();
    let home = Home::new();
    let url = format!("http://127.0.0.1:{}", simulator.port);
    let arguments = [
        "--lang",
        "en",
        "connect",
        NAME,
        "--url",
        &url,
        "--client-id",
        &simulator.client_id,
        "--identifier",
        "employee-id",
        "--tax-id",
        &simulator.tax_ids[0],
    ];
    let secret = format!("{}\n", simulator.client_secret);
    let first = home.run_with(&arguments, &secret);
    assert_eq!(first.code, 0, "{}", first.stderr);
    // What goes into a pipe may be kept, and nobody has seen it.
    assert!(!first.stderr.contains("Recovery key"), "{}", first.stderr);
    let made = home.run(&["--lang", "en", "history", "recovery-key"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let key = noted(&made.stdout);
    let again = home.run_with(&arguments, &secret);
    assert!(
        again.code == 0 && !again.stderr.contains("Recovery key"),
        "{}",
        again.stderr
    );

    std::fs::remove_file(home.path("data/vault.json")).unwrap();
    let gone = home.run(&["--json", "jobs"]).ended(1);
    assert_eq!(gone["error"]["code"], "vault_gone");
    let mistyped = format!(
        "{}\n",
        key.replacen(&key[..1], if key.starts_with('7') { "8" } else { "7" }, 1)
    );
    let told = home
        .run_with(&["--json", "history", "recover"], &mistyped)
        .ended(2);
    assert_eq!(told["error"]["code"], "recovery_group");
    let told = home
        .run_with(&["--json", "history", "recover"], "7K3QD\n")
        .ended(2);
    assert_eq!(told["error"]["code"], "recovery_length");
    let typed = format!("{}\n", key.to_lowercase());
    let recovered = home
        .run_with(&["--json", "history", "recover"], &typed)
        .ended(0);
    assert_eq!(recovered, json!({ "recovered": true }));

    let told = home.run(&["--json", "check", NAME]).ended(1);
    assert_eq!(told["error"]["code"], "no_secret");
    assert_eq!(
        home.connect(&simulator, &simulator.client_secret).ended(0)["replaced"],
        true
    );
    home.run(&["--json", "check", NAME]).ended(0);
    let trail = home.run(&["--json", "history", "verify"]).ended(0);
    assert_eq!(trail["ok"], json!(true));
}

#[test]
fn another_key_takes_the_place_of_the_one_before_only_when_asked_to() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let first = home.run(&["--json", "history", "recovery-key"]).ended(0);
    let first = first["recovery_key"].as_str().unwrap().to_owned();
    let refused = home.run(&["--json", "history", "recovery-key"]).ended(3);
    assert_eq!(refused["error"]["code"], "recovery_noted");
    let second = home
        .run(&["--json", "history", "recovery-key", "--replace"])
        .ended(0);
    assert_ne!(second["recovery_key"], json!(first));
    let told = home
        .run_with(&["--json", "history", "recover"], &first)
        .ended(1);
    assert_eq!(told["error"]["code"], "recovery_other");
    home.run_with(
        &["--json", "history", "recover"],
        second["recovery_key"].as_str().unwrap(),
    )
    .ended(0);
    home.run(&["--json", "check", NAME]).ended(0);
}

#[test]
fn a_secret_is_replaced_by_one_that_wellhub_accepts_and_its_day_is_told_ahead() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let url = format!("http://127.0.0.1:{}", simulator.port);
    let connect = |secret: &str, day: &str| {
        let arguments = [
            "--lang",
            "en",
            "connect",
            NAME,
            "--url",
            &url,
            "--client-id",
            &simulator.client_id,
            "--identifier",
            "employee-id",
            "--expires",
            day,
            "--json",
        ];
        home.run_with(&arguments, &format!("{secret}\n"))
    };
    let refused = connect("mistyped", "2000-01-01").ended(1);
    assert_eq!(refused["error"]["code"], "wrong_secret");
    home.run(&["--json", "check", NAME]).ended(0);
    let quiet = home.run(&["--lang", "en", "jobs"]);
    assert!(!quiet.stderr.contains("credential"), "{}", quiet.stderr);
    let kept = connect(&simulator.client_secret, "2000-01-01").ended(0);
    assert_eq!(
        (&kept["replaced"], &kept["expires_on"]),
        (&json!(true), &json!("2000-01-01"))
    );
    let told = home.run(&["--lang", "en", "jobs"]);
    let said = "The credential of Aurora expired on 2000-01-01";
    assert!(
        told.code == 0 && told.stderr.contains(said),
        "{}",
        told.stderr
    );
}
