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

/// What a release must be, whoever writes it: of a plan as it is kept, of somebody, with a reason; and never rewritten.
pub(super) const GUARD: &str = "
CREATE TRIGGER releases_bound BEFORE INSERT ON releases
WHEN new.count < 1 OR trim(new.reason) = '' OR new.plan_hash IS NOT (SELECT hash FROM plans WHERE id = new.plan)
BEGIN SELECT RAISE(ABORT, 'a release names its plan, how many and why'); END;
CREATE TRIGGER releases_kept BEFORE UPDATE ON releases
BEGIN SELECT RAISE(ABORT, 'a release is never rewritten'); END;
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rusqlite::params;

    use super::*;
    use crate::history::{Environment, fixture};

    #[test]
    fn the_database_itself_takes_no_release_without_its_plan_a_number_and_a_reason() {
        let history = History::in_memory(fixture::clock()).unwrap();
        let connection = fixture::connection(Environment::Production);
        let connection = history.add_connection(&connection).unwrap();
        let kept = fixture::record(connection, history.now(), fixture::plan(Vec::new()));
        let plan = history.keep_plan(&kept).unwrap();
        let release = |hash: &str, count: u32, reason: &str| {
            let write = "INSERT INTO releases VALUES (?1, ?2, 'removals', 1, ?3, ?4, 0)";
            history.write(|database| {
                database.execute("PRAGMA defer_foreign_keys = ON", [])?;
                Ok(database.execute(write, params![plan, hash, count, reason])?)
            })
        };
        let hash = &kept.hash.0;
        for (hash, count, reason) in [
            ("another", 5, "closed"),
            (hash, 0, "closed"),
            (hash, 5, " "),
        ] {
            let refused = release(hash, count, reason).unwrap_err();
            assert!(
                format!("{refused:?}").contains("a release names"),
                "{refused:?}"
            );
        }
    }
}
