//! Faults that a test or a demo asks for: what goes wrong with which request.
//! It must never invent a fault by itself.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;

/// One thing that goes wrong with one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The call that is hit.
    pub endpoint: Endpoint,
    /// The n-th such request from now; 1 is the next.
    #[serde(default = "next")]
    pub nth: u32,
    /// What happens.
    pub kind: FaultKind,
}

fn next() -> u32 {
    1
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The connection is closed and the request has no effect.
    CutBefore,
    /// The request takes effect, then the connection is closed without an answer.
    CutAfter,
    /// An error status, before or after the request took effect.
    Status {
        /// For example 500 or 503.
        code: u16,
        /// True: the request has no effect.
        before: bool,
    },
    /// 429 without effect, whatever the limits say.
    TooMany {
        /// What `Retry-After` says, if it is sent.
        retry_after: Option<RetryAfter>,
        /// Whether the RateLimit headers are sent.
        headers: bool,
    },
    /// The token of the request is invalid from now on: 401.
    RevokedToken,
    /// 403 as from Wellhub's IP screening.
    Forbidden,
    /// The request takes effect at once and is answered this much later (real time; milliseconds in JSON).
    Slow(#[serde(with = "millis")] Duration),
    /// The request takes effect; the answer's body ends half-way through its announced length.
    TruncatedBody,
    /// No effect: an HTML page with status 200, as from a proxy.
    WrongContentType,
    /// The request takes effect, and its answer comes twice on the connection.
    AnsweredTwice,
    /// The request takes effect twice, as behind a proxy that repeats it; the second answer is the one that comes.
    DeliveredTwice,
}

/// The two forms of `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryAfter {
    /// That many seconds.
    Seconds(u64),
    /// An HTTP date, that many seconds ahead of the real clock.
    HttpDate(u64),
}

/// The faults that wait for their request.
#[derive(Debug, Default)]
pub struct Faults {
    waiting: Mutex<Vec<Fault>>,
}

impl Faults {
    /// Adds a fault. Of two that are due for the same request, the older goes first and the other hits the next one.
    pub fn push(&self, fault: Fault) {
        self.lock().push(fault);
    }

    /// Adds a fault for the next request to `endpoint`.
    pub fn next(&self, endpoint: Endpoint, kind: FaultKind) {
        self.push(Fault {
            endpoint,
            nth: 1,
            kind,
        });
    }

    /// What has not happened yet.
    pub fn waiting(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Forgets every fault that has not happened yet.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// Counts a request to `endpoint` and gives the fault that is due for it.
    pub(crate) fn take(&self, endpoint: Endpoint) -> Option<FaultKind> {
        let mut waiting = self.lock();
        let due = waiting
            .iter()
            .position(|fault| fault.endpoint == endpoint && fault.nth <= 1);
        for (at, fault) in waiting.iter_mut().enumerate() {
            if fault.endpoint == endpoint && Some(at) != due {
                fault.nth = fault.nth.saturating_sub(1).max(1);
            }
        }
        due.map(|at| waiting.remove(at).kind)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Fault>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

mod millis {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(u64::try_from(time.as_millis()).unwrap_or(u64::MAX))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_millis)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_fault_hits_the_request_it_was_asked_for() {
        let faults = Faults::default();
        faults.push(Fault {
            endpoint: Endpoint::Submit,
            nth: 2,
            kind: FaultKind::CutAfter,
        });
        faults.next(Endpoint::Status, FaultKind::Forbidden);
        assert_eq!(faults.take(Endpoint::Submit), None);
        assert_eq!(faults.take(Endpoint::Submit), Some(FaultKind::CutAfter));
        assert_eq!(faults.take(Endpoint::Submit), None);
        assert_eq!(faults.take(Endpoint::Status), Some(FaultKind::Forbidden));
    }

    #[test]
    fn faults_are_read_from_json() {
        let text = r#"[{"endpoint":"add_items","kind":"cut_after"},
            {"endpoint":"token","nth":3,"kind":{"too_many":{"retry_after":{"seconds":2},"headers":true}}},
            {"endpoint":"status","kind":{"slow":250}}]"#;
        let faults: Vec<Fault> = serde_json::from_str(text).unwrap();
        assert_eq!(faults[0].nth, 1);
        let slow = FaultKind::Slow(Duration::from_millis(250));
        assert_eq!(faults[2].kind, slow);
    }
}
