//! Which vault a data folder uses. The folder notes it, so that a keyring that is gone, or another choice, is told and
//! never answered with an empty vault and new keys (safety, Secrets).

use std::path::Path;
use std::time::Duration;

use secrecy::SecretString;

use super::note::{Note, Place};
use super::turn::Turn;
use super::{
    Backend, CALL_LIMIT, Cost, KeyringVault, Name, PassphraseVault, SessionVault, Vault, VaultError,
};

/// What is asked for.
#[derive(Clone, Default)]
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

/// Where a data folder keeps its secrets by its note; `None` for a new folder, which is free to choose.
pub fn noted(data_dir: &Path) -> Result<Option<Backend>, VaultError> {
    Ok(Note::read(data_dir)?.map(|note| note.place.backend()))
}

/// Takes back which place a data folder chose, so that another one can be: for a place that took not even a first secret.
/// Nothing may be kept by the folder yet, which the caller sees to.
pub fn unbind(data_dir: &Path) -> Result<(), VaultError> {
    let _turn = Turn::take(data_dir, CALL_LIMIT)?;
    Note::remove(data_dir)
}

fn open_with(
    data_dir: &Path,
    preference: Preference,
    limit: Duration,
    cost: Cost,
) -> Result<Box<dyn Vault>, VaultError> {
    // Two that open a new folder at once must not each choose a place for it.
    let new = !matches!(preference, Preference::SessionOnly) && !Note::is_written(data_dir)?;
    let _turn = new.then(|| Turn::take(data_dir, limit)).transpose()?;
    let noted = Note::read(data_dir)?.map(|note| note.place);
    let was = noted.as_ref().map(Place::backend);
    let gone = was == Some(Backend::Passphrase) && !PassphraseVault::exists(data_dir);
    if gone && !matches!(preference, Preference::SessionOnly) {
        return Err(VaultError::Missing(PassphraseVault::path(data_dir)));
    }
    let asked = match (&preference, was) {
        (Preference::Auto, Some(Backend::Passphrase)) => return Err(VaultError::PassphraseNeeded),
        (Preference::Auto, _) => Backend::Keyring,
        (Preference::Passphrase(_), _) => Backend::Passphrase,
        (Preference::SessionOnly, _) => Backend::Session,
    };
    if let Some(was) = was.filter(|was| *was != asked) {
        return Err(VaultError::OtherBackend { was, asked });
    }
    let (vault, place): (Box<dyn Vault>, Place) = match preference {
        Preference::Auto => {
            let place = noted.unwrap_or_else(Place::new_keyring);
            (keyring(&place, limit)?, place)
        }
        Preference::Passphrase(words) => {
            let vault = PassphraseVault::open(data_dir, &words, cost)?;
            (Box::new(vault), Place::Passphrase)
        }
        // Nothing outlasts the session, so there is nothing to note.
        Preference::SessionOnly => return Ok(Box::new(SessionVault::new())),
    };
    if !Note::is_written(data_dir)? {
        // A vault that cannot be read yet, a locked keyring say, must not bind the folder to it.
        vault.read(&Name::HistoryKey)?;
        Note::of(place).write(data_dir)?;
    }
    Ok(vault)
}

fn keyring(place: &Place, limit: Duration) -> Result<Box<dyn Vault>, VaultError> {
    let vault = KeyringVault::connect(limit)?;
    Ok(Box::new(match place {
        Place::Keyring(scope) => vault.scoped(scope.clone()),
        Place::Passphrase => vault,
    }))
}

/// The vault in which a history's key is to be put back that was brought here without it: the one that the folder uses, or
/// a passphrase where that is given and the other one is elsewhere, gone, or does not open. What stands in the way is put aside
/// and never removed, and no key of another folder is written over.
pub fn open_anew(data_dir: &Path, preference: &Preference) -> Result<Box<dyn Vault>, VaultError> {
    open_anew_with(data_dir, preference, CALL_LIMIT, Cost::default())
}

