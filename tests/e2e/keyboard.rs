//! The whole import by keyboard alone, in the real window: from the first start to a job that has ended, without a click. What
//! has the focus is always in sight, and every step is told.

use crate::desktop::Desktop;
use crate::window::Window;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const CONTROL: &str = "\u{e009}";
const DOWN: &str = "\u{e015}";
const SPACE: &str = " ";
/// More places to stop at than any screen has.
const STOPS: usize = 60;

/// Whether what has the focus can be seen: it is on the screen, and marked.
const IN_SIGHT: &str = "
const at = document.activeElement;
const box = at.getBoundingClientRect();
const seen = box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
return [seen, at.tagName, at.className, at.dataset.testid ?? null];";

fn there(testid: &str) -> String {
    format!("return document.querySelector('[data-testid={testid}]') !== null")
}

/// Tab by tab to what a test id names.
async fn tab_to(window: &Window<'_>, testid: &str) {
    let is_it = format!("return document.activeElement.closest('[data-testid={testid}]') !== null");
    for _ in 0..STOPS {
        if window.script(&is_it).await == true {
            let told = window.script(IN_SIGHT).await;
            assert_eq!(told[0], true, "the focus is out of sight: {told}");
            return;
        }
        window.keys(TAB).await;
    }
    panic!("{testid} is not reached by Tab");
}

/// What the step proposes, by its key.
async fn go_on(window: &Window<'_>, to: &str) {
    let ready = "const go = document.querySelector('[data-testid=continue], [data-testid=send]');
        return go !== null && !go.disabled && go.getAttribute('aria-busy') !== 'true'";
    window.until(ready).await;
    window.keys(&format!("{CONTROL}{ENTER}")).await;
    window.until(&there(to)).await;
}

#[tokio::test]
async fn a_spreadsheet_becomes_a_job_by_keyboard_alone() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &[]).await;
    window.until(&there("start-demo")).await;
    tab_to(&window, "start-demo").await;
    window.keys(ENTER).await;
    window.until(&there("sample-full")).await;

    // Away and back by the palette and by number.
    window.keys(&format!("{CONTROL}k")).await;
    window
        .until("return document.activeElement.dataset.testid === 'palette-input'")
        .await;
    window.keys("history").await;
    window.keys(ENTER).await;
    window.until(&there("history")).await;
    window.keys(&format!("{CONTROL}1")).await;
    window.until(&there("sample-full")).await;

    tab_to(&window, "sample-full").await;
    window.keys(ENTER).await;
    window.until(&there("step-intent")).await;
    let chosen = "return document.querySelector('[data-testid=intent-full]')?.matches(':checked, [data-state=checked], [aria-checked=true], :has(:checked)') ?? false";
    tab_to(&window, "step-intent").await;
    for _ in 0..4 {
        if window.script(chosen).await == true {
            break;
        }
        window.keys(DOWN).await;
        window.keys(SPACE).await;
    }
    assert_eq!(
        window.script(chosen).await,
        true,
        "the intent is not chosen"
    );
    for step in ["step-file", "step-columns", "step-fix", "review-row"] {
        go_on(&window, step).await;
    }

    // Into the grid, down two people, and on.
    tab_to(&window, "review-grid").await;
    window.keys(&format!("{DOWN}{DOWN}")).await;
    window
        .until("return document.querySelector('[role=row][aria-selected=true]') !== null")
        .await;
    window.picture("keyboard-review").await;
    go_on(&window, "step-submit").await;
    window.until(&there("job-end")).await;
    let status = "return document.querySelector('[data-testid=job-status]').dataset.status";
    assert_eq!(window.script(status).await, "succeeded");
    window.picture("keyboard-sent").await;

    // Found again among all jobs, and opened from there.
    window.keys(&format!("{CONTROL}3")).await;
    window.until(&there("job-row")).await;
    tab_to(&window, "jobs-grid").await;
    window.keys(DOWN).await;
    window
        .until(
            "return document.querySelector('[data-testid=job-row][aria-selected=true]') !== null",
        )
        .await;
    window.keys(ENTER).await;
    window
        .until(r"return /^#\/jobs\/\d+$/.test(location.hash)")
        .await;
    window.close().await;
}
