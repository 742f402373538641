//! English.

use crate::language::Language;
use crate::trouble::Code;

#[expect(clippy::too_many_lines, reason = "a table of texts")]
pub(super) fn trouble(code: Code) -> [&'static str; 2] {
    match code {
        Code::Usage => [
            "The command cannot be followed: {0}",
            "See rollcall --help.",
        ],
        Code::MissingValue => ["{0}: nothing was given.", "Give it and try again."],
        Code::NoSuchSheet => ["There is no sheet {0}.", "There are: {1}"],
        Code::NoSuchColumn => ["No column has the header {0}.", "There are: {1}"],
        Code::AmbiguousColumn => [
            "Several columns have the header {0}: {1}.",
            "Give them different headers.",
        ],
        Code::NoSuchField => [
            "Wellhub has no field {0}.",
            "There are: {1}, or ignore for --map",
        ],
        Code::FieldNotMapped => ["No column is {0}.", "Say which with --map HEADER={0}."],
        Code::DataDir => [
            "The folder {0} cannot be used: {1}",
            "Check its rights, or choose another with --data-dir.",
        ],
        Code::NoDataDir => [
            "This account has no folder for data.",
            "Choose one with --data-dir or ROLLCALL_DATA_DIR.",
        ],
        Code::NoKeyring => [
            "No keyring answers on this computer, so there is no safe place for secrets.",
            "Start one, or set ROLLCALL_PASSPHRASE to keep secrets in a file under a passphrase.",
        ],
        Code::KeyringLocked => ["The keyring is locked.", "Unlock it and try again."],
        Code::KeyringRefused => [
            "The keyring refused Rollcall.",
            "Allow it access in the keyring's settings.",
        ],
        Code::KeyringSilent => [
            "The keyring did not answer within {0} s.",
            "Look for a window that asks to unlock it, then try again.",
        ],
        Code::KeyringStopped => [
            "The keyring stopped while it was asked.",
            "It mostly starts again by itself: try again, or log in again.",
        ],
        Code::VaultGone => [
            "The file {0} is gone, and with it the secrets of this data folder.",
            "Bring it back from a backup, or use the recovery key: rollcall history recover",
        ],
        Code::RecoveryLength => [
            "A recovery key has 35 letters and digits, and this has {0}.",
            "Look for what is missing or too many.",
        ],
        Code::RecoveryGroup => [
            "Group {0} of the recovery key is mistyped.",
            "Compare it with what was written down.",
        ],
        Code::RecoveryOther => [
            "This recovery key does not open this history; nothing was changed.",
            "A newer one was made since, or it belongs to another folder.",
        ],
        Code::RecoveryNotMade => [
            "No recovery key belongs to this history; nothing was changed.",
            "Bring the file history.recovery along, or use the keyring that the history was made with.",
        ],
        Code::RecoveryNoted => [
            "A recovery key of {0} is in force.",
            "To put another in its place: rollcall history recovery-key --replace",
        ],
        Code::Recovery => [
            "The recovery key cannot be used: {0}",
            "Nothing was changed.",
        ],
        Code::Certificate => [
            "The certificate at Wellhub's address is not one that this computer trusts ({0}).",
            "Where the company inspects its network's traffic, ask IT to install its certificate authority in the system. Check the address and the clock.",
        ],
        Code::Proxy => [
            "The proxy in between refuses ({0}).",
            "Check its user name and password with IT, then try again.",
        ],
        Code::PassphraseNeeded => [
            "The secrets of this data folder are under a passphrase.",
            "Set ROLLCALL_PASSPHRASE.",
        ],
        Code::PassphraseWrong => [
            "This is not the passphrase of this data folder.",
            "Check ROLLCALL_PASSPHRASE.",
        ],
        Code::PassphraseShort => [
            "The passphrase is too short.",
            "Set ROLLCALL_PASSPHRASE to at least {0} characters.",
        ],
        Code::OtherVault => [
            "The secrets of this data folder are in {0}; nothing was changed.",
            "Make that available again, or use another folder with --data-dir.",
        ],
        Code::Vault => ["The secrets cannot be used: {0}", "Nothing was changed."],
        Code::HistoryKey => [
            "The history is encrypted, and its key is not in the vault; nothing was changed.",
            "Use the keyring or passphrase that it was made with, or the recovery key: rollcall history recover",
        ],
        Code::HistoryDamaged => [
            "The history is damaged; it was left as it is.",
            "Bring its newest whole backup back: rollcall history restore. The damaged file is put aside, not removed.",
        ],
        Code::HistoryNewer => [
            "A newer Rollcall wrote the history; nothing was changed.",
            "Install that version or a later one.",
        ],
        Code::NotDamaged => [
            "The history is whole, so no backup was put in its place.",
            "Nothing needs to be done.",
        ],
        Code::NoBackup => [
            "No backup in {0} is whole and opens with the key of this data folder; nothing was changed.",
            "Put a copy of history.db from your own backups back, or move the file away to begin a new history.",
        ],
        Code::HistoryBusy => [
            "Another Rollcall is writing to the history.",
            "Try again in a moment.",
        ],
        Code::Sending => [
            "Another Rollcall on this computer is sending.",
            "Wait until it is done, or close it.",
        ],
        Code::DiskFull => [
            "The disk is full or its quota is used up, so Rollcall stopped before it sent anything more.",
            "Free some space, then run rollcall resume.",
        ],
        Code::History => [
            "The history cannot be used: {0}",
            "Nothing was sent without being written down first.",
        ],
        Code::NoConnection => [
            "There is no connection {0}.",
            "Make one with rollcall connect.",
        ],
        Code::NoJob => ["There is no job {0}.", "See rollcall jobs."],
        Code::NameTaken => ["There already is a connection {0}.", "Choose another name."],
        Code::NoSecret => [
            "No client secret is kept for {0}.",
            "Connect again under another name.",
        ],
        Code::TaxIdNeeded => [
            "The credential belongs to one company, whose tax id Wellhub does not tell.",
            "Connect again with --tax-id.",
        ],
        Code::DemoNotRunning => [
            "This connection is the app's demo, which runs in the app alone.",
            "See rollcall demo for one of its own.",
        ],
        Code::LimitReached => [
            "Wellhub's limits are kept, and allow the next request at {0}.",
            "Try again then.",
        ],
        Code::Unreachable => [
            "Wellhub could not be reached.",
            "Check the network, the proxy and the address.",
        ],
        Code::TimedOut => [
            "Nothing came from Wellhub for {0} s.",
            "Try again later; nothing was changed.",
        ],
        Code::WrongSecret => [
            "Wellhub refuses the client id or the secret.",
            "Copy both anew from Wellhub's settings, for this environment, and connect again.",
        ],
        Code::Unauthorized => [
            "Wellhub does not accept this sign-in.",
            "It may be the other environment's credential, or it expired.",
        ],
        Code::Forbidden => [
            "Wellhub refuses this network or this credential (403).",
            "Ask your Wellhub team to allow this network, and check the credential's permissions.",
        ],
        Code::Wellhub => ["Wellhub could not do it: {0}", "Try again later."],
        Code::Cancelled => ["Interrupted.", "Nothing was sent."],
        Code::File => ["The file cannot be used: {0}", "Mend it and try again."],
        Code::PlanFile => [
            "The plan file {0} cannot be opened: {1}",
            "Check the path and its rights.",
        ],
        Code::NotAPlan => [
            "This is no plan of Rollcall, or it was cut short; nothing was sent.",
            "Plan again.",
        ],
        Code::PlanAltered => [
            "The plan was altered after it was made, or made elsewhere; nothing was sent.",
            "Plan again from the spreadsheet.",
        ],
        Code::PlanNewer => [
            "A newer Rollcall made the plan (format {0}); nothing was sent.",
            "Update Rollcall.",
        ],
        Code::PlanForeign => [
            "The plan was made for {0}, which is no connection of this data folder; nothing was sent.",
            "Plan again here.",
        ],
        Code::PlanUsed => [
            "This lane of the plan was sent before (job {0}); nothing was sent.",
            "See rollcall jobs; plan again from the spreadsheet to send what is left.",
        ],
        Code::PlanBlocked => [
            "The plan is blocked ({0}); nothing was sent.",
            "Mend the file and plan again.",
        ],
        Code::ReleaseMismatch => [
            "The release names {0} changes, and {1} can be released in this lane; nothing was sent.",
            "Read their names again; without held changes leave --release out. Protected people do not count ({2} here): remove them in Wellhub's portal, or take the protection off in Settings.",
        ],
        Code::Item => ["The plan cannot be sent: {0}", "Nothing was sent."],
        Code::JobBusy => ["Job {0} is being sent already.", "See rollcall job {0}."],
        Code::Paused => [
            "Job {0} waits: {1}",
            "Nothing is lost and nothing is sent twice: rollcall resume",
        ],
        Code::Simulator => [
            "The simulator did not start: {0}",
            "Choose another port or file.",
        ],
        Code::Fault => [
            "Rollcall met a fault of its own: {0}",
            "Nothing is sent twice: see rollcall jobs. Please report this.",
        ],
        _ => crate::words::after::trouble(Language::En, code),
    }
}
