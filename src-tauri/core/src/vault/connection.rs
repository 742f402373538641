//! A connection's secret, bound to where it may be sent: under another address or client id it is not given out, so that
//! a changed connection asks for its secret anew (safety, Secrets).

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::wellhub::Origin;

use super::{Name, Vault, VaultError};

/// A client secret and what it is for.
#[derive(Clone)]
pub struct ConnectionSecret {
    /// Where it may be sent.
    pub origin: Origin,
    /// Whose it is.
    pub client_id: String,
    /// The secret.
    pub secret: SecretString,
}

#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    origin: Origin,
    client_id: std::borrow::Cow<'a, str>,
    secret: zeroize::Zeroizing<String>,
}

/// Keeps a connection's secret.
pub fn write_connection(
    vault: &dyn Vault,
    connection: &str,
    secret: &ConnectionSecret,
) -> Result<(), VaultError> {
    let name = Name::Connection(connection.to_owned());
    let kept = Kept {
        origin: secret.origin.clone(),
        client_id: secret.client_id.as_str().into(),
        secret: secret.secret.expose_secret().to_owned().into(),
    };
    let text = serde_json::to_string(&kept).map_err(|_| damaged(&name))?;
    vault.write(&name, &text.into())
}

/// A connection's secret, if it is kept for exactly that address and client id.
pub fn read_connection(
    vault: &dyn Vault,
    connection: &str,
    origin: &Origin,
    client_id: &str,
) -> Result<Option<SecretString>, VaultError> {
    let name = Name::Connection(connection.to_owned());
    let Some(text) = vault.read(&name)? else {
        return Ok(None);
    };
    let kept: Kept<'_> = serde_json::from_str(text.expose_secret()).map_err(|_| damaged(&name))?;
    let bound = kept.origin == *origin && kept.client_id == client_id;
    Ok(bound.then(|| kept.secret.as_str().into()))
}

/// Forgets a connection: its secret and its token.
pub fn forget_connection(vault: &dyn Vault, connection: &str) -> Result<(), VaultError> {
    vault.delete(&Name::Token(connection.to_owned()))?;
    vault.delete(&Name::Connection(connection.to_owned()))
}

fn damaged(name: &Name) -> VaultError {
    let what = name.to_string();
    VaultError::Corrupt { what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::SessionVault;

    #[test]
    fn a_secret_is_given_out_for_its_own_address_and_client_alone() {
        let vault = SessionVault::new();
        let secret = ConnectionSecret {
            origin: Origin::SANDBOX,
            client_id: "abc".into(),
            secret: "hush".into(),
        };
        write_connection(&vault, "1", &secret).expect("writes");
        let read = |connection, origin: Origin, client| {
            read_connection(&vault, connection, &origin, client)
                .expect("reads")
                .map(|secret| secret.expose_secret().to_owned())
        };
        assert_eq!(read("1", Origin::SANDBOX, "abc").as_deref(), Some("hush"));
        assert_eq!(read("1", Origin::PRODUCTION, "abc"), None);
        assert_eq!(read("1", Origin::SANDBOX, "abd"), None);
        assert_eq!(read("2", Origin::SANDBOX, "abc"), None);
        forget_connection(&vault, "1").expect("forgets");
        assert_eq!(read("1", Origin::SANDBOX, "abc"), None);
    }
}
