//! Rollcall's window under WebDriver: find, click, type, run a script, take a picture.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::desktop::{Desktop, Running};

/// How long the window may take to show what a test waits for.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long between two looks.
const LOOK: Duration = Duration::from_millis(25);

/// Rollcall's window. Fields end in this order: the session before its driver.
pub struct Window {
    client: Client,
    _driver: Running,
}

impl Window {
    /// Starts Rollcall with `arguments` on `desktop` and waits for its page.
    pub async fn open(desktop: &Desktop, arguments: &[&str]) -> Self {
        let port = free_port();
        let driver = Running::start(
            desktop
                .command("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("TAURI_AUTOMATION", "true")
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .stdout(Stdio::null()),
        );
        until("WebKitWebDriver listens", async || {
            tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port))
                .await
                .ok()
        })
        .await;
        let wanted = json!({"webkitgtk:browserOptions": {
            "binary": env!("CARGO_BIN_EXE_rollcall-desktop"),
            "args": arguments,
        }});
        let Value::Object(capabilities) = wanted else {
            unreachable!()
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Self {
            client,
            _driver: driver,
        }
    }

    /// Clicks the first element that matches `selector`, as soon as it can be clicked. The page may replace an element
    /// between finding and clicking it; then the new one is clicked.
    pub async fn click(&self, selector: &str) {
        until(selector, async || {
            self.client
                .find(Locator::Css(selector))
                .await
                .ok()?
                .click()
                .await
                .ok()
        })
        .await;
    }

    /// Waits until `script` (a function body) returns something true, and returns that.
    pub async fn until(&self, script: &str) -> Value {
        until(script, async || {
            let value = self.script(script).await;
            (!matches!(value, Value::Null | Value::Bool(false))).then_some(value)
        })
        .await
    }

    /// Runs `script` (a function body) in the page.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Writes a picture of the page to `target/e2e/NAME.png`.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/e2e");
        fs::create_dir_all(&folder).unwrap();
        // What the page has just drawn is on the screen two frames later.
        let drawn = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
        self.client.execute_async(drawn, Vec::new()).await.unwrap();
        let path = folder.join(format!("{name}.png"));
        fs::write(&path, self.client.screenshot().await.unwrap()).unwrap();
        path
    }

    /// Writes two pictures of the page, one in light and one in dark.
    pub async fn pictures(&self, name: &str) {
        for theme in ["light", "dark"] {
            let choose = format!("document.documentElement.dataset.theme = '{theme}'");
            self.script(&choose).await;
            self.picture(&format!("{name}-{theme}")).await;
        }
        self.script("delete document.documentElement.dataset.theme")
            .await;
    }

    /// Closes the window and waits for it.
    pub async fn close(self) {
        self.client.close().await.unwrap();
    }
}

/// Looks until `look` sees something. There is no event to wait for outside of the page, hence the looking.
async fn until<T>(what: &str, look: impl AsyncFn() -> Option<T>) -> T {
    let looking = async {
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::time::timeout(PATIENCE, looking)
        .await
        .unwrap_or_else(|_| panic!("waited {PATIENCE:?} in vain: {what}"))
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}
