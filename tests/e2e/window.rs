//! Rollcall's window under WebDriver: find, click, type, run a script, take a picture.

use std::cell::RefCell;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::desktop::{Desktop, Running};
use crate::screen::{Drawn, close_window, drawn};

/// How long the window may take to show what a test waits for.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long between two looks.
const LOOK: Duration = Duration::from_millis(25);

/// Rollcall's window. Fields end in this order: the session before its driver.
pub struct Window<'a> {
    desktop: &'a Desktop,
    /// It is the engine's own browser and not Rollcall's window.
    browser: bool,
    client: Client,
    _driver: Running,
}

impl<'a> Window<'a> {
    /// Starts Rollcall with `arguments` on `desktop` and waits for its page.
    pub async fn open(desktop: &'a Desktop, arguments: &[&str]) -> Self {
        let rollcall = json!({"webkitgtk:browserOptions": {
            "binary": env!("CARGO_BIN_EXE_rollcall-desktop"),
            "args": arguments,
        }});
        Self::start(desktop, rollcall, false).await
    }

    /// Opens the engine's own browser at an address instead of Rollcall.
    pub async fn browse(desktop: &'a Desktop, address: &str) -> Self {
        let window = Self::start(desktop, json!({}), true).await;
        window.visit(address).await;
        window
    }

