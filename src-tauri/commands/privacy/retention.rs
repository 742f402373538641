//! How long what is kept is kept: told before it goes, set within bounds, deleted now where a person asks. No name crosses.

use rollcall_core::desk::{Desk, DeskError, WhatGoes};
use rollcall_core::history::{Due, KeepFor, KeptKind, KeptNow, Until};
use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::error::CommandError;
use crate::state::AppState;

/// How much is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DueView {
    /// Jobs whose rows are.
    pub jobs: u32,
    /// People of whom these tell.
    pub people: u32,
    /// Plans.
    pub plans: u32,
    /// Rosters that were replaced.
    pub rosters: u32,
    /// Imports.
    pub imports: u32,
    /// Notes about people who are gone.
    pub notes: u32,
    /// Jobs of which not even the summary stays.
    pub summaries: u32,
}

/// A kind of what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeptView {
    /// Which.
    pub kind: KeptKind,
    /// How many.
    pub count: u32,
    /// How long.
    pub until: Until,
    /// Whether it says something of people.
    pub people: bool,
}

/// What is kept, and what goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RetentionView {
    /// How long is kept.
    pub keep: KeepFor,
    /// The shortest times.
    pub least: KeepFor,
    /// The longest.
    pub most: KeepFor,
    /// How much is due; null where nothing is.
    pub due: Option<DueView>,
    /// Rows of jobs that ended before are, RFC 3339.
    pub before: String,
    /// When what is due goes by itself, RFC 3339; null while nobody was told.
    pub goes_at: Option<String>,
    /// Everything that is kept, kind by kind.
    pub kept: Vec<KeptView>,
}

impl DueView {
    fn of(due: Due) -> Self {
        let Due {
            jobs,
            people,
            plans,
            rosters,
            imports,
            notes,
            summaries,
            ..
        } = due;
        Self {
            jobs,
            people,
            plans,
            rosters,
            imports,
            notes,
            summaries,
        }
    }
}

impl KeptView {
    fn of(kept: KeptNow) -> Self {
        let KeptNow { kind, count } = kept;
        Self {
            kind,
            count,
            until: kind.until(),
            people: kind.has_people(),
        }
    }
}

fn view(desk: &Desk) -> Result<RetentionView, DeskError> {
    let WhatGoes {
        keep,
        due,
        before,
        goes_at,
        ..
    } = desk.what_retention_would_delete()?;
    let kept = desk.history().inventory()?;
    Ok(RetentionView {
        keep,
        least: KeepFor::LEAST,
        most: KeepFor::MOST,
        due: (!due.is_nothing()).then(|| DueView::of(due)),
        before: before.to_string(),
        goes_at: goes_at.map(|at| at.to_string()),
        kept: kept.into_iter().map(KeptView::of).collect(),
    })
}

/// What is kept, how long, and what is due.
#[tauri::command]
#[specta::specta]
pub async fn retention(state: State<'_, AppState>) -> Result<RetentionView, CommandError> {
    state.work(|desk| view(desk)).await
}

/// Notes that the person was shown what is due: from a day later on it goes by itself.
#[tauri::command]
#[specta::specta]
pub async fn retention_seen(state: State<'_, AppState>) -> Result<RetentionView, CommandError> {
    state
        .work(|desk| {
            if !desk.what_retention_would_delete()?.due.is_nothing() {
                desk.history().told_of_retention()?;
            }
            view(desk)
        })
        .await
}

/// Sets how long is kept.
#[tauri::command]
#[specta::specta]
pub async fn set_retention(
    state: State<'_, AppState>,
    keep: KeepFor,
) -> Result<RetentionView, CommandError> {
    state
        .work(move |desk| {
            desk.history().keep_for(keep)?;
            view(desk)
        })
        .await
}

/// Deletes what is due now; the person was shown it.
#[tauri::command]
#[specta::specta]
pub async fn delete_due(state: State<'_, AppState>) -> Result<RetentionView, CommandError> {
    let sending = (*state).clone();
    state
        .work(move |desk| {
            desk.delete_due_now(&|| !sending.is_sending())?;
            view(desk)
        })
        .await
}
