//! The audit trail: what was done here, in order, each event sealed over the one before it. It names nobody: people stand
//! in it under pseudonyms, and everything else is an id or a count. Events are only ever added, within the transaction
//! of what they tell; [`History::verify_trail`] finds whatever was changed, taken out or cut off since.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Transaction, named_params};

use super::{ConnectionId, History, HistoryError, JobId, PlanId};
use crate::finding::FindingCode;

mod head;
mod jobs;
mod seal;
#[cfg(test)]
mod tests;
mod verify;

pub use verify::{Fault, FaultKind, TrailReport};

pub(super) use head::note_beside;
pub(super) use jobs::{ended, lane_taken, plan_kept, released, submitted};
pub(super) use seal::TrailKey;

use head::Head;
use seal::Sealed;

/// Strict, so that a value of another type than Rollcall writes is refused; the triggers stop a slip, the seals an intent.
pub(super) const MIGRATION: &str = "
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    connection INTEGER,
    plan INTEGER,
    job INTEGER,
    count INTEGER,
    word TEXT,
    subject BLOB,
    mac BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_kept BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'an event of the audit trail is never rewritten'); END;
CREATE TRIGGER audit_whole BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'an event of the audit trail is never removed'); END;
";

/// What an event tells of. The words are kept in the trail and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EventKind {
    /// The trail begins; `count` is how many jobs there were already.
    Begun,
    /// A connection was made.
    ConnectionAdded,
    /// A connection's details were changed.
    ConnectionChanged,
    /// A connection was removed.
    ConnectionRemoved,
    /// A plan was kept to be sent; `count` is its changes.
    PlanKept,
    /// A person accepted findings of a plan's file; `word` lists their codes.
    FindingsAccepted,
    /// A lane was taken for a job; `count` is its items, `word` the lane.
    LaneTaken,
    /// A lane was taken to undo a job; `count` is its items, `word` the lane.
    Undone,
    /// Held changes were let go; `count` is how many.
    Released,
    /// Wellhub took a job.
    Submitted,
    /// A job ended; `count` is how many items succeeded, `word` how it ended.
    Ended,
    /// A person gave a job up that was in doubt.
    GivenUp,
    /// Budgets were set; `word` is `usual` where the usual ones were put back.
    BudgetsChanged,
    /// Somebody was put on the protected list.
    ProtectionAdded,
    /// Somebody was taken off it.
    ProtectionRemoved,
    /// A backup was brought back.
    BackupRestored,
    /// Somebody's masked values were shown because a person asked.
    Revealed,
    /// How long is kept was changed; `word` is the days and the months.
    RetentionChanged,
    /// What was due was deleted; `count` is the jobs whose rows went, `word` what else.
    RetentionRan,
    /// All that was kept of somebody was written to a file.
    PersonExported,
    /// All that was kept of somebody was erased; `count` is the items that were about them.
    PersonErased,
    /// A recovery key was put in force, in the place of the one before.
    RecoveryKeyMade,
    /// The history was opened with its recovery key; `word` is where its key is kept since.
    Recovered,
    /// The secrets were moved; `word` is where they are since.
    SecretsMoved,
    /// A connection's secret was replaced.
    SecretReplaced,
}

impl EventKind {
    /// The word under which the trail keeps it.
    fn as_str(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::ConnectionAdded => "connection_added",
            Self::ConnectionChanged => "connection_changed",
            Self::ConnectionRemoved => "connection_removed",
            Self::PlanKept => "plan_kept",
            Self::FindingsAccepted => "findings_accepted",
            Self::LaneTaken => "lane_taken",
            Self::Undone => "undone",
            Self::Released => "released",
            Self::Submitted => "submitted",
            Self::Ended => "ended",
            Self::GivenUp => "given_up",
            Self::BudgetsChanged => "budgets_changed",
            Self::ProtectionAdded => "protection_added",
            Self::ProtectionRemoved => "protection_removed",
            Self::BackupRestored => "backup_restored",
            Self::Revealed => "revealed",
            Self::RetentionChanged => "retention_changed",
            Self::RetentionRan => "retention_ran",
            Self::PersonExported => "person_exported",
            Self::PersonErased => "person_erased",
            Self::RecoveryKeyMade => "recovery_key_made",
            Self::Recovered => "recovered",
            Self::SecretsMoved => "secrets_moved",
            Self::SecretReplaced => "secret_replaced",
        }
    }
}

