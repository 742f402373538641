//! One run: what is due goes, step by step, for as long as it may go on. What was not reached is due the next time.

use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Due;
use crate::history::audit::{Event, EventKind};
use crate::history::{History, HistoryError, ImportId, backups};

/// How old a copy of the history may be that still has what was deleted: the daily ones are replaced within that time.
pub(crate) const OLDEST_COPY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long a step waits after the one before, so that whoever else writes has their turn.
const BREATH: Duration = Duration::from_millis(1);

/// What a run deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// How much of what.
    #[serde(flatten)]
    pub counts: Due,
    /// How many old copies of the history went with it.
    pub copies: u32,
    /// Whether it came to its end.
    pub finished: bool,
}

impl History {
    /// Deletes what is due, whoever was told of it or not: [`Retention::may_run`](super::Retention::may_run) says whether
    /// that may be. Each step is short; it ends early where `go_on` says no. `open` imports stay.
    pub fn delete_due(
        &self,
        open: &[ImportId],
        go_on: &dyn Fn() -> bool,
    ) -> Result<Gone, HistoryError> {
        let counts = self.all_that_is_due(open)?;
        if counts.is_nothing() {
            let copies = self.forget_old_copies()?;
            self.looked()?;
            let finished = true;
            return Ok(Gone {
                copies,
                finished,
                ..Gone::default()
            });
        }
        let overwriting = self.overwriting()?;
        let finished = self.delete_all_due(open, go_on)?;
        drop(overwriting);
        let (left, copies) = (self.all_that_is_due(open)?, self.forget_old_copies()?);
        let gone = Gone {
            counts: less(counts, left),
            copies,
            finished,
        };
        let word = told(&gone);
        let event = Event {
            count: Some(gone.counts.jobs),
            word: Some(&word),
            ..Event::of(EventKind::RetentionRan)
        };
        self.write(|database| self.tell(database, &event))?;
        self.empty_log();
        self.looked()?;
        Ok(gone)
    }

    fn delete_all_due(
        &self,
        open: &[ImportId],
        go_on: &dyn Fn() -> bool,
    ) -> Result<bool, HistoryError> {
        let (keep, now) = (self.retention()?.keep, self.now());
        let before = keep.rows_before(now);
        for job in self.due_jobs(before)? {
            self.begin_rows_gone(job, keep)?;
            while self.delete_some_rows(job)? {
                if !breathe(go_on) {
                    return Ok(false);
                }
            }
        }
        for plan in self.due_plans(before, &[])? {
            while self.delete_some_of_plan(plan)? {
                if !breathe(go_on) {
                    return Ok(false);
                }
            }
        }
        for roster in self.due_rosters(before)? {
            self.forget_roster(roster)?;
        }
        for import in self.due_imports(before, open)? {
            self.forget_import(import)?;
        }
        for some in self.due_notes(before)?.chunks(500) {
            self.forget_notes(some, before)?;
        }
        self.forget_protections(before)?;
        let before = keep.summaries_before(now);
        for job in self.due_summaries(before)? {
            self.delete_summary(job, before)?;
            if !breathe(go_on) {
                return Ok(false);
            }
        }
        self.delete_series(before)?;
        self.sweep_search()?;
        Ok(true)
    }

    /// Empties the log that SQLite keeps beside the file, which still has what stood there before. Where somebody reads
    /// just then, the next one does.
    pub(in crate::history) fn empty_log(&self) {
        let emptied = self.read(|database| {
            Ok(database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
        });
        if let Err(error) = emptied {
            tracing::debug!(%error, "the log of the history is emptied later");
        }
    }

    /// Deletes copies that are older than the daily ones ever are; the newest stays however old it is.
    fn forget_old_copies(&self) -> Result<u32, HistoryError> {
        match &self.inner.path {
            Some(path) => backups::forget_older(path, self.now() - OLDEST_COPY),
            None => Ok(0),
        }
    }
}

fn breathe(go_on: &dyn Fn() -> bool) -> bool {
    std::thread::sleep(BREATH);
    go_on()
}

/// What went, of what was due and what still is.
fn less(due: Due, left: Due) -> Due {
    Due {
        jobs: due.jobs.saturating_sub(left.jobs),
        people: due.people.saturating_sub(left.people),
        plans: due.plans.saturating_sub(left.plans),
        rosters: due.rosters.saturating_sub(left.rosters),
        imports: due.imports.saturating_sub(left.imports),
        notes: due.notes.saturating_sub(left.notes),
        summaries: due.summaries.saturating_sub(left.summaries),
        bytes: due.bytes.saturating_sub(left.bytes),
        oldest_ms: due.oldest_ms,
    }
}

/// The counts as the trail keeps them.
fn told(gone: &Gone) -> String {
    let Due {
        people,
        plans,
        rosters,
        imports,
        notes,
        summaries,
        ..
    } = gone.counts;
    format!(
        "people {people} plans {plans} rosters {rosters} imports {imports} notes {notes} summaries {summaries} copies {}",
        gone.copies
    )
}
