//! A commit that has returned is on the disk: the system calls of a process of its own are watched, and with
//! `synchronous=FULL` switched off the same judgement fails.

use std::cell::Cell;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use super::{clock, fixture, key};
use crate::history::{Environment, History, JobLane, OpId, Phase, Step};
use crate::plan::PlanHash;

const COMMITS: usize = 10;
/// Where the watched process keeps its history.
const FOLDER: &str = "ROLLCALL_TEST_FOLDER";
/// Set where it does without `FULL`.
const WITHOUT: &str = "ROLLCALL_TEST_WITHOUT_FULL";
const TOLD: &str = "told.txt";

thread_local! {
    static WITHOUT_FULL: Cell<bool> = const { Cell::new(false) };
}

/// Whether the test on this thread does without `FULL`.
pub(in crate::history) fn is_without_full() -> bool {
    WITHOUT_FULL.get()
}

#[test]
fn each_commit_is_told_after_it_returned() {
    let own = tempfile::tempdir().unwrap();
    let folder = std::env::var_os(FOLDER).map_or_else(|| own.path().to_owned(), Into::into);
    WITHOUT_FULL.set(std::env::var_os(WITHOUT).is_some());
    let history = History::open(&folder.join("history.db"), &key(7), clock()).unwrap();
    let details = fixture::connection(Environment::Demo);
    let connection = history.add_connection(&details).unwrap();
    let record = fixture::record(connection, history.now(), fixture::plan(Vec::new()));
    let plan = history.keep_plan(&record).unwrap();
    let (op, hash) = (OpId("op".to_owned()), PlanHash("4f2a".to_owned()));
    let items = [fixture::item(0)];
    let new = fixture::job(&op, connection, plan, &hash, JobLane::Safe, &items);
    let held = fixture::held_nothing(plan, history.now());
    let job = history.place_jobs(&[new], None, &held).unwrap()[0];
    let mut told = OpenOptions::new();
    let mut told = told
        .create(true)
        .append(true)
        .open(folder.join(TOLD))
        .unwrap();
    for _ in 0..COMMITS {
        history
            .write_line(job, Step::Items, Phase::Intended, None, "")
            .unwrap();
        told.write_all(b"told\n").unwrap();
    }
    WITHOUT_FULL.set(false);
    assert_eq!(history.journal(job).unwrap().len(), COMMITS);
}

#[test]
#[cfg(target_os = "linux")]
fn no_commit_is_told_before_the_disk_has_it() {
    assert_eq!(told_too_early(false), 0);
    assert_eq!(told_too_early(true), COMMITS, "the control must fail");
}

/// Of how many commits the log was not synced when they were told.
fn told_too_early(without_full: bool) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let calls = folder.path().join("calls.txt");
    let mut watched = Command::new("strace");
    watched.args([
        "-f",
        "-y",
        "-e",
        "trace=pwrite64,fsync,fdatasync,write",
        "-o",
    ]);
    watched.arg(&calls).arg(std::env::current_exe().unwrap());
    let name = "history::tests::synced::each_commit_is_told_after_it_returned";
    watched.args(["--exact", name]).env(FOLDER, folder.path());
    if without_full {
        watched.env(WITHOUT, "1");
    }
    let ran = watched
        .output()
        .expect("strace is installed: make test does it");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    count_early(&calls)
}

fn count_early(calls: &Path) -> usize {
    let (mut waiting, mut told, mut early) = (false, 0, 0);
    for line in std::fs::read_to_string(calls).unwrap().lines() {
        let of_log = line.contains("history.db-wal>");
        if of_log && line.contains(" pwrite64(") {
            waiting = true;
        } else if of_log && (line.contains(" fsync(") || line.contains(" fdatasync(")) {
            waiting = false;
        } else if line.contains(TOLD) {
            told += 1;
            early += usize::from(waiting);
        }
    }
    assert_eq!(told, COMMITS, "strace saw what was told");
    early
}
