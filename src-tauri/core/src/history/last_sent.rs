//! The custom fields last sent for each person: the API never gives them back, so this is the only place that knows.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension as _, Transaction, params};

use super::job_items::batches;
use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError, ItemResult, Job, SentItem};
use crate::employee::{Employee, Identifier, Key, Text};
use crate::plan::Operation;
use crate::roster::{Place, place};

pub(super) const MIGRATION: &str = "
CREATE TABLE last_sent (
    connection INTEGER NOT NULL REFERENCES connections (id),
    company TEXT NOT NULL,
    key TEXT NOT NULL,
    custom_fields BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (connection, company, key)
) WITHOUT ROWID;
";

/// A person's custom fields by name.
pub type CustomFields = BTreeMap<Text, Text>;

impl History {
    /// What was last sent for each person of a connection.
    pub fn last_sent(
        &self,
        connection: ConnectionId,
    ) -> Result<HashMap<Place, CustomFields>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT company, key, custom_fields FROM last_sent WHERE connection = ?1 AND left_by IS NULL",
            )?;
            let rows = query.query_map([connection], |row| {
                let company: String = row.get(0)?;
                let key: String = row.get(1)?;
                let fields = row.get::<_, Json<CustomFields>>(2)?.0;
                Ok(((company.into(), Key(key.into())), fields))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

impl History {
    /// The custom fields that were last sent for somebody; `None` where none are noted.
    pub fn last_sent_of(
        &self,
        connection: ConnectionId,
        (company, key): &Place,
    ) -> Result<Option<CustomFields>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT custom_fields FROM last_sent
                 WHERE connection = ?1 AND company = ?2 AND key = ?3 AND left_by IS NULL",
            )?;
            let place = params![connection, company.as_str(), key.0.as_str()];
            let found = query.query_row(place, |row| row.get::<_, Json<CustomFields>>(0));
            Ok(found.optional()?.map(|json| json.0))
        })
    }

    /// The custom fields that somebody had whom a job removed; `None` where none were noted.
    pub fn fields_before_leaving(
        &self,
        job: &Job,
        (company, key): &Place,
    ) -> Result<Option<CustomFields>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT custom_fields FROM last_sent WHERE connection = ?1 AND company = ?2 AND key = ?3 AND left_by = ?4",
            )?;
            let place = params![job.connection, company.as_str(), key.0.as_str(), job.id];
            let found = query.query_row(place, |row| row.get::<_, Json<CustomFields>>(0));
            Ok(found.optional()?.map(|json| json.0))
        })
    }
}

/// Notes what now stands for each person whose item of a job succeeded: the fields sent, or that this job removed somebody,
/// whose fields stay for its undo.
pub(super) fn note(database: &Transaction<'_>, job: &Job, at: Moment) -> Result<(), HistoryError> {
    let identifier = database.query_row(
        "SELECT identifier FROM plans WHERE id = ?1",
        [job.plan],
        |row| Ok(row.get::<_, Json<Identifier>>(0)?.0),
    )?;
    let mut keep = database.prepare_cached(
        "INSERT OR REPLACE INTO last_sent (connection, company, key, custom_fields, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut forget = database.prepare_cached(
        "DELETE FROM last_sent WHERE connection = ?1 AND company = ?2 AND key = ?3",
    )?;
    let mut leave = database.prepare_cached(
        "UPDATE last_sent SET left_by = ?4, at = ?5 WHERE connection = ?1 AND company = ?2 AND key = ?3",
    )?;
    let mut next = Some(0);
    while let Some(from) = next {
        let batch = batches::beginning_at(database, job.id, from)?;
        next = batch.last().map(|last| last.row.ordinal + 1);
        let succeeded = |one: &&SentItem| one.row.result == Some(ItemResult::Succeeded);
        for one in batch.iter().filter(succeeded) {
            let person: Employee = serde_json::from_slice(&one.payload)?;
            let Some((company, key)) = place(identifier, &person) else {
                continue;
            };
            let (company, key) = (company.as_str(), key.0.as_str());
            if one.row.item.operation == Operation::Delete {
                leave.execute(params![job.connection, company, key, job.id, at])?;
            } else if person.custom_fields.is_empty() {
                forget.execute(params![job.connection, company, key])?;
            } else {
                let fields = Json(&person.custom_fields);
                keep.execute(params![job.connection, company, key, fields, at])?;
            }
        }
    }
    Ok(())
}
