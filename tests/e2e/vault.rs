//! The vault in the real window over the real keyring: one that hangs keeps nobody waiting for ever, and a key that was
//! taken out of it comes back by the recovery key.

use std::time::Instant;

use rustix::process::Signal;

use crate::desktop::Desktop;
use crate::window::Window;

const TOLD: &str = "return document.querySelector('[data-testid=startup-problem]') !== null";
const CONNECTIONS: &str = "return document.querySelector('[data-testid=connections]') !== null";

/// Prints how long it takes to be told and to leave.
#[tokio::test]
async fn a_keyring_that_hangs_is_told_and_does_not_hold_the_window() {
    let desktop = Desktop::with_keyring();
    desktop.signal_keyring(Signal::STOP);
    let window = Window::open(&desktop, &[]).await;
    let started = desktop.started_at();
    window.until(TOLD).await;
    let told = window.script("return Date.now()").await.as_f64().unwrap();
    assert!(told > started);
    println!("told {:.1} s after the start", (told - started) / 1000.0);
    // A new folder may go elsewhere; here the keyring was never read.
    let silent = "return document.querySelector('h1 + *').innerText.includes('does not answer')";
    assert_eq!(window.script(silent).await, true, "it was told otherwise");
    window.pictures("vault-hangs").await;
    let leaving = Instant::now();
    // Its call to the keyring is still out.
    window.close().await;
    println!(
        "gone {:.1} s after the close",
        leaving.elapsed().as_secs_f64()
    );

    desktop.signal_keyring(Signal::CONT);
    let window = Window::open(&desktop, &[]).await;
    window.until(CONNECTIONS).await;
    window.close().await;
}

#[tokio::test]
async fn a_key_that_was_taken_out_of_the_keyring_comes_back_by_the_recovery_key() {
    let desktop = Desktop::with_keyring();
    let window = Window::open(&desktop, &[]).await;
    window.until(CONNECTIONS).await;
    window.click("[data-testid=nav-settings]").await;
    window.click("[data-testid=make-recovery]").await;
    let shown = "return document.querySelector('[data-testid=recovery-key]')?.innerText ?? null";
    let key = window.until(shown).await;
    let key = key.as_str().unwrap().replace(char::is_whitespace, "");
    assert_eq!(key.len(), 35, "{key}");
    window.pictures("vault-recovery-key").await;
    window.click("[data-testid=recovery-noted]").await;
    window
        .until("return document.querySelector('[data-testid=recovery-key]') === null")
        .await;
    window.close().await;

    desktop.forget_history_key();
    let window = Window::open(&desktop, &[]).await;
    window.until(TOLD).await;
    window.pictures("vault-key-missing").await;
    window
        .enter("[data-testid=recovery-key-typed]", &key.to_lowercase())
        .await;
    window.until(CONNECTIONS).await;
    window.close().await;
}
