//! Settings by name. Each value is JSON, so that what a setting means is decided where it is used.

use rusqlite::{OptionalExtension as _, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::stored::Json;
use super::{History, HistoryError};

pub(super) const MIGRATION: &str = "
CREATE TABLE settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
";

impl History {
    /// A setting; `None` where it was never set.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, HistoryError> {
        self.read(|database| {
            let value = database
                .query_row(
                    "SELECT value FROM settings WHERE name = ?1",
                    [name],
                    |row| row.get::<_, Json<T>>(0),
                )
                .optional()?;
            Ok(value.map(|json| json.0))
        })
    }

    /// Keeps a setting.
    pub fn set_setting<T: Serialize>(&self, name: &str, value: &T) -> Result<(), HistoryError> {
        self.write(|database| {
            database.execute(
                "INSERT INTO settings (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![name, Json(value)],
            )?;
            Ok(())
        })
    }
}
