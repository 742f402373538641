//! How Wellhub is reached: the system's proxy, or one that a person entered, whose password is in the vault.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{Desk, DeskError, lock};
use crate::history::History;
use crate::vault::{Name, Vault};
use crate::wellhub::{Client, Proxy};

/// Under this name the history keeps where the proxy is.
const PROXY: &str = "proxy";

/// What is kept of a proxy outside the vault.
#[derive(Serialize, Deserialize)]
struct Kept {
    address: String,
    user: Option<String>,
}

impl Desk {
    /// The proxy that was entered; none where the system's serves.
    pub fn proxy(&self) -> Option<Proxy> {
        lock(&self.proxy).clone()
    }

    /// Uses a proxy from now on; without one, the system's. A user name without a password keeps the one before, if it
    /// was that user's at that address. What is under way goes on as it is. May wait for the keyring.
    pub fn set_proxy(
        &self,
        address: Option<&str>,
        user: Option<&str>,
        password: Option<SecretString>,
    ) -> Result<(), DeskError> {
        let mut held = lock(&self.proxy);
        let Some(address) = address else {
            self.vault.delete(&Name::Proxy)?;
            self.history.set_setting(PROXY, &None::<Kept>)?;
            *held = None;
            self.replace_clients();
            return Ok(());
        };
        let new = Proxy::new(address, None)?;
        let user = user.map(str::trim).filter(|user| !user.is_empty());
        let same = held
            .as_ref()
            .is_some_and(|old| old.address() == new.address() && old.user() == user);
        let password = match (user, password) {
            (None, _) => None,
            (Some(_), Some(password)) => Some(password),
            (Some(_), None) if same => self.vault.read(&Name::Proxy)?,
            (Some(_), None) => Some(SecretString::default()),
        };
        match &password {
            Some(password) => self.vault.write(&Name::Proxy, password)?,
            None => self.vault.delete(&Name::Proxy)?,
        }
        let kept = Kept {
            address: new.address().to_owned(),
            user: user.map(str::to_owned),
        };
        self.history.set_setting(PROXY, &Some(kept))?;
        *held = Some(Proxy::new(address, with(user, password))?);
        self.replace_clients();
        Ok(())
    }
}

impl Desk {
    /// Makes every client anew at its next use. Jobs go on with theirs, of which it is still to be told whether they write.
    fn replace_clients(&self) {
        let mut replaced = lock(&self.replaced);
        replaced.retain(Client::is_writing);
        replaced.extend(lock(&self.clients).drain().map(|(_, client)| client));
    }
}

/// The proxy as it was kept.
pub(super) fn kept(history: &History, vault: &dyn Vault) -> Result<Option<Proxy>, DeskError> {
    let kept: Option<Option<Kept>> = history.setting(PROXY)?;
    let Some(kept) = kept.flatten() else {
        return Ok(None);
    };
    let password = match &kept.user {
        Some(_) => Some(vault.read(&Name::Proxy)?.unwrap_or_default()),
        None => None,
    };
    Ok(Some(Proxy::new(
        &kept.address,
        with(kept.user.as_deref(), password),
    )?))
}

fn with(user: Option<&str>, password: Option<SecretString>) -> Option<(String, SecretString)> {
    Some((user?.to_owned(), password.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::clock::SystemClock;
    use crate::desk::{Opening, Tokens};
    use crate::vault::Preference;

    fn desk(folder: &std::path::Path) -> Desk {
        let opening = Opening {
            preference: Preference::Passphrase("correct horse".into()),
            tokens: Tokens::Memory,
        };
        Desk::open(folder, opening, SystemClock::shared()).unwrap()
    }

    fn password(desk: &Desk) -> Option<String> {
        let kept = desk.vault.read(&Name::Proxy).unwrap();
        kept.map(|kept| kept.expose_secret().to_owned())
    }

    #[test]
    fn a_proxy_is_there_after_a_restart_and_its_password_in_the_vault_alone() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let address = "http://proxy.aurora.example:8080";
        let at = Some(address);
        assert!(desk.set_proxy(Some("proxy"), None, None).is_err());
        desk.set_proxy(at, Some("ana"), Some("hush".into()))
            .unwrap();
        drop(desk);
        let desk = self::desk(folder.path());
        let proxy = desk.proxy().unwrap();
        assert_eq!((proxy.address(), proxy.user()), (address, Some("ana")));
        let kept: serde_json::Value = desk.history().setting(PROXY).unwrap().unwrap();
        assert!(!kept.to_string().contains("hush"), "{kept}");
        assert_eq!(password(&desk).as_deref(), Some("hush"));

        // The same user without a password keeps it; another one, or another proxy, is not given it.
        desk.set_proxy(at, Some("ana"), None).unwrap();
        assert_eq!(password(&desk).as_deref(), Some("hush"));
        desk.set_proxy(at, Some("bia"), None).unwrap();
        assert_eq!(password(&desk).as_deref(), Some(""));
        desk.set_proxy(at, None, None).unwrap();
        assert_eq!(password(&desk), None);
        desk.set_proxy(None, None, None).unwrap();
        assert!(desk.proxy().is_none());
        drop(desk);
        assert!(self::desk(folder.path()).proxy().is_none());
    }
}
