//! Which column is which field, remembered by connection under the header's fingerprint.

use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError};

pub(super) const MIGRATION: &str = "
CREATE TABLE mappings (
    connection INTEGER NOT NULL REFERENCES connections (id),
    fingerprint TEXT NOT NULL,
    mapping BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (connection, fingerprint)
) WITHOUT ROWID;
";

impl History {
    /// The mappings kept for a connection with the fingerprints of their headers, the latest first.
    pub fn mappings<T: DeserializeOwned>(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<(String, T)>, HistoryError> {
        self.read(|database| {
            let mut found = database.prepare(
                "SELECT fingerprint, mapping FROM mappings WHERE connection = ?1 ORDER BY at DESC, fingerprint",
            )?;
            let rows = found.query_map(params![connection], |row| {
                Ok((row.get(0)?, row.get::<_, Json<T>>(1)?.0))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Keeps the mapping for that header.
    pub fn keep_mapping<T: Serialize>(
        &self,
        connection: ConnectionId,
        fingerprint: &str,
        mapping: &T,
    ) -> Result<(), HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            database.execute(
                "INSERT OR REPLACE INTO mappings (connection, fingerprint, mapping, at) VALUES (?1, ?2, ?3, ?4)",
                params![connection, fingerprint, Json(mapping), at],
            )?;
            Ok(())
        })
    }
}
