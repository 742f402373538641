//! What encryption costs: the same writes and reads over a plain SQLite file and over one under SQLCipher, as durable as the
//! history is, side by side in one run. Prints figures and never judges them.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::cast_precision_loss)]

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

const ROWS: i64 = 200_000;
const BATCH: i64 = 500;
const LOOKUPS: i64 = 20_000;
const TURNS: usize = 5;

/// How long each part took.
#[derive(Default)]
struct Times([Vec<Duration>; 4]);

fn main() {
    let mut plain = Times::default();
    let mut cipher = Times::default();
    for _ in 0..TURNS {
        run(false, &mut plain);
        run(true, &mut cipher);
    }
    println!(
        "{ROWS} rows of about 240 bytes, {BATCH} a commit, synchronous=FULL, the median of {TURNS} turns"
    );
    println!(
        "{:<28}{:>12}{:>12}{:>8}",
        "", "plain ms", "cipher ms", "ratio"
    );
    let parts = [
        "writing",
        "every row read",
        "looking rows up",
        "a walk with LIKE",
    ];
    for (part, name) in parts.into_iter().enumerate() {
        let (plain, cipher) = (median(&mut plain.0[part]), median(&mut cipher.0[part]));
        println!(
            "{name:<28}{plain:>12.0}{cipher:>12.0}{:>8.2}",
            cipher / plain
        );
    }
}

fn run(encrypted: bool, times: &mut Times) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.db");
    let mut database = open(&path, encrypted);
    database
        .execute_batch("CREATE TABLE people (id INTEGER PRIMARY KEY, key TEXT NOT NULL, told TEXT NOT NULL); CREATE INDEX by_key ON people (key);")
        .expect("a table");
    times.0[0].push(timed(|| fill(&mut database)));
    drop(database);
    // Opened again, so that nothing read comes from the cache of what was written.
    let database = open(&path, encrypted);
    times.0[1].push(timed(|| read(&database)));
    times.0[2].push(timed(|| look_up(&database)));
    times.0[3].push(timed(|| walk(&database)));
}

fn open(path: &Path, encrypted: bool) -> Connection {
    let database = Connection::open(path).expect("a database");
    if encrypted {
        let key = format!("PRAGMA key = \"x'{}'\";", "4f".repeat(32));
        database.execute_batch(&key).expect("a key");
    }
    database
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        .expect("the pragmas");
    database
}

fn fill(database: &mut Connection) {
    for batch in 0..ROWS / BATCH {
        let transaction = database.transaction().expect("a transaction");
        {
            let mut insert = transaction
                .prepare_cached("INSERT INTO people VALUES (?1, ?2, ?3)")
                .expect("a statement");
            for row in batch * BATCH..(batch + 1) * BATCH {
                let key = format!("{:06}", row * 7919 % ROWS);
                let told = format!("pessoa {key} de tal {}", "operações recife ".repeat(12));
                insert.execute(params![row, key, told]).expect("a row");
            }
        }
        transaction.commit().expect("a commit");
    }
}

fn read(database: &Connection) {
    let bytes: i64 = database
        .query_row("SELECT sum(length(told)) FROM people", [], |row| row.get(0))
        .expect("a sum");
    assert!(bytes > ROWS);
}

fn look_up(database: &Connection) {
    let mut query = database
        .prepare("SELECT told FROM people WHERE key = ?1")
        .expect("a statement");
    for turn in 0..LOOKUPS {
        let key = format!("{:06}", turn * 104_729 % ROWS);
        let told: String = query.query_row([key], |row| row.get(0)).expect("a row");
        assert!(!told.is_empty());
    }
}

fn walk(database: &Connection) {
    let found: i64 = database
        .query_row(
            "SELECT count(*) FROM people WHERE told LIKE '%0471%'",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert!(found > 0);
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1_000.0
}
