//! How far the audit trail goes, kept outside of its table, so that a tail that was cut off is found: in the settings with
//! each event, and in a small file beside the history at each start. Both are sealed, and neither is ever moved back.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection as Database, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::seal::{NOTHING, Seal, TrailKey};
use crate::history::stored::Json;
use crate::history::{History, HistoryError, open};

/// Under this name the settings keep the head.
pub(super) const SETTING: &str = "audit_head";

/// The last event of a trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Its number, and so how many events there are.
    pub(super) events: i64,
    /// Its seal.
    pub(super) mac: Seal,
}

/// A head as it is written down.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Written {
    events: i64,
    mac: Seal,
    seal: Seal,
}

/// What a head that is written down is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// There is none.
    Nothing,
    /// It was not written by Rollcall, or changed since.
    Forged,
    /// It is whole.
    Whole(Head),
}

impl Head {
    /// What the settings say.
    pub(super) fn read(database: &Database, key: &TrailKey) -> Result<Found, HistoryError> {
        let kept = database
            .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
            .query_row([SETTING], |row| row.get::<_, Vec<u8>>(0))
            .optional();
        Ok(match kept {
            Ok(None) => Found::Nothing,
            Ok(Some(bytes)) => check(&bytes, key),
            Err(rusqlite::Error::InvalidColumnType(..)) => Found::Forged,
            Err(error) => return Err(error.into()),
        })
    }

    pub(super) fn is_kept(database: &Database) -> Result<bool, HistoryError> {
        let kept = database
            .query_row("SELECT 1 FROM settings WHERE name = ?1", [SETTING], |_| {
                Ok(())
            })
            .optional()?;
        Ok(kept.is_some())
    }

    /// What the next event stands behind. Where head and table do not agree, the next event shows it for good: it stands
    /// behind nothing, so that no later event mends the trail.
    pub(super) fn for_next(
        database: &Database,
        key: &TrailKey,
        last: Option<i64>,
    ) -> Result<Self, HistoryError> {
        let last = last.unwrap_or(0);
        Ok(match Self::read(database, key)? {
            Found::Whole(head) => Self {
                events: head.events.max(last),
                mac: head.mac,
            },
            Found::Nothing | Found::Forged => Self {
                events: last,
                mac: NOTHING,
            },
        })
    }

    /// Writes it down in the settings.
    pub(super) fn keep(self, database: &Database, key: &TrailKey) -> Result<(), HistoryError> {
        database
            .prepare_cached("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)")?
            .execute(params![SETTING, Json(self.written(key))])?;
        Ok(())
    }

    fn written(self, key: &TrailKey) -> Written {
        Written {
            events: self.events,
            mac: self.mac,
            seal: key.seal_head(self.events, &self.mac),
        }
    }
}

fn check(bytes: &[u8], key: &TrailKey) -> Found {
    match serde_json::from_slice::<Written>(bytes) {
        Ok(written) if key.seal_head(written.events, &written.mac) == written.seal => {
            Found::Whole(Head {
                events: written.events,
                mac: written.mac,
            })
        }
        _ => Found::Forged,
    }
}

/// The file beside the history at `path`.
pub(super) fn beside(path: &Path) -> PathBuf {
    path.with_extension("trail")
}

/// What the file beside the history says.
pub(super) fn read_beside(path: &Path, key: &TrailKey) -> Found {
    match fs::read(beside(path)) {
        Ok(bytes) => check(&bytes, key),
        Err(_) => Found::Nothing,
    }
}

/// Writes the head down in the file beside the history, where that file does not say otherwise. A trail shorter than it
/// says leaves it as it is, to be found by [`History::verify_trail`]; that it cannot be written stops nothing.
pub(in crate::history) fn note_beside(history: &History) -> Result<(), HistoryError> {
    let (Some(path), key) = (&history.inner.path, &history.inner.trail) else {
        return Ok(());
    };
    let Found::Whole(head) = history.read(|database| Head::read(database, key))? else {
        return Ok(());
    };
    match read_beside(path, key) {
        Found::Whole(noted)
            if noted == head || !history.read(|database| leads_to(database, noted))? =>
        {
            return Ok(());
        }
        // One that does not fit this key belongs to a history that was moved away.
        Found::Whole(_) | Found::Nothing | Found::Forged => {}
    }
    let bytes = serde_json::to_vec(&head.written(key))?;
    if let Err(error) = open::replace_private(&beside(path), &bytes) {
        tracing::warn!(%error, "how far the audit trail goes is not noted beside the history");
    }
    Ok(())
}

/// Whether the trail still has the event that a head names.
pub(super) fn leads_to(database: &Database, head: Head) -> Result<bool, HistoryError> {
    let there = database
        .prepare_cached("SELECT mac = ?2 FROM audit WHERE sequence = ?1")?
        .query_row(params![head.events, head.mac.as_slice()], |row| row.get(0))
        .optional()?;
    Ok(there.unwrap_or(false))
}
