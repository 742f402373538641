//! What a job did not bring about: a plan of its items that did not succeed, against the roster read afresh. An ordinary
//! plan; nothing is sent here, and what was done after all is not in it.

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use specta::Type;
use tokio_util::sync::CancellationToken;

use super::{CheckUp, Desk, DeskError, rows_stand};
use crate::history::{Connection, ItemResult, JobId, is_erased};
use crate::plan::{Change, Only, PlanHash, SavedPlan, SourceFile, TakesUp, hex, rest};
use crate::roster::place;

/// How much of a job is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RestReport {
    /// The job.
    pub job: u32,
    /// How many of its items failed, were not looked at, or are unknown.
    pub items: u32,
    /// How many changes of the plan that leaves; the others stand at Wellhub as the job wanted them, or are gone.
    pub left: u32,
}

/// The plan of a job's rest.
#[derive(Debug)]
pub struct Rest {
    /// The plan, sealed and sent like any other.
    pub saved: SavedPlan,
    /// How much is left.
    pub report: RestReport,
}

impl Desk {
    /// The connection of a job that has a rest; otherwise why it has none. Nothing is read from Wellhub.
    pub fn may_plan_rest(&self, id: JobId) -> Result<Connection, DeskError> {
        let job = self.history.job(id)?;
        if !job.state.is_ended() {
            return Err(DeskError::JobUnfinished {
                job: id,
                state: job.state,
            });
        }
        let succeeded = job.results.unwrap_or_default().succeeded;
        if succeeded >= job.items {
            return Err(DeskError::NothingLeft { job: id });
        }
        rows_stand(&job)?;
        Ok(self.history.connection(job.connection)?)
    }

    /// Reads the roster and plans what a job did not bring about.
    pub async fn rest(
        &self,
        id: JobId,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<Rest, DeskError> {
        let connection = self.may_plan_rest(id)?;
        let last_people = self.last_people(&connection)?;
        let remote = self.read_roster(&connection, tell, cancel).await?;
        self.may_plan_rest(id)?;
        let job = self.history.job(id)?;
        let record = self.history.plan(job.plan)?;
        let mut rules = self.rules(&connection)?;
        rules.last_people = last_people;
        rules.cosmetic = record.plan.cosmetic.sent;
        let items = self.history.all_job_items(id)?;
        let changes: Vec<&Change> = items
            .iter()
            .filter(|row| row.result != Some(ItemResult::Succeeded) && !is_erased(&row.item.key))
            .filter_map(|row| record.plan.changes.get(row.item.change as usize))
            .collect();
        let made = rest(
            &remote,
            record.plan.identifier,
            &changes,
            &record.columns,
            &rules,
        );
        let mut saved = self.bound(&connection, &remote, &rules, made);
        saved.takes_up = Some(TakesUp::Retry(id.0));
        saved.columns.clone_from(&record.columns);
        saved.file = SourceFile {
            name: record.file_name.clone(),
            sha256: mark(id, &record.hash),
            sheet: String::new(),
            rows: number(changes.len()),
        };
        let report = RestReport {
            job: id.0,
            items: number(changes.len()),
            left: number(saved.plan.changes.len()),
        };
        Ok(Rest { saved, report })
    }

    /// Whom a job did not bring about: by their place, and in the very file that it was made from by their row too, since
    /// there their key may be what is mended.
    pub(super) fn failed_of(
        &self,
        connection: &Connection,
        id: JobId,
        file: &SourceFile,
    ) -> Result<Only, DeskError> {
        let of_job = self.may_plan_rest(id)?;
        if of_job.id != connection.id {
            return Err(DeskError::ForeignPlan {
                made_for: of_job.details.name,
            });
        }
        let record = self.history.plan(self.history.job(id)?.plan)?;
        let same_file = self.spreadsheet_of(id)?.file_sha256 == file.sha256;
        let mut only = Only::default();
        for row in self.history.all_job_items(id)? {
            let change = record.plan.changes.get(row.item.change as usize);
            let (
                None | Some(ItemResult::Failed | ItemResult::Unprocessed | ItemResult::Unknown),
                Some(change),
            ) = (row.result, change)
            else {
                continue;
            };
            only.places
                .extend(place(record.plan.identifier, &change.item));
            if same_file {
                only.rows.extend(change.row);
            }
        }
        Ok(only)
    }

    /// Ends a job in doubt by a person's word.
    pub fn give_up(&self, id: JobId, reason: &str) -> Result<(), DeskError> {
        Ok(crate::submission::give_up(&self.history, id, reason)?)
    }
}

/// What stands for the file's hash in the plan of a job's rest, which was read from no file.
pub(super) fn mark(job: JobId, plan: &PlanHash) -> String {
    let named = format!("rest of job {job} of {}", plan.0);
    hex(&Sha256::digest(named.as_bytes()))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
