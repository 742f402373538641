//! The page loaded anew, a hundred times, at any moment of what it asks for: commands go on without it, a repeated one does
//! nothing twice, and the page finds its job again. Wellhub's own ledger judges.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use rollcall_simulator::{Config, Endpoint, Fault, FaultKind, LimitKind};
use serde_json::{Value, json};

use crate::company::Company;
use crate::desktop::Desktop;
use crate::errand::Errand;
use crate::window::Window;

/// How often the page is loaded anew.
const RELOADS: usize = 100;
/// Over how many jobs.
const JOBS: usize = 8;
/// How many people each of them adds.
const PEOPLE: usize = 120;
/// Brings a run back: another one is given by `ROLLCALL_RELOAD_SEED`.
const SEED: u64 = 20_261_121;

/// The job of a file as the list of jobs has it, once it has ended.
const ENDED: &str = "
const call = window.__TAURI_INTERNALS__.invoke;
if (window.ended || Date.now() - (window.asked ?? 0) < 4000) return window.ended ?? null;
window.asked = Date.now();
(async () => {
    const { active: connection } = await call('connections');
    const { rows: found } = await call('jobs', { filter: { connection, text: FILE }, offset: 0, limit: 200 });
    window.ended = found.length > 0 && found.every((job) => job.status === 'succeeded') ? found : null;
})().finally(() => { window.asked = 0; });
return null;
";

/// The answer to a try, which is made again where none comes: it does nothing twice.
const PUSHED: &str = "
if (Date.now() - (window.tried ?? 0) > 10000) {
    window.tried = Date.now();
    TRY
}
return window.pushed";

/// The import screen shows something that can be worked with.
const IMPORT: &str = "
location.hash = '#/import';
return document.querySelector('[data-testid^=step-], [data-testid=choose-file]') !== null";

/// Presses the button that sends, where it is there.
const PRESS: &str = "document.querySelector('[data-testid=send]:not([disabled])')?.click()";

/// Settings that change with every round.
fn settings(round: usize) -> Value {
    let theme = if round.is_multiple_of(2) {
        "light"
    } else {
        "dark"
    };
    json!({ "language": "en", "theme": theme, "notifications": true, "sharing": false, "zoom": 100 })
}

/// Answers that take their time, so that a reload meets each of them.
fn slow(company: &Company, dice: &mut StdRng) {
    let calls = [
        (Endpoint::Employees, 1),
        (Endpoint::Employees, 2),
        (Endpoint::CreateJob, 1),
        (Endpoint::AddItems, 1),
        (Endpoint::ListItems, 1),
        (Endpoint::Submit, 1),
        (Endpoint::Status, 1),
    ];
    for (endpoint, nth) in calls {
        let kind = FaultKind::Slow(Duration::from_millis(dice.random_range(50..1_500)));
        company.wellhub.faults().push(Fault {
            endpoint,
            nth,
            kind,
        });
    }
}

#[tokio::test]
async fn a_hundred_reloads_in_the_middle_of_commands_send_each_item_once() {
    let seed = std::env::var("ROLLCALL_RELOAD_SEED").map_or(SEED, |seed| seed.parse().unwrap());
    println!("ROLLCALL_RELOAD_SEED={seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let desktop = Desktop::with_keyring();
    let company = Company::founded(Config {
        people: 640,
        page_size: 400,
        limits: LimitKind::Off,
        speed: 50.0,
        ..Config::default()
    })
    .await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    for job in 0..JOBS {
        let prefix = format!("N{job}");
        let errand = Errand::new(desktop.home(), &prefix, PEOPLE);
        slow(&company, &mut dice);
        for round in RELOADS * job / JOBS..RELOADS * (job + 1) / JOBS {
            disturb(&window, &errand, round, &mut dice).await;
        }
        settle(&window, &errand).await;
        judge(&company, &errand);
    }
    let ledger = company.wellhub.ledger();
    assert_eq!(ledger.jobs.len(), JOBS, "a draft was left behind");
    assert_eq!(ledger.too_many, 0);
    window.close().await;
}

/// One try that is cut off by a reload.
async fn disturb(window: &Window<'_>, errand: &Errand, round: usize, dice: &mut StdRng) {
    if dice.random_ratio(1, 4) {
        window.until(IMPORT).await;
        window.script(PRESS).await;
    } else {
        // A light screen: what is tried is the commands.
        window.script("location.hash = '#/settings'").await;
        let another = dice.random_ratio(1, 3);
        window
            .script(&errand.push(round, another, &settings(round)))
            .await;
    }
    let until = Duration::from_millis(dice.random_range(0..250));
    tokio::time::sleep(until).await;
    window.reload().await;
}

/// Tries until the job has ended, with nobody in the way.
async fn settle(window: &Window<'_>, errand: &Errand) {
    let push = errand.push(RELOADS, false, &settings(RELOADS));
    window.until(&PUSHED.replace("TRY", &push)).await;
    let ended = window.until(&errand.fill(ENDED)).await;
    let jobs = ended.as_array().unwrap();
    assert_eq!(jobs.len(), 1, "{ended}");
    assert_eq!(jobs[0]["succeeded"], PEOPLE);
}

/// Wellhub was given each person once, in one job, submitted once.
fn judge(company: &Company, errand: &Errand) {
    let fates = company.fates(&errand.prefix);
    assert_eq!(fates.len(), PEOPLE, "{}", errand.prefix);
    let other: Vec<_> = fates.iter().filter(|(_, fate)| **fate != (1, 1)).collect();
    assert!(other.is_empty(), "in jobs, applied: {other:?}");
    let submits: Vec<u32> = company
        .wellhub
        .ledger()
        .jobs
        .iter()
        .map(|job| job.submits)
        .collect();
    assert!(submits.iter().all(|submits| *submits == 1), "{submits:?}");
}

/// The page says of its job that all went through.
const SUCCEEDED: &str =
    "return document.querySelector('[data-testid=job-status]')?.innerText.includes('Succeeded')";

#[tokio::test]
async fn a_page_that_is_loaded_anew_follows_its_job_to_the_end() {
    let desktop = Desktop::with_keyring();
    let company = Company::at_speed(0.0).await;
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let errand = Errand::new(desktop.home(), "N", 20);
    errand.send(&window, &settings(0)).await;
    window.until(IMPORT).await;
    window.reload().await;
    let following = "return document.querySelector('[data-testid=step-submit] [data-testid=ledger-process].now') !== null";
    window.until(following).await;
    window.pictures("reload-1-import").await;
    window.click("[data-testid=job-rows]").await;
    window
        .until("return document.querySelector('[data-testid=job] [data-testid=ledger]') !== null")
        .await;
    window.reload().await;
    window.until("return document.querySelector('[data-testid=job] [data-testid=ledger-process].now') !== null").await;
    company.wellhub.advance(Duration::from_secs(600));
    window.until(SUCCEEDED).await;
    window.pictures("reload-2-ended").await;
    window.close().await;
}
