//! What each failure of core is to the ui. Every match is exhaustive: a new failure must be given its code here.

use std::error::Error;
use std::io;

use rollcall_core::desk::DeskError;
use rollcall_core::history::{HistoryError, RecoveryError};
use rollcall_core::plan::Unusable;
use rollcall_core::sheet::SheetError;
use rollcall_core::submission::{Cause, SubmissionError};
use rollcall_core::vault::VaultError;
use rollcall_core::wellhub::WellhubError;

use super::{CommandError, ErrorCode};

impl From<DeskError> for CommandError {
    fn from(error: DeskError) -> Self {
        let mut told = Self::of(of_desk(&error)).caused_by(&error);
        if let DeskError::Wellhub(wellhub) = &error
            && let Some(trace) = wellhub.trace_id()
        {
            told = told.with_detail(&format!("trace id: {trace}"));
        }
        if let DeskError::Submission(SubmissionError::Paused { failure, .. }) = &error
            && let Some(trace) = &failure.trace_id
        {
            told = told.with_detail(&format!("trace id: {trace}"));
        }
        if matches!(told.code, ErrorCode::InvalidInput | ErrorCode::Internal) {
            told.message = error.to_string();
            told.hint = String::new();
        }
        told
    }
}

impl From<HistoryError> for CommandError {
    fn from(error: HistoryError) -> Self {
        DeskError::from(error).into()
    }
}

fn of_desk(error: &DeskError) -> ErrorCode {
    match error {
        DeskError::DataDir { source, .. } => of_disk(source),
        DeskError::Write { source, .. } => match of_disk(source) {
            ErrorCode::Internal => ErrorCode::FileNotWritten,
            code => code,
        },
        DeskError::OwnFile { .. } | DeskError::Unwritable { .. } => ErrorCode::FileNotWritten,
        DeskError::ForeignCorrection => ErrorCode::CorrectionForeign,
        DeskError::CorrectionHeader { .. }
        | DeskError::CorrectionRow { .. }
        | DeskError::CorrectionCell { .. } => ErrorCode::CorrectionAltered,
        DeskError::Vault(error) => of_vault(error),
        DeskError::Recovery(error) => of_recovery(error),
        DeskError::History(error) => of_history(error),
        DeskError::Wellhub(error) => of_wellhub(error),
        DeskError::Sheet(error) => of_sheet(error),
        DeskError::Plan(error) => of_plan(error),
        DeskError::Submission(error) => of_submission(error),
        DeskError::NoSecret { .. } => ErrorCode::WrongSecret,
        DeskError::DemoNotRunning => ErrorCode::NoNetwork,
        DeskError::ScreenShared => ErrorCode::ScreenShared,
        DeskError::TaxIdNeeded => ErrorCode::WrongEntity,
        DeskError::Origin(_)
        | DeskError::DemoSecret
        | DeskError::Proxy(_)
        | DeskError::Missing { .. }
        | DeskError::IntentNeeded
        | DeskError::NoSuchCell { .. }
        | DeskError::Budgets(_)
        | DeskError::UnknownCompany { .. }
        | DeskError::NoSuchWidth { .. } => ErrorCode::InvalidInput,
        DeskError::JobUnfinished { .. } => ErrorCode::InDoubt,
        DeskError::RowsGone { .. } => ErrorCode::RowsGone,
        DeskError::NotOnRoster { .. } => ErrorCode::NotFound,
        DeskError::KeyColumnMissing { .. } => ErrorCode::KeyColumnMissing,
        DeskError::Blocked(_)
        | DeskError::NothingDone { .. }
        | DeskError::NothingLeft { .. }
        | DeskError::Rehearsal { .. } => ErrorCode::NothingToSend,
        DeskError::ForeignPlan { .. } => ErrorCode::PlanForeign,
        DeskError::UsedPlan { .. } => ErrorCode::PlanUsed,
        DeskError::NoPlan => ErrorCode::PlanStale,
        DeskError::FileChanged { .. } => ErrorCode::FileUnreadable,
        DeskError::Interrupted => ErrorCode::Internal,
    }
}

fn of_disk(error: &io::Error) -> ErrorCode {
    match error.kind() {
        io::ErrorKind::StorageFull => ErrorCode::DiskFull,
        _ => ErrorCode::Internal,
    }
}

