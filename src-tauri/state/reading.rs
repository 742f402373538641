//! Readings of rosters that go on, so that a person can cancel one. A connection has one reading at a time; a new one ends
//! the one before.

use std::collections::HashMap;
use std::sync::Mutex;

use rollcall_core::history::ConnectionId;
use tokio_util::sync::CancellationToken;

use super::{AppState, lock};

#[derive(Debug, Default)]
pub(super) struct Readings(Mutex<HashMap<ConnectionId, CancellationToken>>);

/// A reading that goes on; it can be cancelled until this is dropped.
#[derive(Debug)]
pub struct Reading {
    state: AppState,
    connection: ConnectionId,
    /// Cancelled when the person says so.
    pub cancel: CancellationToken,
}

impl AppState {
    /// Begins a reading, and ends the one before it.
    pub fn begin_reading(&self, connection: ConnectionId) -> Reading {
        let cancel = CancellationToken::new();
        let before = lock(&self.inner.readings.0).insert(connection, cancel.clone());
        if let Some(before) = before {
            before.cancel();
        }
        Reading {
            state: self.clone(),
            connection,
            cancel,
        }
    }

    /// Cancels the reading of a connection; nothing where there is none.
    pub fn cancel_reading(&self, connection: ConnectionId) {
        if let Some(reading) = lock(&self.inner.readings.0).remove(&connection) {
            reading.cancel();
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        // A later reading of the same connection stays cancellable; its token differs by being uncancelled and not ours.
        let mut readings = lock(&self.state.inner.readings.0);
        if !self.cancel.is_cancelled() {
            readings.remove(&self.connection);
        }
    }
}
