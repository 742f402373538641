//! The end of a process with threads that still work: what encrypts the database is taken down while the process ends, and
//! a thread within it at that moment would bring the process down by a fault. So the history is asked to rest first.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, RwLock, RwLockReadGuard, TryLockError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, InterruptHandle};

use super::{History, HistoryError, lock};

/// How long between two looks whether everybody has left.
const LOOK: Duration = Duration::from_millis(2);

/// Who is within the database.
#[derive(Default)]
pub(super) struct Gate {
    resting: AtomicBool,
    within: RwLock<()>,
    /// What a copy or a check, which may take long, is cut off by; both are begun anew at the next start.
    aside: Mutex<Option<InterruptHandle>>,
}

impl History {
    /// Lets nobody into the database any more: whoever is within may finish what it does, copies and checks are cut off,
    /// and whoever comes is told [`HistoryError::Resting`]. Waits so long at most until all have left; true where they have.
    /// Everything that was committed stays; for the very end of a process alone.
    pub fn rest(&self, patience: Duration) -> bool {
        let gate = &self.inner.gate;
        gate.resting.store(true, Ordering::SeqCst);
        let begun = Instant::now();
        loop {
            match gate.within.try_write() {
                // Whoever comes after this sees that it rests, and turns back.
                Ok(_) | Err(TryLockError::Poisoned(_)) => return true,
                Err(TryLockError::WouldBlock) if begun.elapsed() > patience => return false,
                Err(TryLockError::WouldBlock) => {
                    if let Some(copy) = &*lock(&gate.aside) {
                        copy.interrupt();
                    }
                    std::thread::sleep(LOOK);
                }
            }
        }
    }

    /// The right to be within the database, for as long as it is kept. Nobody is kept waiting: who is turned away may be
    /// a thread on which others depend.
    pub(super) fn within(&self) -> Result<RwLockReadGuard<'_, ()>, HistoryError> {
        let gate = &self.inner.gate;
        let within = gate.within.read();
        let within = within.unwrap_or_else(std::sync::PoisonError::into_inner);
        if gate.resting.load(Ordering::SeqCst) {
            return Err(HistoryError::Resting);
        }
        Ok(within)
    }

    /// Says that a connection beside the history's own may be cut off.
    pub(super) fn may_cut_off(&self, database: &Connection) {
        *lock(&self.inner.gate.aside) = Some(database.get_interrupt_handle());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::clock::SystemClock;

    #[test]
    fn who_is_within_finishes_and_who_comes_later_is_turned_away_at_once() {
        let history = History::in_memory(SystemClock::shared()).unwrap();
        let (entered, inside) = mpsc::channel();
        let (leave, left) = mpsc::channel::<()>();
        let within = history.clone();
        let first = std::thread::spawn(move || {
            within.read(|_| {
                entered.send(()).unwrap();
                left.recv().unwrap();
                Ok(())
            })
        });
        inside.recv().unwrap();
        assert!(!history.rest(Duration::from_millis(20)));
        leave.send(()).unwrap();
        first.join().unwrap().unwrap();
        assert!(history.rest(Duration::from_secs(20)));

        assert!(matches!(history.connections(), Err(HistoryError::Resting)));
        let written = history.set_setting("late", &1);
        assert!(matches!(written, Err(HistoryError::Resting)));
    }

    #[test]
    fn a_copy_is_cut_off_and_made_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        let key = crate::history::HistoryKey::generate().unwrap();
        let history = History::open(&path, &key, SystemClock::shared()).unwrap();
        let blob = vec![7_u8; 100_000];
        for n in 0..200 {
            history.set_setting(&format!("much {n}"), &blob).unwrap();
        }
        let copying = history.clone();
        let copy = std::thread::spawn(move || copying.back_up_today());
        while lock(&history.inner.gate.aside).is_none() {
            std::thread::yield_now();
        }
        assert!(history.rest(Duration::from_secs(20)));
        // Cut off, or made just before.
        let made = copy.join().unwrap().is_ok();
        let again = History::open(&path, &key, SystemClock::shared()).unwrap();
        assert_eq!(again.back_up_today().unwrap(), !made);
        assert_eq!(again.backups().unwrap().len(), 1);
    }
}
