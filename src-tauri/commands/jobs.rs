//! The jobs screen: all jobs, one job, and what became of each of its rows.

use std::collections::BTreeMap;

use rollcall_core::desk::{Desk, RecordDifference};
use rollcall_core::history::{Environment, Job, JobId, JobLane, JobStatistics};
use rollcall_core::plan::TakesUp;
use rollcall_core::roster::Intent;
use rollcall_core::submission;
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::connections::ConnectionView;
use crate::error::CommandError;
use crate::state::AppState;

pub mod after;
pub mod fix;
pub mod list;
mod remaining;
pub mod report;
pub mod rows;
mod steps;
pub mod view;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Written down, nothing sent.
    Planned,
    /// A draft stands at Wellhub.
    Draft,
    /// Items are on their way.
    Sending,
    /// Items are being read back.
    Verifying,
    /// What stands at Wellhub is what was planned.
    Verified,
    /// The submit is on its way.
    Submitting,
    /// Wellhub has it and has not begun.
    Pending,
    /// Wellhub looks at the items.
    Validating,
    /// Wellhub applies the items.
    Processing,
    /// All rows went through.
    Succeeded,
    /// Some rows went through.
    SucceededWithErrors,
    /// Wellhub wants it approved by a person.
    ApprovalRequested,
    /// Wellhub refused it.
    Rejected,
    /// Wellhub failed.
    ServerError,
    /// Whether the submit arrived cannot be known yet.
    InDoubt,
    /// In doubt, and given up by a person.
    GivenUp,
    /// The person stopped it before the submit.
    Stopped,
    /// It ended before the submit.
    Failed,
    /// Wellhub says something that Rollcall does not know.
    WaitingUnknown,
}

/// A job in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobSummary {
    /// Local id.
    pub id: u32,
    /// RFC 3339.
    pub created_at: String,
    /// The file's name.
    pub file: String,
    /// What the file was for.
    pub intent: Intent,
    /// Which part of the plan.
    pub lane: JobLane,
    /// Which Wellhub.
    pub environment: Environment,
    /// The connection's name.
    pub connection: String,
    /// Where it stands.
    pub status: JobState,
    /// Rows that went through.
    pub succeeded: u32,
    /// Rows that did not.
    pub failed: u32,
    /// All rows.
    pub items: u32,
    /// The job that this one takes back.
    pub undoes: Option<u32>,
    /// The job whose rest this one sends.
    pub retries: Option<u32>,
}

/// A step of a job, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JobStep {
    /// The roster is read again.
    Roster,
    /// A draft is made.
    Create,
    /// Items are sent.
    Items,
    /// Items are read back and compared.
    Readback,
    /// The draft is submitted.
    Submit,
    /// Wellhub validates and processes.
    Process,
    /// The roster is read once more.
    Verify,
}

/// How a step of a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Not begun.
    Todo,
    /// Going on.
    Now,
    /// Ended well.
    Done,
    /// Ended badly.
    Failed,
    /// Not needed.
    Skipped,
}

/// One line of a job's ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobStepView {
    /// Which step.
    pub step: JobStep,
    /// How it stands.
    pub state: StepState,
    /// RFC 3339.
    pub started_at: Option<String>,
    /// RFC 3339.
    pub ended_at: Option<String>,
    /// Values for the ui's text: pages, people, batch, bytes …
    pub params: BTreeMap<String, String>,
}

/// How many items of each operation were planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobCounts {
    /// New people.
    pub create: u32,
    /// Changed people.
    pub update: u32,
    /// Leaving people.
    pub delete: u32,
}

/// How a job goes on at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobCourse {
    /// It is driven on after the program that began it was closed or died.
    pub interrupted: bool,
    /// Whether it can be stopped now.
    pub can_stop: bool,
    /// Whether it can be gone on with now.
    pub can_resume: bool,
}

