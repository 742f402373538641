//! For as long as somebody asks for it, what is freed in the file is overwritten: a page that nothing stands on holds
//! nothing then. Deleting by time and erasing a person may go on at once; the last one to finish ends it.

use super::{History, HistoryError, lock};

/// Kept while what is freed must be overwritten.
pub(super) struct Overwriting<'h>(&'h History);

impl History {
    /// Overwrites what is freed from here on, until what this returns is dropped.
    pub(super) fn overwriting(&self) -> Result<Overwriting<'_>, HistoryError> {
        // Counted before it is set: where setting fails, the count goes with what is dropped.
        *lock(&self.inner.overwriting) += 1;
        let kept = Overwriting(self);
        self.overwrite(true)?;
        Ok(kept)
    }

    fn overwrite(&self, on: bool) -> Result<(), HistoryError> {
        self.read(|database| Ok(database.pragma_update(None, "secure_delete", on)?))
    }
}

impl Drop for Overwriting<'_> {
    fn drop(&mut self) {
        let mut count = lock(&self.0.inner.overwriting);
        *count -= 1;
        if *count == 0
            && let Err(error) = self.0.overwrite(false)
        {
            // It costs a little time, no more.
            tracing::debug!(%error, "what is freed is still overwritten");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;

    #[test]
    fn the_last_one_to_finish_ends_it() {
        let history = History::in_memory(SystemClock::shared()).expect("opens");
        let overwrites = || -> bool {
            let told = history.read(|database| {
                Ok(database.pragma_query_value(None, "secure_delete", |row| row.get(0))?)
            });
            told.expect("tells")
        };
        assert!(!overwrites());
        let first = history.overwriting().expect("begins");
        let second = history.overwriting().expect("begins");
        drop(first);
        assert!(overwrites(), "the second one is not done");
        drop(second);
        assert!(!overwrites());
    }
}
