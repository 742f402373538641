//! Plans that were made, whole: what a job was made from must be answerable for as long as the job is kept.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};

use super::audit;
use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError, JobLane, PlanId};
use crate::employee::{Field, Identifier};
use crate::plan::{Change, Plan, PlanHash, TakesUp};
use crate::roster::Intent;

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

/// The changes of a plan in parts, so that one of them is told without all being read. Plans that were kept before have
/// theirs in `plan` itself, and no part.
pub(super) const PARTS: &str = "
CREATE TABLE plan_changes (
    plan INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    changes BLOB NOT NULL,
    PRIMARY KEY (plan, first)
);
";

/// How many changes a part has.
const PART: u32 = 500;

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
    pub fn cell(&self, change: &Change, field: &Field) -> Option<String> {
        let named = change.fields.iter().find(|changed| changed.field == *field);
        named.and_then(|changed| changed.cell.clone()).or_else(|| {
            let letters = self.columns.get(field)?.first()?;
            Some(format!("{letters}{}", change.row?))
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
            if new > 0 {
                keep_parts(database, id, &record.plan.changes)?;
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

    /// Some changes of a plan, by their places in its list.
    pub fn plan_changes(
        &self,
        id: PlanId,
        places: &BTreeSet<u32>,
    ) -> Result<HashMap<u32, Change>, HistoryError> {
        if places.is_empty() {
            return Ok(HashMap::new());
        }
        let mut found = self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT first, changes FROM plan_changes WHERE plan = ?1 AND first <= ?2
                 ORDER BY first DESC LIMIT 1",
            )?;
            let mut found = HashMap::with_capacity(places.len());
            let mut part: (u32, Vec<Change>) = (0, Vec::new());
            for &place in places {
                if place < part.0 || (place - part.0) as usize >= part.1.len() {
                    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, Json<_>>(1)?.0));
                    part = query
                        .query_row(params![id, place], read)
                        .optional()?
                        .unwrap_or_default();
                }
                if let Some(change) = part.1.get((place - part.0) as usize) {
                    found.insert(place, change.clone());
                }
            }
            Ok(found)
        })?;
        // A plan of an earlier version has no parts.
        if found.is_empty() {
            let whole = (0_u32..).zip(self.plan(id)?.plan.changes);
            found.extend(whole.filter(|(place, _)| places.contains(place)));
        }
        Ok(found)
    }

    /// Every change of a plan with its place, read in parts as they are asked for.
    pub fn walk_plan_changes(&self, id: PlanId) -> ChangeWalk<'_> {
        ChangeWalk {
            history: self,
            plan: id,
            next: Some(0),
            read: Vec::new().into_iter(),
        }
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

/// The changes of a plan, one after the other.
pub struct ChangeWalk<'a> {
    history: &'a History,
    plan: PlanId,
    /// The place of the next part's first change; `None` after the last.
    next: Option<u32>,
    read: std::vec::IntoIter<(u32, Change)>,
}

impl ChangeWalk<'_> {
    fn part(&mut self, from: u32) -> Result<(), HistoryError> {
        let found = self.history.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT changes FROM plan_changes WHERE plan = ?1 AND first = ?2",
            )?;
            let read = |row: &Row<'_>| Ok(row.get::<_, Json<Vec<Change>>>(0)?.0);
            Ok(query.query_row(params![self.plan, from], read).optional()?)
        })?;
        let changes = match found {
            Some(changes) => {
                self.next = (changes.len() == PART as usize).then_some(from + PART);
                changes
            }
            // A plan of an earlier version has no parts.
            None if from == 0 => self.history.plan(self.plan)?.plan.changes,
            None => Vec::new(),
        };
        let numbered: Vec<_> = (from..).zip(changes).collect();
        self.read = numbered.into_iter();
        Ok(())
    }
}

impl Iterator for ChangeWalk<'_> {
    type Item = Result<(u32, Change), HistoryError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(change) = self.read.next() {
            return Some(Ok(change));
        }
        let from = self.next.take()?;
        if let Err(error) = self.part(from) {
            return Some(Err(error));
        }
        self.read.next().map(Ok)
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

fn keep_parts(
    database: &Transaction<'_>,
    plan: PlanId,
    changes: &[Change],
) -> Result<(), HistoryError> {
    let mut insert = database
        .prepare_cached("INSERT INTO plan_changes (plan, first, changes) VALUES (?1, ?2, ?3)")?;
    for (first, part) in (0_u32..)
        .step_by(PART as usize)
        .zip(changes.chunks(PART as usize))
    {
        insert.execute(params![plan, first, Json(part)])?;
    }
    Ok(())
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{Environment, fixture};
    use crate::plan::Operation;

    const CHANGES: u32 = 2 * PART + 3;

    fn kept() -> (History, PlanId, PlanRecord) {
        let history = History::in_memory(fixture::clock()).unwrap();
        let details = fixture::connection(Environment::Demo);
        let connection = history.add_connection(&details).unwrap();
        let changes = (0..CHANGES).map(|n| fixture::change(Operation::Create, n));
        let plan = fixture::plan(changes.collect());
        let record = fixture::record(connection, history.now(), plan);
        let id = history.keep_plan(&record).unwrap();
        (history, id, record)
    }

    fn is_told_in_every_way(history: &History, id: PlanId, record: &PlanRecord) {
        assert_eq!(history.plan(id).unwrap(), *record);
        let walked: Vec<_> = history.walk_plan_changes(id).map(Result::unwrap).collect();
        let whole: Vec<_> = (0..).zip(record.plan.changes.clone()).collect();
        assert!(walked == whole);
        let places = [0, PART - 1, PART, CHANGES - 1, CHANGES].into();
        let some = history.plan_changes(id, &places).unwrap();
        assert_eq!(some.len(), 4);
        for (place, change) in some {
            assert_eq!(change, record.plan.changes[place as usize]);
        }
        let summary = history.plan_summary(id).unwrap();
        assert_eq!(summary.identifier, record.plan.identifier);
    }

    #[test]
    fn a_plan_of_several_parts_comes_back_whole() {
        let (history, id, record) = kept();
        is_told_in_every_way(&history, id, &record);
        assert_eq!(history.keep_plan(&record).unwrap(), id);
        is_told_in_every_way(&history, id, &record);
    }

    #[test]
    fn a_plan_that_an_earlier_version_kept_in_one_piece_is_told_as_well() {
        let (history, id, record) = kept();
        history
            .write(|database| {
                database.execute("UPDATE plans SET plan = ?1", [Json(&record.plan)])?;
                database.execute("DELETE FROM plan_changes", [])?;
                Ok(())
            })
            .unwrap();
        is_told_in_every_way(&history, id, &record);
    }

    #[test]
    fn an_empty_plan_has_no_changes_to_tell() {
        let (history, _, id) = fixture::with_plan();
        assert_eq!(history.walk_plan_changes(id).count(), 0);
        assert!(history.plan_changes(id, &[0].into()).unwrap().is_empty());
    }
}
