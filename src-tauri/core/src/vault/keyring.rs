//! Secrets in the system's keyring: the Secret Service on Linux, the Keychain on macOS, the Credential Manager on
//! Windows. Every call runs on one thread of its own and is given up after a limit, since a locked Secret Service blocks
//! for as long as nobody answers its question.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use super::{Backend, Name, Vault, VaultError};

mod platform;

use platform::Store;

/// What the entries are kept under.
const SERVICE: &str = "Rollcall";

/// How long a call may take.
pub const CALL_LIMIT: Duration = Duration::from_secs(10);

/// The system's keyring.
pub struct KeyringVault {
    calls: mpsc::Sender<Call>,
    limit: Duration,
    /// Stands before each name, so that folders of one account do not share them.
    scope: Option<String>,
}

impl std::fmt::Debug for KeyringVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyringVault").finish_non_exhaustive()
    }
}

/// Something to do on the keyring's thread, unless whoever asked has gone.
struct Call {
    work: Box<dyn FnOnce(&mut Store) + Send>,
    given_up: Arc<AtomicBool>,
}

impl KeyringVault {
    /// Connects to the keyring. Succeeds when the keyring answers, locked or not.
    pub fn connect(limit: Duration) -> Result<Self, VaultError> {
        let (calls, inbox) = mpsc::channel::<Call>();
        std::thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || {
                let mut store = Store::default();
                for call in inbox {
                    if !call.given_up.load(Ordering::SeqCst) {
                        (call.work)(&mut store);
                    }
                }
            })
            .map_err(VaultError::Thread)?;
        let vault = Self {
            calls,
            limit,
            scope: None,
        };
        vault.call(Store::connect)?;
        Ok(vault)
    }

    /// The same for the secrets of one folder, which stand under this name.
    #[must_use]
    pub fn scoped(self, scope: Option<String>) -> Self {
        Self { scope, ..self }
    }

    fn entry(&self, name: &Name) -> String {
        match &self.scope {
            Some(scope) => format!("{scope}/{name}"),
            None => name.to_string(),
        }
    }

    /// Does something on the keyring's thread and waits for it, up to the limit. Work that has begun by then goes on
    /// (the keyring may be asking a person); work that has not is dropped.
    fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (answer, answers) = mpsc::sync_channel(1);
        let given_up = Arc::new(AtomicBool::new(false));
        let call = Call {
            // Nobody waits for an answer that comes too late.
            work: Box::new(move |store| drop(answer.send(work(store)))),
            given_up: Arc::clone(&given_up),
        };
        let gone = || VaultError::Absent("its thread has ended".to_owned());
        self.calls.send(call).map_err(|_| gone())?;
        answers
            .recv_timeout(self.limit)
            .map_err(|error| match error {
                RecvTimeoutError::Timeout => {
                    given_up.store(true, Ordering::SeqCst);
                    VaultError::TimedOut(self.limit)
                }
                RecvTimeoutError::Disconnected => gone(),
            })?
    }
}

impl Vault for KeyringVault {
    fn backend(&self) -> Backend {
        Backend::Keyring
    }

    fn read(&self, name: &Name) -> Result<Option<SecretString>, VaultError> {
        let name = self.entry(name);
        self.call(move |store| store.read(SERVICE, &name))
    }

    fn write(&self, name: &Name, secret: &SecretString) -> Result<(), VaultError> {
        let (name, secret) = (self.entry(name), secret.clone());
        self.call(move |store| store.write(SERVICE, &name, secret.expose_secret()))
    }

    fn delete(&self, name: &Name) -> Result<(), VaultError> {
        let name = self.entry(name);
        self.call(move |store| store.delete(SERVICE, &name))
    }
}
