//! Which vault a data folder uses. The folder notes it, so that a keyring that is gone, or another choice, is told and
//! never answered with an empty vault and new keys (safety, Secrets).

use std::path::Path;
use std::time::Duration;

use secrecy::SecretString;

use super::{
    Backend, CALL_LIMIT, Cost, KeyringVault, Name, PassphraseVault, SessionVault, Vault,
    VaultError, private_file,
};

/// The file that notes it.
const NOTE: &str = "vault-backend";

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub enum Preference {
    /// What the folder uses; the keyring for a new one.
    #[default]
    Auto,
    /// A file under this passphrase.
    Passphrase(SecretString),
    /// Memory, until the end of the session.
    SessionOnly,
}

/// Opens the vault of a data folder.
pub fn open(data_dir: &Path, preference: Preference) -> Result<Box<dyn Vault>, VaultError> {
    open_with(data_dir, preference, CALL_LIMIT, Cost::default())
}

fn open_with(
    data_dir: &Path,
    preference: Preference,
    limit: Duration,
    cost: Cost,
) -> Result<Box<dyn Vault>, VaultError> {
    let noted = noted(data_dir)?;
    let asked = match (&preference, noted) {
        (Preference::Auto, Some(Backend::Passphrase)) => return Err(VaultError::PassphraseNeeded),
        (Preference::Auto, _) => Backend::Keyring,
        (Preference::Passphrase(_), _) => Backend::Passphrase,
        (Preference::SessionOnly, _) => Backend::Session,
    };
    if let Some(was) = noted.filter(|was| *was != asked) {
        return Err(VaultError::OtherBackend { was, asked });
    }
    if noted == Some(Backend::Passphrase) && !PassphraseVault::exists(data_dir) {
        return Err(VaultError::Missing(PassphraseVault::path(data_dir)));
    }
    let vault: Box<dyn Vault> = match preference {
        Preference::Auto => Box::new(KeyringVault::connect(limit)?),
        Preference::Passphrase(words) => Box::new(PassphraseVault::open(data_dir, &words, cost)?),
        // Nothing outlasts the session, so there is nothing to note.
        Preference::SessionOnly => return Ok(Box::new(SessionVault::new())),
    };
    let note = data_dir.join(NOTE);
    if private_file::read(&note)?.is_none() {
        // A vault that cannot be read yet, a locked keyring say, must not bind the folder to it.
        vault.read(&Name::HistoryKey)?;
        private_file::replace(&note, asked.word().as_bytes())?;
    }
    Ok(vault)
}

/// Where the folder's secrets are, by its note or by the file that is there.
fn noted(data_dir: &Path) -> Result<Option<Backend>, VaultError> {
    let path = data_dir.join(NOTE);
    let Some(bytes) = private_file::read(&path)? else {
        return Ok(PassphraseVault::exists(data_dir).then_some(Backend::Passphrase));
    };
    let word = String::from_utf8_lossy(&bytes);
    let known = [Backend::Keyring, Backend::Passphrase];
    match known
        .into_iter()
        .find(|backend| backend.word() == word.trim())
    {
        Some(backend) => Ok(Some(backend)),
        None => Err(VaultError::Corrupt {
            what: path.display().to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost {
        memory_kib: 8,
        rounds: 1,
        lanes: 1,
    };

    fn open(dir: &Path, preference: Preference) -> Result<Box<dyn Vault>, VaultError> {
        open_with(dir, preference, Duration::from_secs(10), CHEAP)
    }

    fn passphrase() -> Preference {
        Preference::Passphrase("correct horse".into())
    }

    #[test]
    fn a_folder_under_a_passphrase_asks_for_it_and_takes_nothing_else() {
        let dir = tempfile::tempdir().expect("a folder");
        let vault = open(dir.path(), passphrase()).expect("is made");
        vault.write(&Name::HistoryKey, &"k".into()).expect("writes");
        assert!(matches!(
            open(dir.path(), Preference::Auto),
            Err(VaultError::PassphraseNeeded)
        ));
        assert!(matches!(
            open(dir.path(), Preference::SessionOnly),
            Err(VaultError::OtherBackend {
                was: Backend::Passphrase,
                asked: Backend::Session
            })
        ));
        std::fs::remove_file(dir.path().join(NOTE)).expect("removes");
        assert!(matches!(
            open(dir.path(), Preference::Auto),
            Err(VaultError::PassphraseNeeded)
        ));
        let vault = open(dir.path(), passphrase()).expect("opens");
        assert!(vault.read(&Name::HistoryKey).expect("reads").is_some());
        std::fs::remove_file(PassphraseVault::path(dir.path())).expect("removes");
        assert!(matches!(
            open(dir.path(), passphrase()),
            Err(VaultError::Missing(_))
        ));
    }

    #[test]
    fn a_folder_with_the_keyring_does_not_turn_to_another() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join(NOTE), "keyring\n").expect("writes");
        assert!(matches!(
            open(dir.path(), passphrase()),
            Err(VaultError::OtherBackend {
                was: Backend::Keyring,
                asked: Backend::Passphrase
            })
        ));
        assert!(!PassphraseVault::exists(dir.path()));
        std::fs::write(dir.path().join(NOTE), "cupboard").expect("writes");
        assert!(matches!(
            open(dir.path(), passphrase()),
            Err(VaultError::Corrupt { .. })
        ));
    }

    #[test]
    fn a_session_leaves_nothing_behind() {
        let dir = tempfile::tempdir().expect("a folder");
        let vault = open(dir.path(), Preference::SessionOnly).expect("opens");
        vault.write(&Name::HistoryKey, &"k".into()).expect("writes");
        assert_eq!(vault.backend(), Backend::Session);
        assert_eq!(std::fs::read_dir(dir.path()).expect("reads").count(), 0);
    }
}
