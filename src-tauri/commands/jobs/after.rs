//! What a person can do after a job: see what an undo would bring back, or what the job did not bring about; send that
//! plan; give up a job in doubt. A plan is sent only as it was shown, by its hash.

use std::collections::BTreeSet;
use std::sync::Arc;

use rollcall_core::desk::{Asked, SubmitOrder};
use rollcall_core::employee::{Field, Identifier};
use rollcall_core::history::{JobId, JobLane, OpId};
use rollcall_core::masking;
use rollcall_core::plan::{
    Change, Impossible, Kept, Obstacle, Operation, PlanHash, SavedPlan, Standing,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;
use tokio_util::sync::CancellationToken;

use super::view::job_view;
use super::{JobCounts, JobView};
use crate::commands::desk::roster::ready;
use crate::commands::number;
use crate::commands::submit::{Release, jobs_of};
use crate::commands::veil::Veiled as _;
use crate::error::{CommandError, ErrorCode};
use crate::state::{AppState, TakenUp};

/// How many people who simply go are named; those who are held are named all.
const MOST_NAMED: usize = 200;

/// Which plan takes a job up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TakeUpKind {
    /// It brings back what the job changed.
    Undo,
    /// It sends what the job did not bring about.
    Rest,
}

/// Somebody of such a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TakeUpPerson {
    /// What is done.
    pub operation: Operation,
    /// Their name.
    pub name: String,
    /// Their key.
    pub key: String,
}

/// Somebody who is kept, with what changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeptPerson {
    /// Who.
    pub person: TakeUpPerson,
    /// What is not as the job left it.
    pub differences: Vec<Standing>,
}

/// Somebody without a way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LostPerson {
    /// Who.
    pub person: TakeUpPerson,
    /// Why.
    pub reason: Obstacle,
    /// The fields, where the rest is brought back; empty for all.
    pub fields: Vec<String>,
}

/// A plan that takes a job up, as a person decides about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TakeUpView {
    /// The job.
    pub job: u32,
    /// The plan's hash, by which it is sent and released.
    pub plan: String,
    /// How many of each operation.
    pub counts: JobCounts,
    /// Some of those who are not held.
    pub people: Vec<TakeUpPerson>,
    /// Everybody who is held.
    pub held: Vec<TakeUpPerson>,
    /// What holds them, as the plan writes it.
    pub reasons: Vec<String>,
    /// Who is kept because their record changed since.
    pub kept: Vec<KeptPerson>,
    /// For whom there is no way back.
    pub impossible: Vec<LostPerson>,
    /// How many items of the job are taken up; for an undo those of the plan.
    pub items: u32,
    /// Something blocks the plan.
    pub blocked: bool,
}

/// Reads the roster and makes the plan that takes a job up. Nothing is sent.
#[tauri::command]
#[specta::specta]
pub async fn plan_take_up(
    state: State<'_, AppState>,
    id: u32,
    kind: TakeUpKind,
) -> Result<TakeUpView, CommandError> {
    let id = JobId(id);
    let desk = state.desk().await?;
    let connection = state
        .work(move |desk| match kind {
            TakeUpKind::Undo => desk.may_undo(id),
            TakeUpKind::Rest => desk.may_plan_rest(id),
        })
        .await?;
    let (connection, _) = ready(&state, &desk, connection.id).await?;
    let reading = state.begin_reading(connection.id);
    let (saved, mut view) = match kind {
        TakeUpKind::Undo => {
            let undo = desk.undo(id, &|_| {}, &reading.cancel).await?;
            let identifier = undo.saved.plan.identifier;
            let mut view = TakeUpView::of(id, &undo.saved);
            let (kept, lost) = (undo.report.kept, undo.report.impossible);
            view.kept = kept
                .into_iter()
                .map(|one| of_kept(identifier, one))
                .collect();
            view.impossible = lost
                .into_iter()
                .map(|one| of_lost(identifier, one))
                .collect();
            (undo.saved, view)
        }
        TakeUpKind::Rest => {
            let rest = desk.rest(id, &|_| {}, &reading.cancel).await?;
            let view = TakeUpView {
                items: rest.report.items,
                ..TakeUpView::of(id, &rest.saved)
            };
            (rest.saved, view)
        }
    };
    state.take_up(TakenUp {
        connection: connection.id,
        saved: Arc::new(saved),
    });
    view.veil_on(&desk);
    Ok(view)
}

