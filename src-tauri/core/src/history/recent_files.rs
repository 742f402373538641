//! The spreadsheets that were opened last, for a way back to them. Paths alone: what was in them is an import's affair.

use std::path::{Path, PathBuf};

use rusqlite::{Connection as Database, OptionalExtension as _, Transaction, params};
use serde::{Deserialize, Serialize};

use super::person_data::Person;
use super::stored::Json;
use super::{ConnectionId, History, HistoryError};

/// The setting.
const NAME: &str = "recent_files";
/// How many are kept for each connection.
const MOST: usize = 6;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Recent {
    connection: ConnectionId,
    path: PathBuf,
}

impl History {
    /// The spreadsheets that were opened last for a connection, newest first; whether they are still there is not looked at.
    pub fn recent_files(&self, connection: ConnectionId) -> Result<Vec<PathBuf>, HistoryError> {
        let mut all = self.read(read)?;
        all.retain(|one| one.connection == connection);
        Ok(all.into_iter().map(|one| one.path).collect())
    }

    /// Notes that one was opened.
    pub fn note_recent_file(
        &self,
        connection: ConnectionId,
        path: &Path,
    ) -> Result<(), HistoryError> {
        let path = path.to_owned();
        let opened = Recent { connection, path };
        self.write(|database| {
            let mut all = read(database)?;
            all.retain(|one| *one != opened);
            all.insert(0, opened);
            let mut kept = 0;
            all.retain(|one| {
                kept += usize::from(one.connection == connection);
                one.connection != connection || kept <= MOST
            });
            keep(database, &all)
        })
    }
}

/// Forgets those whose names tell of somebody.
pub(super) fn forget_of(database: &Transaction<'_>, person: &Person) -> Result<(), HistoryError> {
    let mut all = read(database)?;
    all.retain(|one| person.redacted(&one.path.to_string_lossy()).is_none());
    keep(database, &all)
}

fn read(database: &Database) -> Result<Vec<Recent>, HistoryError> {
    let kept = database
        .query_row(
            "SELECT value FROM settings WHERE name = ?1",
            [NAME],
            |row| row.get::<_, Json<Vec<Recent>>>(0),
        )
        .optional()?;
    Ok(kept.map(|json| json.0).unwrap_or_default())
}

fn keep(database: &Transaction<'_>, all: &[Recent]) -> Result<(), HistoryError> {
    database.execute(
        "INSERT INTO settings (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![NAME, Json(all)],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;

    #[test]
    fn the_last_ones_are_kept_each_once_and_newest_first() {
        let history = History::in_memory(SystemClock::shared()).expect("opens");
        let (one, other) = (ConnectionId(1), ConnectionId(2));
        history
            .note_recent_file(other, Path::new("/theirs.csv"))
            .expect("is noted");
        for name in ["a", "b", "c", "d", "e", "f", "g", "c"] {
            let path = PathBuf::from(format!("/payroll/{name}.xlsx"));
            history.note_recent_file(one, &path).expect("is noted");
        }
        let names = |connection| -> Vec<String> {
            let files = history.recent_files(connection).expect("reads");
            let stem = |path: &PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into());
            files.iter().filter_map(stem).collect()
        };
        assert_eq!(names(one), ["c", "g", "f", "e", "d", "b"]);
        assert_eq!(names(other), ["theirs"]);
    }
}
