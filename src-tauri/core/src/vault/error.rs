//! Why a secret can't be had. Each case is told apart, since a person does something else about it; none holds a secret.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::Backend;

/// Why a vault did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no keyring to talk to.
    #[error(
        "no keyring answers on this computer ({0}); start one (on Linux a Secret Service such as GNOME Keyring or KWallet), or choose a passphrase"
    )]
    Absent(String),
    /// The keyring is there and locked.
    #[error(
        "the keyring is locked and was not unlocked; unlock it and try again, or choose a passphrase"
    )]
    Locked,
    /// The keyring, or the person before it, said no.
    #[error(
        "the keyring refused Rollcall; allow it access in the keyring's settings and try again"
    )]
    Denied,
    /// No answer in time: mostly a question that waits for a person somewhere.
    #[error(
        "the keyring did not answer within {} s; look for a window that asks to unlock it, then try again",
        .0.as_secs_f32()
    )]
    TimedOut(Duration),
    /// Another process has been changing the secrets of the folder for too long.
    #[error(
        "another Rollcall is changing the secrets of this data folder and did not finish within {} s; wait for it or close it, then try again",
        .0.as_secs_f32()
    )]
    Busy(Duration),
    /// The keyring ended while it was asked.
    #[error(
        "the keyring stopped while it was asked; it mostly starts again by itself, so try again, or log in again"
    )]
    Stopped,
    /// Not the passphrase that the file was closed with.
    #[error("this is not the passphrase of the vault, or the file was changed; try again")]
    WrongPassphrase,
    /// The data folder has a vault under a passphrase, and none was given.
    #[error("the secrets of this data folder are under a passphrase; enter it")]
    PassphraseNeeded,
    /// A new passphrase that is no protection.
    #[error("a passphrase has at least {least} characters; choose a longer one")]
    PassphraseTooShort {
        /// The least that is taken.
        least: usize,
    },
    /// The data folder keeps its secrets elsewhere.
    #[error(
        "the secrets of this data folder are in {was}, and {asked} was asked for; nothing was changed. Use {was}, or move the secrets first"
    )]
    OtherBackend {
        /// Where they are.
        was: Backend,
        /// What was asked for.
        asked: Backend,
    },
    /// The secrets are where they were to be moved to.
    #[error("the secrets are in {0} already; nothing was changed")]
    AlreadyThere(Backend),
    /// A session that keeps nothing has no secrets to move or to put back.
    #[error("this session keeps nothing, so there is nothing to move or to put back")]
    NothingKept,
    /// What was kept can't be read.
    #[error(
        "{what} in the vault is damaged; restore it from a backup, or remove it and enter the secret again"
    )]
    Corrupt {
        /// What.
        what: String,
    },
    /// The data folder notes a vault under a passphrase, and its file is gone. No empty one is made in its place.
    #[error("{path} is gone, and with it the secrets of this data folder; bring it back from a backup", path = .0.display())]
    Missing(PathBuf),
    /// A vault of a newer Rollcall.
    #[error("the vault was written by a newer Rollcall (format {0}); update Rollcall")]
    Newer(u32),
    /// A secret that the keyring finds too long.
    #[error("the keyring holds no secret of this length ({0} characters at most)")]
    TooLong(u32),
    /// The same name is kept twice.
    #[error("the keyring holds {0} twice; remove one of them in the keyring's own window")]
    Twice(String),
    /// Anything else that the keyring reports.
    #[error("the keyring failed; restart it or log in again, then try again")]
    Keyring(#[source] keyring_core::Error),
    /// The thread that talks to the keyring could not be started.
    #[error("no thread could be started for the keyring; close other programs and try again")]
    Thread(#[source] io::Error),
    /// A key could not be derived.
    #[error(
        "the passphrase could not be worked on (it takes {memory_kib} KiB of memory); close other programs and try again"
    )]
    Derive {
        /// The memory that it takes.
        memory_kib: u32,
    },
    /// A file could not be read or written.
    #[error("{path} could not be {verb}; check the folder's rights and the space on the disk", path = .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What was tried.
        verb: &'static str,
        /// Why not.
        #[source]
        source: io::Error,
    },
}
