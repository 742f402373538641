//! What waits for a person, and since when: held changes stay visible until somebody decides (rule R5).

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, named_params, params};

use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError, PlanId};

pub(super) const MIGRATION: &str = "
CREATE TABLE held (
    connection INTEGER PRIMARY KEY REFERENCES connections (id),
    plan INTEGER NOT NULL REFERENCES plans (id),
    reasons BLOB NOT NULL,
    removals INTEGER NOT NULL,
    others INTEGER NOT NULL,
    since INTEGER NOT NULL
);
";

/// What a connection holds back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The newest plan that holds it.
    pub plan: PlanId,
    /// How many changes by the code of their reason.
    pub reasons: BTreeMap<String, u32>,
    /// How many changes of the removals lane.
    pub removals: u32,
    /// How many others.
    pub others: u32,
    /// Since when something is held without a break.
    pub since: Timestamp,
}

impl History {
    /// What a connection holds back; `None` when nothing waits.
    pub fn held(&self, connection: ConnectionId) -> Result<Option<Held>, HistoryError> {
        self.read(|database| {
            Ok(database
                .query_row(
                    "SELECT * FROM held WHERE connection = ?1",
                    [connection],
                    |row| {
                        Ok(Held {
                            plan: row.get("plan")?,
                            reasons: row.get::<_, Json<_>>("reasons")?.0,
                            removals: row.get("removals")?,
                            others: row.get("others")?,
                            since: row.get::<_, Moment>("since")?.0,
                        })
                    },
                )
                .optional()?)
        })
    }

    /// Notes what the newest plan of a connection holds back. Nothing held ends the wait; `since` stays at its first day
    /// as long as something is.
    pub fn hold(&self, connection: ConnectionId, held: &Held) -> Result<(), HistoryError> {
        self.write(|database| hold(database, connection, held))
    }
}

pub(super) fn hold(
    database: &Transaction<'_>,
    connection: ConnectionId,
    held: &Held,
) -> Result<(), HistoryError> {
    if held.removals == 0 && held.others == 0 {
        // A plan that takes a job up says nothing of what the plan of a whole file holds back.
        database.execute(
            "DELETE FROM held WHERE connection = ?1 AND (plan = ?2
                 OR NOT EXISTS (SELECT 1 FROM plans WHERE id = ?2 AND takes_up IS NOT NULL))",
            params![connection, held.plan],
        )?;
        return Ok(());
    }
    database.execute(
        "INSERT INTO held (connection, plan, reasons, removals, others, since)
         VALUES (:connection, :plan, :reasons, :removals, :others, :since)
         ON CONFLICT (connection) DO UPDATE SET plan = excluded.plan, reasons = excluded.reasons,
             removals = excluded.removals, others = excluded.others",
        named_params! {
            ":connection": connection, ":plan": held.plan, ":reasons": Json(&held.reasons),
            ":removals": held.removals, ":others": held.others, ":since": Moment(held.since),
        },
    )?;
    Ok(())
}
