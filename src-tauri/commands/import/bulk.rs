//! Mending many cells at once on the fix step: what would change is shown first, and it is one step of undo.

use rollcall_core::desk::{BulkChange, BulkFix};
use rollcall_core::history::ImportId;
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::ImportView;
use super::edits::seen;
use crate::commands::number;
use crate::error::CommandError;
use crate::state::AppState;

/// So many changes are shown beforehand.
const SHOWN: usize = 5;

/// A cell before and after, or a row that is left out, by its key cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellChange {
    /// Its address, such as B17.
    pub cell: String,
    /// From 1, as in the sheet.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// What it says.
    pub before: String,
    /// What it will say; empty for a row that is left out.
    pub after: String,
}

/// What a mend would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkPreview {
    /// How many cells, or rows that are left out.
    pub count: u32,
    /// The first five of them. Values are shown as they are: they are here to be mended.
    pub first: Vec<CellChange>,
}

impl BulkPreview {
    fn of(changes: Vec<BulkChange>) -> Self {
        let view = |change: BulkChange| CellChange {
            cell: change.cell,
            row: change.row,
            column: u32::from(change.column),
            before: change.before,
            after: change.after,
        };
        Self {
            count: number(changes.len()),
            first: changes.into_iter().take(SHOWN).map(view).collect(),
        }
    }
}

/// What a mend of many cells would change. Nothing is changed yet.
#[tauri::command]
#[specta::specta]
pub async fn bulk_preview(
    state: State<'_, AppState>,
    id: u32,
    bulk: BulkFix,
) -> Result<BulkPreview, CommandError> {
    state
        .view(move |desk| {
            desk.with_import(ImportId(id), |import| {
                Ok(BulkPreview::of(import.bulk_changes(&bulk)?))
            })
        })
        .await
}

/// Mends many cells, or leaves many rows out, in one step of undo.
#[tauri::command]
#[specta::specta]
pub async fn bulk_fix(
    state: State<'_, AppState>,
    id: u32,
    bulk: BulkFix,
) -> Result<ImportView, CommandError> {
    if !matches!(bulk, BulkFix::LeaveOut { .. }) {
        seen(&state).await?;
    }
    state
        .change(id, move |import| import.bulk_fix(&bulk).map(drop))
        .await
}
