//! The platform's credential store, and what its errors mean. Lives on the keyring's thread alone. A connection that
//! failed is made anew at the next call, so that a keyring that is started later is found.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::SecretString;

use crate::vault::VaultError;

/// The connection, once there is one.
#[derive(Default)]
pub(super) struct Store(Option<Arc<CredentialStore>>);

impl Store {
    /// Connects, unless it is connected.
    pub(super) fn connect(&mut self) -> Result<(), VaultError> {
        self.store().map(drop)
    }

    pub(super) fn read(
        &mut self,
        service: &str,
        name: &str,
    ) -> Result<Option<SecretString>, VaultError> {
        match self.entry(service, name)?.get_password() {
            Ok(secret) => Ok(Some(secret.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(self.meaning(error, name)),
        }
    }

    pub(super) fn write(
        &mut self,
        service: &str,
        name: &str,
        secret: &str,
    ) -> Result<(), VaultError> {
        let written = self.entry(service, name)?.set_password(secret);
        written.map_err(|error| self.meaning(error, name))
    }

    pub(super) fn delete(&mut self, service: &str, name: &str) -> Result<(), VaultError> {
        match self.entry(service, name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(self.meaning(error, name)),
        }
    }

    fn store(&mut self) -> Result<Arc<CredentialStore>, VaultError> {
        if let Some(store) = &self.0 {
            return Ok(Arc::clone(store));
        }
        let store = platform_store().map_err(|error| match meaning(error, "") {
            VaultError::Keyring(error) => VaultError::Absent(innermost(&error)),
            other => other,
        })?;
        Ok(Arc::clone(self.0.insert(store)))
    }

    fn entry(&mut self, service: &str, name: &str) -> Result<Entry, VaultError> {
        let modifiers = modifiers();
        let entry = self.store()?.build(service, name, modifiers.as_ref());
        entry.map_err(|error| self.meaning(error, name))
    }

    /// What an error means; one of the connection ends it, so that the next call connects anew.
    fn meaning(&mut self, error: Error, name: &str) -> VaultError {
        if matches!(error, Error::PlatformFailure(_)) {
            self.0 = None;
        }
        meaning(error, name)
    }
}

fn meaning(error: Error, name: &str) -> VaultError {
    match error {
        Error::NoStorageAccess(_) | Error::PlatformFailure(_) => platform_meaning(error),
        Error::BadEncoding(_) | Error::BadDataFormat(..) => VaultError::Corrupt {
            what: name.to_owned(),
        },
        Error::TooLong(_, limit) => VaultError::TooLong(limit),
        Error::Ambiguous(_) => VaultError::Twice(name.to_owned()),
        other => VaultError::Keyring(other),
    }
}

fn innermost(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

/// On this computer alone: Windows would carry a secret along to every computer of the account by default.
#[cfg(target_os = "windows")]
fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
    Some(HashMap::from([("persistence", "Local")]))
}

#[cfg(not(target_os = "windows"))]
fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
    None
}

#[cfg(target_os = "linux")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = dbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

/// How long the library waits for an answer over the bus.
#[cfg(target_os = "linux")]
const BUS_LIMIT: std::time::Duration = std::time::Duration::from_secs(2);

/// Tells the Secret Service's troubles apart by what D-Bus calls them.
#[cfg(target_os = "linux")]
fn platform_meaning(error: Error) -> VaultError {
    use dbus_secret_service::Error as Secret;
    let (Error::NoStorageAccess(inner) | Error::PlatformFailure(inner)) = &error else {
        return VaultError::Keyring(error);
    };
    match inner.downcast_ref::<Secret>() {
        // The question was closed without an answer, or nobody could be asked.
        Some(Secret::Locked | Secret::Prompt) => VaultError::Locked,
        // No default collection: the service has no keyring yet.
        Some(Secret::NoResult) => VaultError::Absent("it has no default keyring".to_owned()),
        Some(Secret::Unavailable) => VaultError::Absent(innermost(&error)),
        Some(Secret::Dbus(dbus)) => match dbus.name().unwrap_or_default() {
            "org.freedesktop.Secret.Error.IsLocked" => VaultError::Locked,
            // Whoever was asked left the bus without an answer, or is there and gives none.
            "org.freedesktop.DBus.Error.NoReply" => {
                let said = dbus.message().unwrap_or_default();
                if said.contains("disconnected") {
                    VaultError::Stopped
                } else {
                    VaultError::TimedOut(BUS_LIMIT)
                }
            }
            "org.freedesktop.DBus.Error.AccessDenied" | "org.freedesktop.DBus.Error.AuthFailed" => {
                VaultError::Denied
            }
            "org.freedesktop.DBus.Error.NotSupported"
            | "org.freedesktop.DBus.Error.ServiceUnknown"
            | "org.freedesktop.DBus.Error.NameHasNoOwner"
            | "org.freedesktop.DBus.Error.NoServer"
            | "org.freedesktop.DBus.Error.FileNotFound"
            | "org.freedesktop.DBus.Error.BadAddress"
            | "org.freedesktop.DBus.Error.Disconnected" => VaultError::Absent(innermost(&error)),
            name if name.starts_with("org.freedesktop.DBus.Error.Spawn.") => {
                VaultError::Absent(innermost(&error))
            }
            _ => VaultError::Keyring(error),
        },
        _ => VaultError::Keyring(error),
    }
}

#[cfg(target_os = "macos")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store)
}

#[cfg(target_os = "windows")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

/// Here a refused access is a person's or the system's no.
#[cfg(not(target_os = "linux"))]
fn platform_meaning(error: Error) -> VaultError {
    match error {
        Error::NoStorageAccess(_) => VaultError::Denied,
        other => VaultError::Keyring(other),
    }
}
