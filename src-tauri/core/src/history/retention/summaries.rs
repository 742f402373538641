//! What stays of a job for months: its line, its journal, its errors by kind, its file. Where that goes too, it is noted
//! up to when, so that a plan of that time is not taken for one that was never sent (rule R9).

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::history::stored::{Json, Moment};
use crate::history::{History, HistoryError, JobId};

/// Under this name the settings keep until when summaries were deleted, in milliseconds since 1970.
const SETTING: &str = "summaries_gone_before";

impl History {
    /// Deletes all that is left of a job and, where it was the last one, of its plan.
    pub(super) fn delete_summary(&self, job: JobId, before: Timestamp) -> Result<(), HistoryError> {
        self.write(|database| {
            note_gone(database, before)?;
            let plan: Option<i64> = database
                .query_row("SELECT plan FROM jobs WHERE id = ?1", [job], |row| row.get(0))
                .optional()?;
            database.execute("UPDATE jobs SET follows = NULL WHERE follows = ?1", [job])?;
            for table in ["releases", "job_lanes"] {
                database.execute(&format!("DELETE FROM {table} WHERE job = ?1"), [job])?;
            }
            database.execute("DELETE FROM jobs WHERE id = ?1", [job])?;
            database.execute(
                "DELETE FROM plans WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM jobs WHERE plan = plans.id)
                     AND id NOT IN (SELECT plan FROM held) AND id NOT IN (SELECT plan FROM releases)",
                [plan],
            )?;
            Ok(())
        })
    }

    /// Deletes headcounts, summaries of rosters and the ids of commands from before; the newest of each connection stay.
    pub(super) fn delete_series(&self, before: Timestamp) -> Result<(), HistoryError> {
        let before = Moment(before);
        self.write(|database| {
            for old in [
                "DELETE FROM headcount WHERE at < ?1 AND at <
                     (SELECT max(at) FROM headcount AS newest WHERE newest.connection = headcount.connection)",
                "DELETE FROM rosters WHERE read_at < ?1 AND roster IS NULL AND id <
                     (SELECT max(id) FROM rosters AS newest WHERE newest.connection = rosters.connection)",
                "DELETE FROM ops WHERE at < ?1",
            ] {
                database.execute(old, [before])?;
            }
            Ok(())
        })
    }
}

fn note_gone(database: &Transaction<'_>, before: Timestamp) -> Result<(), HistoryError> {
    let gone = gone_before(database)?.unwrap_or(i64::MIN);
    database
        .prepare_cached("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)")?
        .execute(params![SETTING, Json(gone.max(before.as_millisecond()))])?;
    Ok(())
}

fn gone_before(database: &Transaction<'_>) -> Result<Option<i64>, HistoryError> {
    let kept = database
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([SETTING], |row| row.get::<_, Json<i64>>(0))
        .optional()?;
    Ok(kept.map(|json| json.0))
}

/// Refuses a plan of so long ago that nobody can tell whether it was sent.
pub(in crate::history) fn may_be_sent(
    database: &Transaction<'_>,
    made_at: Timestamp,
) -> Result<(), HistoryError> {
    match gone_before(database)? {
        Some(before) if made_at.as_millisecond() < before => Err(HistoryError::PlanOutlived),
        _ => Ok(()),
    }
}
