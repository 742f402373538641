//! Closing the window: a question while a write is on the wire, none otherwise, and nothing lost whatever is answered.

use std::time::Duration;

use crate::company::Company;
use crate::desktop::Desktop;
use crate::errand::{Errand, settings};
use crate::screen::close_window;
use crate::window::{Window, until};
use rollcall_simulator::{Config, Endpoint, FaultKind, LimitKind};

const PEOPLE: usize = 20;
const ASKED: &str = "return document.querySelector('[data-testid=closing]') !== null";
const NOT_ASKED: &str = "return document.querySelector('[data-testid=closing]') === null";

const CLOSE_NOW: &str =
    "setTimeout(() => document.querySelector('[data-testid=closing-now]').click(), 50)";

async fn company(speed: f64) -> Company {
    Company::founded(Config {
        people: 300,
        limits: LimitKind::Off,
        speed,
        ..Config::default()
    })
    .await
}

/// Begins to send, and waits until a write that is answered so much later is at Wellhub.
async fn on_the_wire(
    company: &Company,
    window: &Window<'_>,
    errand: &Errand,
    endpoint: Endpoint,
    answer: Duration,
) {
    let kind = FaultKind::Slow(answer);
    company.wellhub.faults().next(endpoint, kind);
    errand.send(window, &settings()).await;
    until("the write is on the wire", async || {
        (company.wellhub.ledger().count(endpoint) > 0).then_some(())
    })
    .await;
}

async fn ends(desktop: &Desktop) {
    until("Rollcall ends", async || {
        desktop.process().is_none().then_some(())
    })
    .await;
}

/// Started again, the job goes on to its end, and each person went once.
async fn goes_on(desktop: &Desktop, company: &Company, errand: &Errand) {
    let window = Window::open(desktop, &[]).await;
    let row = "[data-testid=desk] [data-testid=job-row]";
    window
        .until(&format!(
            "return document.querySelector('{row}')?.innerText.includes('Succeeded')"
        ))
        .await;
    let fates = company.fates(&errand.prefix);
    assert_eq!(fates.len(), PEOPLE);
    assert!(fates.values().all(|fate| *fate == (1, 1)));
    let ledger = company.wellhub.ledger();
    assert_eq!(ledger.jobs.len(), 1);
    assert_eq!(ledger.jobs[0].submits, 1);
    window.close().await;
}

#[tokio::test]
async fn closing_asks_while_a_write_is_on_the_wire_and_waits_for_its_answer() {
    let desktop = Desktop::with_keyring();
    let company = company(50.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let errand = Errand::new(desktop.home(), "N", PEOPLE);
    let answer = Duration::from_secs(15);
    on_the_wire(&company, &window, &errand, Endpoint::AddItems, answer).await;

    close_window(desktop.display());
    window.click("[data-testid=closing-stay]").await;
    window.until(NOT_ASKED).await;
    close_window(desktop.display());
    window.until(ASKED).await;
    window.pictures("closing").await;
    assert_eq!(company.wellhub.under_way(), 1, "answered too soon");
    window.click("[data-testid=closing-answered]").await;
    ends(&desktop).await;
    assert_eq!(company.wellhub.under_way(), 0);
    window.abandon();
    goes_on(&desktop, &company, &errand).await;
}

#[tokio::test]
async fn closing_at_once_with_the_submission_on_the_wire_loses_nothing() {
    let desktop = Desktop::with_keyring();
    let company = company(50.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let errand = Errand::new(desktop.home(), "N", PEOPLE);
    let answer = Duration::from_secs(60);
    on_the_wire(&company, &window, &errand, Endpoint::Submit, answer).await;

    close_window(desktop.display());
    window.until(ASKED).await;
    // A click by the driver would wait for an answer of the page that it closes.
    window.script(CLOSE_NOW).await;
    ends(&desktop).await;
    window.abandon();
    goes_on(&desktop, &company, &errand).await;
}

#[tokio::test]
async fn closing_asks_nothing_while_wellhub_alone_is_at_work() {
    let desktop = Desktop::with_keyring();
    // Wellhub's clock stands still, and so does the job.
    let company = company(0.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let errand = Errand::new(desktop.home(), "N", PEOPLE);
    errand.send(&window, &settings()).await;
    until("the job is submitted", async || {
        (company.wellhub.ledger().count(Endpoint::Status) > 0).then_some(())
    })
    .await;
    // Waits until the program has ended, which a question would keep from happening.
    window.close().await;
    company.wellhub.advance(Duration::from_secs(600));
    goes_on(&desktop, &company, &errand).await;
}
