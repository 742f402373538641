//! The recovery key at the desk: made, shown until a person says that it is noted, and used to put the key of a history
//! back that was brought to a keyring which does not have it. Nothing is ever recreated for it.

use std::path::Path;

use super::open::HISTORY;
use super::{Desk, DeskError, lock};
use crate::clock::SharedClock;
use crate::history::{History, HistoryKey, RecoveryError, RecoveryKey, RecoveryState};
use crate::vault::{self, Name, Preference};

impl Desk {
    /// How the recovery key stands; `None` for a session that keeps nothing.
    pub fn recovery(&self) -> Result<Option<RecoveryState>, DeskError> {
        Ok(self.history.recovery()?)
    }

    /// A new recovery key to be noted. It is the same one until it is, and the one before stays in force as long.
    pub fn new_recovery_key(&self) -> Result<RecoveryKey, DeskError> {
        if self.history.recovery()?.is_none() {
            return Err(RecoveryError::NothingKept.into());
        }
        let mut shown = lock(&self.recovery);
        if let Some(key) = &*shown {
            return Ok(key.clone());
        }
        Ok(shown.insert(RecoveryKey::generate()?).clone())
    }

    /// The recovery key that was made and is not noted yet.
    pub fn unnoted_recovery_key(&self) -> Option<RecoveryKey> {
        lock(&self.recovery).clone()
    }

    /// Puts the recovery key in force that was shown, and forgets it. Nothing where none was.
    pub fn note_recovery_key(&self) -> Result<(), DeskError> {
        let mut shown = lock(&self.recovery);
        if let Some(key) = &*shown {
            self.history.keep_recovery(key)?;
            *shown = None;
        }
        Ok(())
    }

    /// Puts the key of a data folder's history back into its vault, by the recovery key. Nothing of the history is
    /// changed but for the trail, which tells of it; connections ask for their secrets again where the vault lacks these too. May wait for the keyring.
    pub fn recover(
        data_dir: &Path,
        preference: &Preference,
        recovery: &RecoveryKey,
        clock: SharedClock,
    ) -> Result<(), DeskError> {
        let path = data_dir.join(HISTORY);
        let key = HistoryKey::recover(&path, recovery)?;
        let vault = vault::open_anew(data_dir, preference)?;
        vault.write(&Name::HistoryKey, &key.to_hex().as_str().into())?;
        // What else stands in the way of this history, damage for one, is told when it is opened.
        if let Ok(history) = History::open(&path, &key, clock) {
            history.note_recovered(vault.backend().word())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
