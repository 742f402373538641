//! The access token: one request for it however many ask, kept until shortly before it ends, renewed once when it is
//! refused (safety, Sending). The token is in no text that a person or a log sees.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::clock::SharedClock;

use super::WellhubError;

/// A token and when it ends.
#[derive(Clone)]
pub struct StoredToken {
    /// The token.
    pub token: SecretString,
    /// Until when it is used, by the wall clock: shortly before it ends.
    pub expires_at: Timestamp,
}

/// Keeps a token between calls: in memory for the window, in the vault for the command line, so that calls in a row
/// share one. A store that fails keeps nothing, and a new token is asked for.
pub trait TokenStore: Send + Sync {
    /// The token that is kept.
    fn load(&self) -> Option<StoredToken>;
    /// Keeps a token.
    fn save(&self, token: &StoredToken);
    /// Forgets it.
    fn clear(&self);
}

/// Keeps a token for as long as the process lives.
#[derive(Default)]
pub struct MemoryTokens(Mutex<Option<StoredToken>>);

impl TokenStore for MemoryTokens {
    fn load(&self) -> Option<StoredToken> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn save(&self, token: &StoredToken) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
    }

    fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The answer to a sign-in.
#[derive(Deserialize)]
pub(super) struct Grant {
    access_token: SecretString,
    /// Seconds; a public example shows 300 where the documents show 3600 (contract §1).
    #[serde(default = "shortest_seen")]
    expires_in: f64,
}

fn shortest_seen() -> f64 {
    300.0
}

/// The longest lifetime that is believed.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// A token is renewed so long before its end, or a tenth of its life before, whichever is less.
const HEADROOM: Duration = Duration::from_secs(60);

/// The token of one client.
pub(super) struct Tokens {
    clock: SharedClock,
    store: Arc<dyn TokenStore>,
    held: tokio::sync::Mutex<Option<Held>>,
}

#[derive(Clone)]
struct Held {
    token: SecretString,
    /// Until when it serves, on the monotonic clock.
    until: Duration,
}

impl Tokens {
    pub(super) fn new(clock: SharedClock, store: Arc<dyn TokenStore>) -> Self {
        Self {
            clock,
            store,
            held: tokio::sync::Mutex::new(None),
        }
    }

    /// The token to call with. `refused` is one that was just answered with 401: if it is still the one that is held,
    /// it is renewed. Whoever asks while another is signing in waits for that one's token.
    pub(super) async fn get<F>(
        &self,
        refused: Option<&SecretString>,
        sign_in: F,
    ) -> Result<SecretString, WellhubError>
    where
        F: AsyncFnOnce() -> Result<Grant, WellhubError>,
    {
        let mut held = self.held.lock().await;
        let serves = |held: &Held| {
            self.clock.monotonic() < held.until && !refused.is_some_and(|r| same(r, &held.token))
        };
        if let Some(held) = held.as_ref().filter(|held| serves(held)) {
            return Ok(held.token.clone());
        }
        if let Some(kept) = self.kept().await.filter(|kept| serves(kept)) {
            return Ok(held.insert(kept).token.clone());
        }
        *held = None;
        let asked_at = self.clock.monotonic();
        let grant = sign_in().await?;
        Ok(held.insert(self.keep(grant, asked_at).await).token.clone())
    }

    /// Forgets the token, in the store too.
    pub(super) async fn forget(&self) {
        *self.held.lock().await = None;
        self.with_store(|store| store.clear()).await;
    }

    async fn kept(&self) -> Option<Held> {
        let stored = self.with_store(|store| store.load()).await??;
        let left = stored.expires_at.duration_since(self.clock.now());
        let left = Duration::try_from(left).ok()?;
        // A clock that was set back must not make a token eternal.
        (left <= LONGEST).then(|| Held {
            token: stored.token,
            until: self.clock.monotonic() + left,
        })
    }

    async fn keep(&self, grant: Grant, asked_at: Duration) -> Held {
        let life = Duration::try_from_secs_f64(grant.expires_in).unwrap_or_default();
        let life = life.min(LONGEST);
        let spent = self.clock.monotonic().saturating_sub(asked_at);
        let left = with_headroom(life).saturating_sub(spent);
        if let Ok(expires_at) = self.clock.now().checked_add(left) {
            let token = grant.access_token.clone();
            self.with_store(move |store| store.save(&StoredToken { token, expires_at }))
                .await;
        }
        Held {
            token: grant.access_token,
            until: asked_at + with_headroom(life),
        }
    }

    /// The store may be a keyring, which may take its time: never on a thread that drives requests.
    async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn TokenStore) -> T + Send + 'static,
    ) -> Option<T> {
        let store = Arc::clone(&self.store);
        tokio::task::spawn_blocking(move || work(store.as_ref()))
            .await
            .ok()
    }
}

fn with_headroom(life: Duration) -> Duration {
    life.saturating_sub(HEADROOM.min(life / 10))
}

fn same(one: &SecretString, other: &SecretString) -> bool {
    one.expose_secret() == other.expose_secret()
}
