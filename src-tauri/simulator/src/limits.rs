//! The documented limits, in three readings: fixed windows, sliding windows, a bucket.
//! Pure counting over times that are passed in; it must never read a clock.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::config::LimitKind;
use crate::endpoint::Endpoint;

const MINUTE: Duration = Duration::from_secs(60);
const SECOND: Duration = Duration::from_secs(1);

/// What a limiter says of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) allowed: bool,
    /// Requests a minute.
    pub(crate) limit: u32,
    /// Requests that are left.
    pub(crate) remaining: u32,
    /// Simulated time until more are allowed.
    pub(crate) reset: Duration,
}

/// One limiter an endpoint, for the one client that the simulator knows.
#[derive(Debug)]
pub(crate) struct Limits {
    kind: LimitKind,
    limiters: BTreeMap<Endpoint, Limiter>,
}

impl Limits {
    pub(crate) fn new(kind: LimitKind) -> Self {
        Self {
            kind,
            limiters: BTreeMap::new(),
        }
    }

    /// Counts a request to `endpoint` at `now`; `None` where limits are off.
    pub(crate) fn ask(&mut self, endpoint: Endpoint, now: Duration) -> Option<Verdict> {
        if self.kind == LimitKind::Off {
            return None;
        }
        let (rate, burst) = endpoint.documented_limit();
        let kind = self.kind;
        let limiter = self
            .limiters
            .entry(endpoint)
            .or_insert_with(|| Limiter::new(kind, rate, burst, now));
        Some(limiter.ask(now))
    }
}

#[derive(Debug)]
struct Limiter {
    rate: u32,
    burst: u32,
    count: Count,
}

#[derive(Debug)]
enum Count {
    Windows {
        minute: (u64, u32),
        second: (u64, u32),
    },
    Times(VecDeque<Duration>),
    Bucket {
        tokens: f64,
        filled: Duration,
    },
}

impl Limiter {
    fn new(kind: LimitKind, rate: u32, burst: u32, now: Duration) -> Self {
        let count = match kind {
            LimitKind::FixedWindow | LimitKind::Off => Count::Windows {
                minute: (0, 0),
                second: (0, 0),
            },
            LimitKind::SlidingWindow => Count::Times(VecDeque::new()),
            LimitKind::Bucket => Count::Bucket {
                tokens: f64::from(burst),
                filled: now,
            },
        };
        Self { rate, burst, count }
    }

    fn ask(&mut self, now: Duration) -> Verdict {
        let (rate, burst) = (self.rate, self.burst);
        let (allowed, remaining, reset) = match &mut self.count {
            Count::Windows { minute, second } => windows(minute, second, rate, burst, now),
            Count::Times(times) => sliding(times, rate, burst, now),
            Count::Bucket { tokens, filled } => bucket(tokens, filled, rate, burst, now),
        };
        Verdict {
            allowed,
            limit: rate,
            remaining,
            reset,
        }
    }
}

fn windows(
    minute: &mut (u64, u32),
    second: &mut (u64, u32),
    rate: u32,
    burst: u32,
    now: Duration,
) -> (bool, u32, Duration) {
    let seconds = now.as_secs();
    if minute.0 != seconds / 60 {
        *minute = (seconds / 60, 0);
    }
    if second.0 != seconds {
        *second = (seconds, 0);
    }
    let minute_end = Duration::from_secs((seconds / 60 + 1) * 60).saturating_sub(now);
    if minute.1 >= rate {
        return (false, 0, minute_end);
    }
    if second.1 >= burst {
        return (
            false,
            0,
            Duration::from_secs(seconds + 1).saturating_sub(now),
        );
    }
    minute.1 += 1;
    second.1 += 1;
    (true, rate - minute.1, minute_end)
}

