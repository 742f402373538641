//! When each endpoint was asked, by credential, so that the documented limits hold across restarts and processes.

use jiff::{SignedDuration, Timestamp};
use rusqlite::params;

use super::stored::Moment;
use super::{History, HistoryError};

pub(super) const MIGRATION: &str = "
CREATE TABLE limits (credential TEXT NOT NULL, endpoint TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX limits_endpoint ON limits (credential, endpoint, at);
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
    pub fn load(&self, endpoint: &str) -> Result<Vec<Timestamp>, HistoryError> {
        let since = self.since();
        self.history.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT at FROM limits WHERE credential = ?1 AND endpoint = ?2 AND at > ?3 ORDER BY at",
            )?;
            let rows = query.query_map(params![self.credential, endpoint, since], |row| {
                row.get::<_, Moment>(0).map(|at| at.0)
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Notes a request, and forgets those that no longer count.
    pub fn record(&self, endpoint: &str, at: Timestamp) -> Result<(), HistoryError> {
        let since = self.since();
        self.history.write(|database| {
            database
                .prepare_cached(
                    "DELETE FROM limits WHERE credential = ?1 AND endpoint = ?2 AND at <= ?3",
                )?
                .execute(params![self.credential, endpoint, since])?;
            database
                .prepare_cached(
                    "INSERT INTO limits (credential, endpoint, at) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![self.credential, endpoint, Moment(at)])?;
            Ok(())
        })
    }

    fn since(&self) -> Moment {
        let now = self.history.now();
        Moment(now.checked_sub(COUNTED).unwrap_or(now))
    }
}
