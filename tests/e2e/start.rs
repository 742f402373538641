//! The window opens, has its size, answers a click, and takes a file that is dropped on it.

use std::time::Duration;

use serde_json::json;

use crate::desktop::Desktop;
use crate::drag::Drag;
use crate::window::Window;

/// The ui says something.
const SHOWN: &str = "return document.body.innerText.trim().length > 0";
/// The demo's desk.
const DEMO: &str =
    "return document.querySelector('[data-testid=desk] [data-testid=sample-full]') !== null";

#[tokio::test]
async fn the_window_opens_at_its_size_and_shows_the_ui() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &[]).await;

    window.until(SHOWN).await;
    assert_eq!(
        window
            .script("return [innerWidth, innerHeight, document.hasFocus()]")
            .await,
        json!([1280, 800, true])
    );
    window.picture("start").await;
    window.close().await;
}

/// When the page began, its scripts ran, the window was mounted, and the first usable element stood there, in milliseconds
/// since 1970.
const USABLE: &str = r"
const at = (name) => performance.getEntriesByName(name)[0]?.startTime;
return at('usable') ? [0, at('read'), at('mounted'), at('usable')].map((one) => performance.timeOrigin + one) : null";

/// Prints how long the start took: `cargo test --release --test window usable -- --nocapture` gives the figure.
#[tokio::test]
async fn the_first_usable_element_stands_after_the_start() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &[]).await;
    let times = window.until(USABLE).await;
    let started = desktop.started_at();
    let after = |n: usize| times[n].as_f64().unwrap() - started;
    assert!(after(0) > 0.0 && after(3) > after(0), "{times}, {started}");
    println!(
        "first usable element {:.0} ms after the start (page {:.0}, scripts {:.0}, mounted {:.0})",
        after(3),
        after(0),
        after(1),
        after(2)
    );
    window.close().await;
}

#[tokio::test]
async fn the_window_and_its_pages_leave_no_core_dump() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &[]).await;
    window.until(SHOWN).await;
    let process = desktop.process().expect("Rollcall runs on this desktop");
    let id = process.file_name().unwrap().to_str().unwrap();
    let children = std::fs::read_to_string(process.join("task").join(id).join("children"));
    let children = children.unwrap();
    let pages = children
        .split_whitespace()
        .map(|id| format!("/proc/{id}/limits"));
    let own = process.join("limits").display().to_string();
    let mut seen = 0;
    for path in pages.chain([own]) {
        let limits = std::fs::read_to_string(&path).unwrap();
        let core = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"))
            .unwrap();
        let words: Vec<&str> = core.split_whitespace().collect();
        assert_eq!(words[4..6], ["1", "1"], "{path}: {core}");
        seen += 1;
    }
    // What is typed passes through the page's own process.
    assert!(seen > 1, "the page has no process of its own");
    window.close().await;
}

#[tokio::test]
async fn asked_for_the_demo_the_window_begins_with_it() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &["--demo"]).await;
    window.until(DEMO).await;
    window.close().await;
}

/// The name on the session bus by which instances know each other.
const INSTANCE: &str = "app.rollcall.desktop.SingleInstance";

/// Another instance that is leaving has the name for a moment, and takes nothing any more.
#[tokio::test]
async fn a_start_while_another_instance_leaves_waits_for_it() {
    let desktop = Desktop::with_keyring();
    let leaving = zbus::blocking::connection::Builder::address(desktop.bus_address())
        .and_then(|builder| builder.name(INSTANCE))
        .and_then(zbus::blocking::connection::Builder::build)
        .unwrap();
    let left = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        leaving.close().unwrap();
    });
    let window = Window::open(&desktop, &[]).await;
    left.join().unwrap();
    window.until(SHOWN).await;
    window.close().await;
}

#[tokio::test]
async fn a_second_start_gives_its_file_to_the_window_that_is_open() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &["--demo"]).await;
    window.until(DEMO).await;
    let sample = desktop.data_dir().join("demo/samples/Folha completa.xlsx");
    let second = desktop
        .command(env!("CARGO_BIN_EXE_rollcall-desktop"))
        .arg(sample)
        .status()
        .unwrap();
    assert!(second.success(), "{second}");
    window
        .until("return document.querySelector('[data-testid=step-intent]') !== null")
        .await;
    window.close().await;
}

