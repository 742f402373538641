//! Reads that stop getting anywhere are given up, so that a scheduler's call never hangs. Only reading is ever wrapped:
//! a job that is being sent has its own rules.

use std::sync::Mutex;
use std::time::Duration;

use jiff::tz::TimeZone;
use rollcall_core::clock::SharedClock;
use rollcall_core::desk::{CheckUp, Desk};
use rollcall_core::history::Connection;
use rollcall_core::wellhub::Waiting;
use tokio::sync::watch;

use crate::trouble::{Code, Trouble};

/// How long a read may go without a page before it is given up.
const LIMIT: Duration = Duration::from_secs(30);

/// Notes when a read last got somewhere.
pub struct Patience {
    clock: SharedClock,
    last: Mutex<Duration>,
    limits: watch::Receiver<Option<Waiting>>,
}

impl Patience {
    /// Begins to wait now for what is read over a connection.
    pub fn new(desk: &Desk, connection: &Connection) -> Result<Self, Trouble> {
        let limits = desk.client(connection)?.limits().waiting();
        Ok(Self::over(desk.clock(), limits))
    }

    fn over(clock: &SharedClock, limits: watch::Receiver<Option<Waiting>>) -> Self {
        Self {
            clock: clock.clone(),
            last: Mutex::new(clock.monotonic()),
            limits,
        }
    }

    /// A step or a page was done.
    pub fn heed(&self, _: CheckUp) {
        if let Ok(mut last) = self.last.lock() {
            *last = self.clock.monotonic();
        }
    }

    /// What `read` gives, or trouble once nothing came for too long.
    pub async fn wait<T>(&self, read: impl Future<Output = T>) -> Result<T, Trouble> {
        tokio::select! {
            biased;
            answer = read => Ok(answer),
            () = self.worn_out() => Err(self.trouble()),
        }
    }

    async fn worn_out(&self) {
        loop {
            let last = self.last.lock().map_or(Duration::MAX, |last| *last);
            let waited = self.clock.monotonic().saturating_sub(last);
            if waited >= LIMIT {
                return;
            }
            self.clock.sleep(LIMIT.saturating_sub(waited)).await;
        }
    }

    /// A wait for the limits is told with its end, since Wellhub is not to blame for it.
    fn trouble(&self) -> Trouble {
        let Some(Waiting { until, .. }) = *self.limits.borrow() else {
            return Trouble::timed_out(LIMIT);
        };
        let until = until
            .to_zoned(TimeZone::system())
            .strftime("%H:%M:%S")
            .to_string();
        Trouble::with(Code::LimitReached, [until])
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;
    use rollcall_core::clock::HeldClock;
    use rollcall_core::wellhub::Endpoint;

    use super::*;

    async fn given_up(waiting: Option<Waiting>) -> (Option<Code>, Duration) {
        let clock: SharedClock = Arc::new(HeldClock::at(Timestamp::UNIX_EPOCH));
        let start = clock.monotonic();
        let (_told, limits) = watch::channel(waiting);
        let patience = Patience::over(&clock, limits);
        let never = patience.wait(std::future::pending::<()>()).await;
        (
            never.err().map(|trouble| trouble.code),
            clock.monotonic().saturating_sub(start),
        )
    }

    #[tokio::test]
    async fn a_read_that_gets_nowhere_is_given_up() {
        assert_eq!(given_up(None).await, (Some(Code::TimedOut), LIMIT));
    }

    #[tokio::test]
    async fn a_wait_for_the_limits_is_told_as_one() {
        let waiting = Waiting {
            endpoint: Endpoint::Token,
            until: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(given_up(Some(waiting)).await.0, Some(Code::LimitReached));
    }
}
