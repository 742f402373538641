//! Why a command did not work: a code that programs may branch on, an exit code, and values for the words. Every error of
//! the core becomes one of these here, and nowhere else.

use std::time::Duration;

use rollcall_core::desk::DeskError;
use rollcall_core::history::HistoryError;
use rollcall_core::plan::Unusable;
use rollcall_core::sheet::SheetError;
use rollcall_core::submission::SubmissionError;
use rollcall_core::wellhub::WellhubError;

use crate::exit::Exit;

mod vault;

use vault::{recovery, vault};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal => $exit:ident,)*) => {
        /// What went wrong, as `error.code` says it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// All of them.
            #[cfg(test)]
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The exit code that goes with it.
            pub fn exit(self) -> Exit {
                match self { $(Self::$name => Exit::$exit,)* }
            }
        }
    };
}

codes! {
    /// The command line cannot be followed.
    Usage = "usage" => Usage,
    /// A value is missing.
    MissingValue = "missing_value" => Usage,
    /// The file has no such sheet.
    NoSuchSheet = "no_such_sheet" => Usage,
    /// The sheet has no column of that header.
    NoSuchColumn = "no_such_column" => Usage,
    /// Several columns have that header.
    AmbiguousColumn = "ambiguous_column" => Usage,
    /// The API has no field of that name.
    NoSuchField = "no_such_field" => Usage,
    /// No column is that field.
    FieldNotMapped = "field_not_mapped" => Usage,
    /// The data folder cannot be used.
    DataDir = "data_dir" => Failed,
    /// There is no folder for it.
    NoDataDir = "no_data_dir" => Usage,
    /// There is no keyring.
    NoKeyring = "no_keyring" => Failed,
    /// The keyring is locked.
    KeyringLocked = "keyring_locked" => Failed,
    /// The keyring said no.
    KeyringRefused = "keyring_refused" => Failed,
    /// The keyring did not answer.
    KeyringSilent = "keyring_silent" => Failed,
    /// The keyring ended while it was asked.
    KeyringStopped = "keyring_stopped" => Failed,
    /// The file with the secrets is gone.
    VaultGone = "vault_gone" => Failed,
    /// What was given is no recovery key: another length.
    RecoveryLength = "recovery_length" => Usage,
    /// A group of the recovery key is mistyped.
    RecoveryGroup = "recovery_group" => Usage,
    /// The recovery key does not open the history.
    RecoveryOther = "recovery_other" => Failed,
    /// No recovery key belongs to the history.
    RecoveryNotMade = "recovery_not_made" => Failed,
    /// A recovery key was made and noted before.
    RecoveryNoted = "recovery_noted" => NeedsPerson,
    /// The recovery key failed in another way.
    Recovery = "recovery" => Failed,
    /// The data folder is under a passphrase.
    PassphraseNeeded = "passphrase_needed" => Failed,
    /// Not its passphrase.
    PassphraseWrong = "passphrase_wrong" => Failed,
    /// A new passphrase that is too short.
    PassphraseShort = "passphrase_short" => Failed,
    /// The data folder keeps its secrets elsewhere.
    OtherVault = "other_vault" => Failed,
    /// The vault failed in another way.
    Vault = "vault" => Failed,
    /// The key of the history is missing or another one.
    HistoryKey = "history_key" => Failed,
    /// The history is damaged.
    HistoryDamaged = "history_damaged" => Failed,
    /// A newer version wrote the history.
    HistoryNewer = "history_newer" => Failed,
    /// The history is whole, so no backup takes its place.
    NotDamaged = "not_damaged" => Failed,
    /// No backup can be brought back.
    NoBackup = "no_backup" => Failed,
    /// Somebody else is writing.
    HistoryBusy = "history_busy" => Failed,
    /// Another process is sending.
    Sending = "sending" => Failed,
    /// No room on the disk.
    DiskFull = "disk_full" => Failed,
    /// The history failed in another way.
    History = "history" => Failed,
    /// No connection of that name.
    NoConnection = "no_connection" => Failed,
    /// No job of that id.
    NoJob = "no_job" => Failed,
    /// The name of a connection is taken.
    NameTaken = "name_taken" => Failed,
    /// No secret is kept for the connection.
    NoSecret = "no_secret" => Failed,
    /// The single company's tax id is not known.
    TaxIdNeeded = "tax_id_needed" => Failed,
    /// The connection is the app's demo, which is not running here.
    DemoNotRunning = "demo_not_running" => Failed,
    /// The certificate at Wellhub's address is not trusted.
    Certificate = "certificate" => Failed,
    /// The proxy in between refuses.
    Proxy = "proxy" => Failed,
    /// Wellhub could not be reached.
    Unreachable = "unreachable" => Failed,
    /// Nothing came for too long.
    TimedOut = "timed_out" => Failed,
    /// The documented limits allow no request yet.
    LimitReached = "limit_reached" => Failed,
    /// Wrong client id or secret.
    WrongSecret = "wrong_secret" => Failed,
    /// 401.
    Unauthorized = "unauthorized" => Failed,
    /// 403.
    Forbidden = "forbidden" => Failed,
    /// Wellhub failed or answered in another way.
    Wellhub = "wellhub" => Failed,
    /// A person interrupted.
    Cancelled = "cancelled" => Failed,
    /// The spreadsheet.
    File = "file" => Failed,
    /// The plan file could not be opened or written.
    PlanFile = "plan_file" => Failed,
    /// The file is no plan.
    NotAPlan = "not_a_plan" => NeedsPerson,
    /// The plan was altered.
    PlanAltered = "plan_altered" => NeedsPerson,
    /// A newer version wrote the plan.
    PlanNewer = "plan_newer" => NeedsPerson,
    /// The plan is of another connection.
    PlanForeign = "plan_foreign" => NeedsPerson,
    /// The plan's lane was sent before.
    PlanUsed = "plan_used" => NeedsPerson,
    /// The plan is blocked.
    PlanBlocked = "plan_blocked" => NeedsPerson,
    /// Another number is held.
    ReleaseMismatch = "release_mismatch" => NeedsPerson,
    /// A change cannot be sent as it is.
    Item = "item" => Failed,
    /// The job is being sent already.
    JobBusy = "job_busy" => Failed,
    /// The job waits where it is.
    Paused = "paused" => Failed,
    /// The job has not ended.
    JobUnfinished = "job_unfinished" => NeedsPerson,
    /// The job changed nothing.
    NothingToUndo = "nothing_to_undo" => Failed,
    /// All of the job was done.
    NothingLeft = "nothing_left" => Failed,
    /// The rows of the job were deleted.
    RowsGone = "rows_gone" => Failed,
    /// Nobody who is kept fits.
    NoPerson = "no_person" => Failed,
    /// A job that has not ended is about the person.
    StillSent = "still_sent" => NeedsPerson,
    /// The plan is older than what is kept.
    PlanOutlived = "plan_outlived" => NeedsPerson,
    /// The job is not in doubt.
    NotInDoubt = "not_in_doubt" => Failed,
    /// The report could not be written.
    ReportFile = "report_file" => Failed,
    /// The job was a rehearsal.
    Rehearsal = "rehearsal" => Failed,
    /// The simulator could not be started.
    Simulator = "simulator" => Failed,
    /// Something in this program itself.
    Fault = "fault" => Failed,
}

