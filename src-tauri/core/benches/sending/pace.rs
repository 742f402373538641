//! 40,000 items are 80 requests, and the documented limits let the last one leave after 72 s at the earliest. Three jobs
//! at once, each to a simulator that reads the limits in its own way; none of them may answer 429.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use rollcall_core::submission::JobState;
use rollcall_simulator::{Config, Endpoint, LimitKind, Simulator};

use super::stage::Stage;

const ITEMS: u32 = 40_000;
/// (80 requests − a burst of 20) at 50 a minute.
const LEAST: Duration = Duration::from_secs(72);

/// The three readings of the documented limits.
pub const READINGS: [LimitKind; 3] = [
    LimitKind::FixedWindow,
    LimitKind::SlidingWindow,
    LimitKind::Bucket,
];

pub async fn print() {
    println!(
        "{ITEMS} items in 80 requests; at least {LEAST:?}, at most 1.02 × that and one answer"
    );
    let [fixed, sliding, bucket] = READINGS;
    tokio::join!(send(fixed), send(sliding), send(bucket));
}

async fn send(reading: LimitKind) {
    let simulator = Simulator::start(Config {
        people: 10,
        limits: reading,
        // The lists of a job say nothing of their pages; these are as large as a batch.
        page_size: 500,
        ..Config::default()
    });
    let simulator = simulator.await.expect("a simulator");
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::of(&simulator, folder.path());
    let job = stage.place(&stage.keep(ITEMS));
    let client = stage.client(stage.limits());
    let (start, times) = (Instant::now(), Mutex::new(Vec::new()));
    let note = |progress: &rollcall_core::submission::Progress| {
        let mut times = times.lock().expect("whole");
        times.push((progress.batches_sent, progress.state, start.elapsed()));
    };
    let ended = stage.drive(job, &client, &note).await;
    let times = times.into_inner().expect("whole");
    let first = |is: &dyn Fn(u32, JobState) -> bool| {
        let found = times.iter().find(|(sent, state, _)| is(*sent, *state));
        found.map_or(Duration::ZERO, |(_, _, at)| *at)
    };
    let begun = first(&|_, state| state == JobState::Draft);
    let sent = first(&|sent, _| sent == 80).saturating_sub(begun);
    let read_back = first(&|_, state| state == JobState::Verified);
    let ledger = simulator.ledger();
    println!(
        "  {reading:?}: {} requests in {sent:.2?}, {:.4} of the least; read back after {read_back:.1?}; {} 429s; {ended}",
        ledger.count(Endpoint::AddItems),
        sent.as_secs_f64() / LEAST.as_secs_f64(),
        ledger.too_many,
    );
}
