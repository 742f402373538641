//! The history opened in every state that a file can be in, and its guards.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::fixture::{self, clock, with_plan};
use super::*;
use crate::clock::HeldClock;
use crate::plan::PlanHash;
use crate::submission::JobState;
use crate::wellhub::{Endpoint, LimitStore as _};

pub(super) mod synced;

fn key(byte: u8) -> HistoryKey {
    HistoryKey::from_bytes([byte; 32])
}

fn made(folder: &Path) -> PathBuf {
    let path = folder.join("history.db");
    let history = History::open(&path, &key(7), clock()).unwrap();
    history.set_setting("language", &"pt-BR").unwrap();
    // Enough pages that a cut through the middle is one.
    history.set_setting("filler", &"x".repeat(100_000)).unwrap();
    drop(history);
    path
}

#[test]
fn what_was_kept_is_there_after_a_restart_and_not_in_the_clear() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path());
    let history = History::open(&path, &key(7), clock()).unwrap();
    assert_eq!(
        history.setting::<String>("language").unwrap().unwrap(),
        "pt-BR"
    );
    drop(history);
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(5).any(|w| w == b"pt-BR" || w == b"SQLit"));
    }
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path());
    let open = History::open(&path, &key(7), clock()).unwrap();
    open.set_setting("a", &1).unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", entry.path());
    }
}

#[test]
fn commits_are_durable() {
    let folder = tempfile::tempdir().unwrap();
    let history = History::open(&made(folder.path()), &key(7), clock()).unwrap();
    let pragma = |name: &str| -> String {
        history
            .read(|database| {
                Ok(database.pragma_query_value(None, name, |row| {
                    row.get::<_, rusqlite::types::Value>(0)
                })?)
            })
            .map(|value| format!("{value:?}"))
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "Text(\"wal\")");
    assert_eq!(pragma("synchronous"), "Integer(2)");
    assert_eq!(pragma("foreign_keys"), "Integer(1)");
}

#[test]
fn a_wrong_key_is_told_as_one_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path());
    let before = fs::read(&path).unwrap();
    let refused = History::open(&path, &key(8), clock()).unwrap_err();
    assert!(matches!(refused, HistoryError::WrongKey(_)), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_cut_file_is_told_as_damaged_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path());
    let whole = fs::read(&path).unwrap();
    for keep in [0, 4096, whole.len() / 8192 * 4096, whole.len() - 4096] {
        fs::write(&path, &whole[..keep]).unwrap();
        let refused = History::open(&path, &key(7), clock()).unwrap_err();
        assert!(
            matches!(refused, HistoryError::Corrupt(_)),
            "{keep}: {refused:?}"
        );
        assert_eq!(fs::read(&path).unwrap().len(), keep);
    }
}

#[test]
fn a_newer_schema_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path());
    let history = History::open(&path, &key(7), clock()).unwrap();
    history
        .read(|database| Ok(database.pragma_update(None, "user_version", 900)?))
        .unwrap();
    drop(history);
    let refused = History::open(&path, &key(7), clock()).unwrap_err();
    assert!(
        matches!(refused, HistoryError::Newer { found: 900, .. }),
        "{refused:?}"
    );
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gone").join("history.db");
    let refused = History::open(&path, &key(7), clock()).unwrap_err();
    assert!(matches!(refused, HistoryError::File { .. }), "{refused:?}");
    assert!(refused.to_string().contains("gone"));
}

#[test]
fn another_process_in_a_transaction_is_told_as_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path());
    let one = History::open(&path, &key(7), clock()).unwrap();
    let other = History::open(&path, &key(7), clock()).unwrap();
    other
        .read(|database| Ok(database.busy_timeout(Duration::ZERO)?))
        .unwrap();
    one.write(|transaction| {
        transaction.execute("DELETE FROM settings WHERE name = 'none'", [])?;
        let refused = other.set_setting("a", &1).unwrap_err();
        assert!(matches!(refused, HistoryError::Busy(_)), "{refused:?}");
        assert!(other.setting::<String>("language").unwrap().is_some());
        Ok(())
    })
    .unwrap();
}

