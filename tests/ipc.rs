//! The commands over Tauri's mock runtime with the real permissions: who may call what.

use serde_json::json;

use crate::support::{call, commands, gate, window};

#[test]
fn the_window_reaches_every_command() {
    let app = gate();
    let window = window(&app, "main");
    for command in commands() {
        assert_eq!(
            call(&window, &command, json!({})),
            Ok(json!("reached")),
            "{command}"
        );
    }
}

#[test]
fn another_window_reaches_none() {
    let app = gate();
    let other = window(&app, "other");
    for command in commands() {
        let refusal = call(&other, &command, json!({})).unwrap_err();
        assert!(
            refusal.as_str().unwrap().contains("not allowed"),
            "{command}: {refusal}"
        );
    }
}

#[test]
fn what_is_not_granted_is_refused() {
    let app = gate();
    let window = window(&app, "main");
    for command in [
        "erase_everything",
        "plugin:dialog|open",
        "plugin:event|emit",
        "plugin:webview|create_webview_window",
    ] {
        let refusal = call(&window, command, json!({})).unwrap_err();
        assert!(
            refusal.as_str().unwrap().contains("not allowed"),
            "{command}: {refusal}"
        );
    }
}
