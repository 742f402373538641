//! What a plan says of people, deleted in short steps: its changes part by part, then what it withheld. What stays is its
//! file, its counts and its codes.

use rusqlite::{OptionalExtension as _, params};

use crate::history::stored::{Json, Moment};
use crate::history::{History, HistoryError, PlanId};
use crate::plan::Plan;

/// How many parts of 500 changes go in one step.
const PARTS: u32 = 4;

impl History {
    /// Deletes some of what a plan says. False once it says nothing any more.
    pub(super) fn delete_some_of_plan(&self, plan: PlanId) -> Result<bool, HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            let parts = database.execute(
                "DELETE FROM plan_changes WHERE plan = ?1 AND first IN
                     (SELECT first FROM plan_changes WHERE plan = ?1 ORDER BY first LIMIT ?2)",
                params![plan, PARTS],
            )?;
            if parts > 0 {
                return Ok(true);
            }
            let said = database
                .query_row("SELECT plan FROM plans WHERE id = ?1", [plan], |row| {
                    row.get::<_, Json<Plan>>(0)
                })
                .optional()?;
            let Some(Json(said)) = said else {
                return Ok(false);
            };
            let used = database.execute(
                "UPDATE plans SET plan = ?2, said_gone = ?3
                 WHERE id = ?1 AND EXISTS (SELECT 1 FROM jobs WHERE plan = plans.id)",
                params![plan, Json(bare(said)), at],
            )?;
            if used == 0 {
                database.execute("DELETE FROM plans WHERE id = ?1", [plan])?;
            }
            Ok(false)
        })
    }
}

/// The plan without anybody: its kinds of findings and its counts.
fn bare(mut plan: Plan) -> Plan {
    plan.changes = Vec::new();
    plan.withheld = Vec::new();
    for finding in &mut plan.findings {
        finding.cells.clear();
        finding.params.clear();
    }
    plan
}
