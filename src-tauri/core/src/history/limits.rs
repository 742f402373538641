//! When each endpoint was asked, by credential, so that the documented limits hold across restarts and processes.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension as _, params};

use super::stored::Moment;
use super::{History, HistoryError};
use crate::wellhub::{Endpoint, LimitStore};

pub(super) const MIGRATION: &str = "
CREATE TABLE limits (credential TEXT NOT NULL, endpoint TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX limits_endpoint ON limits (credential, endpoint, at);
CREATE TABLE limit_pauses (
    credential TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (credential, endpoint)
) WITHOUT ROWID;
";

/// How far back requests count: twice the minute of the documented limits.
const COUNTED: SignedDuration = SignedDuration::from_secs(120);

/// The requests of one credential.
#[derive(Debug, Clone)]
pub struct LimitLog {
    history: History,
    credential: String,
}

impl History {
    /// The log of a credential, named by its origin and client id.
    pub fn limits(&self, origin: &str, client_id: &str) -> LimitLog {
        LimitLog {
            history: self.clone(),
            credential: format!("{origin} {client_id}"),
        }
    }
}

impl LimitLog {
    /// The requests of the last two minutes, oldest first.
    pub fn requests(&self, endpoint: Endpoint) -> Result<Vec<Timestamp>, HistoryError> {
        let since = self.since();
        self.history.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT at FROM limits WHERE credential = ?1 AND endpoint = ?2 AND at > ?3 ORDER BY at",
            )?;
            let place = params![self.credential, endpoint.name(), since];
            let rows = query.query_map(place, |row| row.get::<_, Moment>(0).map(|at| at.0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn note(&self, endpoint: Endpoint, at: Timestamp) -> Result<(), HistoryError> {
        let since = self.since();
        self.history.write(|database| {
            database
                .prepare_cached(
                    "DELETE FROM limits WHERE credential = ?1 AND endpoint = ?2 AND at <= ?3",
                )?
                .execute(params![self.credential, endpoint.name(), since])?;
            database
                .prepare_cached(
                    "INSERT INTO limits (credential, endpoint, at) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![self.credential, endpoint.name(), Moment(at)])?;
            Ok(())
        })
    }

    fn forget(&self, endpoint: Endpoint, at: Timestamp) -> Result<(), HistoryError> {
        self.history.write(|database| {
            database
                .prepare_cached(
                    "DELETE FROM limits WHERE rowid = (SELECT rowid FROM limits
                         WHERE credential = ?1 AND endpoint = ?2 AND at = ?3 LIMIT 1)",
                )?
                .execute(params![self.credential, endpoint.name(), Moment(at)])?;
            Ok(())
        })
    }

    fn pause_of(&self, endpoint: Endpoint) -> Result<Option<Timestamp>, HistoryError> {
        self.history.read(|database| {
            let until = database
                .prepare_cached(
                    "SELECT until FROM limit_pauses WHERE credential = ?1 AND endpoint = ?2",
                )?
                .query_row(params![self.credential, endpoint.name()], |row| {
                    row.get::<_, Moment>(0)
                })
                .optional()?;
            Ok(until.map(|until| until.0))
        })
    }

    fn note_pause(&self, endpoint: Endpoint, until: Timestamp) -> Result<(), HistoryError> {
        self.history.write(|database| {
            database
                .prepare_cached(
                    "INSERT OR REPLACE INTO limit_pauses (credential, endpoint, until) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![self.credential, endpoint.name(), Moment(until)])?;
            Ok(())
        })
    }

    fn since(&self) -> Moment {
        let now = self.history.now();
        Moment(now.checked_sub(COUNTED).unwrap_or(now))
    }
}

/// A history that cannot be read or written leaves the limits of this process, which hold by themselves.
impl LimitStore for LimitLog {
    fn load(&self, endpoint: Endpoint) -> Vec<Timestamp> {
        heard(self.requests(endpoint)).unwrap_or_default()
    }

    fn record(&self, endpoint: Endpoint, at: Timestamp) {
        heard(self.note(endpoint, at));
    }

    fn take_back(&self, endpoint: Endpoint, at: Timestamp) {
        heard(self.forget(endpoint, at));
    }

    fn paused_until(&self, endpoint: Endpoint) -> Option<Timestamp> {
        heard(self.pause_of(endpoint)).flatten()
    }

    fn pause(&self, endpoint: Endpoint, until: Timestamp) {
        heard(self.note_pause(endpoint, until));
    }
}

fn heard<T>(result: Result<T, HistoryError>) -> Option<T> {
    result
        .inspect_err(|error| tracing::warn!(%error, "the limits are not kept across restarts"))
        .ok()
}
