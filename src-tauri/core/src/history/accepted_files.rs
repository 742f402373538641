//! The last full roster that was sent, a connection: a later file far shorter than it is held back (rule R2).

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, named_params};

use super::stored::Moment;
use super::{ConnectionId, History, HistoryError};

pub(super) const MIGRATION: &str = "
CREATE TABLE accepted_files (
    connection INTEGER PRIMARY KEY REFERENCES connections (id),
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_rows INTEGER NOT NULL,
    at INTEGER NOT NULL
);
";

/// A full roster that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedFile {
    /// Its name.
    pub name: String,
    /// Its SHA-256 as hexadecimal digits.
    pub sha256: String,
    /// How many data rows it has.
    pub rows: u32,
    /// When its job ended.
    pub at: Timestamp,
}

impl History {
    /// The last full roster of a connection that was sent.
    pub fn accepted_file(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<AcceptedFile>, HistoryError> {
        self.read(|database| {
            Ok(database
                .query_row(
                    "SELECT * FROM accepted_files WHERE connection = ?1",
                    [connection],
                    |row| {
                        Ok(AcceptedFile {
                            name: row.get("file_name")?,
                            sha256: row.get("file_sha256")?,
                            rows: row.get("file_rows")?,
                            at: row.get::<_, Moment>("at")?.0,
                        })
                    },
                )
                .optional()?)
        })
    }
}

pub(super) fn accept(
    database: &Transaction<'_>,
    connection: ConnectionId,
    file: &AcceptedFile,
) -> Result<(), HistoryError> {
    database.execute(
        "INSERT OR REPLACE INTO accepted_files (connection, file_name, file_sha256, file_rows, at)
         VALUES (:connection, :name, :sha, :rows, :at)",
        named_params! {
            ":connection": connection, ":name": file.name, ":sha": file.sha256, ":rows": file.rows,
            ":at": Moment(file.at),
        },
    )?;
    Ok(())
}
