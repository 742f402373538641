//! The documented limits, kept so that no reading of them earns a 429 (safety, Sending): never more than the burst in
//! any second, the rate in any minute, nor burst + t·rate/60 in any time t. What Wellhub's headers say only ever makes
//! this slower. A request counts from when it is sent until its answer came, since it may have arrived at any time between.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::HeaderMap;
use tokio::sync::watch;

use crate::clock::SharedClock;

mod ledger;
mod signals;
mod table;

use ledger::Ledger;
use signals::Signals;

pub use table::{Endpoint, Limit, Table};

/// Keeps when requests were sent, across restarts and for all processes that share a credential.
pub trait LimitStore: Send + Sync {
    /// When requests to the endpoint were sent, at least those of the last two minutes.
    fn load(&self, endpoint: Endpoint) -> Vec<Timestamp>;

    /// Keeps that one is about to be sent.
    fn record(&self, endpoint: Endpoint, at: Timestamp);

    /// Takes back a record of a request that never left, because no connection came about.
    fn take_back(&self, endpoint: Endpoint, at: Timestamp);

    /// Until when Wellhub asked not to be asked, where that was kept.
    fn paused_until(&self, _endpoint: Endpoint) -> Option<Timestamp> {
        None
    }

    /// Keeps until when Wellhub asked not to be asked.
    fn pause(&self, _endpoint: Endpoint, _until: Timestamp) {}
}

/// A wait that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// For what.
    pub endpoint: Endpoint,
    /// Until when.
    pub until: Timestamp,
}

/// The limits of one credential, shared by all that use it.
pub struct Limits {
    clock: SharedClock,
    store: Option<Arc<dyn LimitStore>>,
    ledgers: [Mutex<Ledger>; Endpoint::ALL.len()],
    waiting: watch::Sender<Option<Waiting>>,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits").finish_non_exhaustive()
    }
}

impl Limits {
    /// Limits by a table, with what the store remembers.
    pub fn new(table: Table, clock: SharedClock, store: Option<Arc<dyn LimitStore>>) -> Self {
        Self {
            clock,
            store,
            ledgers: Endpoint::ALL.map(|endpoint| Mutex::new(Ledger::new(table.of(endpoint)))),
            waiting: watch::Sender::new(None),
        }
    }

    /// The documented limits (contract §1).
    pub fn documented(clock: SharedClock, store: Option<Arc<dyn LimitStore>>) -> Self {
        Self::new(Table::DOCUMENTED, clock, store)
    }

    /// The same with seconds and minutes `factor` times as short, against a simulator whose time runs faster.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let ledgers = self.ledgers.map(|ledger| {
            let ledger = ledger.into_inner().unwrap_or_else(PoisonError::into_inner);
            Mutex::new(ledger.scaled(factor))
        });
        Self { ledgers, ..self }
    }

    /// Waits until a request may be sent. The permit is held until the answer came.
    pub async fn acquire(self: &Arc<Self>, endpoint: Endpoint) -> Permit {
        let mut waited = false;
        loop {
            match self.take(endpoint) {
                Ok((slot, at)) => {
                    if waited {
                        self.waiting.send_replace(None);
                    }
                    return Permit {
                        limits: Arc::clone(self),
                        endpoint,
                        slot,
                        at,
                    };
                }
                Err(wait) => {
                    waited = true;
                    self.tell(endpoint, wait);
                    self.clock.sleep(wait).await;
                    // On a held clock a wait takes no time, and the answers of others must still come.
                    tokio::task::yield_now().await;
                }
            }
        }
    }

    /// What is waited for, for a person to see.
    pub fn waiting(&self) -> watch::Receiver<Option<Waiting>> {
        self.waiting.subscribe()
    }

    /// Heeds the headers of an answer.
    pub(super) fn heed(
        &self,
        endpoint: Endpoint,
        status: u16,
        headers: &HeaderMap,
    ) -> Option<Duration> {
        let (now, wall) = (self.clock.monotonic(), self.clock.now());
        let signals = Signals::read(headers, wall);
        let pause = self.with(endpoint, |ledger| ledger.heed(&signals, status, now));
        if let (Some(store), Some(pause)) = (&self.store, pause)
            && let Ok(until) = wall.checked_add(pause)
        {
            store.pause(endpoint, until);
        }
        signals.retry_after
    }

    /// Takes a place now, or says how long to wait.
    fn take(&self, endpoint: Endpoint) -> Result<(u64, Timestamp), Duration> {
        let (now, wall) = (self.clock.monotonic(), self.clock.now());
        let remembered = self
            .store
            .as_ref()
            .map(|store| (store.load(endpoint), store.paused_until(endpoint)));
        let slot = self.with(endpoint, |ledger| {
            if let Some((sent, paused)) = remembered {
                ledger.remember(&sent, paused, now, wall);
            }
            ledger.take(now, wall)
        })?;
        let at = ledger::to_millisecond(wall);
        if let Some(store) = &self.store {
            store.record(endpoint, at);
        }
        Ok((slot, at))
    }

    fn tell(&self, endpoint: Endpoint, wait: Duration) {
        let until = self.clock.now().checked_add(wait).unwrap_or(Timestamp::MAX);
        self.waiting.send_replace(Some(Waiting { endpoint, until }));
    }

    fn with<T>(&self, endpoint: Endpoint, work: impl FnOnce(&mut Ledger) -> T) -> T {
        let ledger = &self.ledgers[endpoint.index()];
        work(&mut ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The right to send one request; counts as under way until it is dropped.
#[derive(Debug)]
#[must_use = "a request that holds no permit is not counted while it is under way"]
pub struct Permit {
    limits: Arc<Limits>,
    endpoint: Endpoint,
    slot: u64,
    at: Timestamp,
}

impl Permit {
    /// Gives the place back: no connection came about, so the request cannot have been counted by anybody.
    pub(super) fn give_back(self) {
        let limits = Arc::clone(&self.limits);
        limits.with(self.endpoint, |ledger| ledger.give_back(self.slot));
        if let Some(store) = &limits.store {
            store.take_back(self.endpoint, self.at);
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let now = self.limits.clock.monotonic();
        self.limits
            .with(self.endpoint, |ledger| ledger.settle(self.slot, now));
    }
}

#[cfg(test)]
mod tests;
