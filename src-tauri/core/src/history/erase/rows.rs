//! Somebody's items: each keeps its place, number and result under a pseudonym; what was sent, refused or found of them
//! goes.

use rusqlite::{Transaction, params};

use crate::employee::Employee;
use crate::history::job_items::batches::{beginning_at, rewrite};
use crate::history::person_data::{ERASED, Person};
use crate::history::{History, HistoryError, JobId, SentItem};

impl History {
    /// A job, batch by batch.
    pub(super) fn scrub_job(
        &self,
        person: &Person,
        job: JobId,
        pseudonym: &str,
    ) -> Result<(), HistoryError> {
        let mut next = Some(0);
        while let Some(from) = next {
            let batch = self.read(|database| beginning_at(database, job, from))?;
            next = batch.last().map(|last| last.row.ordinal + 1);
            if batch.iter().any(|one| is_theirs(person, one)) {
                self.write(|database| scrub_batch(database, person, job, batch, pseudonym))?;
            }
        }
        self.write(|database| scrub_differences(database, person, job, pseudonym))
    }
}

fn is_theirs(person: &Person, one: &SentItem) -> bool {
    let line = &one.row.item;
    person.has_line(&line.company, &line.key)
        || serde_json::from_slice::<Employee>(&one.payload).is_ok_and(|said| person.is(&said))
}

fn scrub_batch(
    database: &Transaction<'_>,
    person: &Person,
    job: JobId,
    mut batch: Vec<SentItem>,
    pseudonym: &str,
) -> Result<(), HistoryError> {
    let mut line = database.prepare_cached(
        "UPDATE job_items SET key = ?3, name = ?4 WHERE job = ?1 AND ordinal = ?2",
    )?;
    let mut said = database.prepare_cached(
        "UPDATE job_errors SET value = NULL, recovered_by = iif(recovered_by IS NULL, NULL, '')
         WHERE job = ?1 AND ordinal = ?2",
    )?;
    for one in &mut batch {
        if is_theirs(person, one) {
            line.execute(params![job, one.row.ordinal, pseudonym, ERASED])?;
            said.execute(params![job, one.row.ordinal])?;
            let nobody = Employee::of(one.row.item.company.as_str().into());
            one.payload = serde_json::to_vec(&nobody)?;
        }
    }
    rewrite(database, job, &batch)
}

/// What looks at the roster found of them.
fn scrub_differences(
    database: &Transaction<'_>,
    person: &Person,
    job: JobId,
    pseudonym: &str,
) -> Result<(), HistoryError> {
    let mut query =
        database.prepare_cached("SELECT id, key, name FROM differences WHERE job = ?1")?;
    let found = query.query_map([job], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
        ))
    })?;
    let found: Vec<_> = found.collect::<Result<_, _>>()?;
    for (id, key, name) in found {
        if person.has_key(&key, &name) {
            database.execute(
                "UPDATE differences SET key = ?2, name = ?3, expected = NULL, found = NULL WHERE id = ?1",
                params![id, pseudonym, ERASED],
            )?;
        }
    }
    Ok(())
}
