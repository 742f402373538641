//! Filling the index of people, in steps short enough that whoever else needs the database hardly waits. It reads what was
//! journalled and changes nothing of it.

use std::collections::HashMap;

use rusqlite::{Connection as Database, OptionalExtension as _, Transaction, params};

use super::words::{Names, told};
use crate::history::job_items::batches::beginning_at;
use crate::history::{ConnectionId, History, HistoryError, JobId, PlanId, SentItem};
use crate::plan::{Change, Operation};

/// How many people of the index are looked at in one step when it is swept.
const SWEPT: u32 = 500;

/// Whether the index has all that it can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filing {
    /// There is more to do.
    More,
    /// Every job that has gone out or ended is in it.
    Done,
}

/// A job that is not whole in the index.
pub(super) struct Unfiled {
    pub(super) job: JobId,
    pub(super) connection: ConnectionId,
    pub(super) plan: PlanId,
    /// The first item that is not in it.
    pub(super) next: u32,
}

/// Somebody as an item tells of them.
pub(super) struct Told {
    pub(super) company: String,
    pub(super) key: String,
    name: String,
    names: Names,
}

impl Told {
    /// Their text, with what was known before.
    pub(super) fn text(&self, before: &str) -> String {
        told(before, &self.name, &self.key, &self.names)
    }
}

impl History {
    /// Files one batch of one job. Items that can still be set aside wait: only what was submitted or has ended is filed.
    pub fn file_for_search(&self) -> Result<Filing, HistoryError> {
        let next = "WHERE (submitted_at IS NOT NULL OR ended_at IS NOT NULL) AND jobs.id NOT IN
            (SELECT job FROM search_jobs WHERE next IS NULL) ORDER BY jobs.id LIMIT 1";
        let Some(unfiled) = self.read(|database| unfiled(database, next))?.pop() else {
            return Ok(Filing::Done);
        };
        let (people, next) = self.told_from(&unfiled, unfiled.next)?;
        self.write(|database| {
            for one in &people {
                file(database, unfiled.connection, one)?;
            }
            let mark = "INSERT INTO search_jobs (job, next) VALUES (?1, ?2)
                ON CONFLICT (job) DO UPDATE SET next = excluded.next";
            database
                .prepare_cached(mark)?
                .execute(params![unfiled.job, next])?;
            Ok(Filing::More)
        })
    }

    /// Takes a person out of the index. What still stands in a job's items comes back with that job's filing, so that
    /// has to be gone before.
    pub fn take_out_of_search(
        &self,
        connection: ConnectionId,
        company: &str,
        key: &str,
    ) -> Result<(), HistoryError> {
        self.write(|database| take_out(database, connection, company, key))
    }

    /// Takes everybody out of the index of whom no job's items tell any more; tells how many.
    pub fn sweep_search(&self) -> Result<u32, HistoryError> {
        let (mut from, mut swept) = (Some(0), 0);
        while let Some(after) = from {
            let gone;
            (from, gone) = self.write(|database| sweep(database, after))?;
            swept += gone;
        }
        Ok(swept)
    }

    /// The people of the batch that begins at `from`, and where the next one begins; `None` after the last.
    pub(super) fn told_from(
        &self,
        unfiled: &Unfiled,
        from: u32,
    ) -> Result<(Vec<Told>, Option<u32>), HistoryError> {
        let items = self.read(|database| beginning_at(database, unfiled.job, from))?;
        let next = items.last().map(|last| last.row.ordinal + 1);
        // A removal is sent with the key alone: what else named the person stands in the plan.
        let leaving = items.iter().map(|one| &one.row.item);
        let leaving = leaving.filter(|line| line.operation == Operation::Delete);
        let changes =
            self.plan_changes(unfiled.plan, &leaving.map(|line| line.change).collect())?;
        let told = |one| of_item(one, &changes);
        Ok((items.into_iter().map(told).collect(), next))
    }
}

fn of_item(one: SentItem, changes: &HashMap<u32, Change>) -> Told {
    let line = one.row.item;
    let change = changes.get(&line.change);
    let change = change.filter(|change| change.key == line.key.as_str());
    Told {
        names: change.map_or_else(
            || Names::of_payload(&one.payload),
            |change| Names::of(change.before.as_deref().unwrap_or(&change.item)),
        ),
        company: line.company,
        key: line.key,
        name: line.name,
    }
}

