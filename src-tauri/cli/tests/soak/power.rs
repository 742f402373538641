//! The power goes: what was written and not synced is lost, in any part and down to single sectors. The writes of a real
//! send are recorded and its files laid out as a disk may hold them then: whatever the state, the history opens whole, and
//! of each request that had gone out its journal line is there.

use std::collections::BTreeMap;
use std::path::Path;

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use rollcall_core::clock::SystemClock;
use rollcall_core::history::{History, HistoryKey, JobId, JournalLine, Phase, Step};
use rollcall_core::vault::{self, Name, Preference};
use rusqlite::Connection;
use secrecy::ExposeSecret as _;

use crate::recording::{Event, record};
use crate::support::{Home, PASSPHRASE, Simulator};

const STATES: usize = 1_000;
const DATABASE: &str = "history.db";
const LOG: &str = "history.db-wal";
const SECTORS: [usize; 2] = [512, 4_096];

/// Which syncs of the journal count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Synchronous {
    /// Each: as Rollcall runs.
    Full,
    /// Those alone that come before the database itself is written: the control.
    Normal,
}

/// A recorded send, and what the data folder held before.
struct Send {
    before: BTreeMap<String, Vec<u8>>,
    events: Vec<Event>,
    key: HistoryKey,
}

#[test]
fn after_a_power_loss_no_acknowledged_step_is_missing() {
    let seed = crate::seed();
    println!("{STATES} torn states, and as many with synchronous=NORMAL; seed {seed}");
    let send = Send::recorded();
    let lost = send.lost(seed, Synchronous::Full);
    assert_eq!(lost, Vec::<String>::new());
    let lost = send.lost(seed, Synchronous::Normal);
    println!(
        "none lost a step; with synchronous=NORMAL {} did",
        lost.len()
    );
    assert!(!lost.is_empty(), "the control must lose steps");
}

impl Send {
    fn recorded() -> Self {
        let simulator = Simulator::start(&["--people", "10", "--speed", "100"]);
        let home = Home::connected(&simulator);
        let rows: Vec<String> = (0..1_001)
            .map(|n| format!("N{n:05};Nova Pessoa {n};nova{n}@aurora.example"))
            .collect();
        let list = format!("Matrícula;Nome completo;E-mail\n{}\n", rows.join("\n"));
        home.plan(&home.file("novos.csv", &list), "changes", "a.plan")
            .ended(3);
        let data = home.path("data");
        let before = [DATABASE, LOG].map(|name| {
            let content = std::fs::read(data.join(name)).unwrap_or_default();
            (name.to_owned(), content)
        });
        let plan = home.path("a.plan").display().to_string();
        let submit = [
            "submit",
            &plan,
            "--json",
            "--release",
            "1001",
            "--reason",
            "first",
        ];
        let events = record(&home.command(&submit), &data, &home.path("strace.log"));
        let vault = vault::open(&data, Preference::Passphrase(PASSPHRASE.into())).unwrap();
        let key = vault.read(&Name::HistoryKey).unwrap().unwrap();
        Self {
            before: before.into(),
            events,
            key: HistoryKey::from_hex(key.expose_secret()).unwrap(),
        }
    }

    /// The states in which something is missing, each in words.
    fn lost(&self, seed: u64, synchronous: Synchronous) -> Vec<String> {
        let mut random = StdRng::seed_from_u64(seed);
        let state = |_| {
            let folder = tempfile::tempdir_in("/dev/shm").unwrap();
            let end = random.random_range(1..=self.events.len());
            for (name, content) in self.torn(end, synchronous, &mut random) {
                std::fs::write(folder.path().join(name), content).unwrap();
            }
            let missing = self.missing(&folder.path().join(DATABASE), end);
            missing.map(|words| format!("seed {seed}, after event {end}: {words}"))
        };
        (0..STATES).filter_map(state).collect()
    }

