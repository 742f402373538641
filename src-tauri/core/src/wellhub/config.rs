//! What a client needs to know beside its secret.

use std::time::Duration;

use super::{Origin, Proxy};

/// How to reach Wellhub. Outside this computer the system's proxy is used, or the one that was entered; on it, none.
#[derive(Debug, Clone)]
pub struct ClientConfig {
    /// Where.
    pub origin: Origin,
    /// As whom.
    pub client_id: String,
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// How long a write may take from its first to its last byte, and a read or the sign-in with all its tries.
    pub timeout: Duration,
    /// The most that an answer may hold, in bytes.
    pub body_limit: usize,
    /// The proxy that was entered.
    pub proxy: Option<Proxy>,
    /// How often a read or the sign-in is tried again. Writes never are.
    pub retries: u32,
}

impl ClientConfig {
    /// The usual times: 10 s to connect, 30 s in all, 64 MB, three retries.
    pub fn new(origin: Origin, client_id: impl Into<String>) -> Self {
        Self {
            origin,
            client_id: client_id.into(),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            body_limit: 64 << 20,
            proxy: None,
            retries: 3,
        }
    }
}
