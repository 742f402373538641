//! The changes of a plan in parts, so that one of them is told without all being read. Plans that were kept before have
//! theirs in `plan` itself, and no part.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use crate::history::stored::Json;
use crate::history::{History, HistoryError, PlanId};
use crate::plan::{Change, Plan};

pub(in crate::history) const MIGRATION: &str = "
CREATE TABLE plan_changes (
    plan INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    changes BLOB NOT NULL,
    PRIMARY KEY (plan, first)
);
";

/// How many changes a part has.
const PART: u32 = 500;

impl History {
    /// Some changes of a plan, by their places in its list.
    pub fn plan_changes(
        &self,
        id: PlanId,
        places: &BTreeSet<u32>,
    ) -> Result<HashMap<u32, Change>, HistoryError> {
        if places.is_empty() {
            return Ok(HashMap::new());
        }
        let mut found = self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT first, changes FROM plan_changes WHERE plan = ?1 AND first <= ?2
                 ORDER BY first DESC LIMIT 1",
            )?;
            let mut found = HashMap::with_capacity(places.len());
            let mut part: (u32, Vec<Change>) = (0, Vec::new());
            for &place in places {
                if place < part.0 || (place - part.0) as usize >= part.1.len() {
                    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, Json<_>>(1)?.0));
                    part = query
                        .query_row(params![id, place], read)
                        .optional()?
                        .unwrap_or_default();
                }
                if let Some(change) = part.1.get((place - part.0) as usize) {
                    found.insert(place, change.clone());
                }
            }
            Ok(found)
        })?;
        // A plan of an earlier version has no parts.
        if found.is_empty() {
            let whole = (0_u32..).zip(self.plan(id)?.plan.changes);
            found.extend(whole.filter(|(place, _)| places.contains(place)));
        }
        Ok(found)
    }

    /// Every change of a plan with its place, read in parts as they are asked for.
    pub fn walk_plan_changes(&self, id: PlanId) -> ChangeWalk<'_> {
        ChangeWalk {
            history: self,
            plan: id,
            next: Some(0),
            read: Vec::new().into_iter(),
        }
    }
}

/// The changes of a plan, one after the other.
pub struct ChangeWalk<'a> {
    history: &'a History,
    plan: PlanId,
    /// The place of the next part's first change; `None` after the last.
    next: Option<u32>,
    read: std::vec::IntoIter<(u32, Change)>,
}

impl ChangeWalk<'_> {
    fn part(&mut self, from: u32) -> Result<(), HistoryError> {
        let found = self.history.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT changes FROM plan_changes WHERE plan = ?1 AND first = ?2",
            )?;
            let read = |row: &Row<'_>| Ok(row.get::<_, Json<Vec<Change>>>(0)?.0);
            Ok(query.query_row(params![self.plan, from], read).optional()?)
        })?;
        let changes = match found {
            Some(changes) => {
                self.next = (changes.len() == PART as usize).then_some(from + PART);
                changes
            }
            // A plan of an earlier version has no parts.
            None if from == 0 => self.history.plan(self.plan)?.plan.changes,
            None => Vec::new(),
        };
        let numbered: Vec<_> = (from..).zip(changes).collect();
        self.read = numbered.into_iter();
        Ok(())
    }
}

impl Iterator for ChangeWalk<'_> {
    type Item = Result<(u32, Change), HistoryError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(change) = self.read.next() {
            return Some(Ok(change));
        }
        let from = self.next.take()?;
        if let Err(error) = self.part(from) {
            return Some(Err(error));
        }
        self.read.next().map(Ok)
    }
}

/// Whether what a plan said was deleted or scrubbed since, and is to be kept again: it is about to be sent after all.
pub(super) fn say_again(
    database: &Transaction<'_>,
    plan: PlanId,
    said: &Json<Plan>,
) -> Result<bool, HistoryError> {
    let again = "UPDATE plans SET plan = ?2, said_gone = NULL, scrubbed = NULL
        WHERE id = ?1 AND (said_gone IS NOT NULL OR scrubbed IS NOT NULL)";
    let changed = database.execute(again, params![plan, said])?;
    if changed > 0 {
        database.execute("DELETE FROM plan_changes WHERE plan = ?1", [plan])?;
    }
    Ok(changed > 0)
}

/// Keeps the changes of a new plan.
pub(super) fn keep(
    database: &Transaction<'_>,
    plan: PlanId,
    changes: &[Change],
) -> Result<(), HistoryError> {
    let mut insert = database
        .prepare_cached("INSERT INTO plan_changes (plan, first, changes) VALUES (?1, ?2, ?3)")?;
    for (first, part) in (0_u32..)
        .step_by(PART as usize)
        .zip(changes.chunks(PART as usize))
    {
        insert.execute(params![plan, first, Json(part)])?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{Environment, PlanRecord, fixture};
    use crate::plan::Operation;

    const CHANGES: u32 = 2 * PART + 3;

    fn kept() -> (History, PlanId, PlanRecord) {
        let history = History::in_memory(fixture::clock()).unwrap();
        let details = fixture::connection(Environment::Demo);
        let connection = history.add_connection(&details).unwrap();
        let changes = (0..CHANGES).map(|n| fixture::change(Operation::Create, n));
        let plan = fixture::plan(changes.collect());
        let record = fixture::record(connection, history.now(), plan);
        let id = history.keep_plan(&record).unwrap();
        (history, id, record)
    }

    fn is_told_in_every_way(history: &History, id: PlanId, record: &PlanRecord) {
        assert_eq!(history.plan(id).unwrap(), *record);
        let walked: Vec<_> = history.walk_plan_changes(id).map(Result::unwrap).collect();
        let whole: Vec<_> = (0..).zip(record.plan.changes.clone()).collect();
        assert!(walked == whole);
        let places = [0, PART - 1, PART, CHANGES - 1, CHANGES].into();
        let some = history.plan_changes(id, &places).unwrap();
        assert_eq!(some.len(), 4);
        for (place, change) in some {
            assert_eq!(change, record.plan.changes[place as usize]);
        }
        let summary = history.plan_summary(id).unwrap();
        assert_eq!(summary.identifier, record.plan.identifier);
    }

    #[test]
    fn a_plan_of_several_parts_comes_back_whole() {
        let (history, id, record) = kept();
        is_told_in_every_way(&history, id, &record);
        assert_eq!(history.keep_plan(&record).unwrap(), id);
        is_told_in_every_way(&history, id, &record);
    }

    #[test]
    fn a_plan_that_an_earlier_version_kept_in_one_piece_is_told_as_well() {
        let (history, id, record) = kept();
        history
            .write(|database| {
                database.execute("UPDATE plans SET plan = ?1", [Json(&record.plan)])?;
                database.execute("DELETE FROM plan_changes", [])?;
                Ok(())
            })
            .unwrap();
        is_told_in_every_way(&history, id, &record);
    }

    #[test]
    fn an_empty_plan_has_no_changes_to_tell() {
        let (history, _, id) = fixture::with_plan();
        assert_eq!(history.walk_plan_changes(id).count(), 0);
        assert!(history.plan_changes(id, &[0].into()).unwrap().is_empty());
    }
}
