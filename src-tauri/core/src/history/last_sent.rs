//! The custom fields last sent for each person: the API never gives them back, so this is the only place that knows.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Transaction, params};

use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError};
use crate::employee::{Key, Text};
use crate::roster::Place;

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

/// Notes what now stands for each person: the fields, or `None` for somebody who is gone.
pub(super) fn note(
    database: &Transaction<'_>,
    connection: ConnectionId,
    sent: &[(Place, Option<CustomFields>)],
    at: Moment,
) -> Result<(), HistoryError> {
    let mut keep = database.prepare_cached(
        "INSERT OR REPLACE INTO last_sent (connection, company, key, custom_fields, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut forget = database.prepare_cached(
        "DELETE FROM last_sent WHERE connection = ?1 AND company = ?2 AND key = ?3",
    )?;
    for ((company, key), fields) in sent {
        match fields {
            Some(fields) => keep.execute(params![
                connection,
                company.as_str(),
                key.0.as_str(),
                Json(fields),
                at
            ])?,
            None => forget.execute(params![connection, company.as_str(), key.0.as_str()])?,
        };
    }
    Ok(())
}