/// Why a command did not work.
#[derive(Debug)]
pub struct Trouble {
    /// Which case.
    pub code: Code,
    /// Values for its words, in their order.
    pub values: Vec<String>,
}

impl Trouble {
    /// A case without values.
    pub fn new(code: Code) -> Self {
        Self::with(code, [])
    }

    /// A case with values for its words.
    pub fn with<const N: usize>(code: Code, values: [String; N]) -> Self {
        Self {
            code,
            values: values.into(),
        }
    }

    /// A read that got nowhere.
    pub fn timed_out(limit: Duration) -> Self {
        Self::with(Code::TimedOut, [limit.as_secs().to_string()])
    }

    fn said(code: Code, error: &dyn std::fmt::Display) -> Self {
        Self::with(code, [error.to_string()])
    }

    /// What an error of the desk means here.
    pub fn of(error: &DeskError) -> Self {
        tracing::debug!(?error, "the desk refused");
        match error {
            DeskError::DataDir { path, source } => Self::with(
                Code::DataDir,
                [path.display().to_string(), source.to_string()],
            ),
            DeskError::Vault(error) => vault(error),
            DeskError::Recovery(error) => recovery(error),
            DeskError::History(error) => history(error),
            DeskError::Wellhub(error) => wellhub(error),
            DeskError::Sheet(error) => sheet(error),
            DeskError::Plan(error) => plan(error),
            DeskError::Submission(error) => submission(error),
            DeskError::NoSecret { connection } => Self::with(Code::NoSecret, [connection.clone()]),
            DeskError::DemoNotRunning | DeskError::DemoSecret => Self::new(Code::DemoNotRunning),
            DeskError::TaxIdNeeded => Self::new(Code::TaxIdNeeded),
            DeskError::Missing { field } => Self::said(Code::MissingValue, field),
            DeskError::Blocked(codes) => {
                let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
                Self::with(Code::PlanBlocked, [codes.join(", ")])
            }
            DeskError::ForeignPlan { made_for } => {
                Self::with(Code::PlanForeign, [made_for.clone()])
            }
            DeskError::UsedPlan { job } => Self::with(Code::PlanUsed, [job.clone()]),
            DeskError::JobUnfinished { job, state } => {
                Self::with(Code::JobUnfinished, [job.to_string(), state.to_string()])
            }
            DeskError::RowsGone { job, at, days } => Self::with(
                Code::RowsGone,
                [job.to_string(), at.to_string(), days.to_string()],
            ),
            DeskError::NothingDone { job } => Self::said(Code::NothingToUndo, job),
            DeskError::NothingLeft { job } => Self::said(Code::NothingLeft, job),
            DeskError::Rehearsal { job } => Self::said(Code::Rehearsal, job),
            DeskError::Proxy(error) => Self::said(Code::Usage, error),
            DeskError::Origin(error) => Self::said(Code::Usage, error),
            other => Self::said(Code::Fault, other),
        }
    }
}

