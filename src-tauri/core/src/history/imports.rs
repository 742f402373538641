//! Imports that are not finished, so that a restart loses nothing. What the state holds is the stepper's business.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, named_params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::stored::{Json, Moment, stored_as};
use super::{ConnectionId, History, HistoryError, ImportId};

pub(super) const MIGRATION: &str = "
CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    connection INTEGER NOT NULL REFERENCES connections (id),
    path TEXT NOT NULL,
    step TEXT NOT NULL,
    state BLOB NOT NULL,
    updated_at INTEGER NOT NULL
);
";

/// The steps of an import, in order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ImportStep {
    /// What the file is declared to be.
    Intent,
    /// The file, its sheet and header.
    File,
    /// Which column is which field.
    Columns,
    /// Problems.
    Fix,
    /// The plan.
    Review,
    /// Sending.
    Submit,
}

stored_as!(ImportStep {
    Intent = "intent",
    File = "file",
    Columns = "columns",
    Fix = "fix",
    Review = "review",
    Submit = "submit",
});

/// What is kept of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct NewImport {
    /// For which connection.
    pub connection: ConnectionId,
    /// Where the file stands.
    pub path: String,
    /// How far it came.
    pub step: ImportStep,
    /// The choices made so far.
    pub state: serde_json::Value,
}

/// An import that is not finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// What is kept of it.
    pub details: NewImport,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl History {
    /// Keeps an import: a new one without `id`, else the one of that id. Tells its id.
    pub fn keep_import(
        &self,
        id: Option<ImportId>,
        import: &NewImport,
    ) -> Result<ImportId, HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            database.execute(
                "INSERT INTO imports (id, connection, path, step, state, updated_at)
                 VALUES (:id, :connection, :path, :step, :state, :at)
                 ON CONFLICT (id) DO UPDATE SET connection = excluded.connection, path = excluded.path,
                     step = excluded.step, state = excluded.state, updated_at = excluded.updated_at",
                named_params! {
                    ":id": id, ":connection": import.connection, ":path": import.path, ":step": import.step,
                    ":state": Json(&import.state), ":at": at,
                },
            )?;
            Ok(id.unwrap_or_else(|| {
                ImportId(u32::try_from(database.last_insert_rowid()).unwrap_or(u32::MAX))
            }))
        })
    }

    /// Unfinished imports, the newest first.
    pub fn imports(&self) -> Result<Vec<Import>, HistoryError> {
        self.read(|database| {
            let mut query = database
                .prepare_cached("SELECT * FROM imports ORDER BY updated_at DESC, id DESC")?;
            let rows = query.query_map([], import)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// One unfinished import.
    pub fn import(&self, id: ImportId) -> Result<Import, HistoryError> {
        self.read(|database| {
            database
                .query_row("SELECT * FROM imports WHERE id = ?1", [id], import)
                .optional()?
                .ok_or_else(|| HistoryError::Absent {
                    kind: "import",
                    name: id.to_string(),
                })
        })
    }

    /// Forgets an import that was finished or given up.
    pub fn forget_import(&self, id: ImportId) -> Result<(), HistoryError> {
        self.write(|database| {
            database.execute("DELETE FROM imports WHERE id = ?1", [id])?;
            Ok(())
        })
    }
}

fn import(row: &Row<'_>) -> rusqlite::Result<Import> {
    Ok(Import {
        id: row.get("id")?,
        details: NewImport {
            connection: row.get("connection")?,
            path: row.get("path")?,
            step: row.get("step")?,
            state: row.get::<_, Json<_>>("state")?.0,
        },
        updated_at: row.get::<_, Moment>("updated_at")?.0,
    })
}
