//! How much of people the screen may show: the mode for a screen that others see, and values that are shown because a person
//! asked, which the audit trail tells.

use std::sync::atomic::Ordering;

use super::{Desk, DeskError};
use crate::history::ConnectionId;

/// Under this name it is kept whether the screen is shared.
pub(super) const SHARING: &str = "screen_sharing";

impl Desk {
    /// Whether the screen is shared, so that nothing about people may be shown but initials.
    pub fn is_sharing(&self) -> bool {
        self.sharing.load(Ordering::SeqCst)
    }

    /// Shows initials alone from now on, without waiting for anything.
    pub fn begin_sharing(&self) {
        self.sharing.store(true, Ordering::SeqCst);
    }

    /// Begins or ends showing initials alone. It begins even where it cannot be kept for the next start.
    pub fn share(&self, on: bool) -> Result<(), DeskError> {
        if on {
            self.begin_sharing();
        }
        self.history.set_setting(SHARING, &on)?;
        self.sharing.store(on, Ordering::SeqCst);
        Ok(())
    }

    /// Notes in the audit trail, by a pseudonym, that somebody's masked values are shown; refused while the screen is
    /// shared.
    pub fn reveal(
        &self,
        connection: ConnectionId,
        company: &str,
        key: &str,
    ) -> Result<(), DeskError> {
        if self.is_sharing() {
            return Err(DeskError::ScreenShared);
        }
        Ok(self.history.note_revealed(connection, (company, key))?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::desk::{Opening, Tokens};
    use crate::vault::Preference;

    fn desk(folder: &std::path::Path) -> Desk {
        let opening = Opening {
            preference: Preference::Passphrase("correct horse battery".into()),
            tokens: Tokens::Memory,
        };
        Desk::open(folder, opening, SystemClock::shared()).unwrap()
    }

    #[test]
    fn sharing_outlasts_the_session_and_refuses_to_reveal() {
        let folder = tempfile::tempdir().unwrap();
        let first = desk(folder.path());
        assert!(!first.is_sharing());
        first.share(true).unwrap();
        drop(first);
        let again = desk(folder.path());
        assert!(again.is_sharing());
        let refused = again.reveal(ConnectionId(1), "1", "7");
        assert!(matches!(refused, Err(DeskError::ScreenShared)));
        let before = again.history().verify_trail().unwrap().events;
        again.share(false).unwrap();
        again.reveal(ConnectionId(1), "1", "7").unwrap();
        let after = again.history().verify_trail().unwrap();
        assert_eq!((after.events, after.first_bad), (before + 1, None));
    }
}
