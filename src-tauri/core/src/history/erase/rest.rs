//! The rest that is kept of somebody: notes, the protected list, the index of a search, imports, and every text that a
//! person or Wellhub wrote and that mentions them.

use rusqlite::{Transaction, params};

use crate::history::audit::{Event, EventKind};
use crate::history::person_data::Person;
use crate::history::stored::Json;
use crate::history::{ConnectionId, History, HistoryError, recent_files, search};

/// Columns with words that people, files or Wellhub gave: table, column, and the connection's condition.
const WORDS: &[(&str, &str, &str)] = &[
    ("job_errors", "value", OF_JOB),
    ("job_errors", "code", OF_JOB),
    ("job_errors", "recovered_by", OF_JOB),
    ("journal", "detail", OF_JOB),
    ("jobs", "problem", "connection = ?1"),
    ("plans", "file_name", "connection = ?1"),
    ("accepted_files", "file_name", "connection = ?1"),
];
const OF_JOB: &str = "job IN (SELECT id FROM jobs WHERE connection = ?1)";

impl History {
    pub(super) fn scrub_rest(&self, person: &Person) -> Result<(), HistoryError> {
        self.write(|database| {
            forget_notes(self, database, person)?;
            for (company, key) in indexed(database, person)? {
                search::take_out(database, person.connection, &company, &key)?;
            }
            for (table, column, condition) in WORDS {
                scrub_words(database, person, table, column, condition)?;
            }
            scrub_releases(database, person)?;
            recent_files::forget_of(database, person)?;
            forget_imports_of_files(database, person)?;
            forget_kept_json(database, person, "imports", "state", "id")?;
            forget_kept_json(database, person, "mappings", "mapping", "fingerprint")?;
            forget_kept_json(database, person, "ops", "result", "op_id")
        })
    }
}

fn forget_notes(
    history: &History,
    database: &Transaction<'_>,
    person: &Person,
) -> Result<(), HistoryError> {
    for (company, key) in person.places() {
        let place = params![person.connection, company.as_str(), key.0.as_str()];
        let at = "WHERE connection = ?1 AND company = ?2 AND key = ?3";
        database.execute(&format!("DELETE FROM last_sent {at}"), place)?;
        let was_protected = format!("SELECT count(*) FROM protected_people {at} AND until IS NULL");
        let was_protected: u32 = database.query_row(&was_protected, place, |row| row.get(0))?;
        database.execute(&format!("DELETE FROM protected_people {at}"), place)?;
        if was_protected > 0 {
            let event = Event {
                connection: Some(person.connection),
                person: Some((company.as_str(), key.0.as_str())),
                ..Event::of(EventKind::ProtectionRemoved)
            };
            history.tell(database, &event)?;
        }
    }
    Ok(())
}

/// Company and key under which the index has them, as they were sent.
fn indexed(
    database: &Transaction<'_>,
    person: &Person,
) -> Result<Vec<(String, String)>, HistoryError> {
    let mut query =
        database.prepare_cached("SELECT company, key FROM search_people WHERE connection = ?1")?;
    let all = query.query_map([person.connection], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut theirs = Vec::new();
    for one in all {
        let (company, key): (String, String) = one?;
        if person.has_line(&company, &key) {
            theirs.push((company, key));
        }
    }
    Ok(theirs)
}

fn scrub_words(
    database: &Transaction<'_>,
    person: &Person,
    table: &str,
    column: &str,
    condition: &str,
) -> Result<(), HistoryError> {
    let query = format!(
        "SELECT DISTINCT CAST({column} AS TEXT) FROM {table} WHERE {condition} AND {column} IS NOT NULL"
    );
    let mut query = database.prepare(&query)?;
    let texts = query.query_map([person.connection], |row| row.get::<_, String>(0))?;
    let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
    let change = format!(
        "UPDATE {table} SET {column} = iif(typeof({column}) = 'blob', CAST(?3 AS BLOB), ?3)
         WHERE {condition} AND CAST({column} AS TEXT) = ?2"
    );
    for text in texts {
        if let Some(told) = person.redacted(&text) {
            database.execute(&change, params![person.connection, text, told])?;
        }
    }
    Ok(())
}

/// A release is never rewritten: the one without their name takes its place.
fn scrub_releases(database: &Transaction<'_>, person: &Person) -> Result<(), HistoryError> {
    let mut query = database.prepare(
        "SELECT plan, lane, reason FROM releases WHERE job IN (SELECT id FROM jobs WHERE connection = ?1)",
    )?;
    let found = query.query_map([person.connection], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
        ))
    })?;
    let found: Vec<_> = found.collect::<Result<_, _>>()?;
    for (plan, lane, reason) in found {
        let Some(told) = person.redacted(&reason) else {
            continue;
        };
        database.execute(
            "CREATE TEMP TABLE release_again AS SELECT * FROM releases WHERE plan = ?1 AND lane = ?2",
            params![plan, lane],
        )?;
        database.execute("UPDATE release_again SET reason = ?1", [told])?;
        database.execute(
            "DELETE FROM releases WHERE plan = ?1 AND lane = ?2",
            params![plan, lane],
        )?;
        database.execute_batch(
            "INSERT INTO releases SELECT * FROM release_again; DROP TABLE release_again;",
        )?;
    }
    Ok(())
}

/// An import of a file that is named after them is given up.
fn forget_imports_of_files(
    database: &Transaction<'_>,
    person: &Person,
) -> Result<(), HistoryError> {
    let mut query = database.prepare("SELECT id, path FROM imports WHERE connection = ?1")?;
    let found = query.query_map([person.connection], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let found: Vec<_> = found.collect::<Result<_, _>>()?;
    for (id, path) in found {
        if person.redacted(&path).is_some() {
            database.execute("DELETE FROM imports WHERE id = ?1", [id])?;
        }
    }
    Ok(())
}

/// Records kept as JSON that mention them go whole: an import of a file that names them is given up.
fn forget_kept_json(
    database: &Transaction<'_>,
    person: &Person,
    table: &str,
    column: &str,
    id: &str,
) -> Result<(), HistoryError> {
    let query = match table {
        "ops" => format!("SELECT {id}, {column} FROM {table} WHERE ?1 > 0"),
        _ => format!("SELECT {id}, {column} FROM {table} WHERE connection = ?1"),
    };
    let connection: ConnectionId = person.connection;
    let mut query = database.prepare(&query)?;
    let all = query.query_map([connection], |row| {
        let id: rusqlite::types::Value = row.get(0)?;
        Ok((id, row.get::<_, Json<serde_json::Value>>(1)?.0))
    })?;
    let all: Vec<_> = all.collect::<Result<_, _>>()?;
    for (key, json) in all {
        if person.is_in(&json) {
            database.execute(&format!("DELETE FROM {table} WHERE {id} = ?1"), [key])?;
        }
    }
    Ok(())
}
