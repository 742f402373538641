//! Looking back, offline: who and what was ever sent, and one person's whole story. Read from history alone; nothing here
//! asks Wellhub or changes what is kept but the index that a search goes by.

use jiff::Timestamp;
use serde::Serialize;

use super::{Desk, DeskError, RecordDifference, RowError};
use crate::employee::{Employee, Field, TaxId};
use crate::history::{
    Connection, ConnectionId, Difference, Filing, Found, FoundPerson, ItemResult, JobId,
    JobItemRow, Look, Wanted,
};
use crate::plan::{Change, Operation, TakesUp};
use crate::submission::JobState;

/// All that was ever sent about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Story {
    /// The connection's name.
    pub connection: String,
    /// The company's tax id.
    pub company: String,
    /// The key as it was sent.
    pub key: String,
    /// The name, as it was told last.
    pub name: String,
    /// What was sent, the newest first.
    pub sendings: Vec<Sending>,
}

/// One item of one job, with what it came from and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sending {
    /// The job.
    pub job: u32,
    /// The item in it, from 0.
    pub item: u32,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When Wellhub took it; `None` where it never did.
    pub sent_at: Option<Timestamp>,
    /// Where the job stands.
    pub state: JobState,
    /// The file's name.
    pub file: String,
    /// The file's SHA-256 as hexadecimal digits.
    pub file_sha256: String,
    /// The row in the file, from 1; `None` for somebody absent from it.
    pub row: Option<u32>,
    /// What was done.
    pub operation: Operation,
    /// What changed, field by field; all that was sent for a newcomer, what Wellhub had for a leaver.
    pub fields: Vec<SentField>,
    /// What it was held for, by code; empty where it went by itself.
    pub held: Vec<String>,
    /// Why a person let it go all the same (rule R6).
    pub release: Option<UsedRelease>,
    /// What became of it; `None` while nothing is known.
    pub result: Option<ItemResult>,
    /// What Wellhub refused.
    pub errors: Vec<RowError>,
    /// Where the roster after the end was not what was sent.
    pub differences: Vec<RecordDifference>,
    /// The job that this one takes back.
    pub undoes: Option<u32>,
    /// The job whose rest this one sends.
    pub retries: Option<u32>,
    /// The jobs that took this back, of those that are about the person.
    pub undone_by: Vec<u32>,
}

/// One field, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentField {
    /// The field.
    pub field: Field,
    /// What Wellhub had; `None` for nothing.
    pub old: Option<String>,
    /// What was sent; `None` for nothing.
    pub new: Option<String>,
    /// The cell of the file that said so.
    pub cell: Option<String>,
}

