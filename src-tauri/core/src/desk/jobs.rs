//! A job as one document: what was sent, what Wellhub said, each error on the cell that caused it. Read from history alone.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Desk, DeskError};
use crate::history::{Difference, ItemError, Job, JobId, JobStatistics, Look};
use crate::plan::{Operation, TakesUp};
use crate::submission::JobState;

/// A job and its result (the command line's shape).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobDocument {
    /// Its id here.
    pub job: u32,
    /// Its id at Wellhub.
    pub remote_id: Option<String>,
    /// How far it came.
    pub status: JobState,
    /// What Wellhub counted; zeros until it has.
    pub statistics: JobStatistics,
    /// Items that succeeded.
    pub succeeded: u32,
    /// Items that failed.
    pub failed: u32,
    /// Items that were not looked at, or of which nothing is known yet.
    pub unprocessed: u32,
    /// Errors, each with the cell that caused it. Recovered ones are notes and not here.
    pub errors: Vec<RowError>,
    /// How many items it has.
    pub items: u32,
    /// The state as Wellhub wrote it.
    pub wire_status: Option<String>,
    /// Whether the roster was read again after the end.
    pub verified: bool,
    /// Where it then was not what was sent, of the items that succeeded.
    pub differences: Vec<RecordDifference>,
    /// Records that changed at Wellhub after the lane was taken; their items were set aside (rule R7).
    pub changed_since: Vec<RecordDifference>,
    /// The job that this one takes back.
    pub undoes: Option<u32>,
    /// The job whose rest this one sends.
    pub retries: Option<u32>,
    /// When its rows were deleted, as the settings say; null while they are kept.
    #[serde(default)]
    pub rows_deleted_at: Option<jiff::Timestamp>,
}

/// One field of one person that was not as expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub struct RecordDifference {
    /// What the item did.
    pub operation: Operation,
    /// The row in the sheet, from 1.
    pub row: Option<u32>,
    /// The person's key.
    pub key: String,
    /// The person's name.
    pub name: String,
    /// The field, as the API names it; the key's where the whole record is there or gone against expectation, and
    /// `protected` where the person was put on the protected list meanwhile.
    pub field: String,
    /// What was expected; null for nothing.
    pub expected: Option<String>,
    /// What was found; null for nothing.
    pub found: Option<String>,
}

impl From<Difference> for RecordDifference {
    fn from(one: Difference) -> Self {
        Self {
            operation: one.operation,
            row: one.row,
            key: one.key,
            name: one.name,
            field: one.field,
            expected: one.expected,
            found: one.found,
        }
    }
}

/// An error of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// The row in the sheet, from 1.
    pub row: Option<u32>,
    /// The cell.
    pub cell: Option<String>,
    /// The field, as Wellhub names it.
    pub field: String,
    /// The kind of error, as Wellhub names it.
    pub code: String,
    /// The value.
    pub value: Option<String>,
}

impl From<ItemError> for RowError {
    fn from(error: ItemError) -> Self {
        Self {
            row: error.row,
            cell: error.cell,
            field: error.field,
            code: error.code,
            value: error.value,
        }
    }
}

impl Desk {
    /// One job's document.
    pub fn job_document(&self, id: JobId) -> Result<JobDocument, DeskError> {
        let job = self.history.job(id)?;
        self.document(&job)
    }

    /// Every job's document, the newest first.
    pub fn job_documents(&self) -> Result<Vec<JobDocument>, DeskError> {
        self.history
            .jobs("")?
            .iter()
            .map(|job| self.document(job))
            .collect()
    }

    fn document(&self, job: &Job) -> Result<JobDocument, DeskError> {
        let errors = self.history.job_errors(job.id)?;
        let results = job.results.unwrap_or_default();
        let takes_up = self.history.plan_summary(job.plan)?.takes_up;
        Ok(JobDocument {
            job: job.id.0,
            remote_id: job.remote_id.as_ref().map(|id| id.0.clone()),
            status: job.state,
            statistics: job.statistics.unwrap_or_default(),
            succeeded: results.succeeded,
            failed: results.failed,
            unprocessed: job.items.saturating_sub(results.succeeded + results.failed),
            errors: errors
                .into_iter()
                .filter(|error| error.recovered_by.is_none())
                .map(RowError::from)
                .collect(),
            items: job.items,
            wire_status: job.wire_status.clone(),
            verified: self.verified(job)?.is_some(),
            differences: self.record_differences(job.id, Look::AfterEnd)?,
            changed_since: self.record_differences(job.id, Look::BeforeSubmit)?,
            undoes: takes_up.and_then(TakesUp::undone),
            retries: takes_up.and_then(TakesUp::retried),
            rows_deleted_at: job.rows_gone.as_ref().map(|gone| gone.at),
        })
    }

    /// What a look at the roster found for a job, person by person.
    pub fn record_differences(
        &self,
        job: JobId,
        look: Look,
    ) -> Result<Vec<RecordDifference>, DeskError> {
        let found = self.history.differences(job, look)?.into_iter();
        Ok(found.map(RecordDifference::from).collect())
    }
}
