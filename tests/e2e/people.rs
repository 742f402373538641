//! The people of the roster in the real window: read once, then found with Wellhub gone; somebody protected, a masked id asked
//! for; from a job to whom it was about; and nothing of anybody while the screen is shared.

use serde_json::json;

use crate::company::Company;
use crate::desktop::Desktop;
use crate::errand::Errand;
use crate::window::Window;

const PANEL: &str = "document.querySelector('[data-testid=person-panel]').innerText";
const ROWS: &str = "document.querySelectorAll('[data-testid=person-row]').length";
const HASH: &str = "return location.hash";

/// Presses a key on what has the focus.
async fn press(window: &Window<'_>, key: &str, with: &str) {
    let event = format!("new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, {with} }})");
    window
        .script(&format!(
            "(document.activeElement ?? document.body).dispatchEvent({event})"
        ))
        .await;
}

#[tokio::test]
async fn people_are_found_and_looked_at_without_a_network_and_never_by_others() {
    let desktop = Desktop::with_keyring();
    let company = Company::at_speed(50.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let somebody = company.wellhub.roster()[17].clone();

    window.click("[data-testid=nav-people]").await;
    window
        .click("[data-testid=people-never] [data-testid=read-people]")
        .await;
    window.until(&format!("return {ROWS} > 5")).await;
    window.pictures("people").await;
    drop(company);

    press(&window, "f", "ctrlKey: true").await;
    window
        .until("return document.activeElement.dataset.testid === 'people-search'")
        .await;
    window
        .enter("[data-testid=people-search]", &somebody.employee_id)
        .await;
    window.until(&format!("return {ROWS} === 1")).await;
    window
        .script("document.querySelector('[data-testid=people-grid]').focus()")
        .await;
    press(&window, "ArrowDown", "").await;
    window
        .until(&format!(
            "return {PANEL}.includes({})",
            json!(somebody.full_name)
        ))
        .await;
    let hash = window.script(HASH).await;
    let hash = hash.as_str().unwrap();
    assert!(hash.starts_with("#/people/") && hash.len() == "#/people/".len() + 16);
    assert!(!hash.contains(&somebody.employee_id));
    let page = window.script("return document.body.innerHTML").await;
    assert!(!page.as_str().unwrap().contains(&somebody.national_id));
    window.pictures("people-person").await;

    let before = window.audited().await;
    window.click("[data-testid=protect]").await;
    window
        .until("return document.querySelector('[data-testid=is-protected]') !== null")
        .await;
    window.click("[data-testid=reveal]").await;
    window
        .until(&format!(
            "return {PANEL}.includes({})",
            json!(somebody.national_id)
        ))
        .await;
    assert_eq!(window.audited().await, before + 2);

    press(&window, "Escape", "").await;
    window.until("return location.hash === '#/people'").await;
    window
        .script(&format!("location.hash = {}", json!(hash)))
        .await;
    window
        .until(&format!(
            "return {PANEL}.includes({})",
            json!(somebody.full_name)
        ))
        .await;

    press(&window, "H", "ctrlKey: true, shiftKey: true").await;
    window
        .until("return document.querySelector('[data-testid=sharing]') !== null")
        .await;
    window
        .until(&format!("return {ROWS} > 5 && {PANEL}.includes('•••')"))
        .await;
    let page = window.script("return document.body.innerHTML").await;
    let page = page.as_str().unwrap();
    for hidden in [
        &somebody.full_name,
        &somebody.employee_id,
        &somebody.email,
        &somebody.national_id,
    ] {
        assert!(!page.contains(hidden.as_str()), "{hidden} is shown");
    }
    assert!(!page.contains("data-testid=\"reveal\""));
    window.pictures("people-shared").await;
    window.click("[data-testid=end-sharing]").await;
    window.close().await;
}

#[tokio::test]
async fn a_row_of_a_job_leads_to_the_person_and_their_story_back_to_the_job() {
    let desktop = Desktop::with_keyring();
    let company = Company::at_speed(50.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let errand = Errand::new(desktop.home(), "P", 12);
    let job = errand.bring(&window).await;
    let id = job["id"].as_u64().unwrap();
    window
        .script(&format!("location.hash = '#/jobs/{id}'"))
        .await;
    window.click("[data-testid=result-row]").await;
    window.click("[data-testid=to-roster]").await;
    window
        .until(&format!("return document.querySelector('[data-testid=person-panel]') !== null && {PANEL}.includes('Pessoa Exemplo')"))
        .await;
    let hash = window
        .until("return /^#\\/people\\/[0-9a-f]{16}$/.test(location.hash) && location.hash")
        .await;
    assert!(hash.is_string());
    window
        .until("return document.querySelector('[data-testid=sending]') !== null")
        .await;
    // Whoever the link is about is selected in the list, and in sight there; their row stands while their page is on the way.
    let chosen = window
        .until(
            "const row = document.querySelector('[data-testid=person-row][aria-selected=true]');
            const [at, grid] = [row, document.querySelector('[data-testid=people-grid]')].map((one) => one?.getBoundingClientRect());
            const isHere = at && row.ariaBusy !== 'true';
            return isHere && at.top > grid.top && at.bottom <= grid.bottom && row.innerText",
        )
        .await;
    let chosen = chosen.as_str().unwrap();
    assert!(chosen.contains("Pessoa Exemplo"), "{chosen} is selected");
    window.click("[data-testid=people-sent_last]").await;
    window.until(&format!("return {ROWS} === 12")).await;
    window.pictures("people-story").await;
    window.click("[data-testid=sending] a").await;
    window
        .until(&format!("return location.hash === '#/jobs/{id}'"))
        .await;
    window.close().await;
}
