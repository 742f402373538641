//! What the tests of the shell share: the names of its commands, and the shell on Tauri's mock runtime.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tauri_specta::{BuilderConfiguration, LanguageExt};

/// An "exporter" that only notes the names of the commands.
struct Names<'a>(&'a mut BTreeSet<String>);

impl LanguageExt for Names<'_> {
    type Error = io::Error;

    fn export(self, interface: &BuilderConfiguration, _: &Path) -> io::Result<()> {
        self.0.extend(
            interface
                .commands
                .iter()
                .map(|command| command.name().to_string()),
        );
        Ok(())
    }
}

/// The names of all commands that the shell answers to.
pub fn commands() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    rollcall_desktop_lib::interface::<MockRuntime>()
        .export(Names(&mut names), "")
        .unwrap();
    names
}

/// An app with the real configuration and permissions whose commands all answer `"reached"`: what is refused, the
/// permissions refused.
pub fn gate() -> App<MockRuntime> {
    tauri::test::mock_builder()
        .invoke_handler(|invoke| {
            invoke.resolver.resolve("reached");
            true
        })
        .build(rollcall_desktop_lib::context())
        .unwrap()
}

/// A window of the app; those of the configuration are only made by the loop that a mock never runs.
pub fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::default())
        .build()
        .unwrap()
}

/// Calls a command as the page in `window` would.
pub fn call(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    arguments: serde_json::Value,
) -> Result<serde_json::Value, serde_json::Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: tauri::ipc::CallbackFn(0),
        error: tauri::ipc::CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: arguments.into(),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}
