//! What Wellhub said about single items, joined to the item, its row and the cell that caused it.

use rusqlite::{Row, Transaction, params};

use super::{History, HistoryError, JobId};

pub(super) const MIGRATION: &str = "
CREATE TABLE job_errors (
    id INTEGER PRIMARY KEY,
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    change_number INTEGER,
    ordinal INTEGER,
    row INTEGER,
    cell TEXT,
    field TEXT NOT NULL,
    code TEXT NOT NULL,
    value TEXT,
    recovered_by TEXT
);
CREATE INDEX job_errors_job ON job_errors (job, id);
";

/// An error about an item, or about the job where no item can be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemError {
    /// The item's number at Wellhub, from 1; it may be missing (contract §1).
    pub change_number: Option<u32>,
    /// The item here, where it could be told which.
    pub ordinal: Option<u32>,
    /// The row in the sheet, from 1.
    pub row: Option<u32>,
    /// The cell that the value came from.
    pub cell: Option<String>,
    /// The field as Wellhub names it.
    pub field: String,
    /// The kind of error as Wellhub names it, or its words where it gives no kind.
    pub code: String,
    /// The value that it is about.
    pub value: Option<String>,
    /// How Wellhub recovered it: then the item succeeded, and this is a note.
    pub recovered_by: Option<String>,
}

impl History {
    /// The errors of a job, in the order of its items; those of no item last.
    pub fn job_errors(&self, job: JobId) -> Result<Vec<ItemError>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT * FROM job_errors WHERE job = ?1 ORDER BY ordinal IS NULL, ordinal, id",
            )?;
            let rows = query.query_map([job], error)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn insert(
    database: &Transaction<'_>,
    job: JobId,
    errors: &[ItemError],
) -> Result<(), HistoryError> {
    let mut insert = database.prepare_cached(
        "INSERT INTO job_errors (job, change_number, ordinal, row, cell, field, code, value, recovered_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for error in errors {
        insert.execute(params![
            job,
            error.change_number,
            error.ordinal,
            error.row,
            error.cell,
            error.field,
            error.code,
            error.value,
            error.recovered_by,
        ])?;
    }
    Ok(())
}

fn error(row: &Row<'_>) -> rusqlite::Result<ItemError> {
    Ok(ItemError {
        change_number: row.get("change_number")?,
        ordinal: row.get("ordinal")?,
        row: row.get("row")?,
        cell: row.get("cell")?,
        field: row.get("field")?,
        code: row.get("code")?,
        value: row.get("value")?,
        recovered_by: row.get("recovered_by")?,
    })
}
