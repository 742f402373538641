//! The rows of jobs that are due, in short steps: first it is noted that they go and how the job was made up, so that a
//! step that is not taken leaves a job that says the truth, then they go.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::due::ENDED;
use super::{KeepFor, RowsGone};
use crate::history::stored::{Json, Moment};
use crate::history::{ConnectionId, History, HistoryError, JobId};

/// How many items go in one step: some hundredths of a second.
const STEP: u32 = 1_000;
/// How many batches do; each is some hundred kilobytes, overwritten.
const BATCHES: u32 = 8;

impl History {
    /// Notes of a job that its rows go. They are no longer there for an undo from here on.
    pub(super) fn begin_rows_gone(&self, job: JobId, keep: KeepFor) -> Result<(), HistoryError> {
        if self.job(job)?.rows_gone.is_some() {
            return Ok(());
        }
        let gone = RowsGone {
            at: self.now(),
            days: keep.days,
            shape: self.job_shape(job)?,
            set_aside: self.count_set_aside(job)?,
        };
        self.write(|database| {
            database.execute(
                "UPDATE jobs SET rows_gone = ?2 WHERE id = ?1",
                params![job, Json(gone)],
            )?;
            database.execute("DELETE FROM differences WHERE job = ?1", [job])?;
            // What Wellhub said stays as a kind; words of its own may name somebody.
            database.execute(
                "UPDATE job_errors SET value = NULL, recovered_by = iif(recovered_by IS NULL, NULL, ''),
                     code = iif(code GLOB '*[^A-Za-z0-9_.-]*', '', code) WHERE job = ?1",
                [job],
            )?;
            Ok(())
        })
    }

    /// Deletes some rows of such a job. False once none is left.
    pub(super) fn delete_some_rows(&self, job: JobId) -> Result<bool, HistoryError> {
        self.write(|database| {
            let items = database.execute(
                "DELETE FROM job_items WHERE job = ?1 AND ordinal < ?2
                     + (SELECT min(ordinal) FROM job_items WHERE job = ?1)",
                params![job, STEP],
            )?;
            let batches = database.execute(
                "DELETE FROM job_batches WHERE job = ?1 AND batch IN
                     (SELECT batch FROM job_batches WHERE job = ?1 ORDER BY batch LIMIT ?2)",
                params![job, BATCHES],
            )?;
            Ok(items + batches > 0)
        })
    }

    /// Deletes the people of a roster and keeps how many they were.
    pub(super) fn forget_roster(&self, roster: i64) -> Result<(), HistoryError> {
        self.write(|database| {
            database.execute("UPDATE rosters SET roster = NULL WHERE id = ?1", [roster])?;
            Ok(())
        })
    }

    /// Deletes the custom fields noted of people, some at a time.
    pub(super) fn forget_notes(
        &self,
        people: &[(ConnectionId, String, String)],
        before: Timestamp,
    ) -> Result<(), HistoryError> {
        self.write(|database| {
            let mut forget = database.prepare_cached(
                "DELETE FROM last_sent WHERE connection = ?1 AND company = ?2 AND key = ?3 AND at < ?4",
            )?;
            for (connection, company, key) in people {
                forget.execute(params![connection, company, key, Moment(before)])?;
            }
            Ok(())
        })
    }

    /// Deletes who was protected once.
    pub(super) fn forget_protections(&self, before: Timestamp) -> Result<u32, HistoryError> {
        let ended = format!("DELETE FROM protected_people WHERE {ENDED}");
        let gone = self.write(|database| Ok(database.execute(&ended, [Moment(before)])?))?;
        Ok(super::due::count(gone))
    }
}

/// When the rows of a job were deleted, and how it was made up; `None` while they are there.
pub(in crate::history) fn gone_of(
    database: &rusqlite::Connection,
    job: JobId,
) -> Result<Option<RowsGone>, HistoryError> {
    let gone = database
        .prepare_cached("SELECT rows_gone FROM jobs WHERE id = ?1")?
        .query_row([job], |row| row.get::<_, Option<Json<RowsGone>>>(0))
        .optional()?;
    Ok(gone.flatten().map(|json| json.0))
}

/// A plan that is about to be sent must say all that it said: what was deleted of it since, is missing.
pub(in crate::history) fn still_says(
    database: &Transaction<'_>,
    plan: crate::history::PlanId,
) -> Result<(), HistoryError> {
    let says = "SELECT said_gone IS NULL AND scrubbed IS NULL FROM plans WHERE id = ?1";
    if database.query_row(says, [plan], |row| row.get(0))? {
        return Ok(());
    }
    Err(HistoryError::Absent {
        kind: "plan",
        name: plan.to_string(),
    })
}
