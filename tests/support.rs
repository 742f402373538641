//! What the tests of the shell share: the names of its commands, and the shell on Tauri's mock runtime.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, Opening, Tokens};
use rollcall_core::vault::Preference;
use rollcall_desktop_lib::launch::Launch;
use rollcall_desktop_lib::state::AppState;
use serde_json::{Value, json};

use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response};
use tauri::webview::InvokeRequest;
use tauri::{App, Listener, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
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

/// The passphrase of the vaults of these tests.
pub const PASSPHRASE: &str = "correct horse battery";
/// The name under which channels are given to commands.
const CHANNEL: &str = "__CHANNEL__:7";
/// How long a job may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The whole shell on Tauri's mock runtime: the real commands, permissions and desk over a folder of its own. Its vault
/// is under a passphrase, so that no keyring of this computer is ever asked.
pub struct Shell {
    app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    heard: Arc<Mutex<Vec<Value>>>,
    jobs: Receiver<Value>,
}

impl Drop for Shell {
    /// What works in the background is outside of the history before the process ends.
    fn drop(&mut self) {
        self.app.state::<AppState>().rest();
    }
}

impl Shell {
    /// Opens the shell over a folder, made with a vault where it is new; the vault is still locked.
    pub fn over(folder: &Path) -> Self {
        let opening = Opening {
            preference: Preference::Passphrase(PASSPHRASE.into()),
            tokens: Tokens::Memory,
        };
        drop(Desk::open(folder, opening, SystemClock::shared()).unwrap());
        Self::shut(folder)
    }

    /// The same over a folder as it stands.
    pub fn shut(folder: &Path) -> Self {
        let launch = Launch {
            data_dir: Some(folder.to_owned()),
            ..Launch::default()
        };
        let heard: Arc<Mutex<Vec<Value>>> = Arc::default();
        let hearing = Arc::clone(&heard);
        let builder = tauri::test::mock_builder().channel_interceptor(move |_, _, _, body| {
            let said = body.clone().deserialize().unwrap();
            hearing.lock().unwrap().push(said);
            true
        });
        let mut app = rollcall_desktop_lib::app(builder, launch)
            .build(rollcall_desktop_lib::context())
            .unwrap();
        // The set-up belongs to the loop; one turn of it does.
        #[allow(deprecated)]
        app.run_iteration(|_, _| {});
        let (told, jobs) = mpsc::channel();
        app.listen_any("job", move |event| {
            // The test may be over.
            let _ = told.send(serde_json::from_str(event.payload()).unwrap());
        });
        let window = app.get_webview_window("main").unwrap();
        Self {
            app,
            window,
            heard,
            jobs,
        }
    }

    /// The same, with its vault opened.
    pub fn unlocked(folder: &Path) -> Self {
        let shell = Self::over(folder);
        let start = shell.ask("unlock", json!({ "passphrase": PASSPHRASE }));
        assert_eq!(start["problem"], Value::Null);
        shell
    }

    /// What a command answers.
    pub fn ask(&self, command: &str, arguments: Value) -> Value {
        self.call(command, arguments)
            .unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// The code of the error with which a command fails.
    pub fn refusal(&self, command: &str, arguments: Value) -> String {
        match self.call(command, arguments) {
            Ok(answer) => panic!("{command} answered {answer}"),
            Err(error) => error["code"].as_str().unwrap().to_owned(),
        }
    }

    /// Calls a command; `onStep` and `onProgress` are channels that this listens to.
    pub fn call(&self, command: &str, mut arguments: Value) -> Result<Value, Value> {
        for channel in ["onStep", "onProgress"] {
            arguments[channel] = json!(CHANNEL);
        }
        call(&self.window, command, arguments)
    }

    /// What came over channels since this was last asked.
    pub fn heard(&self) -> Vec<Value> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }

    /// The events of a job up to the one that `wanted` accepts.
    pub fn follow(&self, job: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
        let mut told = Vec::new();
        loop {
            let event = self.jobs.recv_timeout(PATIENCE);
            let event = event.unwrap_or_else(|_| panic!("waited in vain; last: {:?}", told.last()));
            if event["id"] != *job {
                continue;
            }
            let last = wanted(&event);
            told.push(event);
            if last {
                return told;
            }
        }
    }
}