impl From<DeskError> for Trouble {
    fn from(error: DeskError) -> Self {
        Self::of(&error)
    }
}

impl From<HistoryError> for Trouble {
    fn from(error: HistoryError) -> Self {
        history(&error)
    }
}

fn history(error: &HistoryError) -> Trouble {
    match error {
        HistoryError::MissingKey { .. } | HistoryError::WrongKey(_) => {
            Trouble::new(Code::HistoryKey)
        }
        HistoryError::Corrupt(_) => Trouble::new(Code::HistoryDamaged),
        HistoryError::Newer { .. } => Trouble::new(Code::HistoryNewer),
        HistoryError::NotDamaged => Trouble::new(Code::NotDamaged),
        HistoryError::NoBackup { folder } => {
            Trouble::with(Code::NoBackup, [folder.display().to_string()])
        }
        HistoryError::Busy(_) => Trouble::new(Code::HistoryBusy),
        HistoryError::DriverBusy => Trouble::new(Code::Sending),
        HistoryError::DiskFull(_) => Trouble::new(Code::DiskFull),
        HistoryError::LaneTaken { job } => Trouble::said(Code::PlanUsed, job),
        HistoryError::ReleaseUsed { .. } => Trouble::with(Code::PlanUsed, [String::new()]),
        HistoryError::StillSent { job } => Trouble::said(Code::StillSent, job),
        HistoryError::PlanOutlived => Trouble::new(Code::PlanOutlived),
        HistoryError::NameTaken(name) => Trouble::with(Code::NameTaken, [name.clone()]),
        HistoryError::Absent {
            kind: "connection",
            name,
        } => Trouble::with(Code::NoConnection, [name.clone()]),
        HistoryError::Absent { kind: "job", name } => Trouble::with(Code::NoJob, [name.clone()]),
        other => Trouble::said(Code::History, other),
    }
}

fn wellhub(error: &WellhubError) -> Trouble {
    match error {
        WellhubError::Connect(_) => Trouble::new(Code::Unreachable),
        WellhubError::Certificate { reason, .. } => {
            Trouble::with(Code::Certificate, [reason.clone()])
        }
        WellhubError::Proxy { reason, .. } => Trouble::with(Code::Proxy, [reason.clone()]),
        WellhubError::WrongSecret => Trouble::new(Code::WrongSecret),
        WellhubError::Unauthorized(_) => Trouble::new(Code::Unauthorized),
        WellhubError::Forbidden(_) => Trouble::new(Code::Forbidden),
        WellhubError::Cancelled => Trouble::new(Code::Cancelled),
        WellhubError::NotSent(error) => wellhub(error),
        other => Trouble::said(Code::Wellhub, other),
    }
}

fn sheet(error: &SheetError) -> Trouble {
    match error {
        SheetError::NoSuchSheet { name, sheets } => {
            Trouble::with(Code::NoSuchSheet, [name.clone(), sheets.join(", ")])
        }
        other => Trouble::said(Code::File, other),
    }
}

fn plan(error: &Unusable) -> Trouble {
    match error {
        Unusable::Io { path, source } => {
            Trouble::with(Code::PlanFile, [path.clone(), source.to_string()])
        }
        Unusable::NotAPlan(_) => Trouble::new(Code::NotAPlan),
        Unusable::Altered => Trouble::new(Code::PlanAltered),
        Unusable::Newer(version) => Trouble::said(Code::PlanNewer, version),
    }
}

fn submission(error: &SubmissionError) -> Trouble {
    match error {
        SubmissionError::History(error) => history(error),
        SubmissionError::Blocked => Trouble::with(Code::PlanBlocked, [String::new()]),
        SubmissionError::ReleaseMismatch {
            given,
            held,
            protected,
        } => Trouble::with(
            Code::ReleaseMismatch,
            [given, held, protected].map(ToString::to_string),
        ),
        SubmissionError::AlreadyDriven(job) => Trouble::said(Code::JobBusy, job),
        SubmissionError::NotInDoubt { job, state } => {
            Trouble::with(Code::NotInDoubt, [job.to_string(), state.to_string()])
        }
        SubmissionError::Connection(source) => match source.downcast_ref::<DeskError>() {
            Some(error) => Trouble::of(error),
            None => Trouble::said(Code::Fault, source),
        },
        SubmissionError::Paused { job, failure, .. } => {
            Trouble::with(Code::Paused, [job.to_string(), failure.message.clone()])
        }
        other => Trouble::said(Code::Item, other),
    }
}
