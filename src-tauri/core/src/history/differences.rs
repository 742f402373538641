//! What a look at the roster found other than expected: before the submission, of records that were therefore set aside
//! (rule R7), and after the end, of items that Wellhub says it did.

use rusqlite::{Row, Transaction, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::stored::stored_as;
use super::{History, HistoryError, JobId, retention};
use crate::plan::Operation;

pub(super) const MIGRATION: &str = "
CREATE TABLE differences (
    id INTEGER PRIMARY KEY,
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    look TEXT NOT NULL,
    operation TEXT NOT NULL,
    row INTEGER,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    expected TEXT,
    found TEXT
);
CREATE INDEX differences_job ON differences (job, look, id);
";

/// Which look at the roster found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// The one directly before the submission: the record is not what the plan was made against, and was set aside.
    BeforeSubmit,
    /// The one after the end: the record is not what was sent.
    AfterEnd,
}

stored_as!(Look {
    BeforeSubmit = "before_submit",
    AfterEnd = "after_end",
});

/// One field of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which look found it.
    pub look: Look,
    /// What was to be done.
    pub operation: Operation,
    /// The row in the sheet, from 1.
    pub row: Option<u32>,
    /// The person's key, as it is sent.
    pub key: String,
    /// The person's name.
    pub name: String,
    /// The field, as the API names it; the key's where the whole record is there or gone against expectation.
    pub field: String,
    /// What was expected; `None` for nothing.
    pub expected: Option<String>,
    /// What was found; `None` for nothing.
    pub found: Option<String>,
}

impl History {
    /// What a look found for a job, in the order of its items.
    pub fn differences(&self, job: JobId, look: Look) -> Result<Vec<Difference>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT * FROM differences WHERE job = ?1 AND look = ?2 ORDER BY id",
            )?;
            let rows = query.query_map(params![job, look], difference)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// How many people of a job were set aside before its submission.
    pub fn count_set_aside(&self, job: JobId) -> Result<u32, HistoryError> {
        self.read(|database| {
            if let Some(gone) = retention::gone_of(database, job)? {
                return Ok(gone.set_aside);
            }
            let mut query = database.prepare_cached(
                "SELECT count(*) FROM (SELECT DISTINCT operation, key, row FROM differences
                 WHERE job = ?1 AND look = 'before_submit')",
            )?;
            Ok(query.query_row([job], |row| row.get(0))?)
        })
    }

    /// Keeps what the look after a job's end found, in the place of what an earlier one did.
    pub fn keep_differences(&self, job: JobId, found: &[Difference]) -> Result<(), HistoryError> {
        self.write(|database| {
            database.execute(
                "DELETE FROM differences WHERE job = ?1 AND look = 'after_end'",
                [job],
            )?;
            insert(database, job, found)
        })
    }
}

pub(super) fn insert(
    database: &Transaction<'_>,
    job: JobId,
    found: &[Difference],
) -> Result<(), HistoryError> {
    let mut insert = database.prepare_cached(
        "INSERT INTO differences (job, look, operation, row, key, name, field, expected, found)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for one in found {
        insert.execute(params![
            job,
            one.look,
            one.operation,
            one.row,
            one.key,
            one.name,
            one.field,
            one.expected,
            one.found,
        ])?;
    }
    Ok(())
}

fn difference(row: &Row<'_>) -> rusqlite::Result<Difference> {
    Ok(Difference {
        look: row.get("look")?,
        operation: row.get("operation")?,
        row: row.get("row")?,
        key: row.get("key")?,
        name: row.get("name")?,
        field: row.get("field")?,
        expected: row.get("expected")?,
        found: row.get("found")?,
    })
}
