//! Looking back in the real window, with Wellhub gone: somebody is found, their story read, a masked id asked for; and of all
//! that nothing is shown while the screen is shared.

use std::fmt::Write as _;

use crate::canaries::Canary;
use crate::company::Company;
use crate::desktop::Desktop;
use crate::errand::Errand;
use crate::window::Window;

const STORY: &str = "document.querySelector('[data-testid=story]').innerText";

/// A made-up CPF of that number, with its check digits (Receita Federal, modulus 11).
fn cpf(number: u32) -> String {
    let mut digits: Vec<u32> = format!("{number:09}")
        .bytes()
        .map(|sign| u32::from(sign - b'0'))
        .collect();
    for _ in 0..2 {
        let weights = (2..).take(digits.len());
        let sum: u32 = digits
            .iter()
            .rev()
            .zip(weights)
            .map(|(digit, weight)| digit * weight)
            .sum();
        digits.push((sum * 10 % 11) % 10);
    }
    digits.iter().map(u32::to_string).collect()
}

#[tokio::test]
async fn a_story_is_read_without_a_network_shown_whole_on_asking_and_never_to_others() {
    let desktop = Desktop::with_keyring();
    let company = Company::at_speed(50.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let ids: Vec<String> = (1..=20)
        .map(|person| cpf(731_400_000 + person * 37))
        .collect();
    let mut text = String::from("Matrícula;Nome completo;E-mail;Departamento;CPF\n");
    for (person, id) in ids.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "H{person:06};Modelo Exemplar {person};h{person}@aurora.example;Logística;{id}"
        );
    }
    let path = desktop.home().join("Novos com CPF.csv");
    std::fs::write(&path, text).unwrap();
    desktop.watch_for(ids.iter().flat_map(|id| {
        let written = format!("{}.{}.{}-{}", &id[..3], &id[3..6], &id[6..9], &id[9..]);
        [Canary::of("a CPF", id), Canary::of("a CPF", &written)]
    }));
    desktop.watch_for([
        Canary::of("a name", "Modelo Exemplar"),
        Canary::of("an address", "h7@aurora.example"),
    ]);
    Errand::of("H", path).bring(&window).await;

    drop(company);
    window.script("location.hash = '#/history'").await;
    window
        .enter("[data-testid=history-search]", "h000007")
        .await;
    window
        .until("return document.querySelectorAll('[data-testid=person-found]').length === 1")
        .await;
    window.click("[data-testid=person-found]").await;
    let masked = format!("•••••••{}", &ids[7][7..]);
    window
        .until(&format!("return {STORY}.includes('{masked}')"))
        .await;
    let page = window.script("return document.body.innerHTML").await;
    assert!(!page.as_str().unwrap().contains(ids[7].as_str()));
    window.pictures("history-story").await;

    let before = window.audited().await;
    window.click("[data-testid=reveal]").await;
    window
        .until(&format!("return {STORY}.includes('{}')", ids[7]))
        .await;
    assert_eq!(window.audited().await, before + 1);

    window
        .script("dispatchEvent(new KeyboardEvent('keydown', { key: 'H', ctrlKey: true, shiftKey: true, bubbles: true }))")
        .await;
    window
        .until("return document.querySelector('[data-testid=sharing]') !== null")
        .await;
    window
        .enter("[data-testid=history-search]", "h000007")
        .await;
    window.click("[data-testid=person-found]").await;
    window
        .until(&format!(
            "return {STORY}.includes('M. 7.') && {STORY}.includes('•••')"
        ))
        .await;
    let page = window.script("return document.body.innerHTML").await;
    for hidden in ["Modelo", "h7@", "H000007", &ids[7], &masked] {
        assert!(
            !page.as_str().unwrap().contains(hidden),
            "{hidden} is shown"
        );
    }
    window.pictures("history-shared").await;
    window.script("location.hash = '#/settings'").await;
    window
        .until("return document.querySelector('[data-testid=share-screen]')?.checked === true")
        .await;
    window.pictures("settings-shared").await;
    window.click("[data-testid=end-sharing]").await;
    window
        .until("return document.querySelector('[data-testid=sharing]') === null")
        .await;
    window.close().await;
}
