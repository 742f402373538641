//! What a job sends, item by item, and what became of each; the very bytes that go out stand with their batch.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::stored::stored_as;
use super::{History, HistoryError, JobId, retention};
use crate::plan::Operation;

pub(super) mod batches;
mod order;
mod people;

pub use batches::SentWalk;
pub use order::ItemOrder;
pub use people::{LastSending, SentRemovals};

pub(super) const MIGRATION: &str = "
CREATE TABLE job_items (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    operation TEXT NOT NULL,
    company TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    row INTEGER,
    change INTEGER NOT NULL,
    payload BLOB NOT NULL,
    batch INTEGER NOT NULL,
    change_number INTEGER,
    result TEXT,
    PRIMARY KEY (job, ordinal)
) WITHOUT ROWID;
";

/// Finds what was ever sent about a person without walking through every job.
pub(super) const BY_PERSON: &str = "CREATE INDEX job_items_person ON job_items (key, company)";

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ItemResult {
    /// Done.
    Succeeded,
    /// Refused.
    Failed,
    /// Never looked at.
    Unprocessed,
    /// Not known.
    Unknown,
}

stored_as!(ItemResult {
    Succeeded = "succeeded",
    Failed = "failed",
    Unprocessed = "unprocessed",
    Unknown = "unknown",
});

/// What an item is about, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLine {
    /// What it does.
    pub operation: Operation,
    /// The company's tax id.
    pub company: String,
    /// The key as it is sent.
    pub key: String,
    /// The person's name.
    pub name: String,
    /// The row in the sheet, from 1.
    pub row: Option<u32>,
    /// The change in the plan, from 0.
    pub change: u32,
    /// The batch it goes in, from 0.
    pub batch: u32,
}

/// An item to be kept. Its place in the job is its place in the list, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJobItem {
    /// What it is about.
    pub item: ItemLine,
    /// The JSON object that is sent.
    pub payload: Vec<u8>,
}

/// A kept item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobItemRow {
    /// Its place in the job, from 0: the order of sending, which tells nothing of the change number.
    pub ordinal: u32,
    /// What it is about.
    pub item: ItemLine,
    /// Its number at Wellhub, from 1, learnt by reading the items back (rule R9).
    pub change_number: Option<u32>,
    /// What became of it.
    pub result: Option<ItemResult>,
}

/// A kept item with what is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentItem {
    /// The item.
    pub row: JobItemRow,
    /// The JSON object that is sent.
    pub payload: Vec<u8>,
}

/// Which items are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemFilter {
    /// Part of a name or key; empty for all.
    pub text: String,
    /// Of that result alone.
    pub result: Option<ItemResult>,
    /// Of that operation alone.
    pub operation: Option<Operation>,
    /// Those alone of which nothing is known yet.
    pub undecided: bool,
    /// In which order.
    pub order: ItemOrder,
    /// The other way round.
    pub descending: bool,
}

/// How a job is made up; it changes only where items are set aside before the submission (rule R7).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobShape {
    /// Newcomers.
    pub create: u32,
    /// Changed people.
    pub update: u32,
    /// Leavers.
    pub delete: u32,
    /// How many items each batch has, in order.
    pub batches: Vec<u32>,
    /// How many bytes all items have together.
    pub bytes: u64,
}

impl JobShape {
    /// How many items are in the first `batches`.
    pub fn items_in(&self, batches: u32) -> u32 {
        self.batches.iter().take(batches as usize).sum()
    }
}

/// The condition of an [`ItemFilter`].
const WANTED: &str = "job = :job AND (:result IS NULL OR result = :result)
    AND (:operation IS NULL OR operation = :operation) AND (NOT :undecided OR result IS NULL)
    AND (:text = '' OR instr(lower(name), :text) OR instr(lower(key), :text))";

