//! The permissions are written by hand, one by one; here they are held against the commands.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::commands;

/// Every permission under `src-tauri/permissions`: its identifier and the commands that it allows.
fn permissions() -> Vec<(String, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/permissions");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let file: toml::Table = fs::read_to_string(entry.unwrap().path())
            .unwrap()
            .parse()
            .unwrap();
        for permission in file["permission"].as_array().unwrap() {
            let allowed = permission["commands"]["allow"].as_array().unwrap();
            found.push((
                permission["identifier"].as_str().unwrap().to_owned(),
                allowed
                    .iter()
                    .map(|name| name.as_str().unwrap().to_owned())
                    .collect(),
            ));
        }
    }
    found
}

#[test]
fn every_permission_allows_one_command_and_is_named_after_it() {
    for (identifier, allowed) in permissions() {
        assert_eq!(allowed.len(), 1, "{identifier} allows {allowed:?}");
        assert_eq!(
            identifier,
            format!("allow-{}", allowed[0].replace('_', "-"))
        );
    }
}

#[test]
fn there_is_a_permission_for_every_command_and_none_besides() {
    let allowed: BTreeSet<String> = permissions()
        .into_iter()
        .flat_map(|(_, names)| names)
        .collect();
    assert_eq!(allowed, commands());
}

#[test]
fn the_one_capability_grants_these_and_three_of_tauri() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/capabilities/main.json");
    let capability: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let granted: BTreeSet<String> =
        serde_json::from_value(capability["permissions"].clone()).unwrap();
    let expected: BTreeSet<String> = permissions()
        .into_iter()
        .map(|(identifier, _)| identifier)
        .chain([
            "core:event:allow-listen".to_owned(),
            "core:event:allow-unlisten".to_owned(),
            // Asked by the plugin's own script on every page; it tells nothing and shows nothing.
            "notification:allow-is-permission-granted".to_owned(),
        ])
        .collect();

    assert_eq!(granted, expected);
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}
