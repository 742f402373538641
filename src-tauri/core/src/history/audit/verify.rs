//! Reading the audit trail through: each event against its seal and its place, then the head. What is found is named by the
//! number of the first event that is not as it was written.

use rusqlite::{Connection as Database, Row};
use serde::Serialize;
use specta::Type;

use super::head::{self, Found, Head};
use super::seal::{NOTHING, Seal, Sealed, TrailKey};
use crate::history::{History, HistoryError};

/// What the audit trail is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrailReport {
    /// How many events there are.
    pub events: u32,
    /// Whether every one of them is as it was written, and none is missing.
    pub ok: bool,
    /// The first that is not.
    pub first_bad: Option<Fault>,
}

/// Where a trail is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Fault {
    /// The event's number, from 1.
    pub sequence: u32,
    /// What is wrong there.
    pub what: FaultKind,
}

/// What is wrong with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// It was changed, put in or moved here: its seal is not its own in this place.
    Altered,
    /// It is not there, and later ones are.
    Missing,
    /// It and all after it were cut off.
    Cut,
    /// It was added behind the last one that Rollcall wrote.
    Added,
    /// The note of how far the trail goes was changed or removed.
    Head,
}

impl History {
    /// Reads the audit trail through. Where all is well, how far it goes is noted beside the history.
    pub fn verify_trail(&self) -> Result<TrailReport, HistoryError> {
        let key = &self.inner.trail;
        let noted = match &self.inner.path {
            Some(path) => head::read_beside(path, key),
            None => Found::Nothing,
        };
        let (events, fault) = self.read(|database| {
            let events = database.query_row("SELECT count(*) FROM audit", [], |row| row.get(0))?;
            let fault = match first_fault(database, key)? {
                None => cut_since(database, noted)?,
                fault => fault,
            };
            Ok((events, fault))
        })?;
        if fault.is_none() {
            head::note_beside(self)?;
        }
        Ok(TrailReport {
            events,
            ok: fault.is_none(),
            first_bad: fault,
        })
    }
}

/// Walks from the first event to the head.
fn first_fault(database: &Database, key: &TrailKey) -> Result<Option<Fault>, HistoryError> {
    let head = Head::read(database, key)?;
    let mut query = database.prepare("SELECT * FROM audit ORDER BY sequence")?;
    let mut rows = query.query([])?;
    let (mut expected, mut before) = (1_i64, NOTHING);
    while let Some(row) = rows.next()? {
        let sequence: i64 = row.get("sequence")?;
        if sequence != expected {
            // Numbers begin with 1: one before it was put in.
            let what = if sequence < expected {
                FaultKind::Altered
            } else {
                FaultKind::Missing
            };
            return Ok(Some(fault(expected, what)));
        }
        if matches!(head, Found::Whole(head) if head.events < sequence) {
            return Ok(Some(fault(sequence, FaultKind::Added)));
        }
        // A value that is not even of its type was changed as well.
        let own = event(row)
            .ok()
            .filter(|(event, mac)| key.seal(event, &before) == *mac);
        let Some((_, mac)) = own else {
            return Ok(Some(fault(sequence, FaultKind::Altered)));
        };
        (expected, before) = (sequence + 1, mac);
    }
    Ok(match head {
        Found::Whole(head) if head.events >= expected => Some(fault(expected, FaultKind::Cut)),
        Found::Whole(head) if head.mac == before => None,
        Found::Whole(_) | Found::Nothing | Found::Forged => {
            Some(fault((expected - 1).max(1), FaultKind::Head))
        }
    })
}

/// A trail that ends before what was noted beside it was put back to an earlier state, head and all.
fn cut_since(database: &Database, noted: Found) -> Result<Option<Fault>, HistoryError> {
    Ok(match noted {
        Found::Nothing => None,
        Found::Forged => Some(fault(1, FaultKind::Head)),
        Found::Whole(noted) if head::leads_to(database, noted)? => None,
        Found::Whole(noted) => {
            let last: i64 =
                database.query_row("SELECT max(sequence) FROM audit", [], |row| row.get(0))?;
            Some(fault(noted.events.min(last + 1), FaultKind::Cut))
        }
    })
}

fn fault(sequence: i64, what: FaultKind) -> Fault {
    Fault {
        sequence: u32::try_from(sequence).unwrap_or(u32::MAX),
        what,
    }
}

fn event(row: &Row<'_>) -> rusqlite::Result<(Sealed, Seal)> {
    let event = Sealed {
        sequence: row.get("sequence")?,
        at: row.get("at")?,
        kind: row.get("kind")?,
        connection: row.get("connection")?,
        plan: row.get("plan")?,
        job: row.get("job")?,
        count: row.get("count")?,
        word: row.get("word")?,
        subject: row.get("subject")?,
    };
    Ok((event, row.get("mac")?))
}
