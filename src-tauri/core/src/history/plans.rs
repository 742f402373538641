//! Plans that were made, whole: what a job was made from must be answerable for as long as the job is kept.

use std::collections::BTreeMap;

use compact_str::format_compact;
use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, named_params, params};

use super::audit;
use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError, JobLane, PlanId};
use crate::employee::{Field, Identifier, Text};
use crate::plan::{Change, Plan, PlanHash, TakesUp};
use crate::roster::Intent;

pub(super) mod parts;

pub use parts::ChangeWalk;

pub(super) const MIGRATION: &str = "
CREATE TABLE plans (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    connection INTEGER NOT NULL REFERENCES connections (id),
    intent TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_rows INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    columns BLOB NOT NULL,
    plan BLOB NOT NULL,
    UNIQUE (connection, hash, made_at)
);
CREATE INDEX plans_file ON plans (file_name);
";

/// The key by which a plan names people, told without the plan being read.
pub(super) const IDENTIFIER: &str = "
ALTER TABLE plans ADD COLUMN identifier BLOB;
UPDATE plans SET identifier = CAST(json_quote(json_extract(CAST(plan AS TEXT), '$.identifier')) AS BLOB);
";

/// Which job a plan takes up, for plans that undo one or send the rest of one.
pub(super) const TAKES_UP: &str = "ALTER TABLE plans ADD COLUMN takes_up BLOB";

/// A plan and what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRecord {
    /// The hash of its changes. Two plans of the same changes share it and differ in when they were made.
    pub hash: PlanHash,
    /// For which connection it was made.
    pub connection: ConnectionId,
    /// The file's name, without its folder.
    pub file_name: String,
    /// The file's SHA-256 as hexadecimal digits.
    pub file_sha256: String,
    /// How many data rows the file has.
    pub file_rows: u32,
    /// When it was made.
    pub made_at: Timestamp,
    /// Where each field stands in the sheet: the letters of its columns.
    pub columns: BTreeMap<Field, Vec<String>>,
    /// The job that it takes up; `None` for a plan of all of a file.
    pub takes_up: Option<TakesUp>,
    /// The plan.
    pub plan: Plan,
}

/// What a plan is, without what it says: what a list of jobs shows, and what sending needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSummary {
    /// The hash of its changes.
    pub hash: PlanHash,
    /// What the file was declared to be.
    pub intent: Intent,
    /// The key by which it names people.
    pub identifier: Identifier,
    /// The file's name, without its folder.
    pub file_name: String,
    /// The file's SHA-256 as hexadecimal digits.
    pub file_sha256: String,
    /// How many data rows the file has.
    pub file_rows: u32,
    /// Where each field stands in the sheet: the letters of its columns.
    pub columns: BTreeMap<Field, Vec<String>>,
    /// When it was made.
    pub made_at: Timestamp,
    /// The job that it takes up; `None` for a plan of all of a file.
    pub takes_up: Option<TakesUp>,
}

impl PlanSummary {
    /// The cell that a field of a change came from: the one that the change names, else the column's in that row.
    pub fn cell(&self, change: &Change, field: &Field) -> Option<Text> {
        let named = change.fields.iter().find(|changed| changed.field == *field);
        named.and_then(|changed| changed.cell.clone()).or_else(|| {
            let letters = self.columns.get(field)?.first()?;
            Some(format_compact!("{letters}{}", change.row?))
        })
    }
}

impl History {
    /// Keeps a plan, and tells the id by which jobs name it. The same plan kept twice is one.
    pub fn keep_plan(&self, record: &PlanRecord) -> Result<PlanId, HistoryError> {
        self.write_much(|database| {
            let new = database.execute(
                "INSERT OR IGNORE INTO plans
                     (hash, connection, intent, identifier, file_name, file_sha256, file_rows, made_at, columns, plan, takes_up)
                 VALUES (:hash, :connection, :intent, :identifier, :name, :sha, :rows, :at, :columns, :plan, :takes_up)",
                named_params! {
                    ":hash": record.hash, ":connection": record.connection, ":intent": record.plan.intent, ":identifier": Json(record.plan.identifier),
                    ":name": record.file_name, ":sha": record.file_sha256, ":rows": record.file_rows,
                    ":at": Moment(record.made_at), ":columns": Json(&record.columns), ":plan": Json(without_changes(&record.plan)),
                    ":takes_up": record.takes_up.map(Json),
                },
            )?;
            let id = database.query_row(
                "SELECT id FROM plans WHERE connection = ?1 AND hash = ?2 AND made_at = ?3",
                params![record.connection, record.hash, Moment(record.made_at)],
                |row| row.get(0),
            )?;
            let said = Json(without_changes(&record.plan));
            if new > 0 || parts::say_again(database, id, &said)? {
                parts::keep(database, id, &record.plan.changes)?;
            }
            if new > 0 {
                self.tell(database, &audit::plan_kept(record, id))?;
            }
            Ok(id)
        })
    }

