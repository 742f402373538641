//! The recovery key's end of the history: its key once more, closed under the recovery key, in a file beside the history
//! and beside its backups. The file says nothing without the recovery key, and the recovery key is in no file at all.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use jiff::Timestamp;
use rand::TryRngCore as _;
use rand::rngs::OsRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::audit::{Event, EventKind};
use super::{History, HistoryError, HistoryKey, backups, open};

mod words;

pub use words::{BadWords, RecoveryKey};

const FORMAT: u32 = 1;
const NONCE_BYTES: usize = 24;
/// Under this name the history notes which file's recovery key a person has.
const NOTED: &str = "recovery_key";

/// Why a recovery key could not be made or does not open the history.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// What was typed is no recovery key.
    #[error(transparent)]
    Words(#[from] BadWords),
    /// No recovery key belongs to this history.
    #[error(
        "no recovery key was made for the history at {path}, or its file {file} was not brought along; bring that file, or use the keyring that the history was made with; nothing was changed", path = .path.display(), file = .path.with_extension("recovery").display()
    )]
    NotMade {
        /// Where the history stands.
        path: PathBuf,
    },
    /// Another recovery key.
    #[error(
        "this recovery key does not open this history: it belongs to another one, or a newer one was made since; nothing was changed"
    )]
    Other,
    /// The file is damaged.
    #[error("{path} is damaged; bring it back from a backup, where it stands beside the copies of the history", path = .0.display())]
    Damaged(PathBuf),
    /// A newer Rollcall made it.
    #[error("the recovery key was made by a newer Rollcall (format {0}); update Rollcall")]
    Newer(u32),
    /// There is no file to open: the history is in memory alone.
    #[error("this session keeps nothing, so there is nothing to recover")]
    NothingKept,
    /// The history.
    #[error(transparent)]
    History(#[from] HistoryError),
}

/// The file.
#[derive(Serialize, Deserialize)]
struct Wrap {
    #[serde(flatten)]
    header: Header,
    nonce: String,
    key: String,
}

/// What is said in the open, and sealed with the rest.
#[derive(Clone, Serialize, Deserialize)]
struct Header {
    format: u32,
    salt: String,
    made_at: Timestamp,
}

/// How the recovery key of a history stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryState {
    /// When the one that a person noted was made; `None` where nobody has one.
    pub noted: Option<Timestamp>,
}

impl History {
    /// How the recovery key stands; `None` for a history in memory.
    pub fn recovery(&self) -> Result<Option<RecoveryState>, HistoryError> {
        let Some(path) = &self.inner.path else {
            return Ok(None);
        };
        let noted: Option<String> = self.setting(NOTED)?;
        let made = wrap_of(&path.with_extension("recovery")).ok().flatten();
        let made = made.filter(|wrap| noted.as_ref() == Some(&wrap.header.salt));
        Ok(Some(RecoveryState {
            noted: made.map(|wrap| wrap.header.made_at),
        }))
    }

    /// Puts a recovery key in force that a person has noted. The file of the one before is replaced, here and beside the
    /// backups, so that it opens this folder no more.
    pub fn keep_recovery(&self, recovery: &RecoveryKey) -> Result<(), RecoveryError> {
        let (Some(path), Some(key)) = (&self.inner.path, &self.inner.key) else {
            return Err(RecoveryError::NothingKept);
        };
        let wrap = wrap(key, recovery, self.now())?;
        let bytes = serde_json::to_vec_pretty(&wrap).map_err(HistoryError::Json)?;
        let (beside, copy) = (path.with_extension("recovery"), copy_of(path));
        // First away with the old copy: a crash in between leaves one of the two keys in force, never both.
        remove(&copy)?;
        open::replace_private(&beside, &bytes).map_err(|source| at(&beside, source))?;
        put_copy(path, &bytes)?;
        self.set_setting(NOTED, &wrap.header.salt)?;
        self.write(|database| self.tell(database, &Event::of(EventKind::RecoveryKeyMade)))?;
        Ok(())
    }

    /// Notes in the trail that the secrets were moved; `word` says where they are since.
    pub(crate) fn note_secrets_moved(&self, word: &str) -> Result<(), HistoryError> {
        self.note_vault(EventKind::SecretsMoved, word)
    }

    /// Notes in the trail that the recovery key put the history's key back; `word` says where.
    pub(crate) fn note_recovered(&self, word: &str) -> Result<(), HistoryError> {
        self.note_vault(EventKind::Recovered, word)
    }

    fn note_vault(&self, kind: EventKind, word: &str) -> Result<(), HistoryError> {
        let event = Event {
            word: Some(word),
            ..Event::of(kind)
        };
        self.write(|database| self.tell(database, &event))
    }

    /// Puts the file beside the backups where it is not there, after a crash or beside backups that were made anew.
    pub fn keep_recovery_copy(&self) -> Result<(), HistoryError> {
        let Some(path) = &self.inner.path else {
            return Ok(());
        };
        let bytes = read(&path.with_extension("recovery"))?;
        match (bytes, read(&copy_of(path))?) {
            (Some(bytes), copy) if copy.as_ref() != Some(&bytes) => put_copy(path, &bytes),
            // Taken away from beside the history: the copy serves.
            _ => Ok(()),
        }
    }
}

