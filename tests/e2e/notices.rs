//! Notifications of the real program, as the desktop's notification server takes them: in the person's language, only while
//! they look elsewhere, with numbers and never with names; a click leads to the job.
// The calls of the specification are given as it has them, and what the macro makes of them uses each argument.
#![allow(
    clippy::too_many_arguments,
    clippy::unused_self,
    clippy::used_underscore_binding
)]

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};

use rollcall_simulator::Outcome;
use serde_json::{Value, json};
use zbus::zvariant::OwnedValue;

use crate::company::Company;
use crate::desktop::Desktop;
use crate::errand::Errand;
use crate::screen::{look_at_the_window, look_elsewhere};
use crate::window::{Window, until};

const PATH: &str = "/org/freedesktop/Notifications";
const INTERFACE: &str = "org.freedesktop.Notifications";

/// The desktop's notification server (Desktop Notifications Specification 1.2).
struct Notifications {
    bus: zbus::blocking::Connection,
    told: Receiver<(u32, String, String)>,
}

/// Its side of the bus.
struct Server {
    tell: Sender<(u32, String, String)>,
    last: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn notify(
        &mut self,
        _app_name: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        self.last += 1;
        self.tell.send((self.last, summary, body)).unwrap();
        self.last
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".to_owned(), "actions".to_owned()]
    }
}

impl Notifications {
    fn on(desktop: &Desktop) -> Self {
        let (tell, told) = channel();
        let server = Server { tell, last: 0 };
        let bus = zbus::blocking::connection::Builder::address(desktop.bus_address())
            .and_then(|builder| builder.name(INTERFACE))
            .and_then(|builder| builder.serve_at(PATH, server))
            .and_then(zbus::blocking::connection::Builder::build)
            .unwrap();
        Self { bus, told }
    }

    /// The next notification: its number, title and text.
    async fn next(&self) -> (u32, String, String) {
        until("a notification", async || self.told.try_recv().ok()).await
    }

    /// That none came.
    fn none(&self) {
        let told = self.told.try_recv();
        assert!(told.is_err(), "{told:?}");
    }

    /// A person clicks it.
    fn click(&self, notification: u32) {
        self.bus
            .emit_signal(
                None::<&str>,
                PATH,
                INTERFACE,
                "ActionInvoked",
                &(notification, "default"),
            )
            .unwrap();
    }
}

fn settings(language: &str, notifications: bool) -> Value {
    json!({ "language": language, "theme": "light", "notifications": notifications, "sharing": false, "zoom": 100 })
}

/// Waits until a job's end was told to the window, the roster read after it included.
pub async fn ended(window: &Window<'_>, job: &Value) {
    let verified = format!(
        "if (!window.asked) {{
            window.asked = true;
            window.__TAURI_INTERNALS__.invoke('job', {{ id: {} }}).then((job) => {{
                window.asked = false;
                window.endedJob = job.endedAt !== null && job.steps.at(-1).state !== 'now' && job.steps.at(-1).state !== 'todo' && job.id;
            }});
        }}
        return window.endedJob === {}",
        job["id"], job["id"]
    );
    window.until(&verified).await;
}

#[tokio::test]
async fn who_looks_elsewhere_is_told_of_a_job_by_the_system() {
    let desktop = Desktop::with_keyring();
    let notifications = Notifications::on(&desktop);
    let company = Company::at_speed(50.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let errand = |prefix: &str| Errand::new(desktop.home(), prefix, 20);

    look_elsewhere(desktop.display());
    let job = errand("A").send(&window, &settings("pt-BR", true)).await;
    let (number, title, body) = notifications.next().await;
    assert_eq!(title, "Tudo foi aplicado · Aurora");
    assert_eq!(body, "20 pessoas: o Wellhub aplicou todas as alterações.");
    notifications.click(number);
    let there = format!("return location.hash === '#/jobs/{}'", job["id"]);
    window.until(&there).await;

    // The click brought the window forward.
    look_elsewhere(desktop.display());
    company
        .wellhub
        .force_next_outcome(Outcome::ApprovalRequested);
    errand("B").send(&window, &settings("es", true)).await;
    let (_, title, body) = notifications.next().await;
    assert_eq!(title, "A la espera de aprobación · Aurora");
    assert!(body.starts_with("20 personas: "), "{body}");

    let job = errand("C").send(&window, &settings("en", false)).await;
    ended(&window, &job).await;
    notifications.none();

    look_at_the_window(desktop.display());
    window.script("location.hash = '#/desk'").await;
    company.wellhub.force_next_outcome(Outcome::Rejected);
    let job = errand("D").send(&window, &settings("en", true)).await;
    let toast =
        "return document.querySelector('[aria-live] .toast')?.innerText.includes('Rejected')";
    window.until(toast).await;
    window.pictures("notice-toast").await;
    ended(&window, &job).await;
    notifications.none();
    window.close().await;
}
