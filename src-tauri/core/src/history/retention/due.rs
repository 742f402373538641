//! What is due: counted, so that it can be told before anything is deleted. It names nobody.

use jiff::Timestamp;
use rusqlite::{Connection as Database, named_params};
use serde::{Deserialize, Serialize};

use super::KeepFor;
use crate::history::stored::Moment;
use crate::history::{ConnectionId, History, HistoryError, ImportId, JobId, PlanId};
use crate::roster::{Place, RemoteRoster, place};

/// Who was protected once: until then, or over a connection that was removed.
pub(super) const ENDED: &str =
    "until < ?1 OR connection IN (SELECT id FROM connections WHERE removed_at < ?1)";

/// How much is due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Jobs whose rows are.
    pub jobs: u32,
    /// People of whom these rows tell.
    pub people: u32,
    /// Plans.
    pub plans: u32,
    /// Rosters that a later reading replaced.
    pub rosters: u32,
    /// Unfinished imports, and those that were put aside.
    pub imports: u32,
    /// People who are on no roster any more whose custom fields, or whose past protection, are still noted.
    pub notes: u32,
    /// Jobs of which not even the summary stays.
    pub summaries: u32,
    /// How many bytes the rows have, in the database.
    pub bytes: u64,
    /// When the oldest of these jobs ended, in milliseconds since 1970.
    pub oldest_ms: Option<i64>,
}

impl Due {
    /// Whether there is nothing.
    pub fn is_nothing(&self) -> bool {
        let Self {
            jobs,
            plans,
            rosters,
            imports,
            notes,
            summaries,
            ..
        } = *self;
        jobs + plans + rosters + imports + notes + summaries == 0
    }
}

/// Jobs that ended before `:before` and have rows that nothing needs any more: no job of the same plan that still goes on
/// or ended later, no held lane, no undo or second sending under way, no import that mends it.
const JOBS: &str = "
SELECT jobs.id FROM jobs WHERE ended_at < :before
    AND (rows_gone IS NULL OR EXISTS (SELECT 1 FROM job_items WHERE job = jobs.id)
        OR EXISTS (SELECT 1 FROM job_batches WHERE job = jobs.id))
    AND plan NOT IN (SELECT plan FROM held)
    AND NOT EXISTS (SELECT 1 FROM jobs AS other WHERE other.plan = jobs.plan
        AND (other.ended_at IS NULL OR other.ended_at >= :before))
    AND NOT EXISTS (SELECT 1 FROM jobs AS taking JOIN plans AS taken ON taken.id = taking.plan
        WHERE taking.ended_at IS NULL AND taken.takes_up IS NOT NULL AND jobs.id IN (
            json_extract(CAST(taken.takes_up AS TEXT), '$.undo'), json_extract(CAST(taken.takes_up AS TEXT), '$.retry')))
    AND NOT EXISTS (SELECT 1 FROM imports WHERE updated_at >= :before
        AND json_extract(CAST(state AS TEXT), '$.only_failed_of') = jobs.id)
ORDER BY jobs.id";

/// Plans made before `:before` that still say something, none of whose jobs goes on, ended later or has rows left.
const PLANS: &str = "
SELECT plans.id FROM plans WHERE made_at < :before AND said_gone IS NULL AND id NOT IN (SELECT plan FROM held)
    AND NOT EXISTS (SELECT 1 FROM jobs WHERE plan = plans.id AND (ended_at IS NULL OR ended_at >= :before OR
        (rows_gone IS NULL AND jobs.id NOT IN (SELECT value FROM json_each(:jobs)))))
ORDER BY plans.id";

/// Rosters read before `:before` that another reading followed, or of a connection that was removed before.
const ROSTERS: &str = "
SELECT rosters.id FROM rosters JOIN connections ON connections.id = connection
WHERE roster IS NOT NULL AND read_at < :before AND (removed_at < :before
    OR rosters.id <> (SELECT max(id) FROM rosters AS newest
        WHERE newest.connection = rosters.connection AND newest.roster IS NOT NULL))";

/// Jobs of which nothing has to stay: they ended before, have no rows any more, and none that stays goes by them.
const SUMMARIES: &str = "
SELECT jobs.id FROM jobs WHERE ended_at < :before AND rows_gone IS NOT NULL AND plan NOT IN (SELECT plan FROM held)
    AND NOT EXISTS (SELECT 1 FROM job_items WHERE job = jobs.id)
    AND NOT EXISTS (SELECT 1 FROM jobs AS after WHERE after.follows = jobs.id
        AND (after.ended_at IS NULL OR after.ended_at >= :before))
ORDER BY jobs.id";

impl History {
    /// As [`Self::what_is_due`], with the custom fields of people who are gone: that reads the newest rosters.
    pub(super) fn all_that_is_due(&self, open: &[ImportId]) -> Result<Due, HistoryError> {
        let before = self.retention()?.keep.rows_before(self.now());
        let mut due = self.what_is_due(open)?;
        due.notes += count(self.due_notes(before)?.len());
        Ok(due)
    }

    /// What would be deleted now; imports that are open stay. Whose custom fields go is seen when they do.
    pub fn what_is_due(&self, open: &[ImportId]) -> Result<Due, HistoryError> {
        let (keep, now) = (self.retention()?.keep, self.now());
        let before = keep.rows_before(now);
        let jobs = self.due_jobs(before)?;
        let listed = serde_json::to_string(&jobs)?;
        let mut due = self.read(|database| tell_rows(database, &listed))?;
        due.jobs = count(jobs.len());
        due.plans = count(self.due_plans(before, &jobs)?.len());
        due.rosters = count(self.due_rosters(before)?.len());
        due.imports = count(self.due_imports(before, open)?.len());
        due.notes = self.due_protections(before)?;
        due.summaries = self.count_due_summaries(keep, now, &jobs)?;
        Ok(due)
    }

