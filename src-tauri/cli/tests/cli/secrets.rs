//! A whole main job at the loudest log level: no secret, and nothing about anybody, is in the log or in the data folder.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::support::{Home, NAME, Simulator, list_of};

/// A value, and how it may be written.
fn forms(value: &str) -> [Vec<u8>; 3] {
    let mut hex = String::new();
    for byte in value.bytes() {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    let wide = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [value.as_bytes().to_vec(), wide, hex.into_bytes()]
}

fn assert_without(canaries: &[(&str, Vec<u8>)], bytes: &[u8], place: &str) {
    for (what, form) in canaries {
        let found = bytes.windows(form.len()).any(|part| part == form);
        assert!(!found, "{what} is in {place}");
    }
}

fn sweep(canaries: &[(&str, Vec<u8>)], folder: &Path) -> usize {
    let mut looked_at = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            looked_at += sweep(canaries, &path);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            assert_without(canaries, &bytes, &path.display().to_string());
            looked_at += 1;
        }
    }
    looked_at
}

/// What a call says at the loudest, beside its document.
fn said(home: &Home, arguments: &[&str], stdin: &str) -> String {
    let mut command = home.command(arguments);
    let mut child = command.env("ROLLCALL_LOG", "trace").spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(stdin.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {text}");
    text
}

#[test]
fn the_loudest_log_and_the_data_folder_hold_no_secret_and_nobody() {
    let simulator = Simulator::small();
    let home = Home::new();
    let people = simulator.people();
    let text = |person: &Value, field: &str| person[field].as_str().unwrap().to_owned();
    let mut canaries = Vec::new();
    let mut watch = |what, value: &str| {
        canaries.extend(forms(value).map(|form| (what, form)));
    };
    watch("the client secret", &simulator.client_secret);
    for person in &people[..20] {
        watch("a national id", &text(person, "national_id"));
        watch("an address", &text(person, "email"));
        watch("a name", &text(person, "full_name"));
    }
    let file = home.file("leavers.csv", &list_of(&people[..1]));
    let (file, plan) = (
        file.display().to_string(),
        home.path("a.plan").display().to_string(),
    );
    let url = format!("http://127.0.0.1:{}", simulator.port);
    let secret = format!("{}\n", simulator.client_secret);
    let found = text(&people[0], "email");
    let calls: [(&[&str], &str); 8] = [
        (
            &[
                "--json",
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
            ],
            &secret,
        ),
        (&["--json", "check", NAME], ""),
        (
            &[
                "--json",
                "plan",
                &file,
                "--connection",
                NAME,
                "--intent",
                "leavers",
                "--out",
                &plan,
            ],
            "",
        ),
        (&["--json", "submit", &plan, "--lane", "all"], ""),
        (&["--json", "jobs"], ""),
        (&["--json", "history", "find", &found], ""),
        (&["--json", "history", "verify"], ""),
        (&["diagnostics"], ""),
    ];

    let mut loud = 0;
    for (arguments, stdin) in calls {
        let told = said(&home, arguments, stdin);
        loud += told.lines().count();
        assert_without(
            &canaries,
            told.as_bytes(),
            &format!("the log of {arguments:?}"),
        );
    }

    assert!(loud > 100, "the log was not loud: {loud} lines");
    assert!(sweep(&canaries, &home.path("data")) > 2);
}
