//! Wellhub's roster each time it was read whole: the summary of every reading, the people of the last two a connection, so
//! that the roster can be looked at offline and a shrunken one is noticed.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, named_params, params};

use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError, headcount};
use crate::roster::RemoteRoster;

pub(super) const MIGRATION: &str = "
CREATE TABLE rosters (
    id INTEGER PRIMARY KEY,
    connection INTEGER NOT NULL REFERENCES connections (id),
    read_at INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    people INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    roster BLOB
);
CREATE INDEX rosters_connection ON rosters (connection, read_at);
";

/// How many readings of a connection keep their people.
const KEPT: u32 = 2;

/// One reading, without the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotSummary {
    /// When it was read.
    pub read_at: Timestamp,
    /// How many pages.
    pub pages: u32,
    /// How many people were on the roster.
    pub people: u32,
    /// The hash of its content.
    pub content_hash: String,
}

/// Which reading it is whose people are kept. Another reading is another one, and so is the same one without somebody who
/// was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptRoster {
    number: i64,
    bytes: i64,
}

impl History {
    /// Keeps a roster that was read whole, and the headcount of that moment.
    pub fn keep_roster(
        &self,
        connection: ConnectionId,
        roster: &RemoteRoster,
        content_hash: &str,
    ) -> Result<(), HistoryError> {
        let people = u32::try_from(roster.people.len()).unwrap_or(u32::MAX);
        self.write(|database| {
            database.execute(
                "INSERT INTO rosters (connection, read_at, pages, people, content_hash, roster)
                 VALUES (:connection, :at, :pages, :people, :hash, :roster)",
                named_params! {
                    ":connection": connection, ":at": Moment(roster.read_at), ":pages": roster.pages,
                    ":people": people, ":hash": content_hash, ":roster": Json(roster),
                },
            )?;
            database.execute(
                "UPDATE rosters SET roster = NULL WHERE connection = ?1 AND roster IS NOT NULL AND id NOT IN
                     (SELECT id FROM rosters WHERE connection = ?1 ORDER BY id DESC LIMIT ?2)",
                params![connection, KEPT],
            )?;
            headcount::record(database, connection, roster.read_at, people)
        })
    }

    /// The roster as last read; `None` where it never was.
    pub fn last_roster(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<RemoteRoster>, HistoryError> {
        self.read(|database| {
            let roster = database
                .query_row(
                    "SELECT roster FROM rosters WHERE connection = ?1 AND roster IS NOT NULL
                     ORDER BY id DESC LIMIT 1",
                    [connection],
                    |row| row.get::<_, Json<RemoteRoster>>(0),
                )
                .optional()?;
            Ok(roster.map(|json| json.0))
        })
    }

    /// Which reading [`Self::last_roster`] would give, without reading it.
    pub fn kept_roster(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<KeptRoster>, HistoryError> {
        self.read(|database| {
            Ok(database
                .prepare_cached(
                    "SELECT id, length(roster) FROM rosters WHERE connection = ?1 AND roster IS NOT NULL
                     ORDER BY id DESC LIMIT 1",
                )?
                .query_row([connection], |row| {
                    Ok(KeptRoster {
                        number: row.get(0)?,
                        bytes: row.get(1)?,
                    })
                })
                .optional()?)
        })
    }

    /// What is known of the last reading (rule R3 compares with it).
    pub fn last_snapshot(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<SnapshotSummary>, HistoryError> {
        self.read(|database| {
            Ok(database
                .query_row(
                    "SELECT read_at, pages, people, content_hash FROM rosters WHERE connection = ?1
                     ORDER BY id DESC LIMIT 1",
                    [connection],
                    summary,
                )
                .optional()?)
        })
    }
}

fn summary(row: &Row<'_>) -> rusqlite::Result<SnapshotSummary> {
    Ok(SnapshotSummary {
        read_at: row.get::<_, Moment>("read_at")?.0,
        pages: row.get("pages")?,
        people: row.get("people")?,
        content_hash: row.get("content_hash")?,
    })
}