#[tokio::test]
async fn without_a_keyring_a_passphrase_opens_the_vault_and_is_asked_for_again() {
    const PROBLEM: &str = "return document.querySelector('[data-testid=startup-problem]') !== null";
    const BEGUN: &str = "return document.querySelector('[data-testid=start-demo]') !== null";
    let desktop = Desktop::bare();
    let window = Window::open(&desktop, &[]).await;
    window.until(PROBLEM).await;
    window.pictures("start-without-keyring").await;
    let passphrase = "[data-testid=passphrase]";
    window.enter(passphrase, "four words for a vault").await;
    window.until(BEGUN).await;
    window.close().await;

    let window = Window::open(&desktop, &[]).await;
    window.until(PROBLEM).await;
    window.enter(passphrase, "other words for a vault").await;
    let refused = "return document.querySelector('[data-testid=error-note]')?.innerText.includes('This is not the passphrase')";
    window.until(refused).await;
    assert_eq!(window.script(BEGUN).await, json!(false));
    window.enter(passphrase, "four words for a vault").await;
    window.until(BEGUN).await;
    window.close().await;
}

#[tokio::test]
async fn the_demo_needs_no_keyring() {
    let desktop = Desktop::bare();
    let window = Window::open(&desktop, &["--demo"]).await;
    window.until(DEMO).await;
    window.pictures("start-demo-without-keyring").await;
    window.close().await;
}

#[tokio::test]
async fn a_click_arrives_as_a_persons() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &[]).await;
    window
        .script(
            "addEventListener('click', (click) => { window.__trusted = click.isTrusted; }, true)",
        )
        .await;

    window
        .click("[data-testid=retry], [data-testid^=nav-]")
        .await;

    window.until("return window.__trusted").await;
    window.close().await;
}

/// Notes in the page what Tauri says about drags.
const LISTEN: &str = r"
window.__drops = [];
const tauri = window.__TAURI_INTERNALS__;
for (const event of ['tauri://drag-enter', 'tauri://drag-drop', 'tauri://drag-leave'])
  tauri.invoke('plugin:event|listen', {
    event, target: { kind: 'Any' },
    handler: tauri.transformCallback((heard) => window.__drops.push([heard.event, heard.payload?.paths ?? null])),
  }).then(() => window.__drops.push('listening'));
";

#[tokio::test]
async fn a_file_dropped_on_the_window_reaches_it() {
    let desktop = Desktop::with_keyring();
    let file = desktop.home().join("folha.csv");
    std::fs::write(&file, "email\nana@aurora.example\n").unwrap();
    let window = Window::open(&desktop, &[]).await;
    window.until(SHOWN).await;
    window.script(LISTEN).await;
    window.until("return window.__drops.length === 3").await;

    Drag::over_the_window(desktop.display(), &file).drop();

    let heard = window
        .until("const last = window.__drops.at(-1); return last[0] === 'tauri://drag-drop' && last")
        .await;
    assert_eq!(heard, json!(["tauri://drag-drop", [file]]));
    window.close().await;
}

/// What a page that was taken over would try first.
#[tokio::test]
async fn the_window_goes_nowhere_else_and_what_all_objects_share_cannot_be_changed() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &[]).await;
    window.until(SHOWN).await;
    let home = window.script("return location.origin").await;
    for way in [
        "location.href = 'http://127.0.0.1:9/'",
        "location.assign('data:text/html,hello')",
        "const link = document.createElement('a'); link.href = 'http://127.0.0.1:9/'; document.body.append(link); link.click()",
        "window.open('http://127.0.0.1:9/', '_blank')",
        "const form = document.createElement('form'); form.action = 'http://127.0.0.1:9/'; document.body.append(form); form.submit()",
    ] {
        window.script(way).await;
        let frames = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
        window.script_later(frames).await;
        assert_eq!(window.script("return location.origin").await, home, "{way}");
    }
    assert_eq!(window.windows().await, 1);
    assert_eq!(
        window
            .script("return Object.isFrozen(Object.prototype)")
            .await,
        true
    );
    let loaded = "const done = arguments[arguments.length - 1]; const image = new Image(); image.onload = () => done('loaded'); image.onerror = () => done('refused'); image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='";
    assert_eq!(window.script_later(loaded).await, "refused");
    let fetched = "const done = arguments[arguments.length - 1]; fetch('http://127.0.0.1:9/').then(() => done('answered'), (error) => done(error.name))";
    assert_eq!(window.script_later(fetched).await, "TypeError");
    let foreign = "const done = arguments[arguments.length - 1]; window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', {}).then(() => done('answered'), () => done('refused'))";
    assert_eq!(window.script_later(foreign).await, "refused");
    window.close().await;
}
