//! What plans and rosters say of somebody. A change keeps its place in its plan, since items go by it; a row that was not
//! sent stays counted; a roster loses the person.

use rusqlite::{Transaction, params};

use crate::employee::{Employee, Text};
use crate::history::person_data::{ERASED, Person, is_theirs};
use crate::history::stored::Json;
use crate::history::{History, HistoryError, PlanId};
use crate::plan::{Change, Plan};
use crate::roster::Withheld;

impl History {
    /// A plan, part by part.
    pub(super) fn scrub_plan(
        &self,
        person: &Person,
        plan: PlanId,
        pseudonym: &str,
    ) -> Result<(), HistoryError> {
        let parts: Vec<u32> = self.read(|database| {
            let mut query = database
                .prepare_cached("SELECT first FROM plan_changes WHERE plan = ?1 ORDER BY first")?;
            let rows = query.query_map([plan], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })?;
        for first in parts {
            self.scrub_part(person, plan, first, pseudonym)?;
        }
        self.write(|database| {
            let query = "SELECT plan FROM plans WHERE id = ?1";
            let mut said: Plan = database.query_row(query, [plan], |row| {
                row.get::<_, Json<Plan>>(0).map(|json| json.0)
            })?;
            if scrub_said(person, &mut said, pseudonym) {
                mark(database, plan)?;
                database.execute(
                    "UPDATE plans SET plan = ?2 WHERE id = ?1",
                    params![plan, Json(said)],
                )?;
            }
            Ok(())
        })
    }

    fn scrub_part(
        &self,
        person: &Person,
        plan: PlanId,
        first: u32,
        pseudonym: &str,
    ) -> Result<(), HistoryError> {
        self.write(|database| {
            let query = "SELECT changes FROM plan_changes WHERE plan = ?1 AND first = ?2";
            let mut changes: Vec<Change> =
                database.query_row(query, params![plan, first], |row| {
                    row.get::<_, Json<Vec<Change>>>(0).map(|json| json.0)
                })?;
            if scrub_changes(person, &mut changes, pseudonym) {
                mark(database, plan)?;
                database.execute(
                    "UPDATE plan_changes SET changes = ?3 WHERE plan = ?1 AND first = ?2",
                    params![plan, first, Json(changes)],
                )?;
            }
            Ok(())
        })
    }

    /// A roster as it was read.
    pub(super) fn scrub_roster(&self, person: &Person, roster: i64) -> Result<(), HistoryError> {
        let Some((_, mut read)) = self.roster_whole(roster)? else {
            return Ok(());
        };
        let before = read.people.len() + read.past.len();
        read.people.retain(|one| !person.is(&one.employee));
        read.past.retain(|one| !person.is(&one.employee));
        if read.people.len() + read.past.len() == before {
            return Ok(());
        }
        self.write(|database| {
            database.execute(
                "UPDATE rosters SET roster = ?2 WHERE id = ?1 AND roster IS NOT NULL",
                params![roster, Json(read)],
            )?;
            Ok(())
        })
    }
}

/// Notes that the plan does not say any more all that is sent by it: before it is sent again, it is kept again.
fn mark(database: &Transaction<'_>, plan: PlanId) -> Result<(), HistoryError> {
    database.execute("UPDATE plans SET scrubbed = 1 WHERE id = ?1", [plan])?;
    Ok(())
}

fn scrub_said(person: &Person, plan: &mut Plan, pseudonym: &str) -> bool {
    let mut changed = scrub_changes(person, &mut plan.changes, pseudonym);
    for row in plan
        .withheld
        .iter_mut()
        .filter(|row| person.is_withheld(&row.employee))
    {
        scrub_withheld(row);
        changed = true;
    }
    for finding in &mut plan.findings {
        for value in finding.params.values_mut() {
            changed |= redact(person, value);
        }
    }
    changed
}

fn scrub_withheld(row: &mut Withheld) {
    row.original = String::new();
    row.employee = Employee::of(row.employee.company_tax_id.clone());
}

fn scrub_changes(person: &Person, changes: &mut [Change], pseudonym: &str) -> bool {
    let mut named = false;
    for change in changes {
        if is_theirs(person, change) {
            scrub_change(change, pseudonym);
            named = true;
            continue;
        }
        // The other half of a pair, and whom a value belongs to, are named in somebody else's change.
        for reason in &mut change.reasons {
            if let Some(other) = &mut reason.other
                && person.has_line(other.company_tax_id.as_str(), &other.key)
            {
                (other.name, other.key) = (ERASED.into(), pseudonym.into());
                named = true;
            }
            for value in reason.params.values_mut() {
                named |= redact(person, value);
            }
        }
    }
    named
}

fn scrub_change(change: &mut Change, pseudonym: &str) {
    change.key = Text::from(pseudonym);
    change.name = Text::from(ERASED);
    change.reasons.clear();
    change.fields.clear();
    change.item = Employee::of(change.company_tax_id.clone()).into();
    change.before = None;
}

fn redact(person: &Person, text: &mut String) -> bool {
    match person.redacted(text) {
        Some(told) => {
            *text = told;
            true
        }
        None => false,
    }
}
