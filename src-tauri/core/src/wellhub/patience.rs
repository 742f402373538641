//! How long one read may take with all its tries: what a slow server has used is not there for the next try. Waits for
//! the limits are not counted; they are ours.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What is left of the time for one read.
#[derive(Debug)]
pub(super) struct Patience(AtomicU64);

impl Patience {
    pub(super) fn new(whole: Duration) -> Self {
        Self(AtomicU64::new(millis(whole)))
    }

    pub(super) fn left(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::Relaxed))
    }

    /// Takes off what passed since `started`.
    pub(super) fn spend_since(&self, started: Instant) {
        let left = self.left().saturating_sub(started.elapsed());
        self.0.store(millis(left), Ordering::Relaxed);
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
