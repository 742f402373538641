//! What support is given tells enough, and nothing about anybody.

use std::collections::BTreeSet;

use rollcall_simulator::SampleIntent;
use serde_json::{Value, json};

use crate::connecting::simulator;
use crate::flow::{connect, is_verified, rows};
use crate::sharing::{people, quotes, telling};
use crate::support::Shell;

#[test]
fn diagnostics_hold_states_and_counts_and_nothing_about_anybody() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(1_200));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Full);
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": view["id"], "choice": choice, "opId": "send" });
    let job = shell.ask("submit", sending);
    shell.follow(&job["id"], is_verified);
    let mut quoted = BTreeSet::new();
    let mut names = BTreeSet::new();
    for page in [
        rows(&shell, &view["id"], &json!({})),
        shell.ask(
            "preview_rows",
            json!({ "id": view["id"], "offset": 0, "limit": 200 }),
        ),
    ] {
        quotes(&page, &mut quoted);
        people(&page, &mut names);
    }
    assert!(quoted.len() > 200 && names.len() > 30);
    std::fs::create_dir_all(folder.path().join("logs")).unwrap();
    let said = format!(
        "[INFO] refused {}\n",
        names.first().unwrap().replace(' ', "@")
    );
    std::fs::write(folder.path().join("logs/rollcall.log"), said).unwrap();

    let text = shell.ask("diagnostics", json!({}));
    let text = text.as_str().unwrap();

    let told: Value = serde_json::from_str(text).unwrap();
    assert_eq!(told["vault"], "passphrase");
    assert_eq!(
        (&told["whole"], &told["first_bad"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(told["rows"]["job_items"], 60);
    assert_eq!(told["jobs"][0]["state"], json!(["succeeded", "Succeeded"]));
    assert_eq!(told["log"], json!(["[INFO] refused •••"]));
    assert!(told["files"]["history.db"].as_u64().unwrap() > 0);
    let secret = wellhub.client_secret();
    let more = [secret.as_str(), "Aurora", "Folha", &wellhub.client_id()].map(str::to_owned);
    for quote in telling(quoted)
        .iter()
        .chain(&names)
        .chain(&more)
        .chain(&wellhub.tax_ids())
    {
        assert!(!text.contains(quote.as_str()), "{quote} is told");
    }
}
