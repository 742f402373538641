//! When requests to one endpoint were sent, and when the next may be. Pure: it is told the time.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;

use super::Limit;
use super::signals::Signals;

/// A little more than a second and a minute, for clocks that run apart: by a thousandth, twice of what a clock that is
/// being set right runs fast, and the second by some milliseconds more, in which a server may count.
const SECOND: Duration = Duration::from_millis(1_005);
const MINUTE: Duration = Duration::from_millis(60_060);
/// The wait after a 429 that names none: by then every documented window is over.
const AFTER_REFUSAL: Duration = MINUTE;

/// A request that counts.
#[derive(Debug)]
struct Sent {
    slot: u64,
    /// When it was sent, by the wall clock; how it is recognised in the store.
    wall: Option<Timestamp>,
    /// The latest moment at which it may have arrived; `None` while it is under way.
    arrived: Option<Duration>,
}

#[derive(Debug)]
pub(super) struct Ledger {
    limit: Limit,
    second: Duration,
    minute: Duration,
    sent: VecDeque<Sent>,
    next_slot: u64,
    paused_until: Duration,
    /// How many more the server's present window takes, and until when it lasts.
    window: Option<(u32, Duration)>,
    /// The burst, where the server's own limit is below it.
    burst: u32,
}

impl Ledger {
    pub(super) fn new(limit: Limit) -> Self {
        let limit = Limit {
            rate: limit.rate.max(1),
            burst: limit.burst.max(1),
        };
        Self {
            limit,
            second: SECOND,
            minute: MINUTE,
            sent: VecDeque::new(),
            next_slot: 0,
            paused_until: Duration::ZERO,
            window: None,
            burst: limit.burst,
        }
    }

    pub(super) fn scaled(self, factor: f64) -> Self {
        Self {
            second: SECOND.div_f64(factor),
            minute: MINUTE.div_f64(factor),
            ..self
        }
    }

    /// Takes a place at `now`, or says how long to wait before asking again.
    pub(super) fn take(&mut self, now: Duration, wall: Timestamp) -> Result<u64, Duration> {
        self.forget(now);
        let at = self.earliest(now);
        if at > now {
            return Err(round_up(at.saturating_sub(now)));
        }
        if let Some((left, _)) = &mut self.window {
            *left = left.saturating_sub(1);
        }
        let slot = self.next_slot;
        self.next_slot += 1;
        self.sent.push_back(Sent {
            slot,
            wall: Some(to_millisecond(wall)),
            arrived: None,
        });
        Ok(slot)
    }

    /// A request never left.
    pub(super) fn give_back(&mut self, slot: u64) {
        self.sent.retain(|sent| sent.slot != slot);
    }

    /// The answer to a request came, or its wait was given up.
    pub(super) fn settle(&mut self, slot: u64, now: Duration) {
        if let Some(sent) = self.sent.iter_mut().find(|sent| sent.slot == slot) {
            sent.arrived = Some(now);
        }
    }

    /// Counts what others sent, or this process before it was restarted.
    pub(super) fn remember(
        &mut self,
        stored: &[Timestamp],
        paused: Option<Timestamp>,
        now: Duration,
        wall: Timestamp,
    ) {
        let mut known: Vec<Timestamp> = self.sent.iter().filter_map(|sent| sent.wall).collect();
        for &at in stored {
            if let Some(place) = known.iter().position(|k| *k == to_millisecond(at)) {
                known.swap_remove(place);
                continue;
            }
            // A time far ahead is from before the clock was set back.
            let ahead = at.duration_since(wall) > jiff::SignedDuration::from_secs(60);
            let ago = Duration::try_from(wall.duration_since(at)).unwrap_or(Duration::ZERO);
            if ahead || ago > self.minute {
                continue;
            }
            let slot = self.next_slot;
            self.next_slot += 1;
            self.sent.push_back(Sent {
                slot,
                wall: Some(to_millisecond(at)),
                arrived: Some(now.saturating_sub(ago)),
            });
        }
        if let Some(wait) =
            paused.and_then(|until| Duration::try_from(until.duration_since(wall)).ok())
        {
            self.paused_until = self.paused_until.max(now + wait);
        }
    }

    /// Heeds an answer; returns the pause that it asks for.
    pub(super) fn heed(
        &mut self,
        signals: &Signals,
        status: u16,
        now: Duration,
    ) -> Option<Duration> {
        if let (Some(left), Some(reset)) = (signals.remaining, signals.reset) {
            let others = self
                .sent
                .iter()
                .filter(|sent| sent.arrived.is_none())
                .count();
            let others = u32::try_from(others.saturating_sub(1)).unwrap_or(u32::MAX);
            self.window = Some((left.saturating_sub(others), now + reset));
        }
        // Whatever window the server's limit is for, it is no shorter than a second.
        self.burst = signals
            .limit
            .map_or(self.limit.burst, |limit| limit.min(self.limit.burst));
        let pause = match (signals.retry_after, status) {
            (Some(wait), 429) => Some(wait.max(self.second)),
            (Some(wait), _) => Some(wait),
            (None, 429) => Some(signals.reset.unwrap_or(AFTER_REFUSAL).max(self.second)),
            (None, _) => None,
        };
        if let Some(pause) = pause {
            self.paused_until = self.paused_until.max(now + pause);
        }
        pause
    }

    /// When the next request may be sent, judged by those so far.
    fn earliest(&self, now: Duration) -> Duration {
        let mut times: Vec<Duration> = self.sent.iter().map(|s| s.arrived.unwrap_or(now)).collect();
        times.sort_unstable_by(|one, other| other.cmp(one));
        let (rate, burst) = (self.limit.rate as usize, self.burst as usize);
        let mut at = self.paused_until;
        if let Some((0, until)) = self.window {
            at = at.max(until);
        }
        if let Some(time) = times.get(burst - 1) {
            at = at.max(*time + self.second);
        }
        if let Some(time) = times.get(rate - 1) {
            at = at.max(*time + self.minute);
        }
        // burst + t·rate/60 for every t up to a minute; beyond, the rate in any minute implies it.
        for (newer, time) in times.iter().enumerate().skip(burst.saturating_sub(1)) {
            let over = u32::try_from(newer + 2 - burst).unwrap_or(u32::MAX);
            at = at.max(
                *time
                    + self
                        .minute
                        .mul_f64(f64::from(over) / f64::from(self.limit.rate)),
            );
        }
        at
    }

    fn forget(&mut self, now: Duration) {
        let minute = self.minute;
        self.sent.retain(|sent| {
            sent.arrived
                .is_none_or(|at| now.saturating_sub(at) < minute)
        });
        if self.window.is_some_and(|(_, until)| until <= now) {
            self.window = None;
        }
    }
}

/// Whole milliseconds, so that a clock that counts in them gets there.
fn round_up(wait: Duration) -> Duration {
    let ms = u64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX);
    Duration::from_millis(ms)
}

/// A time as the store keeps it.
pub(super) fn to_millisecond(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}
