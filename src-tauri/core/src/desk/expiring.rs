//! When the credentials of connections expire: told 30, 7 and 1 days ahead and once they have, each stage once through
//! the system, and for as long as it lasts where somebody looks.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Desk, DeskError};
use crate::history::{Connection, HistoryError};

/// Under this name the history notes what was told.
const TOLD: &str = "expiry_told";

/// How near the end of a credential is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiryStage {
    /// Within 30 days.
    Month,
    /// Within 7 days.
    Week,
    /// Tomorrow or today.
    Day,
    /// Yesterday or before.
    Expired,
}

/// A credential that is about to expire, or has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    /// Whose.
    pub connection: Connection,
    /// On which day it ends; it serves until then.
    pub on: Date,
    /// How many days are left; below 0 where it has expired.
    pub days: i32,
    /// How near that is.
    pub stage: ExpiryStage,
}

/// What was told of one connection.
#[derive(Serialize, Deserialize)]
struct Told {
    on: Date,
    stage: ExpiryStage,
}

impl ExpiryStage {
    fn of(days: i32) -> Option<Self> {
        match days {
            ..0 => Some(Self::Expired),
            0..=1 => Some(Self::Day),
            2..=7 => Some(Self::Week),
            8..=30 => Some(Self::Month),
            _ => None,
        }
    }
}

impl Expiry {
    /// How the credential of a connection stands; none where its end is far or not known.
    pub fn of(connection: &Connection, now: Timestamp, zone: TimeZone) -> Option<Self> {
        let on = connection.details.expires_on?;
        let today = now.to_zoned(zone).date();
        let days = today.until(on).ok()?.get_days();
        ExpiryStage::of(days).map(|stage| Self {
            connection: connection.clone(),
            on,
            days,
            stage,
        })
    }
}

impl Desk {
    /// The credential of a connection, where it is about to expire or has.
    pub fn expiry(&self, connection: &Connection) -> Option<Expiry> {
        Expiry::of(connection, self.clock.now(), TimeZone::system())
    }

    /// The credentials whose stage was not told yet, noted as told. A credential with another day begins anew.
    pub fn expiries_to_tell(&self) -> Result<Vec<Expiry>, HistoryError> {
        let told: Option<BTreeMap<u32, Told>> = self.history.setting(TOLD)?;
        let mut told = told.unwrap_or_default();
        let mut to_tell = Vec::new();
        for connection in self.history.connections()? {
            let Some(expiry) = self.expiry(&connection) else {
                continue;
            };
            let known = told.get(&connection.id.0);
            if known.is_none_or(|known| known.on != expiry.on || known.stage < expiry.stage) {
                let Expiry { on, stage, .. } = expiry;
                told.insert(connection.id.0, Told { on, stage });
                to_tell.push(expiry);
            }
        }
        if !to_tell.is_empty() {
            self.history.set_setting(TOLD, &told)?;
        }
        Ok(to_tell)
    }

    /// The credential of the connection of that name, as above.
    pub fn expiry_named(&self, name: &str) -> Result<Option<Expiry>, DeskError> {
        Ok(self.expiry(&self.history.connection_named(name)?))
    }
}

#[cfg(test)]
mod tests;
