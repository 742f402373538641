//! What went wrong with where secrets are kept, and with the key that stands in for it.

use rollcall_core::history::{BadWords, RecoveryError};
use rollcall_core::vault::VaultError;

use super::{Code, Trouble, history};

/// Why the vault did not serve.
pub(super) fn vault(error: &VaultError) -> Trouble {
    match error {
        VaultError::Absent(_) => Trouble::new(Code::NoKeyring),
        VaultError::Locked => Trouble::new(Code::KeyringLocked),
        VaultError::Denied => Trouble::new(Code::KeyringRefused),
        VaultError::TimedOut(limit) => {
            Trouble::with(Code::KeyringSilent, [limit.as_secs().to_string()])
        }
        VaultError::Busy(_) => Trouble::new(Code::HistoryBusy),
        VaultError::Stopped => Trouble::new(Code::KeyringStopped),
        VaultError::Missing(path) => Trouble::with(Code::VaultGone, [path.display().to_string()]),
        VaultError::WrongPassphrase => Trouble::new(Code::PassphraseWrong),
        VaultError::PassphraseNeeded => Trouble::new(Code::PassphraseNeeded),
        VaultError::PassphraseTooShort { least } => Trouble::said(Code::PassphraseShort, least),
        VaultError::OtherBackend { was, .. } => Trouble::said(Code::OtherVault, was),
        other => Trouble::said(Code::Vault, other),
    }
}

/// Why a recovery key did not serve.
pub(super) fn recovery(error: &RecoveryError) -> Trouble {
    match error {
        RecoveryError::Words(BadWords::Length { found }) => {
            Trouble::said(Code::RecoveryLength, found)
        }
        RecoveryError::Words(BadWords::Group { group }) => {
            Trouble::said(Code::RecoveryGroup, group)
        }
        RecoveryError::Other => Trouble::new(Code::RecoveryOther),
        RecoveryError::NotMade { .. } => Trouble::new(Code::RecoveryNotMade),
        RecoveryError::History(error) => history(error),
        other => Trouble::said(Code::Recovery, other),
    }
}
