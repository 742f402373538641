//! Time as a value that can be held: whoever needs the time is given a clock, so that tests decide what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

/// Tells the time, and lets time pass.
pub trait Clock: Send + Sync {
    /// The wall-clock time, for what a person reads and what is kept in history.
    fn now(&self) -> Timestamp;

    /// Time since an arbitrary start that never goes back, for limits and expiries.
    fn monotonic(&self) -> Duration;

    /// Completes once `duration` has passed on this clock.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// A wait that a [`Clock`] hands out.
pub type Sleep = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// A clock that many share.
pub type SharedClock = Arc<dyn Clock>;

/// The computer's clock.
#[derive(Debug)]
pub struct SystemClock {
    start: std::time::Instant,
}

impl SystemClock {
    /// A clock whose monotonic time starts now.
    pub fn new() -> Self {
        Self {
            start: std::time::Instant::now(),
        }
    }

    /// The same, ready to be shared.
    pub fn shared() -> SharedClock {
        Arc::new(Self::new())
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A clock that stands still until it is told to go on; a sleep moves it by the time slept and returns at once.
#[derive(Debug)]
pub struct HeldClock {
    start: Timestamp,
    elapsed_ms: Arc<AtomicI64>,
}

impl HeldClock {
    /// A clock that shows `start`.
    pub fn at(start: Timestamp) -> Self {
        Self {
            start,
            elapsed_ms: Arc::new(AtomicI64::new(0)),
        }
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.elapsed_ms.fetch_add(by, Ordering::SeqCst);
    }

    fn elapsed(&self) -> i64 {
        self.elapsed_ms.load(Ordering::SeqCst)
    }
}

impl Clock for HeldClock {
    fn now(&self) -> Timestamp {
        self.start
            .checked_add(jiff::SignedDuration::from_millis(self.elapsed()))
            .unwrap_or(Timestamp::MAX)
    }

    fn monotonic(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.elapsed()).unwrap_or(0))
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        self.advance(duration);
        Box::pin(std::future::ready(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_held_clock_moves_only_when_told_or_slept_on() {
        let clock = HeldClock::at(Timestamp::UNIX_EPOCH);
        assert_eq!(clock.now(), Timestamp::UNIX_EPOCH);
        clock.advance(Duration::from_secs(5));
        clock.sleep(Duration::from_secs(2)).await;
        assert_eq!(clock.monotonic(), Duration::from_secs(7));
        assert_eq!(clock.now().as_second(), 7);
    }
}
