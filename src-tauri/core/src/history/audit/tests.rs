//! Whatever somebody does to the trail with the database open before them is found, and no later event hides it.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rusqlite::params;

use super::*;
use crate::employee::Key;
use crate::history::{Environment, HistoryKey, JobLane, OpId, fixture};
use crate::plan::PlanHash;
use crate::roster::Place;

/// So many events has [`told`].
const EVENTS: i64 = 12;

/// A history whose trail has events of several kinds.
fn told() -> History {
    let history = History::in_memory(fixture::clock()).unwrap();
    let details = fixture::connection(Environment::Production);
    let connection = history.add_connection(&details).unwrap();
    for n in 0..4_u32 {
        let place: Place = ("12345678000195".into(), Key(format!("00487{n}").into()));
        history.protect(connection, &place, "Ana Lima").unwrap();
        history.set_budgets(connection, None, None).unwrap();
    }
    let person = history.protected_people(connection).unwrap()[0].id;
    history.unprotect(connection, person).unwrap();
    let codes = [FindingCode::BadEmail].into();
    history.note_accepted(connection, &codes).unwrap();
    history
}

/// Does something to the trail as somebody would who has the database open: past its triggers.
fn tamper(history: &History, change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<usize>) {
    let triggers =
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'";
    history
        .write(|database| {
            let mut query = database.prepare(triggers)?;
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let found: Vec<(String, String)> =
                query.query_map([], read)?.map(Result::unwrap).collect();
            assert_eq!(found.len(), 2);
            for (name, _) in &found {
                database.execute_batch(&format!("DROP TRIGGER {name}"))?;
            }
            assert!(change(database)? > 0, "nothing was tampered with");
            for (_, sql) in &found {
                database.execute_batch(sql)?;
            }
            Ok(())
        })
        .unwrap();
}

fn first_bad(history: &History) -> Fault {
    let report = history.verify_trail().unwrap();
    assert!(!report.ok);
    report.first_bad.unwrap()
}

fn append_more(history: &History) {
    let connection = history.connections().unwrap()[0].id;
    history.set_budgets(connection, None, None).unwrap();
    history.set_budgets(connection, None, None).unwrap();
}

/// Found where it is, and found there still after the trail went on.
fn is_found(history: &History, sequence: i64, what: FaultKind) {
    let expected = fault_at(sequence, what);
    assert_eq!(first_bad(history), expected);
    append_more(history);
    assert_eq!(first_bad(history).sequence, expected.sequence);
}

fn fault_at(sequence: i64, what: FaultKind) -> Fault {
    Fault {
        sequence: u32::try_from(sequence).unwrap(),
        what,
    }
}

#[test]
fn a_trail_that_nobody_touched_is_whole_and_names_nobody() {
    let history = told();
    let whole = TrailReport {
        events: u32::try_from(EVENTS).unwrap(),
        ok: true,
        first_bad: None,
    };
    assert_eq!(history.verify_trail().unwrap(), whole);
    let mut all = Vec::new();
    history
        .read(|database| {
            let mut query = database.prepare("SELECT * FROM audit")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..10 {
                    let value: rusqlite::types::Value = row.get(column)?;
                    all.push(format!("{value:?}"));
                }
            }
            Ok(())
        })
        .unwrap();
    let all = all.join(" ");
    assert!(all.contains("bad_email") && all.contains("protection_removed"));
    for name in ["Ana", "Lima", "004870", "12345678000195"] {
        assert!(!all.contains(name), "{name}");
    }
}

#[test]
fn the_same_person_stands_in_it_under_one_pseudonym() {
    let history = told();
    let mut people: Vec<Vec<u8>> = history
        .read(|database| {
            let mut query =
                database.prepare("SELECT subject FROM audit WHERE subject IS NOT NULL")?;
            let people = query.query_map([], |row| row.get(0))?;
            Ok(people.collect::<Result<_, _>>()?)
        })
        .unwrap();
    assert_eq!(people.len(), 5);
    people.sort();
    people.dedup();
    assert_eq!(people.len(), 4);
}