/// An event to be added. It has no place for a name, an address or a key.
#[derive(Debug, Clone)]
pub(super) struct Event<'a> {
    /// What it tells of.
    pub(super) kind: EventKind,
    /// Over which connection.
    pub(super) connection: Option<ConnectionId>,
    /// About which plan.
    pub(super) plan: Option<PlanId>,
    /// About which job.
    pub(super) job: Option<JobId>,
    /// How many.
    pub(super) count: Option<u32>,
    /// A code, a lane or a state.
    pub(super) word: Option<&'a str>,
    /// About whom: company and key, of which the trail keeps a pseudonym alone.
    pub(super) person: Option<(&'a str, &'a str)>,
}

impl Event<'_> {
    /// An event of which nothing but its kind is known.
    pub(super) fn of(kind: EventKind) -> Self {
        Self {
            kind,
            connection: None,
            plan: None,
            job: None,
            count: None,
            word: None,
            person: None,
        }
    }
}

impl History {
    /// Adds an event to the trail, within the transaction of what it tells. It costs the same however much the event is
    /// about.
    pub(super) fn tell(
        &self,
        database: &Transaction<'_>,
        event: &Event<'_>,
    ) -> Result<(), HistoryError> {
        let key = &self.inner.trail;
        let last = database
            .prepare_cached("SELECT max(sequence) FROM audit")?
            .query_row([], |row| row.get::<_, Option<i64>>(0))?;
        let head = Head::for_next(database, key, last)?;
        let sealed = Sealed {
            sequence: head.events + 1,
            at: self.now().as_millisecond(),
            kind: event.kind.as_str().to_owned(),
            connection: event.connection.map(|id| id.0.into()),
            plan: event.plan.map(|id| id.0.into()),
            job: event.job.map(|id| id.0.into()),
            count: event.count.map(Into::into),
            word: event.word.map(str::to_owned),
            subject: event.person.map(|person| key.pseudonym(person).to_vec()),
        };
        let mac = key.seal(&sealed, &head.mac);
        insert(database, &sealed, &mac)?;
        Head {
            events: sealed.sequence,
            mac,
        }
        .keep(database, key)
    }

    /// Notes which findings of a file a person accepted, where they accepted any, for a plan that was made of it.
    pub fn note_accepted(
        &self,
        connection: ConnectionId,
        codes: &BTreeSet<FindingCode>,
    ) -> Result<(), HistoryError> {
        if codes.is_empty() {
            return Ok(());
        }
        let words: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
        let words = words.join(" ");
        let event = Event {
            connection: Some(connection),
            count: Some(u32::try_from(codes.len()).unwrap_or(u32::MAX)),
            word: Some(&words),
            ..Event::of(EventKind::FindingsAccepted)
        };
        self.write(|database| self.tell(database, &event))
    }

    /// Notes that somebody's masked values, by company and key, were shown because a person asked.
    pub fn note_revealed(
        &self,
        connection: ConnectionId,
        person: (&str, &str),
    ) -> Result<(), HistoryError> {
        let event = Event {
            connection: Some(connection),
            person: Some(person),
            ..Event::of(EventKind::Revealed)
        };
        self.write(|database| self.tell(database, &event))
    }

    /// Begins the trail of a history that has none.
    pub(super) fn begin_trail(&self) -> Result<(), HistoryError> {
        if self.read(has_trail)? {
            return Ok(());
        }
        self.write(|database| {
            // Another process may have begun it while this one waited.
            if has_trail(database)? {
                return Ok(());
            }
            let jobs = database.query_row("SELECT count(*) FROM jobs", [], |row| row.get(0))?;
            self.tell(
                database,
                &Event {
                    count: Some(jobs),
                    ..Event::of(EventKind::Begun)
                },
            )
        })
    }
}

fn has_trail(database: &rusqlite::Connection) -> Result<bool, HistoryError> {
    let event = database
        .query_row("SELECT 1 FROM audit LIMIT 1", [], |_| Ok(()))
        .optional()?;
    Ok(event.is_some() || Head::is_kept(database)?)
}

fn insert(database: &Transaction<'_>, event: &Sealed, mac: &[u8; 32]) -> Result<(), HistoryError> {
    database
        .prepare_cached(
            "INSERT INTO audit (sequence, at, kind, connection, plan, job, count, word, subject, mac)
             VALUES (:sequence, :at, :kind, :connection, :plan, :job, :count, :word, :subject, :mac)",
        )?
        .execute(named_params! {
            ":sequence": event.sequence, ":at": event.at, ":kind": event.kind,
            ":connection": event.connection, ":plan": event.plan, ":job": event.job,
            ":count": event.count, ":word": event.word, ":subject": event.subject, ":mac": mac.as_slice(),
        })?;
    Ok(())
}
