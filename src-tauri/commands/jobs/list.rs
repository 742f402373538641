//! The list of jobs: which, in which order, a page at a time.

use rollcall_core::history::{ConnectionId, JobList, JobOrder};
use serde::Deserialize;
use specta::Type;
use tauri::State;

use super::JobSummary;
use crate::commands::pages::{Page, Span};
use crate::error::CommandError;
use crate::state::AppState;

/// Which jobs are listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobFilter {
    /// Of this connection; null: of all.
    pub connection: Option<u32>,
    /// With this text in file, connection, state, ids or people.
    pub text: String,
    /// In which order; of equal ones the newest comes first.
    #[serde(default)]
    pub order: JobOrder,
    /// The other way round.
    #[serde(default)]
    pub descending: bool,
}

/// A page of jobs, at most 200.
#[tauri::command]
#[specta::specta]
pub async fn jobs(
    state: State<'_, AppState>,
    filter: JobFilter,
    offset: u32,
    limit: u32,
) -> Result<Page<JobSummary>, CommandError> {
    let span = Span::of(offset, limit);
    state
        .work(move |desk| {
            let wanted = JobList {
                connection: filter.connection.map(ConnectionId),
                text: filter.text,
                order: filter.order,
                descending: filter.descending,
            };
            let (total, jobs) = desk.history().list_jobs(&wanted, span.offset, span.limit)?;
            let rows = jobs.iter().map(|job| JobSummary::of(desk, job));
            Ok::<_, CommandError>(Page {
                total,
                rows: rows.collect::<Result<_, _>>()?,
            })
        })
        .await
}