impl HistoryKey {
    /// The key of the history at `path`, by its recovery key: tried on the history before it is given out.
    pub fn recover(path: &Path, recovery: &RecoveryKey) -> Result<Self, RecoveryError> {
        let mut trouble = None;
        for file in [path.with_extension("recovery"), copy_of(path)] {
            let found = wrap_of(&file);
            match found.and_then(|wrap| wrap.map(|wrap| unwrap(&file, &wrap, recovery)).transpose())
            {
                Ok(Some(key)) => return tried(path, key),
                Ok(None) => {}
                Err(error) => trouble = trouble.or(Some(error)),
            }
        }
        Err(trouble.unwrap_or_else(|| RecoveryError::NotMade {
            path: path.to_owned(),
        }))
    }
}

/// The key, where it opens the history, or a backup of one whose first page is damaged, which looks like a wrong key.
fn tried(path: &Path, key: HistoryKey) -> Result<HistoryKey, RecoveryError> {
    match open::unlock(path, &key) {
        Ok(_) | Err(HistoryError::Corrupt(_)) => Ok(key),
        Err(HistoryError::WrongKey(_)) => match backups::newest_whole(path, &key) {
            Ok(_) => Ok(key),
            Err(_) => Err(RecoveryError::Other),
        },
        Err(error) => Err(error.into()),
    }
}

fn wrap(key: &HistoryKey, recovery: &RecoveryKey, now: Timestamp) -> Result<Wrap, RecoveryError> {
    let (salt, nonce) = (random::<16>()?, random::<NONCE_BYTES>()?);
    let header = Header {
        format: FORMAT,
        salt: STANDARD.encode(salt),
        made_at: now,
    };
    let about = serde_json::to_vec(&header).map_err(HistoryError::Json)?;
    let payload = Payload {
        msg: key.bytes(),
        aad: &about,
    };
    let cipher = XChaCha20Poly1305::new(&(*recovery.wrapping(&salt)).into());
    // 32 bytes are far from the cipher's limit, which is all that could fail.
    let closed = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| RecoveryError::NothingKept)?;
    Ok(Wrap {
        header,
        nonce: STANDARD.encode(nonce),
        key: STANDARD.encode(closed),
    })
}

fn unwrap(file: &Path, wrap: &Wrap, recovery: &RecoveryKey) -> Result<HistoryKey, RecoveryError> {
    let damaged = || RecoveryError::Damaged(file.to_owned());
    let decode = |text: &str| STANDARD.decode(text).map_err(|_| damaged());
    let salt: [u8; 16] = decode(&wrap.header.salt)?
        .try_into()
        .map_err(|_| damaged())?;
    let nonce: [u8; NONCE_BYTES] = decode(&wrap.nonce)?.try_into().map_err(|_| damaged())?;
    let closed = decode(&wrap.key)?;
    let about = serde_json::to_vec(&wrap.header).map_err(HistoryError::Json)?;
    let payload = Payload {
        msg: &closed,
        aad: &about,
    };
    let cipher = XChaCha20Poly1305::new(&(*recovery.wrapping(&salt)).into());
    let open = cipher
        .decrypt(&XNonce::from(nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| RecoveryError::Other)?;
    let bytes: [u8; 32] = open.as_slice().try_into().map_err(|_| damaged())?;
    Ok(HistoryKey::from_bytes(bytes))
}

fn wrap_of(file: &Path) -> Result<Option<Wrap>, RecoveryError> {
    let Some(bytes) = read(file)? else {
        return Ok(None);
    };
    let wrap: Wrap =
        serde_json::from_slice(&bytes).map_err(|_| RecoveryError::Damaged(file.to_owned()))?;
    if wrap.header.format > FORMAT {
        return Err(RecoveryError::Newer(wrap.header.format));
    }
    Ok(Some(wrap))
}

/// The same file beside the backups.
fn copy_of(path: &Path) -> PathBuf {
    backups::folder(path).join("history.recovery")
}

fn put_copy(path: &Path, bytes: &[u8]) -> Result<(), HistoryError> {
    let (folder, copy) = (backups::folder(path), copy_of(path));
    open::private_folder(&folder).map_err(|source| at(&folder, source))?;
    open::replace_private(&copy, bytes).map_err(|source| at(&copy, source))
}

fn read(file: &Path) -> Result<Option<Vec<u8>>, HistoryError> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(file, error)),
    }
}

fn remove(file: &Path) -> Result<(), HistoryError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(at(file, error)),
        _ => Ok(()),
    }
}

fn at(path: &Path, source: io::Error) -> HistoryError {
    HistoryError::File {
        path: path.to_owned(),
        source,
    }
}

fn random<const N: usize>() -> Result<[u8; N], HistoryError> {
    let mut bytes = [0; N];
    OsRng
        .try_fill_bytes(&mut bytes)
        .map_err(HistoryError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