/// One job, in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobView {
    /// Local id.
    pub id: u32,
    /// Wellhub's id, once there is one.
    pub remote_id: Option<String>,
    /// The connection it was sent through.
    pub connection: ConnectionView,
    /// The file's name.
    pub file: String,
    /// What the file was for.
    pub intent: Intent,
    /// Which part of the plan.
    pub lane: JobLane,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339.
    pub ended_at: Option<String>,
    /// Where it stands.
    pub status: JobState,
    /// Wellhub's own word for that.
    pub wire_status: Option<String>,
    /// The ledger.
    pub steps: Vec<JobStepView>,
    /// All items.
    pub items: u32,
    /// Items that Wellhub has.
    pub items_sent: u32,
    /// All batches.
    pub batches: u32,
    /// Batches that Wellhub has.
    pub batches_sent: u32,
    /// Milliseconds to wait for Wellhub's limit, while it waits.
    pub wait_ms: Option<u32>,
    /// An honest guess of the milliseconds left, while sending.
    pub remaining_ms: Option<u32>,
    /// Wellhub's own numbers, once it ended.
    pub statistics: Option<JobStatistics>,
    /// How many items of each operation.
    pub counts: JobCounts,
    /// Rows that went through.
    pub succeeded: u32,
    /// Rows that did not.
    pub failed: u32,
    /// Rows that Wellhub did not get to.
    pub unprocessed: u32,
    /// Rows of which nobody knows.
    pub unknown: u32,
    /// Rows of its spreadsheet in which Wellhub refused something; they can be mended there once the job has ended.
    pub refused: u32,
    /// Changes set aside because the roster had moved on.
    pub set_aside: u32,
    /// Where the roster after the end is not what was sent.
    pub differences: Vec<RecordDifference>,
    /// What changed at Wellhub after the lane was taken, and was set aside.
    pub changed_since: Vec<RecordDifference>,
    /// Changes that stay held.
    pub held_left: u32,
    /// Its course at this moment.
    #[serde(flatten)]
    pub course: JobCourse,
    /// Whether what was refused of it can be mended in its spreadsheet.
    pub can_fix: bool,
    /// What a person may do about it besides.
    #[serde(flatten)]
    pub ways: JobWays,
    /// Why a person gave it up.
    pub given_up: Option<String>,
    /// The job that this one takes back.
    pub undoes: Option<u32>,
    /// The job whose rest this one sends.
    pub retries: Option<u32>,
    /// The jobs that take this one back.
    pub undone_by: Vec<u32>,
    /// The jobs that send what this one did not bring about.
    pub retried_by: Vec<u32>,
    /// When its rows were deleted; null while they are kept.
    pub rows_gone: Option<RowsGoneView>,
    /// What stands in its way.
    pub problem: Option<CommandError>,
}

/// When the rows of a job were deleted, as the settings say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowsGoneView {
    /// When, RFC 3339.
    pub at: String,
    /// How many days after its end they were due.
    pub days: u32,
}

/// The ways out of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobWays {
    /// Whether what it did can be taken back.
    pub can_undo: bool,
    /// Whether something of it is left to be planned.
    pub can_plan_rest: bool,
    /// Whether a person may give it up.
    pub can_give_up: bool,
}

impl JobState {
    /// The state of a job; while Wellhub works on it, by Wellhub's own word in either spelling (contract §1).
    fn of(job: &Job) -> Self {
        use submission::JobState as Core;
        match job.state {
            Core::Planned => Self::Planned,
            Core::Draft => Self::Draft,
            Core::Items if job.batches_sent < job.batches => Self::Sending,
            Core::Items => Self::Verifying,
            Core::Verified => Self::Verified,
            Core::SubmitIntended => Self::Submitting,
            Core::Submitted => Self::at_wellhub(job.wire_status.as_deref()),
            Core::ApprovalRequested => Self::ApprovalRequested,
            Core::InDoubt => Self::InDoubt,
            Core::Succeeded => Self::Succeeded,
            Core::SucceededWithErrors => Self::SucceededWithErrors,
            Core::Rejected => Self::Rejected,
            Core::ServerError => Self::ServerError,
            Core::GivenUp => Self::GivenUp,
            Core::Stopped => Self::Stopped,
            Core::Failed => Self::Failed,
        }
    }

    fn at_wellhub(word: Option<&str>) -> Self {
        match word.map(str::to_ascii_lowercase).as_deref() {
            None | Some("draft" | "pending") => Self::Pending,
            Some("validating") => Self::Validating,
            Some("processing") => Self::Processing,
            Some(_) => Self::WaitingUnknown,
        }
    }
}

impl JobSummary {
    /// A job as a list shows it.
    pub fn of(desk: &Desk, job: &Job) -> Result<Self, CommandError> {
        let history = desk.history();
        let connection = history.connection(job.connection)?.details;
        let plan = history.plan_summary(job.plan)?;
        let results = job.results.unwrap_or_default();
        Ok(Self {
            id: job.id.0,
            created_at: job.created_at.to_string(),
            file: plan.file_name,
            intent: plan.intent,
            lane: job.lane,
            environment: connection.environment,
            connection: connection.name,
            status: JobState::of(job),
            succeeded: results.succeeded,
            failed: results.failed,
            items: job.items,
            undoes: plan.takes_up.and_then(TakesUp::undone),
            retries: plan.takes_up.and_then(TakesUp::retried),
        })
    }
}

/// One job, in full.
#[tauri::command]
#[specta::specta]
pub async fn job(state: State<'_, AppState>, id: u32) -> Result<JobView, CommandError> {
    let asked = state.inner().clone();
    state
        .work(move |desk| view::job_view(&asked, desk, JobId(id)))
        .await
}
