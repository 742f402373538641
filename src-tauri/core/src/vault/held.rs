//! The vault of an open folder, whose secrets may move to another one while it is open. Whoever reads or writes waits for
//! the move, so that nothing is kept where it would be left behind.

use std::sync::{PoisonError, RwLock};

use secrecy::SecretString;

use super::{Backend, Name, Vault, VaultError};

/// The vault that is in use at the time.
pub struct HeldVault(RwLock<Box<dyn Vault>>);

impl HeldVault {
    /// Over the vault that is in use.
    pub fn new(vault: Box<dyn Vault>) -> Self {
        Self(RwLock::new(vault))
    }

    /// Puts another vault in its place, made from it; where that fails, it stays.
    pub fn replace<E>(
        &self,
        make: impl FnOnce(&dyn Vault) -> Result<Box<dyn Vault>, E>,
    ) -> Result<(), E> {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *held = make(held.as_ref())?;
        Ok(())
    }

    fn with<T>(&self, work: impl FnOnce(&dyn Vault) -> T) -> T {
        work(
            self.0
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .as_ref(),
        )
    }
}

impl Vault for HeldVault {
    fn backend(&self) -> Backend {
        self.with(|vault| vault.backend())
    }

    fn read(&self, name: &Name) -> Result<Option<SecretString>, VaultError> {
        self.with(|vault| vault.read(name))
    }

    fn write(&self, name: &Name, secret: &SecretString) -> Result<(), VaultError> {
        self.with(|vault| vault.write(name, secret))
    }

    fn delete(&self, name: &Name) -> Result<(), VaultError> {
        self.with(|vault| vault.delete(name))
    }
}