#[test]
fn the_life_of_a_job_is_told_and_costs_no_more_events_for_more_items() {
    let (history, connection, plan) = fixture::with_plan();
    let before = history.verify_trail().unwrap().events;
    let (op, hash) = (OpId("op".to_owned()), PlanHash("4f2a".to_owned()));
    let items: Vec<_> = (0..2_000).map(fixture::item).collect();
    let new = fixture::job(&op, connection, plan, &hash, JobLane::Removals, &items);
    let held = fixture::held_nothing(plan, history.now());
    let release = crate::history::ReleaseRecord {
        plan,
        plan_hash: hash.clone(),
        lane: JobLane::Removals,
        job: JobId(1),
        count: 2_000,
        reason: "Ana Lima said so".to_owned(),
        at: history.now(),
    };
    history.place_jobs(&[new], Some(&release), &held).unwrap();
    let report = history.verify_trail().unwrap();
    assert_eq!((report.ok, report.events - before), (true, 2));
}

#[test]
fn an_event_taken_out_is_missing_at_its_number() {
    for gone in 1..EVENTS {
        let history = told();
        tamper(&history, |database| {
            database.execute("DELETE FROM audit WHERE sequence = ?1", [gone])
        });
        is_found(&history, gone, FaultKind::Missing);
    }
}

#[test]
fn a_tail_that_was_cut_off_is_found_and_later_events_do_not_hide_it() {
    for left in 0..EVENTS {
        let history = told();
        tamper(&history, |database| {
            database.execute("DELETE FROM audit WHERE sequence > ?1", [left])
        });
        assert_eq!(first_bad(&history), fault_at(left + 1, FaultKind::Cut));
        append_more(&history);
        let found = first_bad(&history);
        assert_eq!(found, fault_at(left + 1, FaultKind::Missing));
    }
}

#[test]
fn a_tail_cut_off_with_a_head_made_up_for_it_is_found() {
    let history = told();
    tamper(&history, |database| {
        database.execute("DELETE FROM audit WHERE sequence > 5", [])?;
        let forged = "UPDATE settings SET value = CAST(json_set(CAST(value AS TEXT), '$.events', 5) AS BLOB) WHERE name = ?1";
        database.execute(forged, [head::SETTING])
    });
    assert_eq!(first_bad(&history), fault_at(5, FaultKind::Head));
    append_more(&history);
    assert_eq!(first_bad(&history), fault_at(6, FaultKind::Altered));
}

#[test]
fn a_head_that_is_gone_is_found() {
    let history = told();
    tamper(&history, |database| {
        database.execute("DELETE FROM settings WHERE name = ?1", [head::SETTING])
    });
    assert_eq!(first_bad(&history), fault_at(EVENTS, FaultKind::Head));
    append_more(&history);
    assert_eq!(
        first_bad(&history),
        fault_at(EVENTS + 1, FaultKind::Altered)
    );
}

#[test]
fn an_event_put_in_is_found_wherever_it_stands() {
    for at in 1..=EVENTS + 1 {
        let history = told();
        tamper(&history, |database| {
            // Room is made first, from behind, as the numbers are unique.
            for sequence in (at..=EVENTS).rev() {
                let shift = "UPDATE audit SET sequence = sequence + 1 WHERE sequence = ?1";
                database.execute(shift, [sequence])?;
            }
            let copy = "INSERT INTO audit SELECT ?1, at, kind, connection, plan, job, 999, word, subject, mac
                 FROM audit LIMIT 1";
            database.execute(copy, [at])
        });
        let what = if at > EVENTS {
            FaultKind::Added
        } else {
            FaultKind::Altered
        };
        is_found(&history, at, what);
    }
}

#[test]
fn the_database_itself_rewrites_and_removes_no_event() {
    let history = told();
    for change in [
        "UPDATE audit SET count = 7",
        "DELETE FROM audit WHERE sequence = 2",
    ] {
        let refused = history.write(|database| Ok(database.execute(change, [])?));
        assert!(format!("{refused:?}").contains("is never"), "{refused:?}");
    }
    assert!(history.verify_trail().unwrap().ok);
}

fn kept(folder: &Path, key: &HistoryKey) -> History {
    History::open(&folder.join("history.db"), key, fixture::clock()).unwrap()
}