/// The release under which something held went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UsedRelease {
    /// How many changes it let go.
    pub count: u32,
    /// The reason given.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl Desk {
    /// What was ever sent, by any part of a name, an address, a key, a file or a state.
    pub fn look_back(&self, wanted: &Wanted) -> Result<Found, DeskError> {
        Ok(self.history.search(wanted)?)
    }

    /// Brings the index of a search up to date, in short steps, for as long as `go_on` says. A search finds everything
    /// before that too; it only takes longer.
    pub fn file_for_search(&self, go_on: impl Fn() -> bool) -> Result<(), DeskError> {
        while go_on() && self.history.file_for_search()? == Filing::More {}
        Ok(())
    }

    /// The story of somebody who was found.
    pub fn story_of(&self, person: &FoundPerson) -> Result<Story, DeskError> {
        self.story(person.connection, &person.company, &person.key)
    }

    /// The story of the person whom one item of a job is about.
    pub fn story_by_item(&self, job: JobId, ordinal: u32) -> Result<Option<Story>, DeskError> {
        let items = self.history.job_item(job, ordinal)?;
        let connection = self.history.job(job)?.connection;
        let of = |item: JobItemRow| self.story(connection, &item.item.company, &item.item.key);
        items.map(of).transpose()
    }

    /// All that was sent about the person with that key.
    pub fn story(
        &self,
        connection: ConnectionId,
        company: &str,
        key: &str,
    ) -> Result<Story, DeskError> {
        let items = self.history.items_about(connection, company, key)?;
        self.told(connection, (company, key), &items)
    }

    /// All that was sent about somebody on the roster, by the place where they stand: the key as it is written there and
    /// as it counts, and the company however its tax id was written.
    pub fn story_at(&self, connection: &Connection, record: &Employee) -> Result<Story, DeskError> {
        let identifier = connection.details.identifier;
        let key = record.get(&identifier.key_field()).unwrap_or_default();
        let counts = identifier.meaning(key);
        let company = &record.company_tax_id;
        let mut items = Vec::new();
        if !counts.is_empty() {
            items = self.history.items_under(connection.id, [key, &counts])?;
        }
        items.retain(|(_, row)| {
            TaxId::from(row.item.company.as_str()).meaning() == company.meaning()
        });
        self.told(connection.id, (company.as_str(), key), &items)
    }

    fn told(
        &self,
        connection: ConnectionId,
        (company, key): (&str, &str),
        items: &[(JobId, JobItemRow)],
    ) -> Result<Story, DeskError> {
        let theirs: Vec<JobId> = items.iter().map(|(job, _)| *job).collect();
        let name = items.first().map(|(_, item)| item.item.name.clone());
        let sendings = items
            .iter()
            .map(|(job, item)| self.sending(*job, item, &theirs));
        Ok(Story {
            connection: self.history.connection(connection)?.details.name,
            company: company.to_owned(),
            key: key.to_owned(),
            name: name.unwrap_or_default(),
            sendings: sendings.collect::<Result<_, _>>()?,
        })
    }

    fn sending(
        &self,
        id: JobId,
        item: &JobItemRow,
        theirs: &[JobId],
    ) -> Result<Sending, DeskError> {
        let history = &self.history;
        let job = history.job(id)?;
        let plan = history.plan_summary(job.plan)?;
        let line = &item.item;
        let mut changes = history.plan_changes(job.plan, &[line.change].into())?;
        let change = changes.remove(&line.change);
        let held: Vec<String> = change.as_ref().map(held_for).unwrap_or_default();
        let undone_by = history.jobs_taking_up(TakesUp::Undo(id.0))?.into_iter();
        Ok(Sending {
            job: id.0,
            item: item.ordinal,
            created_at: job.created_at,
            sent_at: job.submitted_at,
            state: job.state,
            row: line.row,
            operation: line.operation,
            fields: change.as_ref().map(fields).unwrap_or_default(),
            release: if held.is_empty() {
                None
            } else {
                self.release_of(id)?
            },
            held,
            result: item.result,
            errors: self.errors_of(id, item.ordinal)?,
            differences: self.differences_of(id, item)?,
            undoes: plan.takes_up.and_then(TakesUp::undone),
            retries: plan.takes_up.and_then(TakesUp::retried),
            undone_by: undone_by
                .filter(|job| theirs.contains(job))
                .map(|job| job.0)
                .collect(),
            file: plan.file_name,
            file_sha256: plan.file_sha256,
        })
    }

    fn release_of(&self, job: JobId) -> Result<Option<UsedRelease>, DeskError> {
        let mut releases = self.history.releases()?.into_iter().rev();
        let last = releases.find(|one| one.job == job);
        Ok(last.map(|one| UsedRelease {
            count: one.count,
            reason: one.reason,
            at: one.at,
        }))
    }

    fn errors_of(&self, job: JobId, ordinal: u32) -> Result<Vec<RowError>, DeskError> {
        let errors = self.history.job_errors(job)?.into_iter();
        let own = errors.filter(|one| one.ordinal == Some(ordinal) && one.recovered_by.is_none());
        Ok(own.map(RowError::from).collect())
    }

    fn differences_of(
        &self,
        job: JobId,
        item: &JobItemRow,
    ) -> Result<Vec<RecordDifference>, DeskError> {
        let line = &item.item;
        let own = |one: &Difference| {
            one.key == line.key && one.row == line.row && one.operation == line.operation
        };
        let found = self.history.differences(job, Look::AfterEnd)?.into_iter();
        Ok(found.filter(own).map(RecordDifference::from).collect())
    }
}

fn held_for(change: &Change) -> Vec<String> {
    change.holds().map(str::to_owned).collect()
}

fn fields(change: &Change) -> Vec<SentField> {
    let text = |value: Option<&str>| value.map(str::to_owned);
    if let (Operation::Delete, Some(before)) = (change.operation, &change.before) {
        let custom = before.custom_fields.keys().cloned().map(Field::Custom);
        let had = Field::STANDARD
            .into_iter()
            .chain(custom)
            .filter_map(|field| {
                let old = before.get(&field)?;
                (!old.is_empty() && field != Field::CompanyTaxId).then(|| SentField {
                    old: Some(old.to_owned()),
                    new: None,
                    cell: None,
                    field,
                })
            });
        return had.collect();
    }
    let changed = change.fields.iter().map(|one| SentField {
        field: one.field.clone(),
        old: text(one.old.as_deref()),
        new: text(one.new.as_deref()),
        cell: one.cell.clone().map(String::from),
    });
    changed.collect()
}
