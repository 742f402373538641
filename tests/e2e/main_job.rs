//! The main job in the real window, as a person does it: the demo, a spreadsheet dropped on the window, its people
//! compared, the changes sent; and all of it there after a restart, without a network.

use serde_json::json;

use crate::desktop::Desktop;
use crate::drag::Drag;
use crate::window::Window;

/// The heading that a test id has: its number alone.
fn number_of(testid: &str) -> String {
    format!(
        "return document.querySelector('[data-testid={testid}]')?.innerText.match(/[\\d.,]+/)?.[0]"
    )
}

/// Whether a test id is shown.
fn shown(testid: &str) -> String {
    format!("return document.querySelector('[data-testid={testid}]') !== null")
}

#[tokio::test]
async fn from_the_first_start_to_a_job_that_is_known_after_a_restart() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &[]).await;
    connect_the_demo(&window).await;
    drop_the_roster(&desktop, &window).await;
    go_to_the_review(&window).await;
    send(&window).await;
    look_at_the_job(&window).await;
    window.close().await;

    let window = Window::open(&desktop, &[]).await;
    window
        .until("return document.querySelector('[data-testid=desk] [data-testid=job-row]') !== null")
        .await;
    window.pictures("job-11-desk-after-restart").await;
    window.click("[data-testid=nav-jobs]").await;
    window.until(&shown("job-row")).await;
    let status =
        "return document.querySelector('[data-testid=jobs] [data-testid=job-status]')?.innerText";
    let status = window.until(status).await;
    assert!(status.as_str().unwrap().contains("Succeeded"), "{status}");
    window.pictures("job-12-jobs-after-restart").await;
    window.close().await;
}

async fn connect_the_demo(window: &Window<'_>) {
    window.until(&shown("start-demo")).await;
    window.pictures("job-1-first-start").await;
    window.click("[data-testid=start-demo]").await;
    window.until(&shown("desk")).await;
    let tour = "return document.querySelector('[data-testid=tour]')?.dataset.stop === 'desk'";
    window.until(tour).await;
    window.pictures("job-2-desk").await;
}

async fn drop_the_roster(desktop: &Desktop, window: &Window<'_>) {
    let sample = desktop.data_dir().join("demo/samples/Folha completa.xlsx");
    let drag = Drag::over_the_window(desktop.display(), &sample);
    window.until(&shown("drop-veil")).await;
    window.pictures("job-3-dragged").await;
    drag.drop();
    window.until(&shown("step-intent")).await;
    window.click("[data-testid=intent-full]").await;
    window.pictures("job-4-intent").await;
}

async fn go_to_the_review(window: &Window<'_>) {
    for (number, step) in [(5, "file"), (6, "columns"), (7, "fix")] {
        window.click("[data-testid=continue]:not([disabled])").await;
        window.until(&shown(&format!("step-{step}"))).await;
        window.pictures(&format!("job-{number}-{step}")).await;
    }
    window.click("[data-testid=continue]:not([disabled])").await;
    window.until(&shown("step-review")).await;
    for (part, count) in [("new", "12"), ("changed", "48"), ("leaving", "3")] {
        let said = window.until(&number_of(&format!("tally-{part}"))).await;
        assert_eq!(said, json!(count), "{part}");
    }
    window
        .until(
            "return document.querySelectorAll('[data-testid=step-review] [role=row]').length > 5",
        )
        .await;
    window.pictures("job-8-review").await;
}

async fn send(window: &Window<'_>) {
    window.click("[data-testid=send]:not([disabled])").await;
    window.until(&shown("ledger")).await;
    let ended =
        "return document.querySelector('[data-testid=job-status]')?.dataset.status === 'succeeded'
        && document.querySelector('[data-testid=ledger-verify]')?.className.includes('done')";
    window.until(ended).await;
    window.pictures("job-9-sent").await;
    for (part, count) in [("newcomers", "12"), ("updaters", "48"), ("leavers", "3")] {
        let said = window.until(&number_of(&format!("result-{part}"))).await;
        assert_eq!(said, json!(count), "{part}");
    }
    // The tour of the demo went along, to its end.
    let tour = "return document.querySelector('[data-testid=tour]').dataset.stop";
    assert_eq!(window.script(tour).await, "done");
}

async fn look_at_the_job(window: &Window<'_>) {
    window.click("[data-testid=job-rows]").await;
    window.until(&shown("job")).await;
    window
        .until("return document.querySelectorAll('[data-testid=job-rows] [role=row]').length > 5")
        .await;
    window.pictures("job-10-job").await;
}
