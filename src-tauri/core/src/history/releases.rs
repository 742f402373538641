//! Each time somebody let held changes go: which plan, how many, why. One plan and lane, one use (rule R6).

use jiff::Timestamp;
use rusqlite::{Transaction, named_params};

use super::stored::Moment;
use super::{History, HistoryError, JobId, JobLane, PlanId};
use crate::plan::PlanHash;

pub(super) const MIGRATION: &str = "
CREATE TABLE releases (
    plan INTEGER NOT NULL REFERENCES plans (id),
    plan_hash TEXT NOT NULL,
    lane TEXT NOT NULL,
    job INTEGER NOT NULL REFERENCES jobs (id),
    count INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (plan, lane)
) WITHOUT ROWID;
";

/// A release that was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRecord {
    /// Of which plan.
    pub plan: PlanId,
    /// The hash that it was bound to.
    pub plan_hash: PlanHash,
    /// In which lane.
    pub lane: JobLane,
    /// For which job.
    pub job: JobId,
    /// How many changes.
    pub count: u32,
    /// The reason given.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl History {
    /// All releases, oldest first.
    pub fn releases(&self) -> Result<Vec<ReleaseRecord>, HistoryError> {
        self.read(|database| {
            let mut query =
                database.prepare_cached("SELECT * FROM releases ORDER BY at, plan, lane")?;
            let rows = query.query_map([], |row| {
                Ok(ReleaseRecord {
                    plan: row.get("plan")?,
                    plan_hash: row.get("plan_hash")?,
                    lane: row.get("lane")?,
                    job: row.get("job")?,
                    count: row.get("count")?,
                    reason: row.get("reason")?,
                    at: row.get::<_, Moment>("at")?.0,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn record(
    database: &Transaction<'_>,
    release: &ReleaseRecord,
) -> Result<(), HistoryError> {
    let recorded = database.execute(
        "INSERT OR IGNORE INTO releases (plan, plan_hash, lane, job, count, reason, at)
         VALUES (:plan, :hash, :lane, :job, :count, :reason, :at)",
        named_params! {
            ":plan": release.plan, ":hash": release.plan_hash, ":lane": release.lane, ":job": release.job,
            ":count": release.count, ":reason": release.reason, ":at": Moment(release.at),
        },
    )?;
    if recorded == 0 {
        return Err(HistoryError::ReleaseUsed {
            plan: release.plan_hash.clone(),
        });
    }
    Ok(())
}
