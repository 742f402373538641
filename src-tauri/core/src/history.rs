//! What happened, kept on this computer and encrypted: connections, plans, jobs, their journal and their results.
//! A database is never recreated over an old one, and the client secret is never in it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rusqlite::{Connection as Database, Transaction, TransactionBehavior};

use audit::TrailKey;

use crate::clock::SharedClock;

mod accepted_files;
mod audit;
mod backups;
mod budgets;
mod connections;
mod differences;
mod erase;
mod error;
mod extent;
mod headcount;
mod held;
mod ids;
mod imports;
mod inventory;
mod job_errors;
mod job_items;
mod jobs;
mod journal;
mod key;
mod last_sent;
mod limits;
mod lock;
mod mappings;
mod migrations;
mod open;
mod ops;
mod overwriting;
mod person_data;
mod plans;
mod protected_people;
mod recent_files;
mod recovery;
mod releases;
mod resting;
mod retention;
mod rosters;
mod search;
mod settings;
mod stored;
mod taken_up;
mod transitions;

pub use accepted_files::AcceptedFile;
pub use audit::{Fault, FaultKind, TrailReport};
pub use backups::{Backup, Restored};
pub use budgets::{BudgetChange, KeptBudgets};
pub use connections::{Connection, Environment, NewConnection};
pub use differences::{Difference, Look};
pub use erase::{Erased, is_erased};
pub use error::HistoryError;
pub use headcount::Headcount;
pub use held::Held;
pub use ids::{ConnectionId, ImportId, JobId, OpId, PlanId, RemoteJobId};
pub use imports::{Import, ImportStep, NewImport};
pub use inventory::{KeptKind, KeptNow, Until};
pub use job_errors::ItemError;
pub use job_items::{
    ItemFilter, ItemLine, ItemOrder, ItemResult, JobItemRow, JobShape, LastSending, NewJobItem,
    SentItem, SentRemovals, SentWalk,
};
pub use jobs::{
    Job, JobLane, JobList, JobOrder, JobStatistics, NewJob, Problem, ProblemCode, ResultCounts,
};
pub use journal::{JournalLine, Phase, Step, StepTimes};
pub use key::HistoryKey;
pub use limits::LimitLog;
pub use lock::{DriverLock, Turn};
pub use person_data::{KeptOf, Person, PersonFound, Record, Source, Who};
pub use plans::{ChangeWalk, PlanRecord, PlanSummary};
pub use protected_people::ProtectedPerson;
pub use recovery::{BadWords, RecoveryError, RecoveryKey, RecoveryState};
pub use releases::ReleaseRecord;
pub use retention::{Due, Gone, KeepFor, NOTICE, Retention, RowsGone};
pub use rosters::{KeptRoster, SnapshotSummary};
pub use search::{Filing, Found, FoundJob, FoundPerson, JobsWanted, SEARCH_PAGE, Wanted};
pub use transitions::Ending;

/// The history of this computer. Cheap to clone; all clones share one database connection.
#[derive(Clone)]
pub struct History {
    inner: Arc<Inner>,
}

struct Inner {
    database: Mutex<Database>,
    gate: resting::Gate,
    /// How many ask that what is freed be overwritten.
    overwriting: Mutex<u32>,
    trail: TrailKey,
    /// Of a history in a file, to read it by another connection.
    key: Option<HistoryKey>,
    clock: SharedClock,
    path: Option<PathBuf>,
    driver: Mutex<Weak<DriverLock>>,
    placed: Mutex<HashSet<JobId>>,
}

impl std::fmt::Debug for History {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("History")
            .field("path", &self.inner.path)
            .finish_non_exhaustive()
    }
}

impl History {
    /// Opens the history at `path`; a new one is made only where no file stands there.
    pub fn open(path: &Path, key: &HistoryKey, clock: SharedClock) -> Result<Self, HistoryError> {
        let database = open::open(path, key, clock.now())?;
        let history = Self::over(database, key, clock, Some(path.to_owned()));
        history.begin_trail()?;
        audit::note_beside(&history)?;
        Ok(history)
    }

    /// A history that is gone with its last clone: for tests and for a session without a place to write.
    pub fn in_memory(clock: SharedClock) -> Result<Self, HistoryError> {
        let history = Self::over(open::in_memory()?, &HistoryKey::generate()?, clock, None);
        history.begin_trail()?;
        Ok(history)
    }

    fn over(
        database: Database,
        key: &HistoryKey,
        clock: SharedClock,
        path: Option<PathBuf>,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                database: Mutex::new(database),
                gate: resting::Gate::default(),
                trail: TrailKey::of(key),
                key: path.is_some().then(|| key.clone()),
                clock,
                path,
                driver: Mutex::new(Weak::new()),
                overwriting: Mutex::default(),
                placed: Mutex::default(),
            }),
        }
    }

    /// The right to drive jobs: one process at a time has it, and within it all clones share it.
    pub fn acquire_driver(&self) -> Result<Arc<DriverLock>, HistoryError> {
        let mut held = lock(&self.inner.driver);
        if let Some(lock) = held.upgrade() {
            return Ok(lock);
        }
        let taken = Arc::new(match &self.inner.path {
            Some(path) => DriverLock::try_acquire(path)?,
            None => DriverLock::of_memory(),
        });
        *held = Arc::downgrade(&taken);
        Ok(taken)
    }

    /// Whether this process took the job for sending: for another one's, a restart lies between (rule R7).
    pub fn was_placed_here(&self, job: JobId) -> bool {
        lock(&self.inner.placed).contains(&job)
    }

    /// The time on the clock that this history was opened with.
    pub fn now(&self) -> jiff::Timestamp {
        self.inner.clock.now()
    }

    fn read<T>(
        &self,
        query: impl FnOnce(&Database) -> Result<T, HistoryError>,
    ) -> Result<T, HistoryError> {
        let _within = self.within()?;
        query(&lock(&self.inner.database))
    }

    /// As [`Self::write`], for much at once: it is on the disk in the log, and the next commit carries it over into the
    /// file.
    fn write_much<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, HistoryError>,
    ) -> Result<T, HistoryError> {
        let carry_over = |pages: u32| {
            self.read(|database| Ok(database.pragma_update(None, "wal_autocheckpoint", pages)?))
        };
        carry_over(0)?;
        let done = self.write(change);
        carry_over(CARRY_OVER)?;
        done
    }

    /// One transaction: committed, and so on the disk, when this returns `Ok`; otherwise as if it had never begun.
    fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, HistoryError>,
    ) -> Result<T, HistoryError> {
        let _within = self.within()?;
        let mut database = lock(&self.inner.database);
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = change(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// How many pages of the log make a commit carry them over into the file; SQLite's own number.
const CARRY_OVER: u32 = 1_000;

/// A panic elsewhere leaves no half-made change behind: an open transaction is rolled back when it is dropped.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
