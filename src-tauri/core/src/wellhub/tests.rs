//! The client against bytes cut by hand: what a server, a proxy or a broken line may send.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use super::{Client, ClientConfig, Limits, MemoryTokens, Origin};
use crate::clock::{HeldClock, SharedClock};

mod answers;
mod calls;
mod script;
mod sign_in;
mod way;

pub(crate) use script::{Reply, Script, json, status};

pub(crate) const SECRET: &str = "s3cret-of-a-client";

pub(crate) fn clock() -> Arc<HeldClock> {
    let start = "2026-03-02T10:00:00Z".parse().expect("a time");
    Arc::new(HeldClock::at(start))
}

/// A client of a script, whose waits take no time.
pub(crate) fn client(script: &Script) -> Client {
    client_on(script, &clock())
}

pub(crate) fn client_on(script: &Script, clock: &Arc<HeldClock>) -> Client {
    let origin: Origin = script.origin().parse().expect("loopback");
    let mut config = ClientConfig::new(origin, "client-1");
    config.timeout = Duration::from_secs(5);
    config.body_limit = 1 << 20;
    build(config, clock)
}

pub(crate) fn build(config: ClientConfig, clock: &Arc<HeldClock>) -> Client {
    let shared: SharedClock = Arc::<HeldClock>::clone(clock);
    let limits = Arc::new(Limits::documented(Arc::clone(&shared), None));
    let tokens = Arc::new(MemoryTokens::default());
    Client::new(config, SecretString::from(SECRET), limits, tokens, shared).expect("a client")
}
