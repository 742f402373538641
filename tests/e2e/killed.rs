//! The program killed in the middle of a job (SIGKILL) and started again: the window says so, the job goes on by itself to
//! its end, and Wellhub's own ledger judges that nothing went twice.

use std::time::Duration;

use rollcall_simulator::{Config, Endpoint, Fault, FaultKind};
use serde_json::json;

use crate::company::{Company, newcomers};
use crate::desktop::Desktop;
use crate::drag::Drag;
use crate::window::{Window, until};

/// Four batches.
const PEOPLE: usize = 1_950;
/// The batch that Wellhub took and had not answered at the moment of the kill.
const BATCH: u32 = 3;

/// Whether a test id is shown.
fn shown(testid: &str) -> String {
    format!("return document.querySelector('[data-testid={testid}]') !== null")
}

/// Whether the page says something.
fn says(text: &str) -> String {
    format!("return document.body.innerText.includes({})", json!(text))
}

#[tokio::test]
async fn a_job_goes_on_after_the_program_was_killed_in_the_middle_of_it() {
    let desktop = Desktop::with_keyring();
    let company = Company::founded(Config {
        people: 10_000,
        page_size: 5_000,
        speed: 4.0,
        ..Config::default()
    })
    .await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let path = newcomers(desktop.home(), "N", PEOPLE);
    Drag::over_the_window(desktop.display(), &path).drop();
    go_to_the_review(&window).await;
    slow(&company, Endpoint::AddItems, BATCH, Duration::from_secs(60));
    window.click("[data-testid=send]:not([disabled])").await;
    window.until(&says("batch 3 of 4")).await;
    until("Wellhub has the third batch", async || {
        let ledger = company.wellhub.ledger();
        (ledger.count(Endpoint::AddItems) == BATCH as usize).then_some(())
    })
    .await;
    window.pictures("killed-1-before").await;
    desktop.kill();
    window.abandon();

    // What is there is read first; slowly, so that a person sees it.
    slow(&company, Endpoint::ListItems, 1, Duration::from_secs(6));
    let window = Window::open(&desktop, &[]).await;
    window
        .until("return document.querySelector('[data-testid=desk] [data-testid=job-row]') !== null")
        .await;
    window.pictures("killed-2-desk").await;
    window.click("[data-testid=job-row]").await;
    window.until(&shown("interrupted")).await;
    window.pictures("killed-3-after").await;
    let ended =
        "return document.querySelector('[data-testid=job-status]')?.innerText.includes('Succeeded')
        && document.querySelectorAll('[data-testid=job-rows] [role=row]').length > 5";
    window.until(ended).await;
    window.pictures("killed-4-end").await;
    window.close().await;
    judge(&company);
}

fn slow(company: &Company, endpoint: Endpoint, nth: u32, answer: Duration) {
    let kind = FaultKind::Slow(answer);
    company.wellhub.faults().push(Fault {
        endpoint,
        nth,
        kind,
    });
}

async fn go_to_the_review(window: &Window<'_>) {
    window.until(&shown("step-intent")).await;
    window.click("[data-testid=intent-changes]").await;
    window.pictures("killed-0-intent").await;
    for step in ["file", "columns", "fix", "review"] {
        window.click("[data-testid=continue]:not([disabled])").await;
        window.until(&shown(&format!("step-{step}"))).await;
    }
}

/// One job, one submit, each batch and each person once.
fn judge(company: &Company) {
    let ledger = company.wellhub.ledger();
    assert_eq!(ledger.jobs.len(), 1);
    assert_eq!(ledger.jobs[0].submits, 1);
    assert_eq!(ledger.count(Endpoint::Submit), 1);
    assert_eq!(ledger.count(Endpoint::AddItems), 4);
    assert_eq!(ledger.too_many, 0);
    let fates = company.fates("N");
    assert_eq!(fates.len(), PEOPLE);
    assert!(fates.values().all(|fate| *fate == (1, 1)));
}
