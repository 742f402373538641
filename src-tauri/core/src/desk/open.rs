//! Opening a data folder: the vault first, then the history with the key that the vault holds. A key that is missing is
//! told; a history is never made anew over an old one.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use secrecy::ExposeSecret as _;

use super::showing::SHARING;
use super::{Desk, DeskError, network};
use crate::clock::SharedClock;
use crate::history::{History, HistoryKey};
use crate::plan::SealKey;
use crate::vault::{self, HeldVault, Name, Preference, Vault};

/// The file of the history within the data folder.
pub(super) const HISTORY: &str = "history.db";

/// Where access tokens are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tokens {
    /// In memory: the window.
    Memory,
    /// In the vault, so that calls in a row share one: the command line.
    Vault,
}

/// How a data folder is to be opened.
pub struct Opening {
    /// Which vault.
    pub preference: Preference,
    /// Where tokens go.
    pub tokens: Tokens,
}

impl Desk {
    /// Opens a data folder, or makes it. May wait for the keyring: not for a thread that must not block.
    pub fn open(data_dir: &Path, opening: Opening, clock: SharedClock) -> Result<Self, DeskError> {
        make_private(data_dir).map_err(|source| DeskError::DataDir {
            path: data_dir.to_owned(),
            source,
        })?;
        let session = matches!(opening.preference, Preference::SessionOnly);
        let vault = Arc::new(HeldVault::new(vault::open(data_dir, opening.preference)?));
        let history = if session {
            History::in_memory(clock.clone())?
        } else {
            open_history(data_dir, vault.as_ref(), clock.clone())?
        };
        let sharing = history.setting(SHARING)?.unwrap_or(false);
        let proxy = network::kept(&history, vault.as_ref())?;
        let desk = Self {
            proxy: Mutex::new(proxy),
            data_dir: data_dir.to_owned(),
            history,
            vault,
            clock,
            tokens: opening.tokens,
            clients: Mutex::default(),
            replaced: Mutex::default(),
            limits: Mutex::default(),
            demo: Mutex::default(),
            sharing: AtomicBool::new(sharing),
            imports: Mutex::default(),
            people: Mutex::default(),
            person_ids: std::hash::RandomState::new(),
            recovery: Mutex::default(),
        };
        if !session {
            desk.settle()?;
        }
        Ok(desk)
    }

    /// Ends what a crash may have cut short.
    fn settle(&self) -> Result<(), DeskError> {
        self.history.keep_recovery_copy()?;
        if let Err(error) = self.tidy_secrets() {
            tracing::warn!(%error, "secrets are left where they were before they were moved");
        }
        Ok(())
    }

    /// The key that seals plans, made at first use.
    pub(super) fn seal_key(&self) -> Result<SealKey, DeskError> {
        if let Some(key) = self.vault.read_bytes(&Name::SealKey)? {
            return Ok(SealKey(key));
        }
        let key = HistoryKey::generate()?;
        let hex = key.to_hex();
        self.vault.write_bytes(&Name::SealKey, hex.as_bytes())?;
        Ok(SealKey(hex.as_bytes().to_vec().into()))
    }
}

fn open_history(
    data_dir: &Path,
    vault: &dyn Vault,
    clock: SharedClock,
) -> Result<History, DeskError> {
    let path = data_dir.join(HISTORY);
    let (key, is_new) = HistoryKey::for_file(&path, kept_key(vault)?)?;
    if is_new && let Err(error) = vault.write(&Name::HistoryKey, &key.to_hex().as_str().into()) {
        // A keyring may answer and keep nothing: one without a collection, or whose question was dismissed. It must not
        // bind a folder that has nothing yet.
        if !path.exists()
            && let Err(error) = vault::unbind(data_dir)
        {
            tracing::warn!(%error, "a folder stays with a place that keeps no secret");
        }
        return Err(error.into());
    }
    Ok(History::open(&path, &key, clock)?)
}

/// The key of the history, where the vault keeps one.
pub(super) fn kept_key(vault: &dyn Vault) -> Result<Option<HistoryKey>, DeskError> {
    let kept = vault.read(&Name::HistoryKey)?;
    Ok(kept.and_then(|text| HistoryKey::from_hex(text.expose_secret())))
}

/// A folder that its owner alone may look into.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}
