//! People who are never removed by a file (rule R10), a connection. Taking somebody off the list ends their row and keeps
//! it, so that it can be answered who was protected when.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, named_params, params};

use super::audit::{Event, EventKind};
use super::stored::Moment;
use super::{ConnectionId, History, HistoryError};
use crate::employee::{Key, Text};
use crate::roster::Place;

pub(super) const MIGRATION: &str = "
CREATE TABLE protected_people (
    id INTEGER PRIMARY KEY,
    connection INTEGER NOT NULL REFERENCES connections (id),
    company TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER
);
CREATE UNIQUE INDEX protected_people_place ON protected_people (connection, company, key) WHERE until IS NULL;
";

/// Somebody on the protected list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectedPerson {
    /// Their place on the list.
    pub id: u32,
    /// Where they stand on the roster.
    pub place: Place,
    /// Their name when they were put on the list.
    pub name: Text,
    /// Since when.
    pub since: Timestamp,
}

impl History {
    /// Puts somebody on the protected list; whoever is on it stays as they are.
    pub fn protect(
        &self,
        connection: ConnectionId,
        (company, key): &Place,
        name: &str,
    ) -> Result<(), HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            let added = database.execute(
                "INSERT OR IGNORE INTO protected_people (connection, company, key, name, since)
                 VALUES (:connection, :company, :key, :name, :at)",
                named_params! {
                    ":connection": connection, ":company": company.as_str(), ":key": key.0.as_str(),
                    ":name": name, ":at": at,
                },
            )?;
            if added == 0 {
                return Ok(());
            }
            let event = Event {
                connection: Some(connection),
                person: Some((company.as_str(), key.0.as_str())),
                ..Event::of(EventKind::ProtectionAdded)
            };
            self.tell(database, &event)
        })
    }

    /// Takes somebody off the protected list.
    pub fn unprotect(&self, connection: ConnectionId, person: u32) -> Result<(), HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            let ended = database
                .query_row(
                    "UPDATE protected_people SET until = ?3 WHERE connection = ?1 AND id = ?2 AND until IS NULL
                     RETURNING company, key",
                    params![connection, person, at],
                    |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
                )
                .optional()?;
            let Some((company, key)) = ended else {
                return Ok(());
            };
            let event = Event {
                connection: Some(connection),
                person: Some((&company, &key)),
                ..Event::of(EventKind::ProtectionRemoved)
            };
            self.tell(database, &event)
        })
    }

    /// The protected list of a connection, by name.
    pub fn protected_people(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<ProtectedPerson>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT id, company, key, name, since FROM protected_people
                 WHERE connection = ?1 AND until IS NULL ORDER BY name COLLATE NOCASE, id",
            )?;
            let text = |row: &rusqlite::Row<'_>, column| row.get::<_, String>(column);
            let rows = query.query_map([connection], |row| {
                Ok(ProtectedPerson {
                    id: row.get("id")?,
                    place: (text(row, "company")?.into(), Key(text(row, "key")?.into())),
                    name: text(row, "name")?.into(),
                    since: row.get::<_, Moment>("since")?.0,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Where the protected people of a connection stand.
    pub fn protected_places(
        &self,
        connection: ConnectionId,
    ) -> Result<BTreeSet<Place>, HistoryError> {
        let people = self.protected_people(connection)?;
        Ok(people.into_iter().map(|person| person.place).collect())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{Environment, fixture};

    #[test]
    fn somebody_is_on_the_list_once_until_they_are_taken_off() {
        let history = History::in_memory(fixture::clock()).unwrap();
        let connection = fixture::connection(Environment::Production);
        let connection = history.add_connection(&connection).unwrap();
        let place: Place = ("12345678000195".into(), Key("004871".into()));
        for _ in 0..2 {
            history.protect(connection, &place, "Ana").unwrap();
            history.protect(connection, &place, "Ana").unwrap();
            let people = history.protected_people(connection).unwrap();
            assert_eq!((people.len(), people[0].name.as_str()), (1, "Ana"));
            assert_eq!(
                history.protected_places(connection).unwrap(),
                [place.clone()].into()
            );
            history.unprotect(connection, people[0].id).unwrap();
            assert!(history.protected_people(connection).unwrap().is_empty());
        }
    }
}
