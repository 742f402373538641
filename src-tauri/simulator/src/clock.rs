//! The simulator's time: a duration that may run faster than real time, and wall-clock stamps.
//! It must never be read where a value of it can be passed in.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

/// Simulated time since the simulator's first start.
#[derive(Debug)]
pub(crate) struct Clock {
    started: Instant,
    speed: f64,
    /// What had passed before this start, plus every later advance.
    ahead: Mutex<Duration>,
    skipped: Mutex<Duration>,
}

impl Clock {
    /// A clock that goes on from `earlier`, `speed` times as fast as real time.
    pub(crate) fn new(speed: f64, earlier: Duration) -> Self {
        let speed = if speed.is_finite() && speed > 0.0 {
            speed
        } else {
            0.0
        };
        Self {
            started: Instant::now(),
            speed,
            ahead: Mutex::new(earlier),
            skipped: Mutex::new(Duration::ZERO),
        }
    }

    /// Simulated time: limits, tokens and job states go by it.
    pub(crate) fn now(&self) -> Duration {
        let ahead = *self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        ahead + self.started.elapsed().mul_f64(self.speed)
    }

    /// The date and time that answers carry, in whole seconds as the documents show it.
    pub(crate) fn stamp(&self) -> Timestamp {
        let skipped = *self.skipped.lock().unwrap_or_else(PoisonError::into_inner);
        let skipped = SignedDuration::try_from(skipped).unwrap_or(SignedDuration::ZERO);
        let now = Timestamp::now();
        let later = now.checked_add(skipped).unwrap_or(now);
        Timestamp::from_second(later.as_second()).unwrap_or(later)
    }

    /// Lets `time` pass at once.
    pub(crate) fn advance(&self, time: Duration) {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) += time;
        *self.skipped.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }

    /// Simulated time as whole real seconds, rounded up: what a client has to wait by its own clock.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(crate) fn real_seconds(&self, simulated: Duration) -> u64 {
        let factor = if self.speed > 0.0 { self.speed } else { 1.0 };
        (simulated.as_secs_f64() / factor).ceil() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_without_speed_moves_only_when_it_is_advanced() {
        let clock = Clock::new(0.0, Duration::from_secs(5));
        assert_eq!(clock.now(), Duration::from_secs(5));
        let before = clock.stamp();
        clock.advance(Duration::from_secs(86_400));
        assert_eq!(clock.now(), Duration::from_secs(86_405));
        assert!(clock.stamp().duration_since(before) >= SignedDuration::from_hours(24));
        assert_eq!(clock.real_seconds(Duration::from_secs(7)), 7);
    }

    #[test]
    fn a_fast_clock_tells_clients_their_own_seconds() {
        let clock = Clock::new(60.0, Duration::ZERO);
        assert_eq!(clock.real_seconds(Duration::from_secs(3_600)), 60);
        assert_eq!(clock.real_seconds(Duration::from_secs(61)), 2);
    }
}