fn sliding(
    times: &mut VecDeque<Duration>,
    rate: u32,
    burst: u32,
    now: Duration,
) -> (bool, u32, Duration) {
    while times.front().is_some_and(|first| *first + MINUTE <= now) {
        times.pop_front();
    }
    let until_first = times
        .front()
        .map_or(MINUTE, |first| (*first + MINUTE).saturating_sub(now));
    let made = u32::try_from(times.len()).unwrap_or(u32::MAX);
    if made >= rate {
        return (false, 0, until_first);
    }
    let oldest_of_burst = times.len().checked_sub(burst as usize).map(|at| times[at]);
    if let Some(oldest) = oldest_of_burst.filter(|oldest| *oldest + SECOND > now) {
        return (false, 0, (oldest + SECOND).saturating_sub(now));
    }
    times.push_back(now);
    (true, rate - made - 1, until_first)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn bucket(
    tokens: &mut f64,
    filled: &mut Duration,
    rate: u32,
    burst: u32,
    now: Duration,
) -> (bool, u32, Duration) {
    let a_second = f64::from(rate) / 60.0;
    let passed = now.saturating_sub(*filled).as_secs_f64();
    *tokens = (*tokens + passed * a_second).min(f64::from(burst));
    *filled = now;
    // A hair's breadth, since sums of fractions end just below a whole.
    let allowed = *tokens >= 1.0 - 1e-9;
    if allowed {
        *tokens = (*tokens - 1.0).max(0.0);
    }
    let missing = (1.0 - *tokens).max(0.0) / a_second;
    (allowed, *tokens as u32, Duration::from_secs_f64(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(kind: LimitKind, endpoint: Endpoint, millis: &[u64]) -> Vec<bool> {
        let mut limits = Limits::new(kind);
        millis
            .iter()
            .filter_map(|at| limits.ask(endpoint, Duration::from_millis(*at)))
            .map(|verdict| verdict.allowed)
            .collect()
    }

    #[test]
    fn fixed_windows_start_anew_and_allow_twice_the_burst_across_a_boundary() {
        let at = [900, 910, 920, 930, 940, 950, 1000, 1010, 1020, 1030, 1040];
        let got = allowed(LimitKind::FixedWindow, Endpoint::CreateJob, &at);
        let expected: Vec<bool> = (0..at.len()).map(|nth| nth != 5).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn sliding_windows_refuse_a_burst_across_a_boundary() {
        let at = [900, 910, 920, 930, 940, 1000, 1899, 1901];
        let got = allowed(LimitKind::SlidingWindow, Endpoint::CreateJob, &at);
        assert_eq!(
            got,
            [true, true, true, true, true, false, false, true].to_vec()
        );
    }

    #[test]
    fn sliding_windows_count_any_sixty_seconds() {
        let mut at: Vec<u64> = (0..25).map(|nth| 30_000 + nth * 1_000).collect();
        at.extend([89_999, 90_000]);
        let got = allowed(LimitKind::SlidingWindow, Endpoint::Submit, &at);
        assert_eq!(got[24..], [true, false, true]);
    }

    #[test]
    fn a_bucket_gives_its_burst_and_then_only_the_rate() {
        let at = [0, 0, 0, 0, 0, 0, 2_399, 2_400, 2_500, 4_800];
        let got = allowed(LimitKind::Bucket, Endpoint::CreateJob, &at);
        assert_eq!(got[..6], [true, true, true, true, true, false]);
        assert_eq!(got[6..], [false, true, false, true]);
    }

    #[test]
    fn a_refusal_says_when_to_come_back() {
        let mut limits = Limits::new(LimitKind::FixedWindow);
        for _ in 0..5 {
            limits.ask(Endpoint::Token, Duration::from_secs(10));
        }
        let refused = limits.ask(Endpoint::Token, Duration::from_secs(10));
        let expected = Verdict {
            allowed: false,
            limit: 5,
            remaining: 0,
            reset: Duration::from_secs(50),
        };
        assert_eq!(refused, Some(expected));
    }
}
