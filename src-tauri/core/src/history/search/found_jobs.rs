//! The jobs of a search: few enough beside their items that each is looked at.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection as Database, named_params};

use super::words::Terms;
use super::{FoundJob, JobsWanted};
use crate::history::stored::Moment;
use crate::history::{HistoryError, JobId};
use crate::sheet::without_accents;
use crate::submission::JobState;

/// The jobs that are wanted, the newest last, each with its words.
pub(super) struct Reach(BTreeMap<JobId, (FoundJob, String)>);

impl Reach {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, job: JobId) -> bool {
        self.0.contains_key(&job)
    }

    /// Those with the words looked for and those of the people found, the newest first.
    pub(super) fn jobs_found(&self, terms: &Terms, theirs: &BTreeSet<JobId>) -> Vec<FoundJob> {
        let newest = self.0.iter().rev();
        let found = newest.filter(|(id, (_, words))| theirs.contains(id) || terms.are_in(words));
        found.map(|(_, (job, _))| job.clone()).collect()
    }
}

/// The jobs of a wish.
pub(super) fn reach(database: &Database, wanted: &JobsWanted) -> Result<Reach, HistoryError> {
    let mut query = database.prepare_cached(
        "SELECT jobs.id, jobs.connection, file_name, file_sha256, state, jobs.created_at, items, remote_id,
             connections.name AS connection_name, date(jobs.created_at / 1000, 'unixepoch') AS day
         FROM jobs JOIN plans ON plans.id = jobs.plan JOIN connections ON connections.id = jobs.connection
         WHERE (:connection IS NULL OR jobs.connection = :connection)
             AND (:from IS NULL OR jobs.created_at >= :from) AND (:until IS NULL OR jobs.created_at < :until)",
    )?;
    let mut rows = query.query(named_params! {
        ":connection": wanted.connection, ":from": wanted.from.map(Moment), ":until": wanted.until.map(Moment),
    })?;
    let mut jobs = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let state: JobState = row.get("state")?;
        if !wanted.states.is_empty() && !wanted.states.contains(&state) {
            continue;
        }
        let job = FoundJob {
            id: row.get("id")?,
            connection: row.get("connection")?,
            file: row.get("file_name")?,
            state,
            created_at: row.get::<_, Moment>("created_at")?.0,
            items: row.get("items")?,
        };
        let mut words = format!("  {}", job.id);
        for column in [
            "file_name",
            "file_sha256",
            "state",
            "remote_id",
            "connection_name",
            "day",
        ] {
            let text: Option<String> = row.get(column)?;
            for word in without_accents(&text.unwrap_or_default()).split_whitespace() {
                words.push_str("  ");
                words.push_str(word);
            }
        }
        jobs.insert(job.id, (job, words));
    }
    Ok(Reach(jobs))
}
