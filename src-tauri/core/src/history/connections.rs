//! Connections to Wellhub: where, as whom, by which key people are found. The client secret is in the vault, never here.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension as _, Row, named_params, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::audit::{Event, EventKind};
use super::stored::{Json, Moment, stored_as};
use super::{ConnectionId, History, HistoryError};
use crate::employee::{Identifier, TaxId};

pub(super) const MIGRATION: &str = "
CREATE TABLE connections (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    environment TEXT NOT NULL,
    origin TEXT NOT NULL,
    client_id TEXT NOT NULL,
    identifier BLOB NOT NULL,
    company_tax_id TEXT,
    multiple INTEGER,
    expires_on TEXT,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
);
CREATE UNIQUE INDEX connections_name ON connections (name) WHERE removed_at IS NULL;
";

/// What stands at the other end (contract §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Real people.
    Production,
    /// Synthetic answers; nothing sent there changes anything.
    Sandbox,
    /// Another origin.
    Custom,
    /// Wellhub simulated on this computer.
    Demo,
}

stored_as!(Environment {
    Production = "production",
    Sandbox = "sandbox",
    Custom = "custom",
    Demo = "demo",
});

/// A connection to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConnection {
    /// The name by which a person knows it; unique.
    pub name: String,
    /// What stands at the other end.
    pub environment: Environment,
    /// Where, such as `https://api.clients.wellhub.com`.
    pub origin: String,
    /// The client id of the credential.
    pub client_id: String,
    /// The eligibility identifier agreed in the contract.
    pub identifier: Identifier,
    /// The tax id of a single entity.
    pub company_tax_id: Option<TaxId>,
    /// Whether the entity has several companies; `None` until it was asked.
    pub multiple: Option<bool>,
    /// When the credential expires.
    pub expires_on: Option<Date>,
}

/// A kept connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Its id here.
    pub id: ConnectionId,
    /// What was kept.
    pub details: NewConnection,
    /// When it was made.
    pub created_at: Timestamp,
}

impl History {
    /// Keeps a new connection.
    pub fn add_connection(&self, new: &NewConnection) -> Result<ConnectionId, HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            database
                .execute(
                    "INSERT INTO connections (name, environment, origin, client_id, identifier, company_tax_id, multiple,
                         expires_on, created_at)
                     VALUES (:name, :environment, :origin, :client, :identifier, :tax, :multiple, :expires, :at)",
                    named_params! {
                        ":name": new.name, ":environment": new.environment, ":origin": new.origin,
                        ":client": new.client_id, ":identifier": Json(new.identifier),
                        ":tax": new.company_tax_id.as_ref().map(TaxId::as_str), ":multiple": new.multiple,
                        ":expires": new.expires_on.map(|day| day.to_string()), ":at": at,
                    },
                )
                .map_err(|error| name_taken(error, &new.name))?;
            let id = u32::try_from(database.last_insert_rowid()).unwrap_or(u32::MAX);
            self.tell(database, &about(EventKind::ConnectionAdded, ConnectionId(id)))?;
            Ok(ConnectionId(id))
        })
    }

    /// Replaces what is kept of a connection.
    pub fn update_connection(
        &self,
        id: ConnectionId,
        new: &NewConnection,
    ) -> Result<(), HistoryError> {
        self.write(|database| {
            let changed = database
                .execute(
                    "UPDATE connections SET name = :name, environment = :environment, origin = :origin,
                         client_id = :client, identifier = :identifier, company_tax_id = :tax, multiple = :multiple,
                         expires_on = :expires
                     WHERE id = :id AND removed_at IS NULL",
                    named_params! {
                        ":id": id, ":name": new.name, ":environment": new.environment, ":origin": new.origin,
                        ":client": new.client_id, ":identifier": Json(new.identifier),
                        ":tax": new.company_tax_id.as_ref().map(TaxId::as_str), ":multiple": new.multiple,
                        ":expires": new.expires_on.map(|day| day.to_string()),
                    },
                )
                .map_err(|error| name_taken(error, &new.name))?;
            if changed == 0 {
                return Err(absent(id.to_string()));
            }
            self.tell(database, &about(EventKind::ConnectionChanged, id))
        })
    }

    /// Notes in the trail that a connection's secret was replaced.
    pub(crate) fn note_secret_replaced(&self, id: ConnectionId) -> Result<(), HistoryError> {
        self.write(|database| self.tell(database, &about(EventKind::SecretReplaced, id)))
    }

    /// Takes a connection off the list. Its jobs stay, since what was sent must be answerable later.
    pub fn remove_connection(&self, id: ConnectionId) -> Result<(), HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            let removed = database.execute(
                "UPDATE connections SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL",
                params![id, at],
            )?;
            if removed == 0 {
                return Ok(());
            }
            self.tell(database, &about(EventKind::ConnectionRemoved, id))
        })
    }

    /// All connections on the list, by name.
    pub fn connections(&self) -> Result<Vec<Connection>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT * FROM connections WHERE removed_at IS NULL ORDER BY name COLLATE NOCASE, id",
            )?;
            let rows = query.query_map([], connection)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// One connection, removed or not.
    pub fn connection(&self, id: ConnectionId) -> Result<Connection, HistoryError> {
        self.read(|database| {
            database
                .query_row("SELECT * FROM connections WHERE id = ?1", [id], connection)
                .optional()?
                .ok_or_else(|| absent(id.to_string()))
        })
    }

    /// The connection of that name on the list.
    pub fn connection_named(&self, name: &str) -> Result<Connection, HistoryError> {
        self.read(|database| {
            database
                .query_row(
                    "SELECT * FROM connections WHERE name = ?1 AND removed_at IS NULL",
                    [name],
                    connection,
                )
                .optional()?
                .ok_or_else(|| absent(name.to_owned()))
        })
    }
}

fn about(kind: EventKind, connection: ConnectionId) -> Event<'static> {
    Event {
        connection: Some(connection),
        ..Event::of(kind)
    }
}

fn absent(name: String) -> HistoryError {
    HistoryError::Absent {
        kind: "connection",
        name,
    }
}

fn name_taken(error: rusqlite::Error, name: &str) -> HistoryError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation) => HistoryError::NameTaken(name.to_owned()),
        _ => error.into(),
    }
}

fn connection(row: &Row<'_>) -> rusqlite::Result<Connection> {
    Ok(Connection {
        id: row.get("id")?,
        details: NewConnection {
            name: row.get("name")?,
            environment: row.get("environment")?,
            origin: row.get("origin")?,
            client_id: row.get("client_id")?,
            identifier: row.get::<_, Json<_>>("identifier")?.0,
            company_tax_id: row
                .get::<_, Option<String>>("company_tax_id")?
                .map(TaxId::from),
            multiple: row.get("multiple")?,
            expires_on: row
                .get::<_, Option<String>>("expires_on")?
                .and_then(|day| day.parse().ok()),
        },
        created_at: row.get::<_, Moment>("created_at")?.0,
    })
}
