//! The desk: what waits for the person, the last jobs, headcount over time.

pub mod roster;
mod waiting;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use rollcall_core::desk::Desk;
use rollcall_core::history::{ConnectionId, Job};
use rollcall_core::roster::Intent;
use rollcall_simulator::{Sample, SampleIntent};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::connections::ConnectionView;
use super::jobs::JobSummary;
use crate::demo;
use crate::error::CommandError;
use crate::state::AppState;

/// How many of the last jobs the desk shows.
const LAST_JOBS: usize = 6;

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
    /// How many changes, where that means something; days left for a credential, null once it has expired.
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
    /// The spreadsheets that were opened last and are still there, newest first.
    pub recent: Vec<RecentFile>,
}

/// A spreadsheet that was opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecentFile {
    /// Where it lies.
    pub path: String,
    /// Its name.
    pub name: String,
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

/// The desk of a connection, from what is kept here: it works without a network.
#[tauri::command]
#[specta::specta]
pub async fn desk(state: State<'_, AppState>, connection: u32) -> Result<DeskView, CommandError> {
    state
        .work(move |desk| view(desk, ConnectionId(connection)))
        .await
}

fn view(desk: &Desk, id: ConnectionId) -> Result<DeskView, CommandError> {
    let history = desk.history();
    let connection = history.connection(id)?;
    let mut jobs = history.jobs("")?;
    jobs.retain(|job| job.connection == id);
    let last = jobs.iter().take(LAST_JOBS);
    let headcount = history.headcount(id)?;
    Ok(DeskView {
        waiting: waiting::of(desk, &connection, &jobs)?,
        last_jobs: last
            .map(|job| JobSummary::of(desk, job))
            .collect::<Result<_, _>>()?,
        headcount: headcount
            .into_iter()
            .map(|point| HeadcountPoint {
                at: point.at.to_string(),
                people: point.people,
            })
            .collect(),
        per_month: per_month(&jobs),
        recent: recent(history.recent_files(id)?),
        connection: ConnectionView::of(desk, &connection)?,
    })
}

fn recent(files: Vec<PathBuf>) -> Vec<RecentFile> {
    let there = files.into_iter().filter(|path| path.is_file());
    there
        .map(|path| RecentFile {
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            path: path.to_string_lossy().into_owned(),
        })
        .collect()
}

/// What Wellhub counted, by the month in which a job ended here.
fn per_month(jobs: &[Job]) -> Vec<MonthPoint> {
    let mut months: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for job in jobs {
        let (Some(counted), Some(ended)) = (job.statistics, job.ended_at) else {
            continue;
        };
        let month = ended
            .to_zoned(TimeZone::system())
            .strftime("%Y-%m")
            .to_string();
        let (newcomers, leavers) = months.entry(month).or_default();
        *newcomers += counted.newcomers;
        *leavers += counted.leavers;
    }
    months
        .into_iter()
        .map(|(month, (newcomers, leavers))| MonthPoint {
            month,
            newcomers,
            leavers,
        })
        .collect()
}

/// The sample spreadsheets of the demo; none where it never ran.
#[tauri::command]
#[specta::specta]
pub async fn demo_samples(state: State<'_, AppState>) -> Result<Vec<SampleView>, CommandError> {
    state
        .work(|desk| {
            let samples = demo::samples(desk);
            Ok::<_, CommandError>(samples.iter().map(SampleView::of).collect())
        })
        .await
}

impl SampleView {
    fn of(sample: &Sample) -> Self {
        Self {
            path: sample.path.to_string_lossy().into_owned(),
            title: sample.title.clone(),
            intent: match sample.intent {
                SampleIntent::Changes => Intent::Changes,
                SampleIntent::Full => Intent::Full,
                SampleIntent::Leavers => Intent::Leavers,
            },
            what: sample.what.clone(),
        }
    }
}
