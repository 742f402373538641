//! The jobs screen: all jobs, one job, and what became of each of its rows.

use std::collections::BTreeMap;

use rollcall_core::plan::Operation;
use rollcall_core::roster::Intent;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::connections::{ConnectionView, Environment};
use super::review::FieldName;
use super::submit::Lane;
use crate::error::CommandError;

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
    pub lane: Lane,
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

/// Wellhub's own numbers for a job (contract §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StatisticsView {
    /// Who came.
    pub newcomers: u32,
    /// Who changed.
    pub updaters: u32,
    /// Who left.
    pub leavers: u32,
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
    pub lane: Lane,
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
    pub statistics: Option<StatisticsView>,
    /// How many items of each operation.
    pub counts: JobCounts,
    /// Rows that went through.
    pub succeeded: u32,
    /// Rows that did not.
    pub failed: u32,
    /// Rows that Wellhub did not get to.
    pub unprocessed: u32,
    /// Changes set aside because the roster had moved on.
    pub set_aside: u32,
    /// Changes that stay held.
    pub held_left: u32,
    /// Whether it can be stopped now.
    pub can_stop: bool,
    /// Whether it can be gone on with now.
    pub can_resume: bool,
    /// What stands in its way.
    pub problem: Option<CommandError>,
}

/// What Wellhub found wrong with one field of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobErrorView {
    /// The field.
    pub field: FieldName,
    /// Wellhub's word for it (`error_type`).
    pub code: String,
    /// The value sent.
    pub value: Option<String>,
    /// Where the file says it.
    pub cell: Option<String>,
    /// Wellhub mended it itself.
    pub recovered: bool,
}

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowResult {
    /// It went through.
    Succeeded,
    /// It did not.
    Failed,
    /// Wellhub did not get to it.
    Unprocessed,
    /// Nobody knows.
    Unknown,
    /// Not known yet.
    Waiting,
}

/// One row of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobRow {
    /// Wellhub's number of it.
    pub change_number: Option<u32>,
    /// Its row in the file, from 1.
    pub row: Option<u32>,
    /// What was asked.
    pub operation: Operation,
    /// The eligibility key.
    pub key: String,
    /// The person's name.
    pub name: String,
    /// What became of it.
    pub result: RowResult,
    /// What Wellhub found wrong.
    pub errors: Vec<JobErrorView>,
}

/// Which rows of a job are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobRowFilter {
    /// With this result; null: all.
    pub result: Option<RowResult>,
    /// With this text in name or key.
    pub text: String,
}

/// A page of a job's rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobRowPage {
    /// How many there are under this filter.
    pub total: u32,
    /// This page of them.
    pub rows: Vec<JobRow>,
}
