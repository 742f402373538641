//! What travels in a bundle: the reader must stand in the very folder of the window's program, which is the only place
//! where it is looked for.

use std::path::Path;

use serde_json::{Value, json};

/// The reader's program, by the package that builds it.
const READER: &str = "rollcall-reader";

fn configuration() -> Value {
    serde_json::from_str(include_str!("../tauri.conf.json")).unwrap()
}

/// The one file that a bundle takes along: where it goes, and where it is built.
fn taken_along(bundle: &Value) -> (&Path, &str) {
    let files = bundle["files"].as_object().unwrap();
    assert_eq!(files.len(), 1, "{files:?}");
    let (to, from) = files.iter().next().unwrap();
    (Path::new(to), from.as_str().unwrap())
}

#[test]
fn bundle_puts_the_reader_beside_the_program() {
    let configuration = configuration();
    let bundle = &configuration["bundle"];
    // Tauri puts the program there, see `debian.rs` and its kin in tauri-bundler.
    for (kind, folder) in [
        ("deb", "/usr/bin"),
        ("rpm", "/usr/bin"),
        ("appimage", "/usr/bin"),
    ] {
        let (to, _) = taken_along(&bundle["linux"][kind]);
        assert_eq!(to, Path::new(folder).join(READER), "{kind}");
    }
    let (to, _) = taken_along(&bundle["macOS"]);
    assert_eq!(to, Path::new("MacOS").join(READER));
}

#[test]
fn bundle_takes_the_reader_that_is_built_before_it() {
    let configuration = configuration();
    let before = configuration["build"]["beforeBuildCommand"]["script"]
        .as_str()
        .unwrap();
    assert!(
        before.contains(&format!("cargo build --release --package {READER}")),
        "{before}"
    );
    let bundle = &configuration["bundle"];
    let linux = ["deb", "rpm", "appimage"].map(|kind| &bundle["linux"][kind]);
    for bundle in linux.into_iter().chain([&bundle["macOS"]]) {
        let (_, from) = taken_along(bundle);
        assert_eq!(from, format!("target/release/{READER}"));
    }
    let package = include_str!("../src-tauri/reader/Cargo.toml");
    assert!(
        package.contains(&format!("name = \"{READER}\"")),
        "{package}"
    );
}

#[test]
fn bundle_offers_rollcall_for_spreadsheets_and_takes_none_away_from_their_programs() {
    let configuration = configuration();
    let kinds = configuration["bundle"]["fileAssociations"]
        .as_array()
        .unwrap();
    let ends = kinds
        .iter()
        .flat_map(|kind| kind["ext"].as_array().unwrap());
    let ends: Vec<_> = ends.map(|end| end.as_str().unwrap()).collect();
    assert_eq!(ends, ["xlsx", "xls", "xlsb", "ods", "csv", "tsv"]);
    for kind in kinds {
        assert_eq!(
            (&kind["rank"], &kind["role"]),
            (&json!("Alternate"), &json!("Viewer"))
        );
        assert!(kind["mimeType"].as_str().unwrap().contains('/'));
    }
}
