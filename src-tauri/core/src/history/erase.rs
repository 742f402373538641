//! Erasing one person from all that is kept: noted first, then done step by step, and finished at the next start where it
//! was cut off. Their items keep their place under a pseudonym, so that counts, change numbers and the story of a job stay
//! true. Nothing of anybody else is changed, and Wellhub is not asked for anything.

use rusqlite::{Transaction, params};
use serde::{Deserialize, Serialize};

use super::audit::{Event, EventKind};
use super::person_data::{KeptOf, Person, Who};
use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError, JobId};

mod copies;
mod plans;
mod rest;
mod rows;
#[cfg(test)]
mod tests;

/// What stands before a pseudonym, so that it is no key of anybody's.
const MARK: char = '*';

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// The pseudonym under which their items stand now.
    pub pseudonym: String,
    /// How much was kept of them.
    #[serde(flatten)]
    pub kept: KeptOf,
    /// Copies of the history that were written anew without them.
    pub copies_rewritten: u32,
    /// Copies that could not be, and were deleted, by their names.
    pub copies_deleted: Vec<String>,
}

/// What is noted of an erasure until it is done.
#[derive(Serialize, Deserialize)]
struct Begun {
    person: Person,
    items: u32,
}

impl History {
    /// Erases somebody everywhere. Refused while a job that has not ended is about them.
    pub fn erase(&self, who: &Who) -> Result<Erased, HistoryError> {
        let person = self.person(who)?;
        let kept = self.kept_of(&person)?;
        let begun = Begun {
            person,
            items: kept.items,
        };
        let id = self.write(|database| {
            if let Some(job) = job_about(database, &begun.person)? {
                return Err(HistoryError::StillSent { job });
            }
            let at = Moment(self.now());
            database.execute(
                "INSERT INTO erasures (person, begun_at) VALUES (?1, ?2)",
                params![Json(&begun), at],
            )?;
            Ok(database.last_insert_rowid())
        })?;
        let (copies_rewritten, copies_deleted) = self.finish_erasure(id, &begun)?;
        Ok(Erased {
            pseudonym: self.pseudonym_of(&begun.person),
            kept,
            copies_rewritten,
            copies_deleted,
        })
    }

    /// Finishes what was cut off; tells how many erasures that were.
    pub fn finish_erasures(&self) -> Result<u32, HistoryError> {
        let left: Vec<(i64, Json<Begun>)> = self.read(|database| {
            let mut query = database.prepare("SELECT id, person FROM erasures ORDER BY id")?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })?;
        let mut finished = 0;
        for (id, Json(begun)) in &left {
            // A job that was begun since and is about them goes on first.
            if self
                .write(|database| job_about(database, &begun.person))?
                .is_some()
            {
                continue;
            }
            self.finish_erasure(*id, begun)?;
            finished += 1;
        }
        Ok(finished)
    }

    fn finish_erasure(&self, id: i64, begun: &Begun) -> Result<(u32, Vec<String>), HistoryError> {
        let overwriting = self.overwriting()?;
        let done = self
            .scrub(&begun.person)
            .and_then(|()| self.scrub_copies(&begun.person));
        let done = done.and_then(|copies| {
            self.write(|database| {
                // Another process may have finished it at the same time.
                if database.execute("DELETE FROM erasures WHERE id = ?1", [id])? == 0 {
                    return Ok(());
                }
                let (company, key) = &begun.person.first;
                let event = Event {
                    connection: Some(begun.person.connection),
                    count: Some(begun.items),
                    person: Some((company, key)),
                    ..Event::of(EventKind::PersonErased)
                };
                self.tell(database, &event)
            })?;
            Ok(copies)
        });
        let copies = done?;
        drop(overwriting);
        if let Err(error) = self.compact() {
            // All is erased, and what it freed was overwritten.
            tracing::warn!(%error, "the history was not written anew after an erasure");
        }
        Ok(copies)
    }

    /// Takes somebody out of this database, in short steps that may each be done again.
    fn scrub(&self, person: &Person) -> Result<(), HistoryError> {
        let pseudonym = self.pseudonym_of(person);
        for job in self.jobs_with_rows(person)? {
            self.scrub_job(person, job, &pseudonym)?;
        }
        for plan in self.plans_that_say(person)? {
            self.scrub_plan(person, plan, &pseudonym)?;
        }
        for roster in self.rosters_with_people(person)? {
            self.scrub_roster(person, roster)?;
        }
        self.scrub_rest(person)
    }

    fn pseudonym_of(&self, person: &Person) -> String {
        let (company, key) = &person.first;
        let seal = self.inner.trail.pseudonym((company, key));
        let digits: Vec<String> = seal
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("{MARK}{}", digits.concat())
    }

    /// Writes the file anew, so that no page that nothing stands on has anything of before, and empties the log. While a
    /// job goes on it waits for nothing: what was erased was overwritten all the same.
    fn compact(&self) -> Result<(), HistoryError> {
        if self.unfinished_jobs()?.is_empty() {
            self.read(|database| Ok(database.execute_batch("VACUUM")?))?;
        }
        self.empty_log();
        Ok(())
    }

    /// Notes that all that is kept of somebody was written to a file.
    pub fn note_exported(&self, person: &Person) -> Result<(), HistoryError> {
        let (company, key) = &person.first;
        let event = Event {
            connection: Some(person.connection),
            person: Some((company, key)),
            ..Event::of(EventKind::PersonExported)
        };
        self.write(|database| self.tell(database, &event))
    }
}

/// Whether an item's key is the pseudonym of somebody who was erased.
pub fn is_erased(key: &str) -> bool {
    let digits = key.strip_prefix(MARK);
    digits.is_some_and(|digits| {
        digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// A job that has not ended and is about somebody.
fn job_about(database: &Transaction<'_>, person: &Person) -> Result<Option<JobId>, HistoryError> {
    let mut query = database.prepare_cached(
        "SELECT job, company, key FROM job_items JOIN jobs ON jobs.id = job
         WHERE connection = ?1 AND ended_at IS NULL",
    )?;
    let connection: ConnectionId = person.connection;
    let mut rows = query.query([connection])?;
    while let Some(row) = rows.next()? {
        let (company, key): (String, String) = (row.get(1)?, row.get(2)?);
        if person.has_line(&company, &key) {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}