pub(super) fn of_vault(error: &VaultError) -> ErrorCode {
    match error {
        VaultError::Absent(_) => ErrorCode::VaultAbsent,
        VaultError::Missing(_) => ErrorCode::VaultGone,
        VaultError::Busy(_) => ErrorCode::HistoryBusy,
        VaultError::Stopped => ErrorCode::VaultStopped,
        VaultError::OtherBackend { .. } => ErrorCode::VaultChanged,
        VaultError::Locked | VaultError::PassphraseNeeded => ErrorCode::VaultLocked,
        VaultError::Denied | VaultError::Keyring(_) => ErrorCode::VaultDenied,
        VaultError::TimedOut(_) => ErrorCode::VaultTimeout,
        VaultError::WrongPassphrase => ErrorCode::PassphraseWrong,
        VaultError::PassphraseTooShort { .. }
        | VaultError::TooLong(_)
        | VaultError::AlreadyThere(_)
        | VaultError::NothingKept => ErrorCode::InvalidInput,
        VaultError::Corrupt { .. } | VaultError::Twice(_) => ErrorCode::HistoryCorrupt,
        VaultError::Newer(_) => ErrorCode::HistoryNewer,
        VaultError::Thread(_) | VaultError::Derive { .. } => ErrorCode::Internal,
        VaultError::File { source, .. } => of_disk(source),
    }
}

fn of_recovery(error: &RecoveryError) -> ErrorCode {
    match error {
        RecoveryError::Words(_) => ErrorCode::RecoveryMistyped,
        RecoveryError::NotMade { .. } => ErrorCode::RecoveryMissing,
        RecoveryError::Other => ErrorCode::RecoveryWrong,
        RecoveryError::Damaged(_) => ErrorCode::HistoryCorrupt,
        RecoveryError::Newer(_) => ErrorCode::HistoryNewer,
        RecoveryError::NothingKept => ErrorCode::InvalidInput,
        RecoveryError::History(error) => of_history(error),
    }
}

fn of_history(error: &HistoryError) -> ErrorCode {
    match error {
        HistoryError::MissingKey { .. } => ErrorCode::HistoryKeyMissing,
        HistoryError::WrongKey(_) => ErrorCode::HistoryWrongKey,
        HistoryError::Corrupt(_) | HistoryError::NoBackup { .. } => ErrorCode::HistoryCorrupt,
        HistoryError::Newer { .. } => ErrorCode::HistoryNewer,
        HistoryError::Busy(_)
        | HistoryError::DriverBusy
        | HistoryError::Resting
        | HistoryError::Moved { .. } => ErrorCode::HistoryBusy,
        HistoryError::DiskFull(_) => ErrorCode::DiskFull,
        HistoryError::File { source, .. } => of_disk(source),
        HistoryError::LaneTaken { .. } | HistoryError::ReleaseUsed { .. } => ErrorCode::PlanUsed,
        HistoryError::Absent { .. } => ErrorCode::NotFound,
        HistoryError::StillSent { .. } => ErrorCode::StillSent,
        HistoryError::PlanOutlived => ErrorCode::PlanStale,
        HistoryError::NameTaken(_) | HistoryError::NotDamaged | HistoryError::KeepFor => {
            ErrorCode::InvalidInput
        }
        HistoryError::NoRandomness(_) | HistoryError::Json(_) | HistoryError::Sql(_) => {
            ErrorCode::Internal
        }
    }
}

fn of_wellhub(error: &WellhubError) -> ErrorCode {
    match error {
        WellhubError::Setup(_) => ErrorCode::Internal,
        WellhubError::Connect(_) | WellhubError::Cut(_) => ErrorCode::NoNetwork,
        WellhubError::Certificate { .. } => ErrorCode::CertificateUnknown,
        WellhubError::Proxy { .. } => ErrorCode::ProxyRefused,
        WellhubError::Timeout(_) | WellhubError::Cancelled => ErrorCode::TimedOut,
        WellhubError::TooManyRequests { .. } => ErrorCode::RateLimited,
        WellhubError::Unauthorized(_) | WellhubError::WrongSecret => ErrorCode::WrongSecret,
        WellhubError::Forbidden(_) => ErrorCode::Forbidden,
        WellhubError::NotFound(_) => ErrorCode::NotFound,
        WellhubError::Conflict(_) => ErrorCode::InDoubt,
        WellhubError::Server { .. } => ErrorCode::ServerError,
        WellhubError::BadRequest(_)
        | WellhubError::Unprocessable(_)
        | WellhubError::TooLarge(_)
        | WellhubError::Unexpected { .. }
        | WellhubError::BadAnswer(_) => ErrorCode::BadAnswer,
        WellhubError::NotSent(sign_in) => of_wellhub(sign_in),
    }
}

