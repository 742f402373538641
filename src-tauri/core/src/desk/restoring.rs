//! Bringing a backup back in the place of a damaged history. The vault is opened as for any start; nothing is brought back
//! over a history that is whole, and the damaged one stays under another name.

use std::path::Path;

use super::open::{HISTORY, kept_key};
use super::{Desk, DeskError};
use crate::clock::SharedClock;
use crate::history::{History, HistoryError, Restored};
use crate::vault::{self, Preference};

impl Desk {
    /// Brings the newest whole backup of a data folder back. May wait for the keyring, and reads the file whole: not for
    /// a thread that must not block.
    pub fn restore(
        data_dir: &Path,
        preference: Preference,
        clock: SharedClock,
    ) -> Result<Restored, DeskError> {
        let vault = vault::open(data_dir, preference)?;
        let path = data_dir.join(HISTORY);
        let Some(key) = kept_key(vault.as_ref())? else {
            return Err(HistoryError::MissingKey { path }.into());
        };
        let (_, restored) = History::restore(&path, &key, clock)?;
        Ok(restored)
    }
}
