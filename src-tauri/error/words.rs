//! The English words of each error code: what happened, and what to do. The ui has its own in three languages; these are
//! for what has no ui, such as a log.

use super::ErrorCode;

impl ErrorCode {
    /// What happened, and what to do about it.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::WrongSecret
            | Self::Forbidden
            | Self::NoNetwork
            | Self::CertificateUnknown
            | Self::ProxyRefused
            | Self::TimedOut
            | Self::RateLimited
            | Self::ServerError
            | Self::BadAnswer
            | Self::WrongEntity => self.words_of_network(),
            Self::VaultAbsent
            | Self::VaultLocked
            | Self::VaultDenied
            | Self::VaultTimeout
            | Self::VaultStopped
            | Self::VaultChanged
            | Self::VaultGone
            | Self::PassphraseWrong
            | Self::RecoveryMistyped
            | Self::RecoveryWrong
            | Self::RecoveryMissing
            | Self::HistoryKeyMissing
            | Self::HistoryWrongKey
            | Self::HistoryCorrupt
            | Self::HistoryNewer
            | Self::HistoryBusy
            | Self::DiskFull => self.words_of_keeping(),
            Self::FileUnreadable
            | Self::FileEmpty
            | Self::FileWrongContainer
            | Self::FileEncrypted
            | Self::FileTooLarge
            | Self::FileNotWritten
            | Self::CorrectionForeign
            | Self::CorrectionAltered
            | Self::KeyColumnMissing => self.words_of_files(),
            Self::PlanAltered
            | Self::PlanUsed
            | Self::PlanForeign
            | Self::PlanStale
            | Self::Held
            | Self::ReleaseMismatch
            | Self::ScreenShared
            | Self::InDoubt
            | Self::NothingToSend
            | Self::RowsGone
            | Self::StillSent
            | Self::NotFound
            | Self::InvalidInput
            | Self::Internal => self.words_of_sending(),
        }
    }

    fn words_of_network(self) -> (&'static str, &'static str) {
        match self {
            Self::WrongSecret => (
                "Wellhub does not accept the client id or the secret.",
                "Copy both anew from Wellhub's settings, for this environment.",
            ),
            Self::Forbidden => (
                "Wellhub does not let in this network or this credential.",
                "Ask your Wellhub team to allow the network, and check the credential's permissions.",
            ),
            Self::NoNetwork => (
                "Wellhub could not be reached.",
                "Check the network, the proxy and the address, then try again.",
            ),
            Self::CertificateUnknown => (
                "The certificate at Wellhub's address is not one that this computer trusts.",
                "Ask IT to install the company's certificate authority in the system, and check the address and the clock.",
            ),
            Self::ProxyRefused => (
                "The proxy in between refuses.",
                "Check its user name and password with IT, then try again.",
            ),
            Self::TimedOut => ("Wellhub did not answer in time.", "Try again in a moment."),
            Self::RateLimited => (
                "Wellhub asks to go slower.",
                "Wait a minute, then try again.",
            ),
            Self::ServerError => ("Wellhub has a problem of its own.", "Try again later."),
            Self::WrongEntity => (
                "The connection does not fit what Wellhub says of the company.",
                "Enter the company's tax id for a single entity, and none for several companies.",
            ),
            _ => (
                "Wellhub's answer could not be understood.",
                "Check the address and whether a proxy stands between, then try again.",
            ),
        }
    }

    fn words_of_keeping(self) -> (&'static str, &'static str) {
        match self {
            Self::VaultAbsent => (
                "No keyring answers on this computer.",
                "Start one, or choose a passphrase.",
            ),
            Self::VaultLocked => (
                "The secrets of Rollcall are locked.",
                "Unlock the keyring and try again, or enter the passphrase.",
            ),
            Self::VaultDenied => (
                "The keyring refused Rollcall.",
                "Allow it access in the keyring's settings, then try again.",
            ),
            Self::VaultTimeout => (
                "The keyring did not answer in time.",
                "Look for a window that asks to unlock it, then try again.",
            ),
            Self::VaultStopped => (
                "The keyring stopped while it was asked.",
                "It mostly starts again by itself: try again, or log in again.",
            ),
            Self::VaultChanged => (
                "The secrets of this folder are kept elsewhere; nothing was changed.",
                "Use the vault that they are in, or move them first.",
            ),
            Self::VaultGone => (
                "The file with the secrets of this folder is gone.",
                "Bring it back from a backup, or use the recovery key.",
            ),
            Self::RecoveryMistyped => (
                "This is no recovery key; a group in it is mistyped.",
                "Compare it with what was written down.",
            ),
            Self::RecoveryWrong => (
                "This recovery key does not open this history.",
                "A newer one was made since, or it belongs to another folder; nothing was changed.",
            ),
            Self::RecoveryMissing => (
                "No recovery key belongs to this history.",
                "Bring the file history.recovery, or the keyring that the history was made with.",
            ),
            Self::PassphraseWrong => ("This is not the passphrase of the vault.", "Try again."),
            Self::HistoryKeyMissing => (
                "The history is encrypted and its key is not in the vault.",
                "Open the keyring that it was made with, or use the recovery key; nothing was changed.",
            ),
            Self::HistoryWrongKey => (
                "The key in the vault does not open the history.",
                "Use the keyring of the account that made it, or bring back a backup.",
            ),
            Self::HistoryCorrupt => (
                "What Rollcall keeps is damaged and was left as it is.",
                "Bring back a backup.",
            ),
            Self::HistoryNewer => (
                "What Rollcall keeps was written by a newer version.",
                "Install the newer version; nothing was changed.",
            ),
            Self::HistoryBusy => (
                "Another Rollcall on this computer is busy with the history.",
                "Close it, or wait until it has finished.",
            ),
            _ => (
                "The disk is full, so nothing was done.",
                "Free some space, then go on.",
            ),
        }
    }

    fn words_of_files(self) -> (&'static str, &'static str) {
        match self {
            Self::FileEmpty => (
                "The file holds no rows.",
                "Export it again, or choose another.",
            ),
            Self::FileWrongContainer => (
                "This is no spreadsheet, whatever its name says.",
                "Open it in Excel or LibreOffice and save it as .xlsx.",
            ),
            Self::FileEncrypted => (
                "The workbook is protected by a password.",
                "Open it in Excel, remove the password, and save it.",
            ),
            Self::FileTooLarge => (
                "The file is larger than can be read safely.",
                "Split it, or leave out what is not needed.",
            ),
            Self::FileNotWritten => (
                "The file could not be written there.",
                "Choose another name or folder, and check that it is not open elsewhere.",
            ),
            Self::CorrectionForeign => (
                "This workbook was not exported from this spreadsheet.",
                "Export the rows again and have that workbook corrected, saved as .xlsx.",
            ),
            Self::CorrectionAltered => (
                "The corrected workbook cannot be matched safely. Nothing was taken over.",
                "Put headers and row numbers back as they were exported, and enter values as text.",
            ),
            Self::KeyColumnMissing => (
                "No column holds what Wellhub finds people by.",
                "Choose the column that does.",
            ),
            _ => (
                "The file could not be read.",
                "Save it again in Excel or LibreOffice, or choose another.",
            ),
        }
    }

    fn words_of_sending(self) -> (&'static str, &'static str) {
        match self {
            Self::PlanAltered => (
                "The plan was altered after it was made.",
                "Make it again from the spreadsheet.",
            ),
            Self::PlanUsed => (
                "This part of the plan was sent before.",
                "Make a new plan from the spreadsheet.",
            ),
            Self::PlanForeign => (
                "The plan was made for another connection.",
                "Make it again here.",
            ),
            Self::PlanStale => (
                "The plan is out of date.",
                "Go back one step and make it again.",
            ),
            Self::Held => (
                "All changes of this part are held.",
                "Read the names, then release them with their number and a reason.",
            ),
            Self::ReleaseMismatch => (
                "The number released is not the number held.",
                "Read the names again and give their number; nothing was sent.",
            ),
            Self::ScreenShared => (
                "The screen is shared, so nobody's values are shown or mended.",
                "End the screen sharing first.",
            ),
            Self::InDoubt => (
                "Whether the submission arrived cannot be known yet.",
                "Look at the job at Wellhub, or let Rollcall ask again.",
            ),
            Self::NothingToSend => (
                "There is nothing that could be sent.",
                "Look at what the plan says.",
            ),
            Self::RowsGone => (
                "The rows of this job were deleted, as the settings say.",
                "Its counts are kept; it cannot be undone, mended or reported row by row.",
            ),
            Self::StillSent => (
                "A job that has not ended is about this person, so nothing was erased.",
                "Let the job end, or stop it, then try again.",
            ),
            Self::NotFound => (
                "What was asked for is not there any more.",
                "Go back and look at the list.",
            ),
            Self::InvalidInput => (
                "Something that was entered cannot be used.",
                "Change it and try again.",
            ),
            _ => (
                "Something in Rollcall went wrong.",
                "Try again; report it with the details if it stays.",
            ),
        }
    }
}
