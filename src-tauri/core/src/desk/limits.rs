//! The documented limits, shared by everything in this process that uses a credential, and remembered in history so that
//! a restart or another process does not forget what was just sent.

use std::sync::Arc;

use super::{Desk, lock};
use crate::wellhub::{Limits, Origin};

/// The limits of a credential: the same value for every client of it.
pub(super) fn shared(desk: &Desk, origin: &Origin, client_id: &str) -> Arc<Limits> {
    let whose = (origin.as_str().to_owned(), client_id.to_owned());
    let mut all = lock(&desk.limits);
    let limits = all.entry(whose).or_insert_with(|| {
        let log = desk.history.limits(origin.as_str(), client_id);
        Arc::new(Limits::documented(desk.clock.clone(), Some(Arc::new(log))))
    });
    Arc::clone(limits)
}