#[test]
fn one_process_at_a_time_drives_and_its_clones_share_that() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path());
    let one = History::open(&path, &key(7), clock()).unwrap();
    let other = History::open(&path, &key(7), clock()).unwrap();
    let driving = one.acquire_driver().unwrap();
    let shared = one.clone().acquire_driver().unwrap();
    assert!(matches!(
        other.acquire_driver(),
        Err(HistoryError::DriverBusy)
    ));
    let turn = driving.turn(JobId(1)).unwrap();
    assert!(shared.turn(JobId(1)).is_none());
    drop(turn);
    assert!(shared.turn(JobId(1)).is_some());
    drop((driving, shared));
    assert!(other.acquire_driver().is_ok());
}

#[test]
fn a_full_disk_is_told_and_nothing_half_is_kept() {
    let (history, connection, plan) = with_plan();
    let (op, hash) = (OpId("op".into()), PlanHash("4f2a".into()));
    let items: Vec<_> = (0..2_000).map(fixture::item).collect();
    let new = fixture::job(&op, connection, plan, &hash, JobLane::Removals, &items);
    let held = fixture::held_nothing(plan, history.now());
    history
        .read(|database| {
            let pages: u32 = database.pragma_query_value(None, "page_count", |row| row.get(0))?;
            // The pragma answers with the limit that now holds, so it is queried.
            Ok(database.query_row(
                &format!("PRAGMA max_page_count = {}", pages + 5),
                [],
                |_| Ok(()),
            )?)
        })
        .unwrap();
    let refused = history.place_jobs(&[new], None, &held).unwrap_err();
    assert!(matches!(refused, HistoryError::DiskFull(_)), "{refused:?}");
    assert!(history.jobs("").unwrap().is_empty());
    assert!(history.used_lanes(plan).unwrap().is_empty());
}

#[test]
fn a_lane_of_a_plan_has_one_job() {
    use JobLane::{All, Removals, Safe};
    let cases = [
        (Safe, Safe, false),
        (Safe, Removals, true),
        (Removals, Safe, true),
        (Safe, All, false),
        (All, Removals, false),
        (All, Safe, false),
    ];
    for (first, second, both) in cases {
        let (history, connection, plan) = with_plan();
        let hash = PlanHash("4f2a".into());
        let (one, two) = (OpId("1".into()), OpId("2".into()));
        let items = [fixture::item(1)];
        let held = fixture::held_nothing(plan, history.now());
        let place = |op, lane| {
            let new = fixture::job(op, connection, plan, &hash, lane, &items);
            history.place_jobs(&[new], None, &held)
        };
        place(&one, first).unwrap();
        let placed = place(&two, second);
        assert_eq!(
            placed.is_ok(),
            both,
            "{first:?} then {second:?}: {placed:?}"
        );
        assert_eq!(history.jobs("").unwrap().len(), if both { 2 } else { 1 });
    }
}

#[test]
fn a_lane_comes_free_when_its_job_ends_unsubmitted_and_for_a_plan_made_after_its_end() {
    let clock = Arc::new(HeldClock::at("2026-03-12T09:00:00Z".parse().unwrap()));
    let history = History::in_memory(clock.clone()).unwrap();
    let connection = history
        .add_connection(&fixture::connection(Environment::Demo))
        .unwrap();
    let record = fixture::record(connection, history.now(), fixture::plan(Vec::new()));
    let plan = history.keep_plan(&record).unwrap();
    let (hash, items) = (PlanHash("4f2a".into()), [fixture::item(1)]);
    let held = fixture::held_nothing(plan, history.now());
    let place = |op: &str, made_at| {
        let op = OpId(op.into());
        let mut new = fixture::job(&op, connection, plan, &hash, JobLane::Safe, &items);
        new.plan_made_at = made_at;
        history.place_jobs(&[new], None, &held)
    };
    let end = |id: JobId, to| {
        let job = history.job(id).unwrap();
        history
            .end_job(&job, to, Step::Results, &Ending::of(ItemResult::Succeeded))
            .unwrap();
    };
    let made = record.made_at;
    let first = place("1", made).unwrap()[0];
    end(first, JobState::Failed);
    let second = place("2", made).unwrap()[0];
    clock.advance(Duration::from_secs(60));
    end(second, JobState::Rejected);
    let refused = place("3", made).unwrap_err();
    assert!(matches!(refused, HistoryError::LaneTaken { job } if job == second));
    clock.advance(Duration::from_secs(60));
    place("4", history.now()).unwrap();
}