/// Sends the plan that was shown last, both lanes, and begins with its first job. What is held goes only by a release.
#[tauri::command]
#[specta::specta]
pub async fn send_take_up(
    state: State<'_, AppState>,
    plan: String,
    release: Option<Release>,
    op_id: String,
) -> Result<JobView, CommandError> {
    let desk = state.desk().await?;
    let op_id = OpId(op_id);
    let mut jobs = jobs_of(&desk, &op_id).await?;
    if jobs.is_empty() {
        let shown = state.taken_up(&PlanHash(plan));
        let shown = shown.ok_or_else(|| CommandError::of(ErrorCode::PlanStale))?;
        let (connection, _) = ready(&state, &desk, shown.connection).await?;
        let order = SubmitOrder {
            op_id,
            lane: JobLane::All,
            release: release.map(|release| Asked {
                plan_hash: PlanHash(release.plan),
                count: release.count,
                reason: release.reason,
            }),
        };
        let cancel = CancellationToken::new();
        let taken = desk.take(&connection, &shown.saved, &order, &|_| {}, &cancel);
        jobs = taken.await?.jobs;
    }
    state.send(&desk, &jobs);
    let first = jobs.first().copied();
    let first = first.ok_or_else(|| CommandError::of(ErrorCode::NothingToSend))?;
    told(&state, first).await
}

/// Ends a job in doubt by the person's word, with their reason.
#[tauri::command]
#[specta::specta]
pub async fn give_up_job(
    state: State<'_, AppState>,
    id: u32,
    reason: String,
    op_id: String,
) -> Result<JobView, CommandError> {
    const KIND: &str = "give_up_job";
    let (id, op_id) = (JobId(id), OpId(op_id));
    state
        .work(move |desk| {
            if desk.history().op_result::<JobId>(&op_id, KIND)?.is_none() {
                desk.give_up(id, &reason)?;
                desk.history().note_op(&op_id, KIND, &id)?;
            }
            Ok::<_, CommandError>(())
        })
        .await?;
    told(&state, id).await
}

async fn told(state: &State<'_, AppState>, id: JobId) -> Result<JobView, CommandError> {
    let asked = state.inner().clone();
    state.work(move |desk| job_view(&asked, desk, id)).await
}

impl TakeUpView {
    fn of(job: JobId, saved: &SavedPlan) -> Self {
        let plan = &saved.plan;
        let person = |change: &Change| TakeUpPerson {
            operation: change.operation,
            name: change.name.to_string(),
            key: masking::shown_key(plan.identifier, &change.key),
        };
        let (held, free): (Vec<&Change>, Vec<&Change>) =
            plan.changes.iter().partition(|change| change.is_held());
        let reasons: BTreeSet<&str> = held.iter().flat_map(|change| change.holds()).collect();
        Self {
            job: job.0,
            plan: saved.hash.0.clone(),
            counts: JobCounts {
                create: plan.counts.create,
                update: plan.counts.update,
                delete: plan.counts.delete,
            },
            people: free.into_iter().take(MOST_NAMED).map(person).collect(),
            held: held.into_iter().map(person).collect(),
            reasons: reasons.into_iter().map(ToOwned::to_owned).collect(),
            kept: Vec::new(),
            impossible: Vec::new(),
            items: number(plan.changes.len()),
            blocked: plan.blocked,
        }
    }
}

fn of_kept(identifier: Identifier, one: Kept) -> KeptPerson {
    let shown = |field: &str, value: Option<String>| match Field::named(field) {
        Some(field) => value.map(|text| masking::shown(&field, &text)),
        None => value,
    };
    let differences = one.differences.into_iter();
    KeptPerson {
        person: TakeUpPerson {
            operation: one.operation,
            name: one.name,
            key: masking::shown_key(identifier, &one.key),
        },
        differences: differences
            .map(|one| Standing {
                expected: shown(&one.field, one.expected),
                found: shown(&one.field, one.found),
                field: one.field,
            })
            .collect(),
    }
}

fn of_lost(identifier: Identifier, one: Impossible) -> LostPerson {
    LostPerson {
        person: TakeUpPerson {
            operation: one.operation,
            name: one.name,
            key: masking::shown_key(identifier, &one.key),
        },
        reason: one.reason,
        fields: one.fields,
    }
}