    /// A plan by its id, whole.
    pub fn plan(&self, id: PlanId) -> Result<PlanRecord, HistoryError> {
        self.read(|database| {
            let found = database
                .query_row("SELECT * FROM plans WHERE id = ?1", [id], record)
                .optional()?;
            let mut found = found.ok_or_else(|| absent(id))?;
            let mut query = database.prepare_cached(
                "SELECT changes FROM plan_changes WHERE plan = ?1 ORDER BY first",
            )?;
            let parts = query.query_map([id], |row| row.get::<_, Json<Vec<Change>>>(0))?;
            for part in parts {
                found.plan.changes.extend(part?.0);
            }
            Ok(found)
        })
    }

    /// The id of a plan; `None` where it was never kept, and so nothing of it was sent.
    pub fn kept_plan(
        &self,
        connection: ConnectionId,
        hash: &PlanHash,
        made_at: Timestamp,
    ) -> Result<Option<PlanId>, HistoryError> {
        self.read(|database| {
            Ok(database
                .prepare_cached(
                    "SELECT id FROM plans WHERE connection = ?1 AND hash = ?2 AND made_at = ?3",
                )?
                .query_row(params![connection, hash, Moment(made_at)], |row| row.get(0))
                .optional()?)
        })
    }

    /// What a plan is, without what it says.
    pub fn plan_summary(&self, id: PlanId) -> Result<PlanSummary, HistoryError> {
        self.read(|database| {
            let summary = |row: &Row<'_>| {
                Ok(PlanSummary {
                    hash: row.get("hash")?,
                    intent: row.get("intent")?,
                    identifier: row.get::<_, Json<_>>("identifier")?.0,
                    file_name: row.get("file_name")?,
                    file_sha256: row.get("file_sha256")?,
                    file_rows: row.get("file_rows")?,
                    columns: row.get::<_, Json<_>>("columns")?.0,
                    made_at: row.get::<_, Moment>("made_at")?.0,
                    takes_up: takes_up(row)?,
                })
            };
            database
                .prepare_cached(
                    "SELECT hash, intent, identifier, file_name, file_sha256, file_rows, columns, made_at, takes_up
                     FROM plans WHERE id = ?1",
                )?
                .query_row([id], summary)
                .optional()?
                .ok_or_else(|| absent(id))
        })
    }

    /// The lanes of a plan that have a job which was or may yet be submitted.
    pub fn used_lanes(&self, id: PlanId) -> Result<Vec<JobLane>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT DISTINCT job_lanes.lane FROM job_lanes JOIN jobs ON jobs.id = job_lanes.job
                 WHERE jobs.plan = ?1 ORDER BY job_lanes.lane DESC",
            )?;
            let rows = query.query_map([id], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

fn absent(id: PlanId) -> HistoryError {
    HistoryError::Absent {
        kind: "plan",
        name: id.to_string(),
    }
}

fn without_changes(plan: &Plan) -> Plan {
    Plan {
        changes: Vec::new(),
        withheld: plan.withheld.clone(),
        counts: plan.counts,
        cosmetic: plan.cosmetic,
        findings: plan.findings.clone(),
        gauges: plan.gauges.clone(),
        ..*plan
    }
}

fn record(row: &Row<'_>) -> rusqlite::Result<PlanRecord> {
    Ok(PlanRecord {
        hash: row.get("hash")?,
        connection: row.get("connection")?,
        file_name: row.get("file_name")?,
        file_sha256: row.get("file_sha256")?,
        file_rows: row.get("file_rows")?,
        made_at: row.get::<_, Moment>("made_at")?.0,
        columns: row.get::<_, Json<_>>("columns")?.0,
        takes_up: takes_up(row)?,
        plan: row.get::<_, Json<_>>("plan")?.0,
    })
}

fn takes_up(row: &Row<'_>) -> rusqlite::Result<Option<TakesUp>> {
    Ok(row
        .get::<_, Option<Json<TakesUp>>>("takes_up")?
        .map(|json| json.0))
}
