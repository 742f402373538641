//! A roster of R pages, 5 in any second: the last page may be asked for after (R − 5)/5 s at the earliest, in whole seconds,
//! since every sixth request waits for the first of the five before it. So R is a multiple of 5 where that bound can be
//! met. One company, whose pages come one after the other, and several, which are read side by side; at loopback's speed and
//! with answers that take their time.

use std::time::{Duration, Instant};

use rollcall_core::clock::SystemClock;
use rollcall_core::roster::read_roster;
use rollcall_core::wellhub::Entity;
use rollcall_simulator::{Config, Endpoint, Fault, FaultKind, LimitKind, Simulator};
use tokio_util::sync::CancellationToken;

use super::pace::READINGS;
use super::stage::Stage;

const PAGES: u32 = 100;

pub async fn print() {
    println!("a roster of {PAGES} pages; at most 1.02 × max((R − 5)/5 s, R × latency)");
    let [fixed, sliding, bucket] = READINGS;
    let quick = Duration::ZERO;
    tokio::join!(
        read(fixed, 1, quick),
        read(sliding, 1, quick),
        read(bucket, 1, quick)
    );
    let slow = Duration::from_millis(400);
    tokio::join!(
        read(sliding, 1, slow),
        read(sliding, 5, slow),
        read(bucket, 5, slow)
    );
}

async fn read(reading: LimitKind, companies: usize, latency: Duration) {
    let simulator = Simulator::start(Config {
        // With those who left before, it lists two pages more.
        people: 20 * (PAGES as usize - 2),
        companies,
        page_size: 20,
        limits: reading,
        ..Config::default()
    });
    let simulator = simulator.await.expect("a simulator");
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::of(&simulator, folder.path());
    let client = stage.client(stage.limits());
    let (entity, list) = if companies == 1 {
        (Entity::Single, Endpoint::Employees)
    } else {
        let companies = client.companies().await.expect("companies");
        (Entity::Multiple(companies), Endpoint::CompanyEmployees)
    };
    if !latency.is_zero() {
        for nth in 1..=2 * PAGES {
            simulator.faults().push(Fault {
                endpoint: list,
                nth,
                kind: FaultKind::Slow(latency),
            });
        }
    }
    let tax_id = stage.connection.details.company_tax_id.clone();
    let tax_id = tax_id.expect("a company");
    let (clock, never) = (SystemClock::new(), CancellationToken::new());
    let start = Instant::now();
    let roster = read_roster(&client, &entity, &tax_id, &clock, |_| {}, &never).await;
    let took = start.elapsed();
    let roster = roster.expect("a roster");
    let least = f64::from(roster.pages.saturating_sub(5).div_ceil(5));
    println!(
        "  {reading:?}, {companies} companies, {latency:?} an answer: {} pages in {took:.2?}, {:.4} of {least} s; {} 429s",
        roster.pages,
        took.as_secs_f64() / least,
        simulator.ledger().too_many,
    );
}
