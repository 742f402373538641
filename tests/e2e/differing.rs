//! Somebody else changes a record between a job's end at Wellhub and the look after it: the window says what was expected
//! and what was found.

use std::time::Duration;

use crate::company::Company;
use crate::desktop::Desktop;
use crate::errand::{Errand, settings};
use crate::window::Window;
use rollcall_simulator::{Endpoint, Fault, FaultKind};

#[tokio::test]
async fn what_stands_otherwise_than_sent_is_shown_with_what_was_expected() {
    let desktop = Desktop::with_keyring();
    let company = Company::at_speed(0.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let errand = Errand::new(desktop.home(), "N", 20);
    let job = errand.send(&window, &settings()).await;
    window
        .script(&format!("location.hash = '#/jobs/{}'", job["id"]))
        .await;
    window
        .until("return document.querySelector('[data-testid=ledger-process].now') !== null")
        .await;

    // The end is not told before somebody else has changed a record.
    for nth in 1..=4 {
        let kind = FaultKind::Status {
            code: 503,
            before: true,
        };
        company.wellhub.faults().push(Fault {
            endpoint: Endpoint::Status,
            nth,
            kind,
        });
    }
    company.wellhub.advance(Duration::from_secs(600));
    assert_eq!(company.fates("N").len(), 20);
    company.wellhub.edit_roster(|people| {
        let mut people = people.iter_mut();
        let person = people.find(|one| one.employee_id == "N000007").unwrap();
        person.department = "Elsewhere".to_owned();
    });
    company.wellhub.faults().clear();

    let differences = "[data-testid=differences]";
    window
        .until(&format!(
            "return document.querySelector('{differences}') !== null"
        ))
        .await;
    let said = window
        .script(&format!(
            "return document.querySelector('{differences}').innerText"
        ))
        .await;
    let said = said.as_str().unwrap();
    for part in ["N000007", "Logística", "Elsewhere"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    window.pictures("differing").await;
    window.close().await;
}
