//! A spreadsheet with planted trouble in the real window: looked at, and many of its rows mended at once.

use crate::desktop::Desktop;
use crate::drag::Drag;
use crate::window::Window;

/// Whether a test id is shown.
fn shown(testid: &str) -> String {
    format!("return document.querySelector('[data-testid={testid}]') !== null")
}

const UNDO: &str = "return [...document.querySelectorAll('[data-testid=step-fix] button')].some((button) => button.innerText.includes('Undo') && !button.disabled)";

#[tokio::test]
async fn a_file_in_trouble_is_mended_in_the_window() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &["--demo"]).await;
    window.until(&shown("sample-full")).await;
    let sample = desktop
        .data_dir()
        .join("demo/samples/Folha com problemas.xlsx");
    Drag::over_the_window(desktop.display(), &sample).drop();
    window.until(&shown("step-intent")).await;
    window.click("[data-testid=intent-full]").await;
    window.pictures("trouble-0-intent").await;
    window.click("[data-testid=continue]:not([disabled])").await;
    window.until(&shown("step-file")).await;
    window.pictures("trouble-1-file").await;
    window.click("[data-testid=hidden-include]").await;
    window.pictures("trouble-1-hidden").await;
    window.click("[data-testid=continue]:not([disabled])").await;
    window.until(&shown("step-columns")).await;
    window.pictures("trouble-2-columns").await;
    window.click("[data-testid=continue]:not([disabled])").await;
    window.until(&shown("fix-grid")).await;
    window
        .until("return document.querySelectorAll('[data-testid=fix-grid] [role=row]').length > 3")
        .await;
    window.pictures("trouble-3-fix").await;
    mend_many(&window).await;
    window.close().await;
}

/// Leaves out every row in which a cell holds an error.
async fn mend_many(window: &Window<'_>) {
    assert_eq!(window.script(UNDO).await, serde_json::json!(false));
    window.click("[data-testid=rule-error_cell]").await;
    window.click("[data-testid=bulk-error_cell]").await;
    window.until(&shown("bulk-dialog")).await;
    window.click("[data-testid=bulk-kind-leave_out]").await;
    window
        .until("return document.querySelectorAll('[data-testid=bulk-change]').length > 0")
        .await;
    window.pictures("trouble-4-many").await;
    window
        .click("[data-testid=bulk-apply]:not([disabled])")
        .await;
    window.until(UNDO).await;
    window.pictures("trouble-5-left-out").await;
}
