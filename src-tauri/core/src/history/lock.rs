//! The lock that says which process drives jobs. The kernel lets go of it when the process ends, however it ends.

use std::collections::HashSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::{HistoryError, JobId, lock};

/// The right to drive jobs, for as long as it is kept.
#[derive(Debug)]
pub struct DriverLock {
    /// Closing it lets go; a history in memory is seen by one process alone and has none.
    _file: Option<File>,
    driven: Mutex<HashSet<JobId>>,
}

/// The turn of one job, for as long as it is kept: no two drive one job.
#[derive(Debug)]
pub struct Turn {
    lock: Arc<DriverLock>,
    job: JobId,
}

impl Drop for Turn {
    fn drop(&mut self) {
        lock(&self.lock.driven).remove(&self.job);
    }
}

impl DriverLock {
    /// Takes the lock that stands beside the history at `history`, at once or not at all.
    pub fn try_acquire(history: &Path) -> Result<Self, HistoryError> {
        let path = history.with_extension("lock");
        let refused = |source| HistoryError::File {
            path: path.clone(),
            source,
        };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(refused)?;
        match file.try_lock() {
            Ok(()) => Ok(Self::over(Some(file))),
            Err(TryLockError::WouldBlock) => Err(HistoryError::DriverBusy),
            Err(TryLockError::Error(source)) => Err(refused(source)),
        }
    }

    pub(super) fn of_memory() -> Self {
        Self::over(None)
    }

    fn over(file: Option<File>) -> Self {
        Self {
            _file: file,
            driven: Mutex::default(),
        }
    }

    /// The turn of a job; `None` while somebody in this process has it.
    pub fn turn(self: &Arc<Self>, job: JobId) -> Option<Turn> {
        lock(&self.driven).insert(job).then(|| Turn {
            lock: Arc::clone(self),
            job,
        })
    }
}
