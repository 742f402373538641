//! The one error that the ui sees. It carries a code from a closed list, plain words, a hint, and raw details for
//! support; it must never hold a secret or a person's record.

mod core;
mod job;
mod words;

use serde::Serialize;
use specta::Type;

/// What went wrong, as far as the ui acts on it. A code is added only when the ui branches on it; none is renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// 401: wrong client id or secret.
    WrongSecret,
    /// 403: this network or this credential is not let in.
    Forbidden,
    /// Wellhub could not be reached.
    NoNetwork,
    /// Who answered could not prove to be Wellhub.
    CertificateUnknown,
    /// The proxy in between refused.
    ProxyRefused,
    /// No answer within the limit.
    TimedOut,
    /// 429, and waiting did not help.
    RateLimited,
    /// Wellhub answered with 500 or 503.
    ServerError,
    /// An answer that could not be understood.
    BadAnswer,
    /// The connection says single entity and Wellhub says many, or the reverse.
    WrongEntity,
    /// The system has no keyring.
    VaultAbsent,
    /// The keyring is locked.
    VaultLocked,
    /// The person or the system refused access to the keyring.
    VaultDenied,
    /// The keyring did not answer in time.
    VaultTimeout,
    /// The keyring ended while it was asked.
    VaultStopped,
    /// The folder keeps its secrets in another place than was asked for.
    VaultChanged,
    /// The file of the secrets is gone.
    VaultGone,
    /// The passphrase does not open the vault.
    PassphraseWrong,
    /// What was typed is no recovery key.
    RecoveryMistyped,
    /// The recovery key does not open the history.
    RecoveryWrong,
    /// No recovery key belongs to the history.
    RecoveryMissing,
    /// The history is there, its key is not.
    HistoryKeyMissing,
    /// The key does not open the history.
    HistoryWrongKey,
    /// The history file is damaged.
    HistoryCorrupt,
    /// The history was written by a newer Rollcall.
    HistoryNewer,
    /// Another Rollcall is using the history.
    HistoryBusy,
    /// The disk is full.
    DiskFull,
    /// The file could not be read.
    FileUnreadable,
    /// The file holds no rows.
    FileEmpty,
    /// The content is another format than the ending says.
    FileWrongContainer,
    /// The workbook is protected by a password.
    FileEncrypted,
    /// The file is too large to be read safely.
    FileTooLarge,
    /// A file could not be written where the person said.
    FileNotWritten,
    /// A workbook of corrections that was not made from this spreadsheet.
    CorrectionForeign,
    /// A workbook of corrections whose headers, row numbers or cells cannot be trusted.
    CorrectionAltered,
    /// No column is the eligibility key.
    KeyColumnMissing,
    /// The plan was changed after it was made.
    PlanAltered,
    /// The plan was sent before.
    PlanUsed,
    /// The plan belongs to another connection or computer.
    PlanForeign,
    /// The roster changed since the plan was made.
    PlanStale,
    /// Changes are held and need a person.
    Held,
    /// The number released is not the number held.
    ReleaseMismatch,
    /// The screen is shared: nobody's values are shown or mended.
    ScreenShared,
    /// Whether a submit arrived cannot be known yet.
    InDoubt,
    /// The rows of the job were deleted, as the settings say.
    RowsGone,
    /// A job that has not ended is about the person.
    StillSent,
    /// The lane holds nothing that can be sent.
    NothingToSend,
    /// What was asked for does not exist.
    NotFound,
    /// An argument makes no sense.
    InvalidInput,
    /// A fault of Rollcall itself.
    Internal,
}

/// The one error the ui sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[error("{message} {hint}")]
pub struct CommandError {
    /// What the ui decides by; it prefers its own words for it.
    pub code: ErrorCode,
    /// What happened and why, in plain English.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The raw error with its sources, behind "Details".
    pub details: Option<String>,
}

impl CommandError {
    /// An error without details.
    pub fn new(code: ErrorCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: hint.into(),
            details: None,
        }
    }

    /// The error of a code, in its usual words.
    pub fn of(code: ErrorCode) -> Self {
        let (message, hint) = code.words();
        Self::new(code, message, hint)
    }

    /// Something that was asked for with an argument that makes no sense; `what` says which.
    pub fn invalid(what: impl Into<String>) -> Self {
        Self::new(ErrorCode::InvalidInput, what, "Change it and try again.")
    }

    /// Adds a line to the details.
    #[must_use]
    pub fn with_detail(mut self, line: &str) -> Self {
        self.details = Some(match self.details {
            Some(before) => format!("{before}\n{line}"),
            None => line.to_owned(),
        });
        self
    }

    /// Adds `source` and its own sources as details, one a line.
    #[must_use]
    pub fn caused_by(mut self, source: &dyn std::error::Error) -> Self {
        let mut lines = vec![source.to_string()];
        let mut next = source.source();
        while let Some(error) = next {
            lines.push(error.to_string());
            next = error.source();
        }
        self.details = Some(lines.join("\n"));
        self
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the token was refused")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn details_keep_every_source_in_order() {
        let cause = Outer(std::io::Error::other("connection reset"));
        let error = CommandError::new(
            ErrorCode::NoNetwork,
            "Wellhub could not be reached.",
            "Check the network.",
        )
        .caused_by(&cause);

        assert_eq!(
            error.details.as_deref(),
            Some("the token was refused\nconnection reset")
        );
        let json = serde_json::to_value(&error).unwrap();
        assert_eq!(json["code"], "no_network");
        assert_eq!(
            error.to_string(),
            "Wellhub could not be reached. Check the network."
        );
    }
}