    /// The files as a disk may hold them when the power goes after `end` events.
    fn torn(
        &self,
        end: usize,
        synchronous: Synchronous,
        random: &mut StdRng,
    ) -> BTreeMap<String, Vec<u8>> {
        let mut durable = self.before.clone();
        let mut waiting: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for (n, event) in self.events[..end].iter().enumerate() {
            match event {
                Event::Write { file, .. } | Event::Resize { file, .. } => {
                    waiting.entry(file).or_default().push(event);
                }
                Event::Sync { file } if self.counts(n, file, synchronous) => {
                    for event in waiting.remove(file.as_str()).unwrap_or_default() {
                        apply(&mut durable, event, SECTORS[0], || true);
                    }
                }
                Event::Sync { .. } | Event::Request(_) => {}
            }
        }
        let sector = SECTORS[random.random_range(0..SECTORS.len())];
        // From a disk that got nearly all to one that got nearly nothing.
        let share: f64 = random.random();
        for event in waiting.into_values().flatten() {
            apply(&mut durable, event, sector, || random.random_bool(share));
        }
        durable.retain(|name, _| name == DATABASE || name == LOG);
        durable
    }

    fn counts(&self, n: usize, file: &str, synchronous: Synchronous) -> bool {
        let touches = |event: &&Event| match event {
            Event::Write { file, .. } | Event::Resize { file, .. } => {
                file == DATABASE || file == LOG
            }
            _ => false,
        };
        let next = self.events[n..].iter().find(touches);
        let of_database = |event: &Event| match event {
            Event::Write { file, .. } | Event::Resize { file, .. } => file == DATABASE,
            _ => false,
        };
        synchronous == Synchronous::Full || file != LOG || next.is_some_and(of_database)
    }

    /// What is not as it must be; `None` where all is.
    fn missing(&self, path: &Path, end: usize) -> Option<String> {
        let history = match History::open(path, &self.key, SystemClock::shared()) {
            Ok(history) => history,
            Err(error) => return Some(format!("does not open: {error}")),
        };
        let journal = history.journal(JobId(1)).unwrap();
        drop(history);
        let checked = integrity(path, &self.key);
        if checked != "ok" {
            return Some(checked);
        }
        let sent = |is: &dyn Fn(&str) -> bool| {
            let requests = self.events[..end].iter();
            requests
                .filter(|event| matches!(event, Event::Request(line) if is(line)))
                .count()
        };
        let creates = sent(&|line| line.starts_with("POST /v1/eligibility/jobs HTTP"));
        let batches = sent(&|line| line.starts_with("POST") && line.contains("/items "));
        let submits = sent(&|line| line.starts_with("POST") && line.contains("/submit "));
        let later = sent(&|line| line.contains("/status ")) > 0;
        [
            (Step::Create, Phase::Intended, creates),
            (Step::Create, Phase::Answered, usize::from(batches > 0)),
            (Step::Items, Phase::Intended, batches),
            (Step::Items, Phase::Answered, batches.saturating_sub(1)),
            (Step::ReadBack, Phase::Answered, usize::from(submits > 0)),
            (Step::Submit, Phase::Intended, submits),
            (Step::Submit, Phase::Answered, usize::from(later)),
        ]
        .into_iter()
        .find_map(|(step, phase, least)| {
            let found = count(&journal, step, phase);
            (found < least).then(|| format!("{step:?} {phase:?}: {found} of {least}"))
        })
    }
}

fn count(journal: &[JournalLine], step: Step, phase: Phase) -> usize {
    let is = |line: &&JournalLine| line.step == step && line.phase == phase;
    journal.iter().filter(is).count()
}

/// A write, sector by sector, or a change of length; `got` is asked of each whether the disk got it.
fn apply(
    files: &mut BTreeMap<String, Vec<u8>>,
    event: &Event,
    sector: usize,
    mut got: impl FnMut() -> bool,
) {
    match event {
        Event::Write { file, at, bytes } => {
            let content = files.entry(file.clone()).or_default();
            if content.len() < at + bytes.len() {
                content.resize(at + bytes.len(), 0);
            }
            let mut from = 0;
            while from < bytes.len() {
                let to = bytes.len().min(from + sector - (at + from) % sector);
                if got() {
                    content[at + from..at + to].copy_from_slice(&bytes[from..to]);
                }
                from = to;
            }
        }
        Event::Resize { file, length } if got() => {
            files.entry(file.clone()).or_default().resize(*length, 0);
        }
        Event::Resize { .. } | Event::Sync { .. } | Event::Request(_) => {}
    }
}

fn integrity(path: &Path, key: &HistoryKey) -> String {
    let database = Connection::open(path).unwrap();
    let key = format!("PRAGMA key = \"x'{}'\";", key.to_hex().as_str());
    database.execute_batch(&key).unwrap();
    database
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap_or_else(|error| error.to_string())
}
