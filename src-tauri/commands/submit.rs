//! The submit step: a lane is taken and its jobs are driven in the background. A call that comes twice sends once.

use std::sync::Arc;

use rollcall_core::desk::{Asked, Desk, DeskError, SubmitOrder};
use rollcall_core::history::{ImportId, Job, JobId, JobLane, OpId};
use rollcall_core::plan::PlanHash;
use rollcall_core::submission;
use serde::Deserialize;
use specta::Type;
use tauri::State;

use super::desk::roster::ready;
use super::jobs::JobView;
use super::jobs::view::job_view;
use crate::error::{CommandError, ErrorCode};
use crate::state::{AppState, blocking};

/// A person's release of what is held.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Release {
    /// The hash of the plan whose names the person read; another plan is not released by it.
    pub plan: String,
    /// Must equal the number of held changes in the lane.
    pub count: u32,
    /// Why, in the person's words; kept in the history.
    pub reason: String,
}

/// What a person chose to send.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SubmitChoice {
    /// Which part of the plan.
    pub lane: JobLane,
    /// Set when held changes go too.
    pub release: Option<Release>,
}

/// Reads the roster again, takes the lane and begins to send it. Answers with the first job, which goes on by itself.
#[tauri::command]
#[specta::specta]
pub async fn submit(
    state: State<'_, AppState>,
    id: u32,
    choice: SubmitChoice,
    op_id: String,
) -> Result<JobView, CommandError> {
    let desk = state.desk().await?;
    let op_id = OpId(op_id);
    let mut jobs = jobs_of(&desk, &op_id).await?;
    if jobs.is_empty() {
        jobs = take(&state, &desk, ImportId(id), choice, op_id).await?;
    }
    state.send(&desk, &jobs);
    let first = jobs.first().copied();
    let first = first.ok_or_else(|| CommandError::of(ErrorCode::NothingToSend))?;
    told(&state, first).await
}

async fn take(
    state: &AppState,
    desk: &Arc<Desk>,
    import: ImportId,
    choice: SubmitChoice,
    op_id: OpId,
) -> Result<Vec<JobId>, CommandError> {
    let (connection, made) = state
        .work(move |desk| {
            desk.with_import(import, |import| {
                let made = import.plan.clone().ok_or(DeskError::NoPlan)?;
                Ok((import.connection.id, made))
            })
        })
        .await?;
    let (connection, _) = ready(state, desk, connection).await?;
    let order = SubmitOrder {
        op_id,
        lane: choice.lane,
        release: choice.release.map(|release| Asked {
            plan_hash: PlanHash(release.plan),
            count: release.count,
            reason: release.reason,
        }),
    };
    let reading = state.begin_reading(connection.id);
    let taken = desk.take(&connection, &made.saved, &order, &|_| {}, &reading.cancel);
    Ok(taken.await?.jobs)
}

/// The jobs that a command made which have not ended, or all where all have.
pub(super) async fn jobs_of(desk: &Arc<Desk>, op_id: &OpId) -> Result<Vec<JobId>, CommandError> {
    let (desk, op_id) = (Arc::clone(desk), op_id.clone());
    blocking(move || {
        let jobs = desk.history().jobs_of(&op_id)?;
        Ok(jobs.iter().map(|job| job.id).collect())
    })
    .await
}

/// Stops a job that was not submitted. One that is being driven stops at its next step and is told of by an event.
#[tauri::command]
#[specta::specta]
pub async fn stop_job(
    state: State<'_, AppState>,
    id: u32,
    op_id: String,
) -> Result<JobView, CommandError> {
    let id = JobId(id);
    if !state.stop(id) {
        state
            .work(move |desk| {
                tracing::info!(job = %id, op = %op_id, "a job is stopped");
                submission::stop(desk.history(), id).map_err(DeskError::from)
            })
            .await?;
    }
    told(&state, id).await
}

/// Goes on with a job that waits, and with what follows it. One that goes on already is left alone.
#[tauri::command]
#[specta::specta]
pub async fn resume_job(
    state: State<'_, AppState>,
    id: u32,
    op_id: String,
) -> Result<JobView, CommandError> {
    const KIND: &str = "resume_job";
    let (id, op_id) = (JobId(id), OpId(op_id));
    let desk = state.desk().await?;
    let connection = state
        .work(move |desk| desk.history().job(id))
        .await?
        .connection;
    ready(&state, &desk, connection).await?;
    let jobs = state
        .work(move |desk| {
            let history = desk.history();
            let job = history.job(id)?;
            if !history.note_op(&op_id, KIND, &id)? {
                return Ok(Vec::new());
            }
            let unfinished = |job: &&Job| job.id >= id && !job.state.is_ended();
            let group = history.jobs_of(&job.op_id)?;
            Ok::<_, CommandError>(group.iter().filter(unfinished).map(|job| job.id).collect())
        })
        .await?;
    state.send(&desk, &jobs);
    told(&state, id).await
}

async fn told(state: &State<'_, AppState>, id: JobId) -> Result<JobView, CommandError> {
    let asked = state.inner().clone();
    state.work(move |desk| job_view(&asked, desk, id)).await
}
