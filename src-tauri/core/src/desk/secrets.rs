//! Where the secrets of a data folder are, and moving them elsewhere while it is open.

use super::{Desk, DeskError};
use crate::history::History;
use crate::vault::{self, Backend, Destination, Name, Vault as _};

impl Desk {
    /// Where the secrets are.
    pub fn backend(&self) -> Backend {
        self.vault.backend()
    }

    /// Moves all secrets of the folder. Jobs go on meanwhile with what they hold. May wait for the keyring.
    pub fn move_secrets(&self, to: &Destination) -> Result<(), DeskError> {
        self.vault.replace(|from| {
            // Named once nobody writes a secret any more, so that none is left behind.
            let names = names(&self.history)?;
            Ok::<_, DeskError>(vault::move_secrets(&self.data_dir, from, to, &names)?)
        })?;
        Ok(self.history.note_secrets_moved(self.backend().word())?)
    }

    /// Takes away what a move that was cut short left elsewhere. A keyring that does not answer is asked again at the
    /// next start.
    pub(super) fn tidy_secrets(&self) -> Result<(), DeskError> {
        let names = names(&self.history)?;
        Ok(vault::tidy(&self.data_dir, self.vault.as_ref(), &names)?)
    }
}

/// All names under which the folder may keep something.
fn names(history: &History) -> Result<Vec<Name>, DeskError> {
    let mut names = vec![Name::HistoryKey, Name::SealKey, Name::Proxy];
    for connection in history.connections()? {
        let id = connection.id.to_string();
        names.extend([Name::Connection(id.clone()), Name::Token(id)]);
    }
    Ok(names)
}