/// The jobs of a condition on `jobs`, with how far each is in the index.
pub(super) fn unfiled(database: &Database, condition: &str) -> Result<Vec<Unfiled>, HistoryError> {
    let mut query = database.prepare_cached(&format!(
        "SELECT jobs.id, connection, plan, coalesce(next, 0)
         FROM jobs LEFT JOIN search_jobs ON search_jobs.job = jobs.id {condition}"
    ))?;
    let rows = query.query_map([], |row| {
        Ok(Unfiled {
            job: row.get(0)?,
            connection: row.get(1)?,
            plan: row.get(2)?,
            next: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn file(
    database: &Transaction<'_>,
    connection: ConnectionId,
    one: &Told,
) -> Result<(), HistoryError> {
    let Some((id, before)) = known(database, connection, &one.company, &one.key)? else {
        let text = one.text("");
        let new =
            "INSERT INTO search_people (connection, company, key, told) VALUES (?1, ?2, ?3, ?4)";
        database
            .prepare_cached(new)?
            .execute(params![connection, one.company, one.key, text])?;
        return reach(database, database.last_insert_rowid(), &text);
    };
    let text = one.text(&before);
    if text == before {
        return Ok(());
    }
    unreach(database, id, &before)?;
    database
        .prepare_cached("UPDATE search_people SET told = ?2 WHERE id = ?1")?
        .execute(params![id, text])?;
    reach(database, id, &text)
}

pub(in crate::history) fn take_out(
    database: &Transaction<'_>,
    connection: ConnectionId,
    company: &str,
    key: &str,
) -> Result<(), HistoryError> {
    if let Some((id, text)) = known(database, connection, company, key)? {
        unreach(database, id, &text)?;
        database.execute("DELETE FROM search_people WHERE id = ?1", [id])?;
    }
    Ok(())
}

/// Looks at some people behind a place of the index; tells where the next stand, and how many were taken out.
fn sweep(database: &Transaction<'_>, after: i64) -> Result<(Option<i64>, u32), HistoryError> {
    let last: Option<i64> = database.query_row(
        "SELECT max(id) FROM (SELECT id FROM search_people WHERE id > ?1 ORDER BY id LIMIT ?2)",
        params![after, SWEPT],
        |row| row.get(0),
    )?;
    let Some(last) = last else {
        return Ok((None, 0));
    };
    let mut query = database.prepare_cached(
        "SELECT connection, company, key FROM search_people WHERE id > ?1 AND id <= ?2 AND NOT EXISTS
             (SELECT 1 FROM job_items JOIN jobs ON jobs.id = job
              WHERE job_items.key = search_people.key AND job_items.company = search_people.company
                  AND jobs.connection = search_people.connection)",
    )?;
    let gone = query.query_map([after, last], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let gone: Vec<(ConnectionId, String, String)> = gone.collect::<Result<_, _>>()?;
    for (connection, company, key) in &gone {
        take_out(database, *connection, company, key)?;
    }
    Ok((Some(last), u32::try_from(gone.len()).unwrap_or(u32::MAX)))
}

fn known(
    database: &Transaction<'_>,
    connection: ConnectionId,
    company: &str,
    key: &str,
) -> Result<Option<(i64, String)>, HistoryError> {
    Ok(database
        .prepare_cached(
            "SELECT id, told FROM search_people WHERE connection = ?1 AND key = ?2 AND company = ?3",
        )?
        .query_row(params![connection, key, company], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn reach(database: &Transaction<'_>, id: i64, text: &str) -> Result<(), HistoryError> {
    database
        .prepare_cached("INSERT INTO search_words (rowid, told) VALUES (?1, ?2)")?
        .execute(params![id, text])?;
    Ok(())
}

/// The index itself is told what it has to forget, since it keeps no text.
fn unreach(database: &Transaction<'_>, id: i64, text: &str) -> Result<(), HistoryError> {
    database
        .prepare_cached(
            "INSERT INTO search_words (search_words, rowid, told) VALUES ('delete', ?1, ?2)",
        )?
        .execute(params![id, text])?;
    Ok(())
}
