//! The vault in the real window over the real keyring: one that hangs keeps nobody waiting for ever, and a key that was
//! taken out of it comes back by the recovery key.

use std::time::Instant;

use rustix::process::Signal;

use crate::company::Company;
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

/// By the form, as a person connects.
#[tokio::test]
async fn the_first_connection_is_followed_by_the_recovery_key_and_a_second_one_is_not() {
    let desktop = Desktop::with_keyring();
    let company = Company::at_speed(50.0).await;
    let window = Window::open(&desktop, &[]).await;
    window.until(CONNECTIONS).await;
    connect_by_form(&window, &company, "Aurora").await;
    window
        .until("return document.querySelector('[data-testid=recovery-key]') !== null")
        .await;
    window.pictures("vault-recovery-step").await;
    window.click("[data-testid=recovery-noted]").await;
    window
        .until("return document.querySelector('[data-testid=desk]') !== null")
        .await;
    let reminded = "return document.querySelector('[data-testid=recovery-reminder]') !== null";
    assert_eq!(window.script(reminded).await, false);
    window.click("[data-testid=nav-connections]").await;
    window.until(CONNECTIONS).await;
    connect_by_form(&window, &company, "Aurora again").await;
    window
        .until("return document.querySelector('[data-testid=desk]') !== null")
        .await;
    window.close().await;
}

async fn connect_by_form(window: &Window<'_>, company: &Company, name: &str) {
    window.click("[data-testid=connect-custom]").await;
    let wellhub = &company.wellhub;
    let tax_id = wellhub.tax_ids()[0].clone();
    for (field, text) in [
        ("connection-name", name.to_owned()),
        ("connection-origin", wellhub.origin()),
        ("client-id", wellhub.client_id()),
        ("tax-id", tax_id),
        // The last: with it nothing is missing, and Enter tests.
        ("client-secret", wellhub.client_secret()),
    ] {
        window.enter(&format!("[data-testid={field}]"), &text).await;
    }
    window
        .click("[data-testid=save-connection]:not([disabled])")
        .await;
}
