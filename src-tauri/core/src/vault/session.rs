//! Secrets for this session only: they are gone when the process ends, and are never written anywhere.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use secrecy::SecretString;

use super::{Backend, Name, Vault, VaultError};

/// A vault in memory.
#[derive(Debug, Default)]
pub struct SessionVault(Mutex<BTreeMap<Name, SecretString>>);

impl SessionVault {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Vault for SessionVault {
    fn backend(&self) -> Backend {
        Backend::Session
    }

    fn read(&self, name: &Name) -> Result<Option<SecretString>, VaultError> {
        let secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(secrets.get(name).cloned())
    }

    fn write(&self, name: &Name, secret: &SecretString) -> Result<(), VaultError> {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(name.clone(), secret.clone());
        Ok(())
    }

    fn delete(&self, name: &Name) -> Result<(), VaultError> {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.remove(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn what_is_kept_is_read_until_it_is_forgotten_and_never_shown() {
        let vault = SessionVault::new();
        let name = Name::Connection("1".into());
        assert!(vault.read(&name).expect("reads").is_none());
        vault.write(&name, &"hush".into()).expect("writes");
        let read = vault.read(&name).expect("reads").expect("is there");
        assert_eq!(read.expose_secret(), "hush");
        assert!(!format!("{vault:?}").contains("hush"));
        vault.delete(&name).expect("deletes");
        vault.delete(&name).expect("deletes again");
        assert!(vault.read(&name).expect("reads").is_none());
        vault
            .write_bytes(&Name::HistoryKey, &[0, 255, 7])
            .expect("writes");
        let key = vault
            .read_bytes(&Name::HistoryKey)
            .expect("reads")
            .expect("is there");
        assert_eq!(key.expose_secret(), &[0, 255, 7]);
    }
}
