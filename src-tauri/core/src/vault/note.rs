//! What a data folder notes about its vault: which one it uses, under which name its secrets stand in the keyring, and
//! whether secrets are left in another one. It holds no secret.

use std::path::Path;

use uuid::Uuid;

use super::{Backend, PassphraseVault, VaultError, private_file};

/// The file.
const NOTE: &str = "vault-backend";

/// A place where secrets are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The keyring. Each folder has a name of its own there, so that two folders of one account never share a key; one
    /// from before there were such names has none.
    Keyring(Option<String>),
    /// The file under a passphrase.
    Passphrase,
}

/// The note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// Where the secrets are.
    pub(super) place: Place,
    /// Where secrets may be left that are to go.
    pub(super) left: Option<Place>,
}

impl Place {
    /// The keyring under a new name.
    pub(super) fn new_keyring() -> Self {
        Self::Keyring(Some(Uuid::new_v4().to_string()))
    }

    pub(super) fn backend(&self) -> Backend {
        match self {
            Self::Keyring(_) => Backend::Keyring,
            Self::Passphrase => Backend::Passphrase,
        }
    }

    fn line(&self) -> String {
        let word = self.backend().word();
        match self {
            Self::Keyring(Some(scope)) => format!("{word} {scope}"),
            Self::Keyring(None) | Self::Passphrase => word.to_owned(),
        }
    }

    fn read(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let place = match (words.next()?, words.next()) {
            (word, scope) if word == Backend::Keyring.word() => {
                Self::Keyring(scope.map(str::to_owned))
            }
            (word, None) if word == Backend::Passphrase.word() => Self::Passphrase,
            _ => return None,
        };
        words.next().is_none().then_some(place)
    }
}

impl Note {
    /// Of secrets that are in one place alone.
    pub(super) fn of(place: Place) -> Self {
        Self { place, left: None }
    }

    /// The note of a folder; told by the vault's file where there is none. `None` for a new folder.
    pub(super) fn read(data_dir: &Path) -> Result<Option<Self>, VaultError> {
        let path = data_dir.join(NOTE);
        let Some(bytes) = private_file::read(&path)? else {
            return Ok(PassphraseVault::exists(data_dir).then_some(Self::of(Place::Passphrase)));
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        let place = lines.next().and_then(Place::read);
        let left = match lines.next() {
            None => Some(None),
            Some(line) => line.strip_prefix("left ").and_then(Place::read).map(Some),
        };
        match (place, left, lines.next()) {
            (Some(place), Some(left), None) => Ok(Some(Self { place, left })),
            _ => Err(VaultError::Corrupt {
                what: path.display().to_string(),
            }),
        }
    }

    /// Writes it, whole or not at all.
    pub(super) fn write(&self, data_dir: &Path) -> Result<(), VaultError> {
        let mut text = self.place.line();
        if let Some(left) = &self.left {
            text.push_str("\nleft ");
            text.push_str(&left.line());
        }
        private_file::replace(&data_dir.join(NOTE), text.as_bytes())
    }

    /// Takes it away.
    pub(super) fn remove(data_dir: &Path) -> Result<(), VaultError> {
        private_file::remove(&data_dir.join(NOTE))
    }

    /// Whether there is one in writing.
    pub(super) fn is_written(data_dir: &Path) -> Result<bool, VaultError> {
        Ok(private_file::read(&data_dir.join(NOTE))?.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_read_again_and_anything_else_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        assert_eq!(Note::read(dir.path()).expect("reads"), None);
        let places = [
            Place::Keyring(None),
            Place::new_keyring(),
            Place::Passphrase,
        ];
        for place in &places {
            for left in places.iter().cloned().map(Some).chain([None]) {
                let place = place.clone();
                let note = Note { place, left };
                note.write(dir.path()).expect("writes");
                assert_eq!(Note::read(dir.path()).expect("reads"), Some(note));
            }
        }
        for text in [
            "",
            "cupboard",
            "keyring a b",
            "keyring\nkeyring",
            "passphrase\nleft x",
        ] {
            std::fs::write(dir.path().join(NOTE), text).expect("writes");
            assert!(Note::read(dir.path()).is_err(), "{text:?}");
        }
        std::fs::write(dir.path().join(NOTE), "keyring\n").expect("writes");
        let note = Note::read(dir.path()).expect("reads");
        assert_eq!(note, Some(Note::of(Place::Keyring(None))));
    }
}
