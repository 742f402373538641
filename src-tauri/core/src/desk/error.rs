//! What can go wrong at the desk, each case with its source; the window and the command line choose their words and
//! exit codes by it.

use std::path::PathBuf;

use crate::finding::FindingCode;
use crate::history::{HistoryError, JobId, RecoveryError};
use crate::plan::{BadBudgets, Unusable};
use crate::sheet::SheetError;
use crate::submission::{JobState, SubmissionError};
use crate::vault::VaultError;
use crate::wellhub::{BadProxy, OriginError, WellhubError};

/// A failure at the desk.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The data folder cannot be used.
    #[error(
        "The folder {path} cannot be used: {source}. Choose another with --data-dir, or check its rights and the space on the disk."
    )]
    DataDir {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The history.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// The recovery key.
    #[error(transparent)]
    Recovery(#[from] RecoveryError),
    /// Wellhub or the way there.
    #[error(transparent)]
    Wellhub(#[from] WellhubError),
    /// The address.
    #[error(transparent)]
    Origin(#[from] OriginError),
    /// The file.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The plan file.
    #[error(transparent)]
    Plan(#[from] Unusable),
    /// Sending.
    #[error(transparent)]
    Submission(#[from] SubmissionError),
    /// The vault has no secret for this connection, its address and client id.
    #[error(
        "No client secret is kept for the connection {connection}, its address and its client id. Enter the secret again."
    )]
    NoSecret {
        /// Which connection.
        connection: String,
    },
    /// The demo's simulator is not running.
    #[error("The demo is not running. Start the demo first.")]
    DemoNotRunning,
    /// The screen is shared, and somebody's values were asked for, or a cell was to be mended unseen.
    #[error(
        "The screen is shared, so nobody's values are shown or mended. End the screen sharing first."
    )]
    ScreenShared,
    /// The demo's secret is made with the demo.
    #[error("The demo has no secret to replace.")]
    DemoSecret,
    /// A single entity's company is known by its tax id alone.
    #[error(
        "This credential belongs to a single company, whose tax id Wellhub does not tell. Enter the company's tax id in the connection."
    )]
    TaxIdNeeded,
    /// No address of a proxy.
    #[error(transparent)]
    Proxy(#[from] BadProxy),
    /// Something was not filled in.
    #[error("{field} is missing. Fill it in and try again.")]
    Missing {
        /// What.
        field: &'static str,
    },
    /// The intent was not declared (rule R1).
    #[error("Say first what the file is: changes only, a full roster, or leavers.")]
    IntentNeeded,
    /// No column holds the key.
    #[error(
        "No column holds {field}, by which Wellhub finds people for this connection. Choose the column that does."
    )]
    KeyColumnMissing {
        /// The API's name of the key field.
        field: String,
    },
    /// The plan has nothing that could be sent because something blocks it.
    #[error("The plan is blocked: {}. Nothing was sent.", codes(.0))]
    Blocked(Vec<FindingCode>),
    /// A plan from another connection.
    #[error(
        "This plan was made for {made_for}, not for a connection of this data folder. Make the plan again here."
    )]
    ForeignPlan {
        /// The name of the connection that it was made for.
        made_for: String,
    },
    /// The plan was sent before.
    #[error("This plan was used already in job {job}. Make a new plan from the spreadsheet.")]
    UsedPlan {
        /// The job that used it.
        job: String,
    },
    /// A job that has not ended cannot be undone.
    #[error(
        "Job {job} has not ended ({state}), so nobody can say what there is to undo. Let it end first, or give it up where it is in doubt."
    )]
    JobUnfinished {
        /// Which job.
        job: JobId,
        /// How far it came.
        state: JobState,
    },
    /// A job whose rows were deleted.
    #[error(
        "The rows of job {job} were deleted on {at}, {days} days after it ended, as the settings say. Its counts are kept; it cannot be undone, mended or reported row by row."
    )]
    RowsGone {
        /// Which job.
        job: JobId,
        /// When.
        at: jiff::civil::Date,
        /// After how many days.
        days: u32,
    },
    /// A job that changed nothing cannot be undone.
    #[error("Job {job} changed nothing at Wellhub, so there is nothing to undo.")]
    NothingDone {
        /// Which job.
        job: JobId,
    },
    /// All of a job was done.
    #[error("All of job {job} was done, so nothing of it is left to send.")]
    NothingLeft {
        /// Which job.
        job: JobId,
    },
    /// The sandbox changes nothing, so there is nothing to undo.
    #[error(
        "Job {job} was a rehearsal in the sandbox, where nothing changes. There is nothing to undo."
    )]
    Rehearsal {
        /// Which job.
        job: JobId,
    },
    /// Budgets that would hold nothing back.
    #[error(transparent)]
    Budgets(#[from] BadBudgets),
    /// A company that the connection does not have.
    #[error("{tax_id} is no company of this connection. Choose one of its companies.")]
    UnknownCompany {
        /// Its tax id.
        tax_id: String,
    },
    /// Somebody who is not on the roster as last read.
    #[error("Nobody on the roster has the key {key}. Read the roster again, or check the key.")]
    NotOnRoster {
        /// The key that was given.
        key: String,
    },
    /// There is no plan yet, or the import changed since it was made.
    #[error("There is no plan for this import yet. Go back one step and make it.")]
    NoPlan,
    /// The file changed on disk since it was read.
    #[error(
        "{path} changed on disk since it was opened. Open it again, so that what you see is what is sent."
    )]
    FileChanged {
        /// Which file.
        path: String,
    },
    /// An edit of a cell that is not there.
    #[error("There is no cell {cell} among the people of this sheet.")]
    NoSuchCell {
        /// Its address.
        cell: String,
    },
    /// Leading zeros up to a width that no identifier has.
    #[error("Nothing was padded to {width} digits: choose a width from 1 to {most}.")]
    NoSuchWidth {
        /// What was asked for.
        width: u16,
        /// The widest.
        most: u16,
    },
    /// A workbook would take the place of the spreadsheet that it is about.
    #[error("{path} is the spreadsheet itself, which is never written to. Choose another name.")]
    OwnFile {
        /// The path that was chosen.
        path: String,
    },
    /// What was to be written does not fit into a workbook.
    #[error(
        "The rows do not fit into a workbook: {source}. Shorten that cell or leave its row out."
    )]
    Unwritable {
        /// What stands against it.
        source: Box<rust_xlsxwriter::XlsxError>,
    },
    /// A file could not be written.
    #[error(
        "{path} could not be written: {source}. Check the folder and whether it is open elsewhere."
    )]
    Write {
        /// Where to.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// A workbook of corrections that was not made from this spreadsheet.
    #[error(
        "This workbook was not exported here from this spreadsheet and sheet, so its rows may be other people. Export the rows again and correct that workbook, saved as .xlsx."
    )]
    ForeignCorrection,
    /// Another header in a workbook of corrections.
    #[error(
        "The header in {cell} is {found:?} where {expected:?} was written. Put the columns back as they were exported; nothing was taken over."
    )]
    CorrectionHeader {
        /// Where, in the workbook of corrections.
        cell: String,
        /// What it says there.
        found: String,
        /// What it said.
        expected: String,
    },
    /// A row of corrections that belongs to no row, or to one that was there before.
    #[error(
        "Row {row} of the corrected workbook has no row number of its own that was exported. Put the number back or remove the row; nothing was taken over."
    )]
    CorrectionRow {
        /// Which, in the workbook of corrections.
        row: u32,
    },
    /// A correction that cannot be read.
    #[error(
        "Cell {cell} of the corrected workbook lost its digits, became a date, or holds a formula without a value. Enter it as text; nothing was taken over."
    )]
    CorrectionCell {
        /// Where, in the workbook of corrections.
        cell: String,
    },
    /// A background task was cancelled with the app.
    #[error("The task was interrupted. Try again.")]
    Interrupted,
}

fn codes(codes: &[FindingCode]) -> String {
    let names: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    names.join(", ")
}