impl History {
    /// `count` items of a job from the `from`th that the filter leaves.
    pub fn job_items(
        &self,
        job: JobId,
        filter: &ItemFilter,
        from: u32,
        count: u32,
    ) -> Result<Vec<JobItemRow>, HistoryError> {
        self.read(|database| {
            let (by, way) = (
                filter.order.sql(),
                if filter.descending { "DESC" } else { "ASC" },
            );
            // What is sent is long: places are put in order, and the items of one page alone are read.
            let mut query = database.prepare_cached(&format!(
                "SELECT * FROM job_items WHERE job = :job AND ordinal IN (
                    SELECT ordinal FROM job_items WHERE {WANTED}
                    ORDER BY {by} {way}, ordinal LIMIT :count OFFSET :from)
                 ORDER BY {by} {way}, ordinal"
            ))?;
            let rows = query.query_map(
                named_params! {
                    ":job": job, ":result": filter.result, ":operation": filter.operation,
                    ":undecided": filter.undecided, ":text": filter.text.trim().to_lowercase(),
                    ":from": from, ":count": count,
                },
                item,
            )?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// How many items of a job the filter leaves.
    pub fn count_job_items(&self, job: JobId, filter: &ItemFilter) -> Result<u32, HistoryError> {
        self.read(|database| {
            let mut query = database
                .prepare_cached(&format!("SELECT count(*) FROM job_items WHERE {WANTED}"))?;
            Ok(query.query_row(
                named_params! {
                    ":job": job, ":result": filter.result, ":operation": filter.operation,
                    ":undecided": filter.undecided, ":text": filter.text.trim().to_lowercase(),
                },
                |row| row.get(0),
            )?)
        })
    }

    /// How a job is made up.
    pub fn job_shape(&self, job: JobId) -> Result<JobShape, HistoryError> {
        self.read(|database| {
            if let Some(gone) = retention::gone_of(database, job)? {
                return Ok(gone.shape);
            }
            let mut query = database.prepare_cached(
                "SELECT batch, operation, count(*), sum(length(payload)) FROM job_items WHERE job = ?1
                 GROUP BY batch, operation ORDER BY batch",
            )?;
            let mut rows = query.query([job])?;
            let mut shape = JobShape {
                bytes: batches::bytes_of(database, job)?,
                ..JobShape::default()
            };
            while let Some(row) = rows.next()? {
                let (batch, operation, count): (u32, Operation, u32) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let batch = batch as usize;
                if shape.batches.len() <= batch {
                    shape.batches.resize(batch + 1, 0);
                }
                shape.batches[batch] += count;
                shape.bytes += u64::from(row.get::<_, u32>(3)?);
                match operation {
                    Operation::Create => shape.create += count,
                    Operation::Update => shape.update += count,
                    Operation::Delete => shape.delete += count,
                }
            }
            Ok(shape)
        })
    }

    /// Every item of a job, in order.
    pub fn all_job_items(&self, job: JobId) -> Result<Vec<JobItemRow>, HistoryError> {
        self.read(|database| {
            let mut query = database
                .prepare_cached("SELECT * FROM job_items WHERE job = ?1 ORDER BY ordinal")?;
            let rows = query.query_map([job], item)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The item at a place of a job.
    pub fn job_item(&self, job: JobId, ordinal: u32) -> Result<Option<JobItemRow>, HistoryError> {
        self.read(|database| {
            Ok(database
                .prepare_cached("SELECT * FROM job_items WHERE job = ?1 AND ordinal = ?2")?
                .query_row(params![job, ordinal], item)
                .optional()?)
        })
    }

    /// Which changes of its plan a job sends, as places in the plan's list.
    pub fn changes_of_job(&self, job: JobId) -> Result<BTreeSet<u32>, HistoryError> {
        self.read(|database| {
            let mut query =
                database.prepare_cached("SELECT change FROM job_items WHERE job = ?1")?;
            let rows = query.query_map([job], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn insert(
    database: &Transaction<'_>,
    job: JobId,
    items: &[NewJobItem],
) -> Result<(), HistoryError> {
    let mut insert = database.prepare_cached(
        "INSERT INTO job_items (job, ordinal, operation, company, key, name, row, change, payload, batch)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, x'', ?9)",
    )?;
    for (ordinal, NewJobItem { item, .. }) in (0_u32..).zip(items) {
        insert.execute(params![
            job,
            ordinal,
            item.operation,
            item.company,
            item.key,
            item.name,
            item.row,
            item.change,
            item.batch,
        ])?;
    }
    batches::insert(database, job, items)
}

/// Sets the numbers learnt by reading the items back: pairs of place and number.
pub(super) fn number(
    database: &Transaction<'_>,
    job: JobId,
    numbers: &[(u32, Option<u32>)],
) -> Result<(), HistoryError> {
    let mut update = database.prepare_cached(
        "UPDATE job_items SET change_number = ?3 WHERE job = ?1 AND ordinal = ?2",
    )?;
    for (ordinal, number) in numbers {
        update.execute(params![job, ordinal, number])?;
    }
    Ok(())
}

/// Sets what became of the items: the same of all but those that failed.
pub(super) fn conclude(
    database: &Transaction<'_>,
    job: JobId,
    rest: ItemResult,
    failed: &BTreeSet<u32>,
) -> Result<(), HistoryError> {
    database.execute(
        "UPDATE job_items SET result = ?2 WHERE job = ?1",
        params![job, rest],
    )?;
    let mut update = database
        .prepare_cached("UPDATE job_items SET result = ?3 WHERE job = ?1 AND ordinal = ?2")?;
    for ordinal in failed {
        update.execute(params![job, ordinal, ItemResult::Failed])?;
    }
    Ok(())
}

fn item(row: &Row<'_>) -> rusqlite::Result<JobItemRow> {
    Ok(JobItemRow {
        ordinal: row.get("ordinal")?,
        item: ItemLine {
            operation: row.get("operation")?,
            company: row.get("company")?,
            key: row.get("key")?,
            name: row.get("name")?,
            row: row.get("row")?,
            change: row.get("change")?,
            batch: row.get("batch")?,
        },
        change_number: row.get("change_number")?,
        result: row.get("result")?,
    })
}
