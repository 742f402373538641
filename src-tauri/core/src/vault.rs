//! Where secrets are kept: the system's keyring, a file under a passphrase, or this session's memory. A secret is never
//! in plain text on a disk, and which of the three a data folder uses never changes silently (safety, Secrets).

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretSlice, SecretString};

mod connection;
mod error;
mod held;
mod keyring;
mod moving;
mod note;
mod open;
mod passphrase;
mod private_file;
mod session;
mod tokens;
mod turn;

#[cfg(test)]
mod untold;

pub use connection::{ConnectionSecret, forget_connection, read_connection, write_connection};
pub use error::VaultError;
pub use held::HeldVault;
pub use keyring::{CALL_LIMIT, KeyringVault};
pub use moving::{Destination, move_secrets, tidy};
pub use open::{Preference, noted, open, open_anew, unbind};
pub use passphrase::{Cost, PassphraseVault};
pub use session::SessionVault;
pub use tokens::VaultTokens;

/// Keeps secrets by name. Calls may take as long as a person takes to unlock a keyring, up to a limit: never call from
/// a thread that must not wait.
pub trait Vault: Send + Sync {
    /// Where the secrets are.
    fn backend(&self) -> Backend;

    /// The secret of that name; `None` where none is kept.
    fn read(&self, name: &Name) -> Result<Option<SecretString>, VaultError>;

    /// Keeps a secret, in place of the one before.
    fn write(&self, name: &Name, secret: &SecretString) -> Result<(), VaultError>;

    /// Forgets a secret. That there is none is no error.
    fn delete(&self, name: &Name) -> Result<(), VaultError>;

    /// A secret that is bytes, such as a key.
    fn read_bytes(&self, name: &Name) -> Result<Option<SecretSlice<u8>>, VaultError> {
        let Some(text) = self.read(name)? else {
            return Ok(None);
        };
        let bytes = STANDARD
            .decode(text.expose_secret())
            .map_err(|_| VaultError::Corrupt {
                what: name.to_string(),
            })?;
        Ok(Some(bytes.into()))
    }

    /// Keeps bytes, in base64, since some keyrings hold text alone.
    fn write_bytes(&self, name: &Name, bytes: &[u8]) -> Result<(), VaultError> {
        self.write(name, &STANDARD.encode(bytes).into())
    }
}

/// Where secrets are.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Backend {
    /// The system's keyring.
    Keyring,
    /// A file that a passphrase opens.
    Passphrase,
    /// Memory, until the end of the session.
    Session,
}

impl Backend {
    /// The word by which a data folder notes it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::Passphrase => "passphrase",
            Self::Session => "session",
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Keyring => "the system's keyring",
            Self::Passphrase => "a file under a passphrase",
            Self::Session => "memory",
        })
    }
}

/// What a secret is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Name {
    /// A connection's client secret, with what it is bound to; by the connection's id.
    Connection(String),
    /// The key of the history.
    HistoryKey,
    /// The key of the audit trail's seals.
    SealKey,
    /// The password of the proxy that was entered.
    Proxy,
    /// A connection's access token, for the command line; by the connection's id.
    Token(String),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection(id) => write!(f, "connection/{id}"),
            Self::HistoryKey => f.write_str("history-key"),
            Self::SealKey => f.write_str("seal-key"),
            Self::Proxy => f.write_str("proxy"),
            Self::Token(id) => write!(f, "token/{id}"),
        }
    }
}
