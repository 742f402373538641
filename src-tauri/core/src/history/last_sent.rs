//! The custom fields last sent for each person: the API never gives them back, so this is the only place that knows.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Transaction, params};

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
                "SELECT company, key, custom_fields FROM last_sent WHERE connection = ?1",
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

/// Notes what now stands for each person whose item of a job succeeded: the fields sent, or nothing for somebody who is
/// gone.
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
            let leaves = one.row.item.operation == Operation::Delete;
            if leaves || person.custom_fields.is_empty() {
                forget.execute(params![job.connection, company, key])?;
            } else {
                let fields = Json(&person.custom_fields);
                keep.execute(params![job.connection, company, key, fields, at])?;
            }
        }
    }
    Ok(())
}
