//! Moving a folder's secrets from the keyring to a passphrase and back, or to another passphrase. At each moment one place
//! has all of them, and the folder's note says which; what is left in the other one goes afterwards, at the next start
//! where it did not.

use std::path::Path;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::note::{Note, Place};
use super::turn::Turn;
use super::{Backend, Cost, KeyringVault, Name, PassphraseVault, Vault, VaultError};

/// Where secrets are to go.
#[derive(Clone)]
pub enum Destination {
    /// The system's keyring.
    Keyring,
    /// A file under this passphrase.
    Passphrase(SecretString),
}

/// Moves the secrets of these names, and opens the vault where they are then.
pub fn move_secrets(
    data_dir: &Path,
    from: &dyn Vault,
    to: &Destination,
    names: &[Name],
) -> Result<Box<dyn Vault>, VaultError> {
    move_with(
        data_dir,
        from,
        to,
        names,
        super::CALL_LIMIT,
        Cost::default(),
    )
}

pub(super) fn move_with(
    data_dir: &Path,
    from: &dyn Vault,
    to: &Destination,
    names: &[Name],
    limit: Duration,
    cost: Cost,
) -> Result<Box<dyn Vault>, VaultError> {
    if from.backend() == Backend::Session {
        return Err(VaultError::NothingKept);
    }
    let _turn = Turn::take(data_dir, limit)?;
    // What an earlier move left is noted in the same place.
    tidy_in_turn(data_dir, from, names, limit)?;
    let was = match Note::read(data_dir)? {
        Some(note) if from.backend() == note.place.backend() => note.place,
        _ => return Err(VaultError::NothingKept),
    };
    let secrets = read_all(from, names)?;
    let passphrase = match to {
        // Replaced in one piece: the old file or the new one.
        Destination::Passphrase(words) if was == Place::Passphrase => {
            return Ok(Box::new(PassphraseVault::make_of(
                data_dir, words, cost, &secrets,
            )?));
        }
        Destination::Keyring if was.backend() == Backend::Keyring => {
            return Err(VaultError::AlreadyThere(Backend::Keyring));
        }
        Destination::Passphrase(words) => Some(words),
        Destination::Keyring => None,
    };
    let place = passphrase.map_or_else(Place::new_keyring, |_| Place::Passphrase);
    // Should this end half way, the next start takes away what came there already.
    let leaving = |place: &Place, left: &Place| Note {
        place: place.clone(),
        left: Some(left.clone()),
    };
    if let Some(words) = passphrase {
        PassphraseVault::check(words)?;
    }
    leaving(&was, &place).write(data_dir)?;
    let vault: Box<dyn Vault> = match (&place, passphrase) {
        (Place::Keyring(scope), _) => {
            let vault = KeyringVault::connect(limit)?.scoped(scope.clone());
            for (name, secret) in &secrets {
                vault.write(name, secret)?;
            }
            Box::new(vault)
        }
        (Place::Passphrase, Some(words)) => {
            Box::new(PassphraseVault::make_of(data_dir, words, cost, &secrets)?)
        }
        (Place::Passphrase, None) => return Err(VaultError::PassphraseNeeded),
    };
    for (name, _) in &secrets {
        if !same(vault.as_ref(), from, name)? {
            let what = name.to_string();
            return Err(VaultError::Corrupt { what });
        }
    }
    leaving(&place, &was).write(data_dir)?;
    if let Err(error) = tidy_in_turn(data_dir, vault.as_ref(), names, limit) {
        tracing::warn!(%error, "secrets are left where they were; the next start takes them away");
    }
    Ok(vault)
}

fn read_all(from: &dyn Vault, names: &[Name]) -> Result<Vec<(Name, SecretString)>, VaultError> {
    let mut secrets = Vec::new();
    for name in names {
        if let Some(secret) = from.read(name)? {
            secrets.push((name.clone(), secret));
        }
    }
    Ok(secrets)
}

/// Takes away what a move left in another place than `here`, where the secrets are. Nothing where none did.
pub fn tidy(data_dir: &Path, here: &dyn Vault, names: &[Name]) -> Result<(), VaultError> {
    if Note::read(data_dir)?.is_none_or(|note| note.left.is_none()) {
        return Ok(());
    }
    let _turn = Turn::take(data_dir, super::CALL_LIMIT)?;
    tidy_in_turn(data_dir, here, names, super::CALL_LIMIT)
}

fn tidy_in_turn(
    data_dir: &Path,
    here: &dyn Vault,
    names: &[Name],
    limit: Duration,
) -> Result<(), VaultError> {
    let Some(Note {
        place,
        left: Some(left),
    }) = Note::read(data_dir)?
    else {
        return Ok(());
    };
    match &left {
        Place::Keyring(scope) => {
            let vault = KeyringVault::connect(limit)?.scoped(scope.clone());
            for name in names {
                // Under no name of its own an entry may be another folder's.
                if scope.is_some() || same(&vault, here, name)? {
                    vault.delete(name)?;
                }
            }
        }
        Place::Passphrase => PassphraseVault::remove(data_dir)?,
    }
    Note::of(place).write(data_dir)
}

/// Whether two vaults keep the same under a name.
fn same(one: &dyn Vault, other: &dyn Vault, name: &Name) -> Result<bool, VaultError> {
    let (one, other) = (one.read(name)?, other.read(name)?);
    Ok(match (one, other) {
        (Some(one), Some(other)) => one.expose_secret() == other.expose_secret(),
        (None, None) => true,
        _ => false,
    })
}
