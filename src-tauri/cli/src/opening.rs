//! Opening the data folder: the keyring first, and where there is none, the passphrase of ROLLCALL_PASSPHRASE. Which of
//! the two a folder uses never changes by itself.

use std::path::{Path, PathBuf};

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, DeskError, Opening, Tokens};
use rollcall_core::history::{RecoveryKey, Restored};
use rollcall_core::vault::{Preference, VaultError};
use secrecy::SecretString;

use crate::trouble::{Code, Trouble};

/// The variable that holds the passphrase.
const PASSPHRASE: &str = "ROLLCALL_PASSPHRASE";

/// Opens the folder that was asked for, or the account's own.
pub fn open(asked: Option<&Path>) -> Result<Desk, Trouble> {
    with_vault(asked, open_with)
}

/// Brings the newest whole backup of the folder back.
pub fn restore(asked: Option<&Path>) -> Result<Restored, Trouble> {
    with_vault(asked, |folder, preference| {
        Desk::restore(folder, preference, SystemClock::shared())
    })
}

/// Puts the key of the folder's history back by its recovery key.
pub fn recover(asked: Option<&Path>, key: &RecoveryKey) -> Result<(), Trouble> {
    with_vault(asked, |folder, preference| {
        Desk::recover(folder, &preference, key, SystemClock::shared())
    })
}

fn with_vault<T>(
    asked: Option<&Path>,
    open: impl Fn(&Path, Preference) -> Result<T, DeskError>,
) -> Result<T, Trouble> {
    let folder = match asked {
        Some(folder) => folder.to_owned(),
        None => own_folder().ok_or_else(|| Trouble::new(Code::NoDataDir))?,
    };
    let keyring = open(&folder, Preference::Auto);
    let lacking = matches!(
        &keyring,
        Err(DeskError::Vault(
            VaultError::PassphraseNeeded | VaultError::Absent(_)
        ))
    );
    match passphrase() {
        Some(words) if lacking => Ok(open(&folder, Preference::Passphrase(words))?),
        _ => Ok(keyring?),
    }
}

fn open_with(folder: &Path, preference: Preference) -> Result<Desk, DeskError> {
    let opening = Opening {
        preference,
        tokens: Tokens::Vault,
    };
    Desk::open(folder, opening, SystemClock::shared())
}

/// The window's own data folder, so that both know the same connections and jobs; on Linux
/// `~/.local/share/app.rollcall.desktop`.
fn own_folder() -> Option<PathBuf> {
    Some(dirs::data_local_dir()?.join("app.rollcall.desktop"))
}

fn passphrase() -> Option<SecretString> {
    let words = std::env::var(PASSPHRASE).ok()?;
    (!words.is_empty()).then(|| words.into())
}
