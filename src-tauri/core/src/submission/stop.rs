//! A person's wish to stop. It ends a job that was not submitted, and ends the waiting for one that was; it never takes
//! anything back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// The wish, shared between whoever may have it and the worker.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    asked: AtomicBool,
    notify: Notify,
}

impl Stop {
    /// No wish yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks to stop.
    pub fn ask(&self) {
        self.inner.asked.store(true, Ordering::SeqCst);
        self.inner.notify.notify_waiters();
    }

    /// Whether it was asked.
    pub fn is_asked(&self) -> bool {
        self.inner.asked.load(Ordering::SeqCst)
    }

    /// Completes once it is asked.
    pub async fn asked(&self) {
        let waiting = self.inner.notify.notified();
        tokio::pin!(waiting);
        // Listening begins before the flag is read, so that a wish between the two is not missed.
        waiting.as_mut().enable();
        if !self.is_asked() {
            waiting.await;
        }
    }
}
