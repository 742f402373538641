//! The desk: what waits for the person, the last jobs, headcount over time.

use rollcall_core::roster::Intent;
use serde::Serialize;
use specta::Type;

use super::connections::ConnectionView;
use super::jobs::JobSummary;

/// What a thing that waits is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum WaitingKind {
    /// Changes held back.
    Held,
    /// A job that Wellhub wants approved.
    Approval,
    /// An unfinished import.
    Import,
    /// A job of which it is unknown whether it was submitted.
    InDoubt,
    /// A credential about to expire.
    Credential,
}

/// A thing that waits for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// What it is.
    pub kind: WaitingKind,
    /// How many changes, where that means something; days left for a credential.
    pub count: Option<u32>,
    /// Since when, RFC 3339.
    pub since: String,
    /// The file it came from.
    pub file: Option<String>,
    /// The local id of its job.
    pub job: Option<u32>,
}

/// Headcount at one reading of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeadcountPoint {
    /// When, RFC 3339.
    pub at: String,
    /// How many people.
    pub people: u32,
}

/// Newcomers and leavers of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MonthPoint {
    /// YYYY-MM.
    pub month: String,
    /// How many came.
    pub newcomers: u32,
    /// How many left.
    pub leavers: u32,
}

/// The desk of one connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeskView {
    /// The connection.
    pub connection: ConnectionView,
    /// What waits for the person, most urgent first.
    pub waiting: Vec<Waiting>,
    /// The last jobs, newest first.
    pub last_jobs: Vec<JobSummary>,
    /// Headcount, oldest first.
    pub headcount: Vec<HeadcountPoint>,
    /// Newcomers and leavers, oldest first.
    pub per_month: Vec<MonthPoint>,
}

/// How far the reading of a roster is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RosterProgress {
    /// Pages read.
    pub pages: u32,
    /// People read.
    pub people: u32,
    /// Milliseconds to wait for Wellhub's limit, while it waits.
    pub wait_ms: Option<u32>,
}

/// A sample spreadsheet of the demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SampleView {
    /// Where it lies.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The intent it is made for.
    pub intent: Intent,
    /// What is in it, in one sentence.
    pub what: String,
}