#[test]
fn a_move_from_another_state_changes_nothing() {
    let (history, connection, plan) = with_plan();
    let (op, hash) = (OpId("1".into()), PlanHash("4f2a".into()));
    let items = [fixture::item(1)];
    let new = fixture::job(&op, connection, plan, &hash, JobLane::Safe, &items);
    let held = fixture::held_nothing(plan, history.now());
    let id = history.place_jobs(&[new], None, &held).unwrap()[0];
    let refused = history.submit_intended(id).unwrap_err();
    assert!(
        matches!(
            refused,
            HistoryError::Moved {
                found: JobState::Planned,
                ..
            }
        ),
        "{refused:?}"
    );
    assert!(history.journal(id).unwrap().is_empty());
}

#[test]
fn jobs_are_found_by_file_connection_state_and_person() {
    let (history, connection, plan) = with_plan();
    let (op, hash) = (OpId("1".into()), PlanHash("4f2a".into()));
    let items = [fixture::item(41)];
    let new = fixture::job(&op, connection, plan, &hash, JobLane::Safe, &items);
    let held = fixture::held_nothing(plan, history.now());
    history.place_jobs(&[new], None, &held).unwrap();
    for found in [
        "",
        "folha COMPLETA",
        "aurora",
        "planned",
        "pessoa 41",
        "000041",
        "1",
    ] {
        assert_eq!(history.jobs(found).unwrap().len(), 1, "{found}");
    }
    assert!(history.jobs("pessoa 42").unwrap().is_empty());
}

#[test]
fn settings_commands_limits_and_held_changes_are_kept() {
    let (history, connection, plan) = with_plan();
    let op = OpId("7".into());
    assert!(history.note_op(&op, "rename", &"a").unwrap());
    assert!(!history.note_op(&op, "rename", &"b").unwrap());
    assert_eq!(
        history.op_result::<String>(&op, "rename").unwrap().unwrap(),
        "a"
    );
    let (log, now) = (
        history.limits("http://127.0.0.1:1", "aurora"),
        history.now(),
    );
    log.record(Endpoint::Employees, now);
    log.record(
        Endpoint::Employees,
        now - jiff::SignedDuration::from_secs(300),
    );
    assert_eq!(log.load(Endpoint::Employees), [now]);
    assert!(
        history
            .limits("http://127.0.0.1:1", "b")
            .load(Endpoint::Employees)
            .is_empty()
    );
    let until = now + jiff::SignedDuration::from_secs(30);
    log.pause(Endpoint::Submit, until);
    assert_eq!(log.paused_until(Endpoint::Submit), Some(until));
    assert_eq!(log.paused_until(Endpoint::Token), None);
    let mut held = fixture::held_nothing(plan, now);
    held.removals = 12;
    history.hold(connection, &held).unwrap();
    let later = Held {
        removals: 9,
        since: now + jiff::SignedDuration::from_hours(24),
        ..held.clone()
    };
    history.hold(connection, &later).unwrap();
    let kept = history.held(connection).unwrap().unwrap();
    assert_eq!((kept.removals, kept.since), (9, now));
    history
        .hold(connection, &fixture::held_nothing(plan, now))
        .unwrap();
    assert_eq!(history.held(connection).unwrap(), None);
}

#[test]
fn a_key_goes_to_the_vault_and_back() {
    let key = HistoryKey::generate().unwrap();
    let text = key.to_hex();
    assert_eq!(HistoryKey::from_hex(&text).unwrap().to_hex(), text);
    assert!(HistoryKey::from_hex("00").is_none());
    assert!(!format!("{key:?}").contains(&text[..8]));
}

#[test]
fn an_old_history_never_gets_a_new_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = made(folder.path());
    let missing = HistoryKey::for_file(&path, None).unwrap_err();
    assert!(
        matches!(missing, HistoryError::MissingKey { .. }),
        "{missing:?}"
    );
    let (kept, new) = HistoryKey::for_file(&path, Some(key(7))).unwrap();
    assert!(!new && History::open(&path, &kept, clock()).is_ok());
    let (_, new) = HistoryKey::for_file(&folder.path().join("other.db"), None).unwrap();
    assert!(new);
}