fn of_sheet(error: &SheetError) -> ErrorCode {
    match error {
        SheetError::Empty | SheetError::NoSheet => ErrorCode::FileEmpty,
        SheetError::TooManyBytes { .. }
        | SheetError::Inflated { .. }
        | SheetError::TooManyParts(_)
        | SheetError::TooMuchText => ErrorCode::FileTooLarge,
        SheetError::WrongContainer(_) => ErrorCode::FileWrongContainer,
        SheetError::Encrypted => ErrorCode::FileEncrypted,
        SheetError::NoSuchSheet { .. } | SheetError::UnknownEncoding(_) => ErrorCode::InvalidInput,
        SheetError::Open { .. }
        | SheetError::Zip(_)
        | SheetError::Compound(_)
        | SheetError::Part { .. }
        | SheetError::Malformed { .. }
        | SheetError::Calamine(_)
        | SheetError::ReaderMissing(_)
        | SheetError::ReaderFailed(_)
        | SheetError::TimedOut(_)
        | SheetError::Cancelled => ErrorCode::FileUnreadable,
    }
}

fn of_plan(error: &Unusable) -> ErrorCode {
    match error {
        Unusable::Io { source, .. } => match of_disk(source) {
            ErrorCode::Internal => ErrorCode::FileUnreadable,
            code => code,
        },
        Unusable::NotAPlan(_) | Unusable::Altered => ErrorCode::PlanAltered,
        Unusable::Newer(_) => ErrorCode::PlanForeign,
    }
}

fn of_submission(error: &SubmissionError) -> ErrorCode {
    match error {
        SubmissionError::History(error) => of_history(error),
        SubmissionError::NothingToSend { held } if *held > 0 => ErrorCode::Held,
        SubmissionError::Blocked | SubmissionError::NothingToSend { .. } => {
            ErrorCode::NothingToSend
        }
        SubmissionError::ReleaseMismatch { .. } | SubmissionError::ReleaseForOther => {
            ErrorCode::ReleaseMismatch
        }
        SubmissionError::ReleaseWithoutReason
        | SubmissionError::FieldMissing { .. }
        | SubmissionError::Twice { .. }
        | SubmissionError::ItemTooLarge { .. }
        | SubmissionError::GivenUpWithoutReason
        | SubmissionError::NotInDoubt { .. }
        | SubmissionError::TooLate { .. } => ErrorCode::InvalidInput,
        SubmissionError::Json(_) => ErrorCode::Internal,
        SubmissionError::AlreadyDriven(_) => ErrorCode::HistoryBusy,
        SubmissionError::Connection(source) => of_connection(source.as_ref()),
        SubmissionError::Paused { failure, .. } => of_cause(failure.cause),
    }
}

/// The worker is generic over its client, so the failure to make one arrives without its type.
fn of_connection(source: &(dyn Error + Send + Sync + 'static)) -> ErrorCode {
    source
        .downcast_ref::<DeskError>()
        .map_or(ErrorCode::Internal, of_desk)
}

fn of_cause(cause: Cause) -> ErrorCode {
    match cause {
        Cause::Connect | Cause::Unsure => ErrorCode::NoNetwork,
        Cause::TooMany { .. } => ErrorCode::RateLimited,
        Cause::Credential => ErrorCode::WrongSecret,
        Cause::Forbidden => ErrorCode::Forbidden,
        Cause::NotFound | Cause::Conflict => ErrorCode::InDoubt,
        Cause::BadRequest | Cause::TooLarge | Cause::Refused => ErrorCode::BadAnswer,
    }
}
