//! How many people were on a connection's roster, over time. It outlives the rosters themselves.

use jiff::Timestamp;
use rusqlite::{Transaction, params};

use super::stored::Moment;
use super::{ConnectionId, History, HistoryError};

pub(super) const MIGRATION: &str = "
CREATE TABLE headcount (
    connection INTEGER NOT NULL REFERENCES connections (id),
    at INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (connection, at)
) WITHOUT ROWID;
";

/// One point of the series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Headcount {
    /// When it was counted.
    pub at: Timestamp,
    /// How many people.
    pub people: u32,
}

impl History {
    /// The series of a connection, oldest first.
    pub fn headcount(&self, connection: ConnectionId) -> Result<Vec<Headcount>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT at, people FROM headcount WHERE connection = ?1 ORDER BY at",
            )?;
            let rows = query.query_map([connection], |row| {
                Ok(Headcount {
                    at: row.get::<_, Moment>(0)?.0,
                    people: row.get(1)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn record(
    database: &Transaction<'_>,
    connection: ConnectionId,
    at: Timestamp,
    people: u32,
) -> Result<(), HistoryError> {
    database.execute(
        "INSERT OR REPLACE INTO headcount (connection, at, people) VALUES (?1, ?2, ?3)",
        params![connection, Moment(at), people],
    )?;
    Ok(())
}