#[test]
fn a_history_put_back_to_an_earlier_copy_is_found_by_the_note_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let key = HistoryKey::from_bytes([7; 32]);
    let database = folder.path().join("history.db");
    drop(kept(folder.path(), &key));
    let copy = fs::read(&database).unwrap();
    let history = kept(folder.path(), &key);
    let codes = [FindingCode::BadEmail].into();
    history.note_accepted(ConnectionId(1), &codes).unwrap();
    assert!(history.verify_trail().unwrap().ok);
    drop(history);
    fs::write(&database, copy).unwrap();
    let history = kept(folder.path(), &key);
    assert_eq!(first_bad(&history), fault_at(2, FaultKind::Cut));
    // As many events as were lost, but others.
    let details = fixture::connection(Environment::Sandbox);
    let connection = history.add_connection(&details).unwrap();
    history.remove_connection(connection).unwrap();
    drop(history);
    let history = kept(folder.path(), &key);
    assert_eq!(first_bad(&history).what, FaultKind::Cut);
}

#[test]
fn the_note_of_a_history_that_was_moved_away_is_no_fault_of_the_next() {
    let folder = tempfile::tempdir().unwrap();
    drop(kept(folder.path(), &HistoryKey::from_bytes([7; 32])));
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|ending| ending != "trail") {
            fs::remove_file(file).unwrap();
        }
    }
    let history = kept(folder.path(), &HistoryKey::from_bytes([8; 32]));
    assert!(history.verify_trail().unwrap().ok);
}

const COLUMNS: [&str; 9] = [
    "at",
    "kind",
    "connection",
    "plan",
    "job",
    "count",
    "word",
    "subject",
    "mac",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_byte_of_any_event_that_was_flipped_is_found_at_its_number(
        sequence in 1..=EVENTS, column in 0..COLUMNS.len(), byte in any::<prop::sample::Index>(), bit in 0..8_u32,
    ) {
        use rusqlite::types::Value;
        let history = told();
        let column = COLUMNS[column];
        let read = format!("SELECT {column} FROM audit WHERE sequence = ?1");
        let value: Value = history
            .read(|database| Ok(database.query_row(&read, [sequence], |row| row.get(0))?))
            .unwrap();
        let flip = |mut bytes: Vec<u8>| {
            let at = byte.index(bytes.len());
            bytes[at] ^= 1 << bit;
            bytes
        };
        let other = match value {
            Value::Integer(number) => {
                Value::Integer(i64::from_be_bytes(flip(number.to_be_bytes().to_vec()).try_into().unwrap()))
            }
            Value::Text(text) => match String::from_utf8(flip(text.into_bytes())) {
                Ok(text) => Value::Text(text),
                // A strict table takes no bytes for text.
                Err(_) => Value::Text(String::new()),
            },
            Value::Blob(bytes) => Value::Blob(flip(bytes)),
            Value::Null if column == "word" => Value::Text(String::new()),
            Value::Null if column == "subject" => Value::Blob(Vec::new()),
            _ => Value::Integer(0),
        };
        let write = format!("UPDATE audit SET {column} = ?2 WHERE sequence = ?1");
        tamper(&history, |database| database.execute(&write, params![sequence, other]));
        is_found(&history, sequence, FaultKind::Altered);
    }

    #[test]
    fn any_two_events_that_changed_places_are_found_at_the_first(one in 1..=EVENTS, other in 1..=EVENTS) {
        prop_assume!(one != other);
        let history = told();
        tamper(&history, |database| {
            let place = "UPDATE audit SET sequence = ?2 WHERE sequence = ?1";
            database.execute(place, [one, -1])?;
            database.execute(place, [other, one])?;
            database.execute(place, [-1, other])
        });
        is_found(&history, one.min(other), FaultKind::Altered);
    }

    #[test]
    fn any_event_taken_out_with_the_rest_moved_up_is_found(gone in 1..EVENTS) {
        let history = told();
        tamper(&history, |database| {
            database.execute("DELETE FROM audit WHERE sequence = ?1", [gone])?;
            for sequence in gone + 1..=EVENTS {
                database.execute("UPDATE audit SET sequence = sequence - 1 WHERE sequence = ?1", [sequence])?;
            }
            Ok(1)
        });
        is_found(&history, gone, FaultKind::Altered);
    }
}