    async fn start(desktop: &'a Desktop, wanted: Value, browser: bool) -> Self {
        let port = free_port();
        let driver = Running::start(
            desktop
                .command("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("TAURI_AUTOMATION", "true")
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .stdout(Stdio::null())
                .stderr(desktop.loud()),
        );
        until("WebKitWebDriver listens", async || {
            tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port))
                .await
                .ok()
        })
        .await;
        let Value::Object(capabilities) = wanted else {
            unreachable!()
        };
        let driver_at = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let opening = builder.capabilities(capabilities).connect(&driver_at);
        let client = in_time("the window opens", opening).await.unwrap();
        Self {
            desktop,
            browser,
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

    /// The desktop that it is on.
    pub fn desktop(&self) -> &Desktop {
        self.desktop
    }

    /// How many events the audit trail has, all of them sound.
    pub async fn audited(&self) -> u64 {
        self.script(
            "window.trail = null;
            window.__TAURI_INTERNALS__.invoke('verify_trail').then((trail) => { window.trail = trail; });",
        )
        .await;
        let trail = self.until("return window.trail").await;
        assert_eq!(trail["firstBad"], Value::Null);
        trail["events"].as_u64().unwrap()
    }

    /// Waits until `script` (a function body) returns something true, and returns that.
    pub async fn until(&self, script: &str) -> Value {
        let look = async || {
            let value = self.script(script).await;
            (!matches!(value, Value::Null | Value::Bool(false))).then_some(value)
        };
        if let Ok(seen) = tokio::time::timeout(PATIENCE, seen(look)).await {
            return seen;
        }
        let picture = self.picture("in-vain").await;
        let asked = self.script("return window.lastAsked ?? null").await;
        panic!(
            "waited {PATIENCE:?} in vain: {script}; last asked for: {asked}; {}",
            picture.display()
        )
    }

    /// Presses keys where the focus is; a key that modifies stays down until the end.
    pub async fn keys(&self, keys: &str) {
        let at = in_time("the focus", self.client.active_element()).await;
        let pressed = at.unwrap().send_keys(keys).await;
        pressed.unwrap();
    }

    /// How many windows there are.
    pub async fn windows(&self) -> usize {
        let windows = in_time("the windows are counted", self.client.windows());
        windows.await.unwrap().len()
    }

    /// Goes to an address.
    pub async fn visit(&self, address: &str) {
        in_time(address, self.client.goto(address)).await.unwrap();
    }

    /// Gives the page this size.
    pub async fn resize(&self, width: u32, height: u32) {
        // The browser's own bars stand around the page; a window grows with the next frame.
        for _ in 0..20 {
            let bars = self
                .script("return [outerWidth - innerWidth, outerHeight - innerHeight, innerWidth, innerHeight]")
                .await;
            let of = |part: usize| u32::try_from(bars[part].as_i64().unwrap()).unwrap();
            if (of(2), of(3)) == (width, height) {
                return;
            }
            let size = self.client.set_window_size(width + of(0), height + of(1));
            in_time("the window has another size", size).await.unwrap();
            tokio::time::sleep(LOOK).await;
        }
        panic!("the page does not take {width} × {height}");
    }

    /// Runs `script` (a function body) that calls its last argument with what it answers.
    pub async fn script_later(&self, script: &str) -> Value {
        let run = self.client.execute_async(script, Vec::new());
        in_time(script, run).await.unwrap()
    }

    /// Runs `script` (a function body) in the page.
    pub async fn script(&self, script: &str) -> Value {
        let run = self.client.execute(script, Vec::new());
        in_time(script, run).await.unwrap()
    }

    /// Writes a picture of the page to `target/e2e/NAME.png`.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/e2e");
        // What the page has just drawn is on the screen two frames later.
        let drawn = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
        let run = self.client.execute_async(drawn, Vec::new());
        in_time(drawn, run).await.unwrap();
        let path = folder.join(format!("{name}.png"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let picture = if self.browser {
            in_time(name, self.client.screenshot()).await.unwrap()
        } else {
            self.still(name).await
        };
        fs::write(&path, picture).unwrap();
        path
    }

    /// What a person sees of Rollcall's window, once it stands still. The driver would ask the engine, which gives no picture
    /// where it draws plainly.
    async fn still(&self, name: &str) -> Vec<u8> {
        let last = RefCell::new(None);
        let still = until(name, async || {
            let drawn = drawn(self.desktop.display())?;
            let before = last.replace(Some(drawn));
            let now = last.borrow();
            (before.is_some() && before == *now).then(|| now.as_ref().map(Drawn::png))?
        });
        still.await
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

    /// Types `text` into the first element that matches `selector`, and Enter.
    pub async fn enter(&self, selector: &str, text: &str) {
        self.click(selector).await;
        self.press(selector, &format!("{text}\u{e007}")).await;
    }

    /// Presses keys, named as `WebDriver` does, on the first element that matches `selector`.
    pub async fn press(&self, selector: &str, keys: &str) {
        let field = self.client.find(Locator::Css(selector));
        let field = in_time(selector, field).await.unwrap();
        in_time(selector, field.send_keys(keys)).await.unwrap();
    }

    /// Loads the page anew, as a person does with F5: whatever it was doing is forgotten.
    pub async fn reload(&self) {
        in_time("the page is loaded anew", self.client.refresh())
            .await
            .unwrap();
    }

    /// Leaves the driver of a window whose program was killed.
    pub fn abandon(self) {
        assert_eq!(self.desktop.process(), None, "Rollcall still runs");
    }

    /// Closes the window as a person does, and waits until the program has ended.
    pub async fn close(self) {
        self.desktop.look_at_processes();
        close_window(self.desktop.display());
        until("Rollcall ends when its window is closed", async || {
            self.desktop.process().is_none().then_some(())
        })
        .await;
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.desktop.look_at_processes();
        }
    }
}

/// Waits for `work`, no longer than [`PATIENCE`]: a driver that has lost its window answers nothing for ever.
async fn in_time<T>(what: &str, work: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, work)
        .await
        .unwrap_or_else(|_| panic!("waited {PATIENCE:?} in vain: {what}"))
}

/// Looks until `look` sees something. There is no event to wait for outside of the page, hence the looking.
pub async fn until<T>(what: &str, look: impl AsyncFn() -> Option<T>) -> T {
    in_time(what, seen(look)).await
}

async fn seen<T>(look: impl AsyncFn() -> Option<T>) -> T {
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}
