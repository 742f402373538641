//! A process that dies in the middle of bringing a history up to date: whatever stands in its files at that moment is what
//! the next start finds, and that start brings it up to date with nothing lost.

use std::fs;
use std::path::Path;

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection, TransactionBehavior};

use super::super::open::{open, private_file, unlock};
use super::{MIGRATIONS, migrate_to, version};
use crate::history::HistoryKey;

fn shape(database: &Connection) -> Vec<String> {
    let mut query = database
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        .unwrap();
    let rows = query.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// A history as a Rollcall of that schema left it, with something in it.
fn left_at(landed: usize, path: &Path, key: &HistoryKey) -> Connection {
    private_file(path).unwrap();
    let mut database = unlock(path, key).unwrap();
    database.pragma_update(None, "journal_mode", "WAL").unwrap();
    migrate_to(&mut database, &MIGRATIONS[..landed]).unwrap();
    database
        .execute("INSERT INTO settings VALUES ('kept', x'31')", [])
        .unwrap();
    database
}

/// What a process that dies now leaves: the file and its log as they stand.
fn dies(path: &Path, folder: &Path) -> std::path::PathBuf {
    fs::create_dir(folder).unwrap();
    let log = |path: &Path| path.with_extension("db-wal");
    let left = folder.join("history.db");
    fs::copy(path, &left).unwrap();
    if log(path).exists() {
        fs::copy(log(path), log(&left)).unwrap();
    }
    left
}

#[test]
fn a_process_that_dies_at_any_statement_leaves_a_history_that_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let key = HistoryKey::generate().unwrap();
    let whole = shape(&crate::history::open::in_memory().unwrap());
    // Settings, in which something is kept, came with the second step.
    for (landed, step_taken) in MIGRATIONS.iter().enumerate().skip(2) {
        let place = folder.path().join(landed.to_string());
        fs::create_dir(&place).unwrap();
        let path = place.join("history.db");
        let mut database = left_at(landed, &path, &key);
        let mut left = vec![dies(&path, &place.join("before"))];
        let step = database
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .unwrap();
        let mut batch = Batch::new(&step, step_taken);
        while let Some(mut statement) = batch.next().unwrap() {
            statement.execute([]).unwrap();
            // Written to the log at once, as a step too large for memory is.
            step.cache_flush().unwrap();
            left.push(dies(&path, &place.join(left.len().to_string())));
        }
        step.pragma_update(None, "user_version", u32::try_from(landed + 1).unwrap())
            .unwrap();
        step.cache_flush().unwrap();
        left.push(dies(&path, &place.join("numbered")));
        step.commit().unwrap();
        left.push(dies(&path, &place.join("after")));
        assert!(left.len() > 3);

        for path in left {
            let now = jiff::Timestamp::UNIX_EPOCH;
            let again = open(&path, &key, now).unwrap();
            let what = path.display();
            assert_eq!(shape(&again), whole, "{what}");
            assert_eq!(version(&again).unwrap() as usize, MIGRATIONS.len());
            let kept: Vec<u8> = again
                .query_row(
                    "SELECT value FROM settings WHERE name = 'kept'",
                    [],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(kept, b"1", "{what}");
            let check: String = again
                .pragma_query_value(None, "integrity_check", |row| row.get(0))
                .unwrap();
            assert_eq!(check, "ok", "{what}");
        }
    }
}
