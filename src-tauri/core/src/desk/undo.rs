//! Undo (rule R10): a plan that takes back what a job did, from its before-images, against the roster read afresh. It is
//! an ordinary plan and is sent like any other; nothing is sent here.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use specta::Type;
use tokio_util::sync::CancellationToken;

use super::{CheckUp, Desk, DeskError, rows_stand};
use crate::employee::{Employee, TaxId, Text};
use crate::history::{Connection, ItemResult, Job, JobId, JobItemRow, PlanRecord, is_erased};
use crate::plan::{
    Change, Done, Impossible, Kept, Obstacle, Operation, SavedPlan, SourceFile, TakesUp, hex,
    inverse,
};
use crate::roster::{Place, RemoteRoster, place};

/// What an undo brings back and what not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UndoReport {
    /// The job that is taken back.
    pub job: u32,
    /// How many changes of the plan bring somebody's record back.
    pub restored: u32,
    /// Who is kept because their record changed since.
    pub kept: Vec<Kept>,
    /// For whom there is no way back.
    pub impossible: Vec<Impossible>,
}

/// The plan that takes a job back, and what it cannot.
#[derive(Debug)]
pub struct Undo {
    /// The plan, sealed and sent like any other.
    pub saved: SavedPlan,
    /// What it brings back and what not.
    pub report: UndoReport,
}

impl Desk {
    /// The connection of a job that can be undone; otherwise why it cannot. Nothing is read from Wellhub.
    pub fn may_undo(&self, id: JobId) -> Result<Connection, DeskError> {
        let job = self.history.job(id)?;
        let connection = self.history.connection(job.connection)?;
        if Self::is_synthetic(&connection) {
            return Err(DeskError::Rehearsal { job: id });
        }
        if !job.state.is_ended() {
            return Err(DeskError::JobUnfinished {
                job: id,
                state: job.state,
            });
        }
        let results = job.results.unwrap_or_default();
        if results.succeeded + results.unknown == 0 {
            return Err(DeskError::NothingDone { job: id });
        }
        rows_stand(&job)?;
        Ok(connection)
    }

    /// Reads the roster and makes the plan that takes a job back.
    pub async fn undo(
        &self,
        id: JobId,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<Undo, DeskError> {
        let connection = self.may_undo(id)?;
        let last_people = self.last_people(&connection)?;
        let remote = self.read_roster(&connection, tell, cancel).await?;
        // Reading takes its time, and the rows may have come due meanwhile.
        self.may_undo(id)?;
        self.undo_against(&connection, &self.history.job(id)?, &remote, last_people)
    }

    fn undo_against(
        &self,
        connection: &Connection,
        job: &Job,
        remote: &RemoteRoster,
        last_people: Option<u32>,
    ) -> Result<Undo, DeskError> {
        let record = self.history.plan(job.plan)?;
        let mut rules = self.rules(connection)?;
        rules.last_people = last_people;
        // What was only written otherwise is brought back too.
        rules.cosmetic = true;
        let items = self.history.all_job_items(job.id)?;
        let (done, lost) = self.done(job, &record, &items)?;
        let pending = self.under_way(connection)?;
        let identifier = record.plan.identifier;
        let mut back = inverse(remote, identifier, &done, &pending, &rules);
        back.impossible.extend(lost);
        let mut saved = self.bound(connection, remote, &rules, back.plan);
        saved.takes_up = Some(TakesUp::Undo(job.id.0));
        saved.file = source(job, &record, saved.plan.changes.len());
        let report = UndoReport {
            job: job.id.0,
            restored: u32::try_from(saved.plan.changes.len()).unwrap_or(u32::MAX),
            kept: back.kept,
            impossible: back.impossible,
        };
        Ok(Undo { saved, report })
    }

    /// What the job did for certain; and those of whom nobody knows, or whose before-image is gone.
    fn done<'a>(
        &self,
        job: &Job,
        record: &'a PlanRecord,
        items: &[JobItemRow],
    ) -> Result<(Vec<Done<'a>>, Vec<Impossible>), DeskError> {
        let (mut done, mut lost) = (Vec::new(), Vec::new());
        for row in items {
            let change = record.plan.changes.get(row.item.change as usize);
            let change = change.filter(|_| !is_erased(&row.item.key));
            match (row.result, change) {
                (Some(ItemResult::Succeeded), Some(change)) => done.push(Done {
                    change,
                    custom: self.custom_before(job, change)?,
                }),
                (Some(ItemResult::Succeeded), None) => lost.push(gone(row)),
                (Some(ItemResult::Unknown), _) => lost.push(Impossible {
                    reason: Obstacle::ResultUnknown,
                    ..gone(row)
                }),
                _ => {}
            }
        }
        Ok((done, lost))
    }

    /// The custom fields that somebody who left had, as an earlier job sent them.
    fn custom_before(
        &self,
        job: &Job,
        change: &Change,
    ) -> Result<Option<BTreeMap<Text, Text>>, DeskError> {
        if change.operation != Operation::Delete {
            return Ok(None);
        }
        let company = change.company_tax_id.as_str();
        let sent = self
            .history
            .sent_before(job.connection, company, &change.key, job.id)?;
        // Items are written here; one that cannot be read says nothing.
        let sent = sent.and_then(|bytes| serde_json::from_slice::<Employee>(&bytes).ok());
        let sent = sent.map(|sent| sent.custom_fields);
        if let Some(fields) = sent.filter(|fields| !fields.is_empty()) {
            return Ok(Some(fields));
        }
        // That job's rows may be gone by now; what they had was noted when they left.
        match place(
            self.history.plan_summary(job.plan)?.identifier,
            &change.item,
        ) {
            Some(place) => Ok(self.history.fields_before_leaving(job, &place)?),
            None => Ok(None),
        }
    }

    fn under_way(&self, connection: &Connection) -> Result<BTreeSet<Place>, DeskError> {
        let identifier = connection.details.identifier;
        let people = self.history.people_under_way(connection.id)?.into_iter();
        Ok(people
            .filter_map(|(company, key)| {
                let mut person = Employee::of(TaxId::from(company.as_str()));
                person.set(&identifier.key_field(), Some(key.into()));
                place(identifier, &person)
            })
            .collect())
    }
}

fn gone(row: &JobItemRow) -> Impossible {
    Impossible {
        operation: row.item.operation,
        key: row.item.key.clone(),
        name: row.item.name.clone(),
        reason: Obstacle::ImageGone,
        fields: Vec::new(),
    }
}

/// The job's own file gives its name; the hash is that of no file, so that no import is taken for this one.
fn source(job: &Job, record: &PlanRecord, changes: usize) -> SourceFile {
    let undone = format!("undo of job {} of {}", job.id, record.hash.0);
    SourceFile {
        name: record.file_name.clone(),
        sha256: hex(&Sha256::digest(undone.as_bytes())),
        sheet: String::new(),
        rows: u32::try_from(changes).unwrap_or(u32::MAX),
    }
}
