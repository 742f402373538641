//! The documented limits, shared by everything in this process that uses a credential, and remembered in history so that
//! a restart or another process does not forget what was just sent.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Desk, lock};
use crate::history::LimitLog;
use crate::wellhub::{Endpoint, LimitStore, Limits, Origin};

/// The limits of a credential: the same value for every client of it.
pub(super) fn shared(desk: &Desk, origin: &Origin, client_id: &str) -> Arc<Limits> {
    let whose = (origin.as_str().to_owned(), client_id.to_owned());
    let mut all = lock(&desk.limits);
    let limits = all.entry(whose).or_insert_with(|| {
        let log = desk.history.limits(origin.as_str(), client_id);
        Arc::new(Limits::documented(
            desk.clock.clone(),
            Some(Arc::new(Remembered(log))),
        ))
    });
    Arc::clone(limits)
}

/// History as the memory of limits. A history that fails is told in the log: the limits of this process hold all the same.
struct Remembered(LimitLog);

impl LimitStore for Remembered {
    fn load(&self, endpoint: Endpoint) -> Vec<Timestamp> {
        self.0.load(endpoint.name()).unwrap_or_else(|error| {
            tracing::warn!(%error, "what was sent lately could not be read");
            Vec::new()
        })
    }

    fn record(&self, endpoint: Endpoint, at: Timestamp) {
        if let Err(error) = self.0.record(endpoint.name(), at) {
            tracing::warn!(%error, "what is sent could not be noted");
        }
    }
}
