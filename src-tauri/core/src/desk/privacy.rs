//! What is kept of people, for how long, and one person found, exported, erased. Offline: Wellhub is asked nothing, and
//! what it has stays as it is.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Desk, DeskError, lock};
use crate::history::{Due, Gone, ImportId, Job, JobId, KeepFor, NOTICE};

mod dossier;
mod people;
#[cfg(test)]
mod tests;

pub use dossier::DossierWords;
pub use people::FoundPerson;

/// What the retention would delete, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhatGoes {
    /// How long is kept.
    pub keep: KeepFor,
    /// How much is due.
    pub due: Due,
    /// Rows of jobs that ended before are.
    pub before: Timestamp,
    /// When it goes by itself at the earliest; `None` while nobody was told.
    pub goes_at: Option<Timestamp>,
}

impl Desk {
    /// What the retention would delete now. Nothing is changed.
    pub fn what_retention_would_delete(&self) -> Result<WhatGoes, DeskError> {
        let known = self.history.retention()?;
        let now = self.clock.now();
        let told = known
            .told_at
            .filter(|_| known.may_run(now) || known.waits(now));
        Ok(WhatGoes {
            keep: known.keep,
            due: self.history.what_is_due(&self.open_imports())?,
            before: known.keep.rows_before(now),
            goes_at: told.map(|told| told + NOTICE),
        })
    }

    /// Deletes what is due because a person asked for it, having seen it.
    pub fn delete_due_now(&self, go_on: &dyn Fn() -> bool) -> Result<Gone, DeskError> {
        self.history.told_of_retention()?;
        Ok(self.history.delete_due(&self.open_imports(), go_on)?)
    }

    /// Deletes what is due where a person was told of it a day ago; `None` where nobody was.
    pub fn tidy(&self, go_on: &dyn Fn() -> bool) -> Result<Option<Gone>, DeskError> {
        Ok(self.history.tidy(&self.open_imports(), go_on)?)
    }

    fn open_imports(&self) -> Vec<ImportId> {
        lock(&self.imports).keys().copied().collect()
    }

    /// Refuses a job whose rows were deleted.
    pub fn rows_stand(&self, id: JobId) -> Result<(), DeskError> {
        rows_stand(&self.history.job(id)?)
    }
}

/// Refuses a job whose rows were deleted.
pub(super) fn rows_stand(job: &Job) -> Result<(), DeskError> {
    match &job.rows_gone {
        None => Ok(()),
        Some(gone) => Err(DeskError::RowsGone {
            job: job.id,
            at: gone.at.to_zoned(TimeZone::system()).date(),
            days: gone.days,
        }),
    }
}
