//! Which column is which field, remembered by connection under the header's fingerprint.

use rusqlite::{OptionalExtension as _, params};
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
    /// The mapping kept for that header.
    pub fn mapping<T: DeserializeOwned>(
        &self,
        connection: ConnectionId,
        fingerprint: &str,
    ) -> Result<Option<T>, HistoryError> {
        self.read(|database| {
            let found = database
                .query_row(
                    "SELECT mapping FROM mappings WHERE connection = ?1 AND fingerprint = ?2",
                    params![connection, fingerprint],
                    |row| row.get::<_, Json<T>>(0),
                )
                .optional()?;
            Ok(found.map(|json| json.0))
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
