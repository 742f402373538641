//! What was sent about a person, whichever job sent it.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, params};

use super::batches::payload_of;
use super::{JobItemRow, item};
use crate::history::stored::Moment;
use crate::history::{ConnectionId, History, HistoryError, JobId};

/// The last time that something was sent about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastSending {
    /// When it was submitted.
    pub at: Timestamp,
    /// By which job.
    pub job: JobId,
}

/// Removals that were sent, for the budget of the last days (rule R4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRemovals {
    /// The company's tax id as it was sent.
    pub company: String,
    /// How many.
    pub count: u32,
}

impl History {
    /// The last time that something was sent about the person with that key.
    pub fn last_sending(
        &self,
        connection: ConnectionId,
        company: &str,
        key: &str,
    ) -> Result<Option<LastSending>, HistoryError> {
        self.read(|database| {
            Ok(database
                .prepare_cached(
                    "SELECT submitted_at, jobs.id FROM job_items JOIN jobs ON jobs.id = job
                     WHERE connection = ?1 AND submitted_at IS NOT NULL AND company = ?2 AND key = ?3
                     ORDER BY submitted_at DESC LIMIT 1",
                )?
                .query_row(params![connection, company, key], |row| {
                    Ok(LastSending {
                        at: row.get::<_, Moment>(0)?.0,
                        job: row.get(1)?,
                    })
                })
                .optional()?)
        })
    }

    /// Every item about the person with that key, the newest job first.
    pub fn items_about(
        &self,
        connection: ConnectionId,
        company: &str,
        key: &str,
    ) -> Result<Vec<(JobId, JobItemRow)>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT job_items.* FROM job_items JOIN jobs ON jobs.id = job
                 WHERE connection = ?1 AND company = ?2 AND key = ?3 ORDER BY job DESC, ordinal",
            )?;
            let rows = query.query_map(params![connection, company, key], |row| {
                Ok((row.get("job")?, item(row)?))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Every item about whom one of these keys names, in any company, the newest job first.
    pub fn items_under(
        &self,
        connection: ConnectionId,
        keys: [&str; 2],
    ) -> Result<Vec<(JobId, JobItemRow)>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT job_items.* FROM job_items JOIN jobs ON jobs.id = job
                 WHERE connection = ?1 AND key IN (?2, ?3) ORDER BY job DESC, ordinal",
            )?;
            let rows = query.query_map(params![connection, keys[0], keys[1]], |row| {
                Ok((row.get("job")?, item(row)?))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The last job of a connection that Wellhub took.
    pub fn last_submitted(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<LastSending>, HistoryError> {
        self.read(|database| {
            Ok(database
                .prepare_cached(
                    "SELECT submitted_at, id FROM jobs WHERE connection = ?1 AND submitted_at IS NOT NULL
                     ORDER BY submitted_at DESC, id DESC LIMIT 1",
                )?
                .query_row([connection], |row| {
                    Ok(LastSending {
                        at: row.get::<_, Moment>(0)?.0,
                        job: row.get(1)?,
                    })
                })
                .optional()?)
        })
    }

    /// Company and key of everybody whom a job was to bring or change, as they were sent.
    pub fn people_of(&self, job: JobId) -> Result<Vec<(String, String)>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT company, key FROM job_items WHERE job = ?1 AND operation <> 'DELETE'",
            )?;
            let rows = query.query_map([job], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// What the last job before this one sent about a person who was not to leave, as the bytes of the item; the one that
    /// Wellhub says it did.
    pub fn sent_before(
        &self,
        connection: ConnectionId,
        company: &str,
        key: &str,
        job: JobId,
    ) -> Result<Option<Vec<u8>>, HistoryError> {
        self.read(|database| {
            let found: Option<(JobId, u32, u32)> = database
                .prepare_cached(
                    "SELECT job, batch, ordinal FROM job_items JOIN jobs ON jobs.id = job
                     WHERE key = ?3 AND company = ?2 AND connection = ?1 AND job < ?4
                         AND result = 'succeeded' AND operation <> 'DELETE'
                     ORDER BY job DESC LIMIT 1",
                )?
                .query_row(params![connection, company, key, job], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()?;
            match found {
                Some((job, batch, ordinal)) => payload_of(database, job, batch, ordinal),
                None => Ok(None),
            }
        })
    }

    /// Company and key of everybody about whom a job that has not ended sends something.
    pub fn people_under_way(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<(String, String)>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT DISTINCT company, key FROM job_items WHERE job IN
                     (SELECT id FROM jobs WHERE connection = ?1 AND ended_at IS NULL)",
            )?;
            let rows = query.query_map([connection], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Removals of a connection that were submitted since, by company; those that surely failed left out,
    /// and those that nobody knows of counted in.
    pub fn removals_since(
        &self,
        connection: ConnectionId,
        since: Timestamp,
    ) -> Result<Vec<SentRemovals>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT company, count(*) FROM job_items JOIN jobs ON jobs.id = job
                 WHERE connection = ?1 AND operation = 'DELETE'
                     AND coalesce(submitted_at, CASE state WHEN 'given_up' THEN ended_at END) >= ?2
                     AND (result IS NULL OR result IN ('succeeded', 'unknown'))
                 GROUP BY company ORDER BY company",
            )?;
            let rows = query.query_map(params![connection, Moment(since)], |row| {
                Ok(SentRemovals {
                    company: row.get(0)?,
                    count: row.get(1)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}
