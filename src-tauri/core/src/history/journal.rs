//! The journal of a job: a line before the first byte of each write and a line after its answer. Lines are only added.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::stored::{Moment, stored_as};
use super::{History, HistoryError, JobId};

pub(super) const MIGRATION: &str = "
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    step TEXT NOT NULL,
    phase TEXT NOT NULL,
    batch INTEGER,
    detail TEXT NOT NULL
);
CREATE INDEX journal_job ON journal (job, step, id);
";

/// The steps of sending, in order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Asking for a token.
    Token,
    /// Creating the draft.
    Create,
    /// Adding the items, batch by batch.
    Items,
    /// Reading the items back.
    ReadBack,
    /// Submitting.
    Submit,
    /// Waiting for Wellhub.
    Processing,
    /// Fetching the results.
    Results,
}

stored_as!(Step {
    Token = "token",
    Create = "create",
    Items = "items",
    ReadBack = "read_back",
    Submit = "submit",
    Processing = "processing",
    Results = "results",
});

/// What a line says about its step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It is about to be done.
    Intended,
    /// It was done.
    Answered,
    /// It was surely not done.
    Refused,
    /// It may have been done.
    Unsure,
    /// Something worth knowing.
    Noted,
}

stored_as!(Phase {
    Intended = "intended",
    Answered = "answered",
    Refused = "refused",
    Unsure = "unsure",
    Noted = "noted",
});

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// When it was written.
    pub at: Timestamp,
    /// About which step.
    pub step: Step,
    /// What it says.
    pub phase: Phase,
    /// The batch, from 0, for [`Step::Items`].
    pub batch: Option<u32>,
    /// Words without personal data: ids, states, counts.
    pub detail: String,
}

/// When a step began and when it was last answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepTimes {
    /// Which step.
    pub step: Step,
    /// When it was first begun.
    pub started_at: Timestamp,
    /// When it was last answered; `None` while it never was.
    pub answered_at: Option<Timestamp>,
}

impl History {
    /// The lines of a job, in order.
    pub fn journal(&self, job: JobId) -> Result<Vec<JournalLine>, HistoryError> {
        self.read(|database| {
            let mut query =
                database.prepare_cached("SELECT * FROM journal WHERE job = ?1 ORDER BY id")?;
            let rows = query.query_map([job], line)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The last line about a step, notes aside: what is known of the last write of its kind.
    pub fn last_line(&self, job: JobId, step: Step) -> Result<Option<JournalLine>, HistoryError> {
        self.read(|database| {
            Ok(database
                .prepare_cached(
                    "SELECT * FROM journal WHERE job = ?1 AND step = ?2 AND phase <> 'noted'
                     ORDER BY id DESC LIMIT 1",
                )?
                .query_row(params![job, step], line)
                .optional()?)
        })
    }

    /// When each step began and was answered, in the order of the steps.
    pub fn step_times(&self, job: JobId) -> Result<Vec<StepTimes>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT step, min(at) AS started, max(CASE phase WHEN 'answered' THEN at END) AS answered
                 FROM journal WHERE job = ?1 AND phase <> 'noted' GROUP BY step",
            )?;
            let rows = query.query_map([job], |row| {
                Ok(StepTimes {
                    step: row.get("step")?,
                    started_at: row.get::<_, Moment>("started")?.0,
                    answered_at: row.get::<_, Option<Moment>>("answered")?.map(|at| at.0),
                })
            })?;
            let mut steps: Vec<_> = rows.collect::<Result<_, _>>()?;
            steps.sort_by_key(|times: &StepTimes| times.step);
            Ok(steps)
        })
    }

    /// Writes a line that changes nothing else.
    pub fn write_line(
        &self,
        job: JobId,
        step: Step,
        phase: Phase,
        batch: Option<u32>,
        detail: &str,
    ) -> Result<(), HistoryError> {
        let at = self.now();
        self.write(|database| {
            let line = JournalLine {
                at,
                step,
                phase,
                batch,
                detail: detail.to_owned(),
            };
            append(database, job, &line)
        })
    }
}

pub(super) fn append(
    database: &Transaction<'_>,
    job: JobId,
    line: &JournalLine,
) -> Result<(), HistoryError> {
    database
        .prepare_cached(
            "INSERT INTO journal (job, at, step, phase, batch, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![job, Moment(line.at), line.step, line.phase, line.batch, line.detail])?;
    Ok(())
}

fn line(row: &Row<'_>) -> rusqlite::Result<JournalLine> {
    Ok(JournalLine {
        at: row.get::<_, Moment>("at")?.0,
        step: row.get("step")?,
        phase: row.get("phase")?,
        batch: row.get("batch")?,
        detail: row.get("detail")?,
    })
}
