//! Compiles Tauri's configuration, permissions and the built ui into the program.

use std::path::Path;

use tauri_build::{AppManifest, Attributes};

fn main() {
    // Tauri does not watch these itself when they do not lie where it expects them.
    for watched in [
        "src-tauri/capabilities",
        "src-tauri/permissions",
        "ui/dist",
        "icons",
    ] {
        println!("cargo:rerun-if-changed={watched}");
    }
    if std::env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some()
        && !Path::new("ui/dist/index.html").exists()
    {
        println!(
            "cargo:error=the ui is not built: run `npm ci && npm run build` in ui (or `make ui`), then build again"
        );
        return;
    }
    let attributes = Attributes::new()
        .app_manifest(AppManifest::new().permissions_path_pattern("src-tauri/permissions/*.toml"))
        .capabilities_path_pattern("src-tauri/capabilities/*.json");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:error=tauri.conf.json, capabilities or permissions: {error:#}");
    }
}
