//! What is being read, rosters and files, so that a person can cancel it. A connection has one reading of a kind at a
//! time; a new one ends the one before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rollcall_core::history::ConnectionId;
use tokio_util::sync::CancellationToken;

use super::{AppState, lock};

/// The readings of one kind that go on.
#[derive(Debug, Default, Clone)]
pub(super) struct Readings(Arc<Mutex<HashMap<ConnectionId, CancellationToken>>>);

/// A reading that goes on; it can be cancelled until this is dropped.
#[derive(Debug)]
pub struct Reading {
    readings: Readings,
    connection: ConnectionId,
    /// Cancelled when the person says so.
    pub cancel: CancellationToken,
}

impl Readings {
    fn begin(&self, connection: ConnectionId) -> Reading {
        let cancel = CancellationToken::new();
        let before = lock(&self.0).insert(connection, cancel.clone());
        if let Some(before) = before {
            before.cancel();
        }
        Reading {
            readings: self.clone(),
            connection,
            cancel,
        }
    }

    fn cancel(&self, connection: ConnectionId) {
        if let Some(reading) = lock(&self.0).remove(&connection) {
            reading.cancel();
        }
    }
}

impl AppState {
    /// Begins to read a roster, and ends the reading before it.
    pub fn begin_reading(&self, connection: ConnectionId) -> Reading {
        self.inner.readings.begin(connection)
    }

    /// Cancels the reading of a connection's roster; nothing where there is none.
    pub fn cancel_reading(&self, connection: ConnectionId) {
        self.inner.readings.cancel(connection);
    }

    /// Begins to read a file for a connection, and ends the reading before it.
    pub fn begin_file(&self, connection: ConnectionId) -> Reading {
        self.inner.files.begin(connection)
    }

    /// Cancels the reading of a connection's file; nothing where there is none.
    pub fn cancel_file(&self, connection: ConnectionId) {
        self.inner.files.cancel(connection);
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        // A later reading of the same connection stays cancellable; its token differs by being uncancelled and not ours.
        let mut readings = lock(&self.readings.0);
        if !self.cancel.is_cancelled() {
            readings.remove(&self.connection);
        }
    }
}
