//! Commands that were done, by their unique id: a reloaded window sends its calls again, and each is done once (safety,
//! "Sending").

use rusqlite::{OptionalExtension as _, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::stored::{Json, Moment};
use super::{History, HistoryError, OpId};

pub(super) const MIGRATION: &str = "
CREATE TABLE ops (op_id TEXT PRIMARY KEY, kind TEXT NOT NULL, result BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
";

impl History {
    /// What a command of that kind and id answered; `None` where it was not done.
    pub fn op_result<T: DeserializeOwned>(
        &self,
        op_id: &OpId,
        kind: &str,
    ) -> Result<Option<T>, HistoryError> {
        self.read(|database| {
            let found = database
                .query_row(
                    "SELECT result FROM ops WHERE op_id = ?1 AND kind = ?2",
                    params![op_id, kind],
                    |row| row.get::<_, Json<T>>(0),
                )
                .optional()?;
            Ok(found.map(|json| json.0))
        })
    }

    /// Notes that a command was done. False when the id was noted before: the first answer stays.
    pub fn note_op<T: Serialize>(
        &self,
        op_id: &OpId,
        kind: &str,
        result: &T,
    ) -> Result<bool, HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            let noted = database.execute(
                "INSERT OR IGNORE INTO ops (op_id, kind, result, at) VALUES (?1, ?2, ?3, ?4)",
                params![op_id, kind, Json(result), at],
            )?;
            Ok(noted == 1)
        })
    }
}
