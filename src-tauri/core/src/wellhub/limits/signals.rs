//! What the headers of an answer say about limits (contract §1). A malformed or missing one says nothing.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{HeaderMap, RETRY_AFTER};

/// Above this a reset is a time since the epoch, in seconds (contract §1).
const EPOCH_ABOVE: u64 = 1_000_000_000;
/// Nothing makes Rollcall wait longer than a day.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The headers, read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signals {
    /// How long to wait.
    pub(super) retry_after: Option<Duration>,
    /// How many requests the window takes, whatever the window.
    pub(super) limit: Option<u32>,
    /// How many are left in it.
    pub(super) remaining: Option<u32>,
    /// How long the window still lasts.
    pub(super) reset: Option<Duration>,
}

impl Signals {
    pub(super) fn read(headers: &HeaderMap, now: Timestamp) -> Self {
        let first = |name: &str| headers.get(name)?.to_str().ok().and_then(first_integer);
        let small = |name: &str| first(name).and_then(|n| u32::try_from(n).ok());
        Self {
            retry_after: headers
                .get(RETRY_AFTER)
                .and_then(|value| retry_after(value.to_str().ok()?, now)),
            limit: small("ratelimit-limit").filter(|limit| *limit > 0),
            remaining: small("ratelimit-remaining"),
            reset: first("ratelimit-reset").map(|seconds| reset(seconds, now)),
        }
    }
}

/// The first integer of "50, 50;w=60".
fn first_integer(text: &str) -> Option<u64> {
    text.split([',', ';']).next()?.trim().parse().ok()
}

fn retry_after(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds).min(LONGEST));
    }
    let at = DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(until(at, now))
}

fn reset(seconds: u64, now: Timestamp) -> Duration {
    if seconds > EPOCH_ABOVE {
        let at = i64::try_from(seconds)
            .ok()
            .and_then(|s| Timestamp::from_second(s).ok());
        at.map_or(Duration::ZERO, |at| until(at, now))
    } else {
        Duration::from_secs(seconds).min(LONGEST)
    }
}

fn until(at: Timestamp, now: Timestamp) -> Duration {
    let wait = at.duration_since(now);
    Duration::try_from(wait)
        .unwrap_or(Duration::ZERO)
        .min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&'static str, &str)]) -> Signals {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().expect("a header"));
        }
        let now = "2026-03-02T10:00:00Z".parse().expect("a time");
        Signals::read(&headers, now)
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let wait = |value| read(&[("retry-after", value)]).retry_after;
        assert_eq!(wait("7"), Some(Duration::from_secs(7)));
        assert_eq!(
            wait("Mon, 02 Mar 2026 10:00:30 GMT"),
            Some(Duration::from_secs(30))
        );
        assert_eq!(wait("Mon, 02 Mar 2026 09:00:30 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("99999999999"), Some(LONGEST));
        assert_eq!(wait("-3"), None);
        assert_eq!(wait("soon"), None);
    }

    #[test]
    fn the_first_integer_of_a_list_counts_and_malformed_ones_do_not() {
        let all = read(&[
            ("ratelimit-limit", "50, 50;w=60"),
            ("ratelimit-remaining", "3"),
            ("ratelimit-reset", "12"),
        ]);
        assert_eq!((all.limit, all.remaining), (Some(50), Some(3)));
        assert_eq!(all.reset, Some(Duration::from_secs(12)));
        let odd = read(&[
            ("ratelimit-limit", "many"),
            ("ratelimit-remaining", "-1"),
            ("ratelimit-reset", "1.5"),
        ]);
        assert_eq!(odd, Signals::default());
        assert_eq!(read(&[]), Signals::default());
    }

    #[test]
    fn a_large_reset_is_a_time() {
        let reset = |value: i64| read(&[("ratelimit-reset", &value.to_string())]).reset;
        let now: Timestamp = "2026-03-02T10:00:00Z".parse().expect("a time");
        assert_eq!(reset(now.as_second() + 45), Some(Duration::from_secs(45)));
        assert_eq!(reset(now.as_second() - 45), Some(Duration::ZERO));
    }
}
