//! The ui's types are written by the shell, committed, and may not go stale.

use std::fs;
use std::path::Path;

use specta_typescript::Typescript;
use tauri::test::MockRuntime;

#[test]
fn the_bindings_are_those_of_the_shell() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/bindings.ts");
    let folder = tempfile::tempdir().unwrap();
    let exported = folder.path().join("bindings.ts");
    rollcall_desktop_lib::interface::<MockRuntime>()
        .export(
            Typescript::default().header(
                "/* eslint-disable */\n// Written by the shell's test `bindings`; not by hand.",
            ),
            &exported,
        )
        .unwrap();
    let now = fs::read_to_string(exported).unwrap();

    if std::env::var_os("ROLLCALL_WRITE_BINDINGS").is_some() {
        fs::write(&committed, &now).unwrap();
    }
    let before = fs::read_to_string(&committed).unwrap_or_default();
    assert!(
        before == now,
        "ui/src/ipc/bindings.ts is stale: run `ROLLCALL_WRITE_BINDINGS=1 cargo test --test shell bindings` and commit it"
    );
}
