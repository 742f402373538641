//! The access token in the vault, so that calls of the command line in a row share one. A vault that fails keeps none,
//! and the client signs in anew.

use std::sync::Arc;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::wellhub::{Origin, StoredToken, TokenStore};

use super::{Name, Vault};

/// Keeps the token of one connection.
pub struct VaultTokens {
    vault: Arc<dyn Vault>,
    name: Name,
    origin: Origin,
    client_id: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    origin: Origin,
    client_id: String,
    token: zeroize::Zeroizing<String>,
    expires_at: Timestamp,
}

impl VaultTokens {
    /// For the connection of that id. A token for another address or client id is not given out.
    pub fn new(
        vault: Arc<dyn Vault>,
        connection: &str,
        origin: Origin,
        client_id: impl Into<String>,
    ) -> Self {
        Self {
            vault,
            name: Name::Token(connection.to_owned()),
            origin,
            client_id: client_id.into(),
        }
    }
}

impl TokenStore for VaultTokens {
    fn load(&self) -> Option<StoredToken> {
        let text = self
            .vault
            .read(&self.name)
            .inspect_err(|error| tracing::warn!(%error, "no token could be read"))
            .ok()??;
        let kept: Kept = serde_json::from_str(text.expose_secret()).ok()?;
        let bound = kept.origin == self.origin && kept.client_id == self.client_id;
        bound.then(|| StoredToken {
            token: SecretString::from(kept.token.as_str()),
            expires_at: kept.expires_at,
        })
    }

    fn save(&self, token: &StoredToken) {
        let kept = Kept {
            origin: self.origin.clone(),
            client_id: self.client_id.clone(),
            token: token.token.expose_secret().to_owned().into(),
            expires_at: token.expires_at,
        };
        let Ok(text) = serde_json::to_string(&kept) else {
            return;
        };
        if let Err(error) = self.vault.write(&self.name, &text.into()) {
            tracing::warn!(%error, "the token could not be kept");
        }
    }

    fn clear(&self) {
        if let Err(error) = self.vault.delete(&self.name) {
            tracing::warn!(%error, "the token could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{Backend, SessionVault, VaultError};

    /// As the Credential Manager of Windows, which takes 2,560 bytes.
    struct Narrow;

    impl Vault for Narrow {
        fn backend(&self) -> Backend {
            Backend::Keyring
        }

        fn read(&self, _: &Name) -> Result<Option<SecretString>, VaultError> {
            Ok(None)
        }

        fn write(&self, _: &Name, _: &SecretString) -> Result<(), VaultError> {
            Err(VaultError::TooLong(2560))
        }

        fn delete(&self, _: &Name) -> Result<(), VaultError> {
            Ok(())
        }
    }

    #[test]
    fn a_token_that_the_keyring_finds_too_long_is_not_kept_and_no_failure() {
        let tokens = VaultTokens::new(Arc::new(Narrow), "1", Origin::SANDBOX, "abc");
        tokens.save(&StoredToken {
            token: "t".repeat(4000).into(),
            expires_at: Timestamp::UNIX_EPOCH,
        });
        assert!(tokens.load().is_none());
    }

    #[test]
    fn a_token_is_shared_by_the_same_connection_alone() {
        let vault: Arc<dyn Vault> = Arc::new(SessionVault::new());
        let tokens =
            |origin, client: &str| VaultTokens::new(Arc::clone(&vault), "1", origin, client);
        let ours = tokens(Origin::SANDBOX, "abc");
        assert!(ours.load().is_none());
        ours.save(&StoredToken {
            token: "t".into(),
            expires_at: Timestamp::UNIX_EPOCH,
        });
        let read = tokens(Origin::SANDBOX, "abc").load().expect("is there");
        assert_eq!(
            (read.token.expose_secret(), read.expires_at),
            ("t", Timestamp::UNIX_EPOCH)
        );
        assert!(tokens(Origin::PRODUCTION, "abc").load().is_none());
        assert!(tokens(Origin::SANDBOX, "abd").load().is_none());
        ours.clear();
        assert!(ours.load().is_none());
    }
}
