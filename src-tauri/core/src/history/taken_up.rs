//! Jobs by what they have to do with one another, and the rows that a job's refusals are about.

use std::collections::BTreeSet;

use rusqlite::params;

use super::stored::Json;
use super::{History, HistoryError, JobId, PlanId};
use crate::plan::TakesUp;

impl History {
    /// The jobs that take a job up, in order.
    pub fn jobs_taking_up(&self, of: TakesUp) -> Result<Vec<JobId>, HistoryError> {
        let (TakesUp::Undo(job) | TakesUp::Retry(job)) = of;
        self.read(|database| {
            // Only later jobs are looked at: what a plan takes up lies behind all of its changes.
            let mut query = database.prepare_cached(
                "SELECT jobs.id FROM jobs JOIN plans ON plans.id = jobs.plan
                 WHERE jobs.id > ?1 AND plans.takes_up = ?2 ORDER BY jobs.id",
            )?;
            let rows = query.query_map(params![job, Json(of)], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The jobs of a plan, in order.
    pub fn jobs_of_plan(&self, plan: PlanId) -> Result<Vec<JobId>, HistoryError> {
        self.read(|database| {
            let mut query =
                database.prepare_cached("SELECT id FROM jobs WHERE plan = ?1 ORDER BY id")?;
            let rows = query.query_map([plan], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The rows of the spreadsheet, from 1, in which Wellhub refused something of a job. What it recovered is not refused.
    pub fn refused_rows(&self, job: JobId) -> Result<BTreeSet<u32>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT DISTINCT row FROM job_errors
                 WHERE job = ?1 AND row IS NOT NULL AND recovered_by IS NULL",
            )?;
            let rows = query.query_map([job], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}
