//! With the limits off on both sides: how long 100,000 items take to be in the journal and to be sent over loopback, how
//! long a commit of the journal takes, and how the memory grows with the number of items. Each number of items is placed
//! by one process of its own and sent by another, so that each peak is of that alone.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rollcall_core::clock::SystemClock;
use rollcall_core::history::{Environment, JobId, NewConnection, Phase, Step};
use rollcall_core::submission::{JobState, Progress};
use rollcall_core::wellhub::{Limit, Limits, Table};
use rollcall_simulator::{Config, LimitKind, Simulator};

use super::process::{forget_peak, peak};
use super::stage::Stage;

const ITEMS: [u32; 2] = [10_000, 100_000];
const COMMITS: usize = 1_000;
const VARIABLE: &str = "ROLLCALL_BENCH_STAGE";

/// What a process of its own is to do.
pub struct Asked {
    folder: PathBuf,
    /// To be placed; 0 where it was done and is to be sent.
    items: u32,
    at: [String; 4],
}

/// Whether this process was started for one part.
pub fn asked_for() -> Option<Asked> {
    let said = std::env::var(VARIABLE).ok()?;
    let mut words = said.split('\n').map(ToOwned::to_owned);
    let mut word = || words.next().expect("six words");
    Some(Asked {
        folder: word().into(),
        items: word().parse().expect("a number"),
        at: [word(), word(), word(), word()],
    })
}

/// Starts a process for each part and lets it print.
pub async fn print() {
    println!("limits off: 100,000 items in the journal in at most 0.7 s, sent in at most 2 s");
    for items in ITEMS {
        let simulator = Simulator::start(Config {
            people: 10,
            limits: LimitKind::Off,
            page_size: 500,
            speed: 100.0,
            ..Config::default()
        });
        let simulator = simulator.await.expect("a simulator");
        let at = [
            simulator.origin(),
            simulator.client_id(),
            simulator.client_secret(),
            simulator.tax_ids()[0].clone(),
        ];
        let folder = tempfile::tempdir().expect("a folder");
        for part in [items, 0] {
            run(folder.path(), part, &at).await;
        }
    }
}

async fn run(folder: &Path, items: u32, at: &[String; 4]) {
    let said = format!("{}\n{items}\n{}", folder.display(), at.join("\n"));
    let program = std::env::current_exe().expect("a program");
    let mut child = Command::new(program);
    child.env(VARIABLE, said);
    let ended = tokio::task::spawn_blocking(move || child.status()).await;
    let ended = ended.expect("no panic").expect("a process");
    assert!(ended.success());
}

/// One part, in its own process.
pub async fn run_one(asked: Asked) {
    let [origin, client_id, secret, company] = asked.at;
    let to = NewConnection {
        name: format!("Aurora {}", asked.items),
        environment: Environment::Custom,
        origin,
        client_id,
        identifier: rollcall_core::employee::Identifier::EmployeeId,
        company_tax_id: Some(company.as_str().into()),
        multiple: Some(false),
        expires_on: None,
    };
    let stage = Stage::to(&to, secret.into(), &asked.folder);
    if asked.items > 0 {
        place(&stage, asked.items);
    } else {
        send(&stage).await;
    }
}

fn place(stage: &Stage, items: u32) {
    let start = Instant::now();
    let order = stage.keep(items);
    let kept = start.elapsed();
    forget_peak();
    let start = Instant::now();
    let job = stage.place(&order);
    let took = start.elapsed();
    println!(
        "  {items:>7} items: plan kept in {kept:.2?}, journalled in {took:.2?}, peak {} kB",
        peak()
    );
    let line = || {
        let start = Instant::now();
        let written = stage
            .history
            .write_line(job, Step::Create, Phase::Noted, None, "");
        written.expect("room for a line");
        start.elapsed()
    };
    let mut commits: Vec<Duration> = (0..COMMITS).map(|_| line()).collect();
    commits.sort_unstable();
    let of = |share: usize| commits[COMMITS * share / 100];
    println!(
        "                 a commit: half within {:.2?}, 95 of 100 within {:.2?}",
        of(50),
        of(95)
    );
}

async fn send(stage: &Stage) {
    let unlimited = Limit {
        rate: 1_000_000,
        burst: 1_000_000,
    };
    let details = &stage.connection.details;
    let log = stage.history.limits(&details.origin, &details.client_id);
    let table = Table::uniform(unlimited);
    let limits = Limits::new(table, SystemClock::shared(), Some(Arc::new(log)));
    let client = stage.client(limits);
    let (start, times) = (Instant::now(), Mutex::new(Vec::new()));
    let note = |progress: &Progress| {
        let mut times = times.lock().expect("whole");
        let all = progress.batches_sent == progress.batches;
        times.push((all, progress.state, start.elapsed()));
    };
    let job = JobId(1);
    let ended = stage.drive(job, &client, &note).await;
    let whole = start.elapsed();
    let times = times.into_inner().expect("whole");
    let first = |is: &dyn Fn(bool, JobState) -> bool| {
        let found = times.iter().find(|(all, state, _)| is(*all, *state));
        found.map_or(Duration::ZERO, |(_, _, at)| *at)
    };
    println!(
        "                 sent in {:.2?}, read back after {:.2?}, submitted after {:.2?}, {ended} after {whole:.2?}, peak {} kB",
        first(&|all, _| all),
        first(&|_, state| state == JobState::Verified),
        first(&|_, state| state == JobState::Submitted),
        peak()
    );
}
