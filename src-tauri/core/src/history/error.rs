//! What can go wrong with the history. A wrong or missing key is never called damage, and nothing is ever lost by it.

use std::path::PathBuf;

use rusqlite::{ErrorCode, ffi};

use super::{JobId, KeepFor};
use crate::plan::PlanHash;
use crate::submission::JobState;

/// Why the history could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// There is a history, and its key is not in the vault.
    #[error(
        "the history at {path} is encrypted and its key is not in the vault: open the keyring that it was made with, or move the file away to begin a new one; nothing was changed"
    )]
    MissingKey {
        /// Where it stands.
        path: PathBuf,
    },
    /// The system gave no random bytes for a new key.
    #[error(
        "the system has no random numbers to make a key of: {0}; restart the computer and try again"
    )]
    NoRandomness(#[source] rand::rand_core::OsError),
    /// The key does not open it.
    #[error(
        "the key does not open the history: it belongs to another one, or the first page of the file is damaged; use the keyring of the computer and account that made it, or bring back a backup; nothing was changed"
    )]
    WrongKey(#[source] Option<rusqlite::Error>),
    /// The file is damaged.
    #[error(
        "the history is damaged and was left as it is: bring back a backup with rollcall history restore, or move the file away to begin a new one"
    )]
    Corrupt(#[source] Option<rusqlite::Error>),
    /// A backup was to be put in the place of a history that is whole.
    #[error("the history is not damaged, so no backup was put in its place; nothing was changed")]
    NotDamaged,
    /// No backup can be used.
    #[error(
        "there is no backup in {folder} that is whole and opens with this key; nothing was changed"
    )]
    NoBackup {
        /// Where backups are.
        folder: PathBuf,
    },
    /// A later version of Rollcall wrote it.
    #[error(
        "the history was written by a newer Rollcall (schema {found}, this one knows {known}): install the newer version; nothing was changed"
    )]
    Newer {
        /// The schema in the file.
        found: u32,
        /// The newest schema known here.
        known: u32,
    },
    /// Another process holds it.
    #[error(
        "another Rollcall is writing to the history: wait until it has finished, then try again"
    )]
    Busy(#[source] Option<rusqlite::Error>),
    /// The process is ending and lets nobody into the history any more.
    #[error(
        "Rollcall is closing, so this was not done: open it again; everything that was kept is there"
    )]
    Resting,
    /// Another process drives jobs.
    #[error(
        "another Rollcall on this computer is sending: close it, or wait until it has finished"
    )]
    DriverBusy,
    /// The disk is full, or no more may be written to it.
    #[error(
        "the disk is full or its quota is used up, so what would be done could not be written down first and was not done: free some space, then go on"
    )]
    DiskFull(#[source] rusqlite::Error),
    /// The file or its folder could not be used.
    #[error(
        "{path} cannot be used: {source}; check that the folder exists and that you may write to it"
    )]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The plan's lane already has a job.
    #[error(
        "this plan's lane already has job {job}: a plan is sent once a lane; make a new plan from the file to send what is left"
    )]
    LaneTaken {
        /// The job that has it.
        job: JobId,
    },
    /// A plan of before the summaries that were deleted.
    #[error(
        "this plan is older than what is kept of the jobs that were sent, so nobody can tell whether it was sent: make the plan again from the file"
    )]
    PlanOutlived,
    /// Somebody is to be erased whom a job is about that has not ended.
    #[error(
        "job {job} has not ended and is about this person, so they were not erased: let the job end, stop it, or give it up where it is in doubt; nothing was changed"
    )]
    StillSent {
        /// The job.
        job: JobId,
    },
    /// Times that keep too little or too much.
    #[error(
        "rows are kept from {} to {} days and summaries from {} to {} months: choose times between these", KeepFor::LEAST.days, KeepFor::MOST.days, KeepFor::LEAST.months, KeepFor::MOST.months
    )]
    KeepFor,
    /// The plan was already released in that lane.
    #[error("a release is for one use, and the one for this plan was used: make a new plan")]
    ReleaseUsed {
        /// The plan.
        plan: PlanHash,
    },
    /// A job is no longer in the state that a change was meant for.
    #[error(
        "job {job} is {found} and no longer {expected}: it was changed by somebody else meanwhile"
    )]
    Moved {
        /// The job.
        job: JobId,
        /// Where it was believed to be.
        expected: JobState,
        /// Where it is.
        found: JobState,
    },
    /// Nothing of that kind has this name or number.
    #[error("there is no {kind} {name} in the history: look at the list for what there is")]
    Absent {
        /// What was looked for.
        kind: &'static str,
        /// By which name or number.
        name: String,
    },
    /// A name is taken.
    #[error(
        "there already is a connection named {0}: choose another name, or remove that one first"
    )]
    NameTaken(String),
    /// A kept value could not be written or read as JSON.
    #[error("a record of the history cannot be read: {0}; it may be of another version")]
    Json(#[from] serde_json::Error),
    /// Anything else that the database reports.
    #[error("the history reports: {0}; nothing was changed")]
    Sql(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for HistoryError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::WrongKey(Some(error)),
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt(Some(error)),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(Some(error)),
            Some(ErrorCode::DiskFull) => Self::DiskFull(error),
            Some(ErrorCode::SystemIoFailure) if took_no_more(&error) => Self::DiskFull(error),
            _ => Self::Sql(error),
        }
    }
}

/// Whether the system took no more bytes: a quota or a limit on the size of files, which SQLite does not call a full disk.
fn took_no_more(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|failure| failure.extended_code);
    matches!(
        code,
        Some(ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE)
    )
}
