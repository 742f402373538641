//! Which writes are on the wire: sent, and not answered. Nothing is lost where the program ends in the middle of one, but
//! what became of it must be asked then; so whoever closes the program may want to wait.

use tokio::sync::watch;

use super::Endpoint;

/// The writes of one client that are on the wire.
#[derive(Debug)]
pub(super) struct Wire(watch::Sender<u32>);

/// A request on the wire, until it is dropped.
#[derive(Debug)]
pub(super) struct OnTheWire<'a>(Option<&'a Wire>);

impl Wire {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// A request goes out; reads do not count.
    pub(super) fn carry(&self, endpoint: Endpoint) -> OnTheWire<'_> {
        let writes = matches!(
            endpoint,
            Endpoint::CreateJob | Endpoint::AddItems | Endpoint::Submit
        );
        if !writes {
            return OnTheWire(None);
        }
        self.0.send_modify(|count| *count += 1);
        OnTheWire(Some(self))
    }

    pub(super) fn is_busy(&self) -> bool {
        *self.0.borrow() > 0
    }

    /// Completes as soon as nothing is on the wire.
    pub(super) async fn quiet(&self) {
        // The sender is here, so that waiting ends with a value alone.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

impl Drop for OnTheWire<'_> {
    fn drop(&mut self) {
        if let Some(wire) = self.0 {
            wire.0.send_modify(|count| *count -= 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn writes_count_until_they_are_answered_and_reads_never() {
        let wire = Wire::new();
        let read = wire.carry(Endpoint::Status);
        assert!(!wire.is_busy());
        let (one, other) = (wire.carry(Endpoint::AddItems), wire.carry(Endpoint::Submit));
        drop(one);
        assert!(wire.is_busy());
        drop(other);
        assert!(!wire.is_busy());
        wire.quiet().await;
        drop(read);
    }
}