fn open_anew_with(
    data_dir: &Path,
    preference: &Preference,
    limit: Duration,
    cost: Cost,
) -> Result<Box<dyn Vault>, VaultError> {
    if matches!(preference, Preference::SessionOnly) {
        return Err(VaultError::NothingKept);
    }
    let _turn = Turn::take(data_dir, limit)?;
    let left = Note::read(data_dir)?.and_then(|note| note.left);
    let (vault, place): (Box<dyn Vault>, Place) = match preference {
        Preference::Auto => {
            let mut place = match Note::read(data_dir)?.map(|note| note.place) {
                Some(Place::Keyring(scope)) => Place::Keyring(scope),
                Some(Place::Passphrase) => return Err(VaultError::PassphraseNeeded),
                None => Place::new_keyring(),
            };
            let mut vault = keyring(&place, limit)?;
            // Without a name of its own, the key that is there may be another folder's.
            if place == Place::Keyring(None) && vault.read(&Name::HistoryKey)?.is_some() {
                place = Place::new_keyring();
                vault = keyring(&place, limit)?;
            }
            (vault, place)
        }
        Preference::Passphrase(words) => {
            PassphraseVault::check(words)?;
            let opened = match Note::read(data_dir)?.map(|note| note.place) {
                Some(Place::Keyring(_)) => Err(VaultError::WrongPassphrase),
                Some(Place::Passphrase) | None => PassphraseVault::open(data_dir, words, cost),
            };
            let vault = match opened {
                Err(VaultError::WrongPassphrase | VaultError::Corrupt { .. }) => {
                    PassphraseVault::put_aside(data_dir)?;
                    PassphraseVault::open(data_dir, words, cost)?
                }
                opened => opened?,
            };
            (Box::new(vault), Place::Passphrase)
        }
        Preference::SessionOnly => return Err(VaultError::NothingKept),
    };
    let left = left.filter(|left| *left != place);
    Note { place, left }.write(data_dir)?;
    Ok(vault)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::vault::moving::{Destination, move_with};

    const NOTE: &str = "vault-backend";
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
        assert_eq!(noted(dir.path()).expect("reads"), None);
        let vault = open(dir.path(), passphrase()).expect("is made");
        assert_eq!(noted(dir.path()).expect("reads"), Some(Backend::Passphrase));
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
        for preference in [passphrase(), Preference::Auto] {
            let told = open(dir.path(), preference).err();
            assert!(matches!(told, Some(VaultError::Missing(_))), "{told:?}");
        }
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

    #[test]
    fn a_forgotten_passphrase_gives_way_to_a_new_one_and_its_file_stays_aside() {
        let dir = tempfile::tempdir().expect("a folder");
        let vault = open(dir.path(), passphrase()).expect("is made");
        vault.write(&Name::HistoryKey, &"k".into()).expect("writes");
        let anew = |words: &str| {
            let words = Preference::Passphrase(words.into());
            open_anew_with(dir.path(), &words, Duration::from_secs(10), CHEAP)
        };
        // The right one opens what is there.
        let vault = anew("correct horse").expect("opens");
        assert!(vault.read(&Name::HistoryKey).expect("reads").is_some());
        let vault = anew("another horse").expect("is made");
        assert!(vault.read(&Name::HistoryKey).expect("reads").is_none());
        assert!(dir.path().join("vault-aside-1.json").exists());
        anew("one more horse").expect("is made");
        assert!(dir.path().join("vault-aside-2.json").exists());
        assert!(anew("short").is_err());
        assert!(matches!(
            open_anew(dir.path(), &Preference::Auto),
            Err(VaultError::PassphraseNeeded)
        ));
        let vault = open(dir.path(), Preference::Passphrase("one more horse".into()));
        assert!(
            vault.is_ok(),
            "a passphrase that is too short put the file aside"
        );
    }

    #[test]
    fn a_passphrase_is_changed_in_one_piece() {
        let dir = tempfile::tempdir().expect("a folder");
        let vault = open(dir.path(), passphrase()).expect("is made");
        let names = [
            Name::HistoryKey,
            Name::Connection("1".into()),
            Name::SealKey,
        ];
        vault.write(&names[0], &"k".into()).expect("writes");
        vault.write(&names[1], &"hush".into()).expect("writes");
        let change = |words: &str| {
            let to = Destination::Passphrase(words.into());
            move_with(
                dir.path(),
                vault.as_ref(),
                &to,
                &names,
                Duration::from_secs(1),
                CHEAP,
            )
        };
        assert!(matches!(
            change("short"),
            Err(VaultError::PassphraseTooShort { .. })
        ));
        let moved = change("another horse").expect("changes");
        let secret = moved.read(&names[1]).expect("reads").expect("is there");
        assert_eq!(secret.expose_secret(), "hush");
        assert!(moved.read(&names[2]).expect("reads").is_none());
        assert!(matches!(
            open(dir.path(), passphrase()),
            Err(VaultError::WrongPassphrase)
        ));
        let vault = open(dir.path(), Preference::Passphrase("another horse".into()));
        assert!(
            vault
                .expect("opens")
                .read(&names[0])
                .expect("reads")
                .is_some()
        );
    }

    #[test]
    fn a_session_has_nothing_to_move() {
        let dir = tempfile::tempdir().expect("a folder");
        let vault = open(dir.path(), Preference::SessionOnly).expect("opens");
        let to = Destination::Passphrase("correct horse".into());
        let moved = move_with(
            dir.path(),
            vault.as_ref(),
            &to,
            &[],
            Duration::from_secs(1),
            CHEAP,
        );
        assert!(matches!(moved, Err(VaultError::NothingKept)));
        assert!(matches!(
            open_anew(dir.path(), &Preference::SessionOnly),
            Err(VaultError::NothingKept)
        ));
        assert_eq!(std::fs::read_dir(dir.path()).expect("reads").count(), 0);
    }
}