    pub(super) fn due_jobs(&self, before: Timestamp) -> Result<Vec<JobId>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(JOBS)?;
            let rows = query.query_map(named_params! { ":before": Moment(before) }, |row| {
                row.get(0)
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Those of jobs whose rows are gone or among `jobs`.
    pub(super) fn due_plans(
        &self,
        before: Timestamp,
        jobs: &[JobId],
    ) -> Result<Vec<PlanId>, HistoryError> {
        let jobs = serde_json::to_string(jobs)?;
        self.read(|database| {
            let mut query = database.prepare_cached(PLANS)?;
            let values = named_params! { ":before": Moment(before), ":jobs": jobs };
            let rows = query.query_map(values, |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(super) fn due_rosters(&self, before: Timestamp) -> Result<Vec<i64>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(ROSTERS)?;
            let rows = query.query_map(named_params! { ":before": Moment(before) }, |row| {
                row.get(0)
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(super) fn due_imports(
        &self,
        before: Timestamp,
        open: &[ImportId],
    ) -> Result<Vec<ImportId>, HistoryError> {
        let old = self.imports()?.into_iter();
        let old = old.filter(|one| one.updated_at < before && !open.contains(&one.id));
        Ok(old.map(|one| one.id).collect())
    }

    /// Where people stand whose custom fields were noted before and who are on the newest roster no more.
    pub(super) fn due_notes(
        &self,
        before: Timestamp,
    ) -> Result<Vec<(ConnectionId, String, String)>, HistoryError> {
        let noted: Vec<(ConnectionId, String, String)> = self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT connection, company, key FROM last_sent WHERE at < ?1 ORDER BY connection",
            )?;
            let rows = query.query_map([Moment(before)], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })?;
        let mut due = Vec::new();
        for of_one in noted.chunk_by(|one, next| one.0 == next.0) {
            let Some((connection, ..)) = of_one.first() else {
                continue;
            };
            if self.is_removed(*connection, before)? {
                // Nothing is sent over it any more, so that nobody's custom fields are needed.
                due.extend(of_one.iter().cloned());
                continue;
            }
            let there = self.on_newest_roster(*connection)?;
            // Without a roster nobody can say who is gone.
            let Some(there) = there else { continue };
            let gone = |one: &&(ConnectionId, String, String)| {
                let place: Place = (
                    one.1.as_str().into(),
                    crate::employee::Key(one.2.as_str().into()),
                );
                !there.contains(&place)
            };
            due.extend(of_one.iter().filter(gone).cloned());
        }
        Ok(due)
    }

    /// Whether a connection was removed before that time.
    fn is_removed(&self, id: ConnectionId, before: Timestamp) -> Result<bool, HistoryError> {
        let removed = "SELECT coalesce(removed_at < ?2, 0) FROM connections WHERE id = ?1";
        self.read(|database| {
            let gone = rusqlite::params![id, Moment(before)];
            Ok(database.query_row(removed, gone, |row| row.get(0))?)
        })
    }

    fn on_newest_roster(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<std::collections::HashSet<Place>>, HistoryError> {
        let roster: Option<RemoteRoster> = self.last_roster(connection)?;
        let identifier = self.connection(connection)?.details.identifier;
        Ok(roster.map(|roster| {
            let people = roster.people.iter();
            people
                .filter_map(|one| place(identifier, &one.employee))
                .collect()
        }))
    }

    fn due_protections(&self, before: Timestamp) -> Result<u32, HistoryError> {
        let ended = format!("SELECT count(*) FROM protected_people WHERE {ENDED}");
        self.read(|database| Ok(database.query_row(&ended, [Moment(before)], |row| row.get(0))?))
    }

    pub(super) fn due_summaries(&self, before: Timestamp) -> Result<Vec<JobId>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(SUMMARIES)?;
            let rows = query.query_map(named_params! { ":before": Moment(before) }, |row| {
                row.get(0)
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Jobs whose rows go first count too: their summaries are due in the same run.
    fn count_due_summaries(
        &self,
        keep: KeepFor,
        now: Timestamp,
        rows: &[JobId],
    ) -> Result<u32, HistoryError> {
        let before = keep.summaries_before(now);
        let mut due = self.due_summaries(before)?;
        for job in rows {
            if self.job(*job)?.ended_at.is_some_and(|ended| ended < before) && !due.contains(job) {
                due.push(*job);
            }
        }
        Ok(count(due.len()))
    }
}

/// People, bytes and age of the rows of jobs, given as a JSON list.
fn tell_rows(database: &Database, jobs: &str) -> Result<Due, HistoryError> {
    let of_jobs = "IN (SELECT value FROM json_each(?1))";
    let people = format!(
        "SELECT count(*) FROM (SELECT DISTINCT connection, company, key
         FROM job_items JOIN jobs ON jobs.id = job WHERE job {of_jobs})"
    );
    let bytes =
        format!("SELECT coalesce(sum(length(packed)), 0) FROM job_batches WHERE job {of_jobs}");
    let oldest = format!("SELECT min(ended_at) FROM jobs WHERE id {of_jobs}");
    let bytes: i64 = database.query_row(&bytes, [jobs], |row| row.get(0))?;
    Ok(Due {
        people: database.query_row(&people, [jobs], |row| row.get(0))?,
        bytes: bytes.unsigned_abs(),
        oldest_ms: database.query_row(&oldest, [jobs], |row| row.get(0))?,
        ..Due::default()
    })
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
