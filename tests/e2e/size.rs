//! Everything drawn larger and smaller by its keys, as every program has them, and as it was left after the next start.

use crate::desktop::Desktop;
use crate::window::Window;

/// Presses a key with Control.
async fn press(window: &Window<'_>, key: &str) {
    window
        .script(&format!(
            "dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', ctrlKey: true, bubbles: true }}))"
        ))
        .await;
}

/// The window, once it hears keys.
async fn opened(desktop: &Desktop) -> Window<'_> {
    let window = Window::open(desktop, &[]).await;
    window
        .until("return document.querySelector('[data-testid=nav-settings]') !== null")
        .await;
    window
}

/// Waits until the window's width is so many pixels of the page.
async fn wide(window: &Window<'_>, pixels: u32) {
    window
        .until(&format!("return Math.abs(innerWidth - {pixels}) <= 1"))
        .await;
}

#[tokio::test]
async fn the_page_is_drawn_larger_by_its_keys_and_stays_so() {
    let desktop = Desktop::with_keyring();
    let window = opened(&desktop).await;
    wide(&window, 1280).await;
    for pixels in [1164, 1024, 853, 731, 640, 640] {
        press(&window, "+").await;
        wide(&window, pixels).await;
    }
    window.pictures("size-twice").await;
    press(&window, "-").await;
    wide(&window, 731).await;
    window.close().await;

    let window = opened(&desktop).await;
    wide(&window, 731).await;
    press(&window, "0").await;
    wide(&window, 1280).await;
    window.close().await;
}
