//! The rows in trouble as a workbook for whoever can correct them, and their corrections taken back. Only workbooks are
//! written, and only where the person said.

use std::collections::BTreeMap;
use std::path::Path;

use rollcall_core::desk::CorrectionWords;
use rollcall_core::finding::FindingCode;
use rollcall_core::history::ImportId;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime, State};

use super::ImportView;
use super::view::import_view;
use crate::commands::number;
use crate::commands::saving::{self, Written};
use crate::error::CommandError;
use crate::state::AppState;

/// The words of the workbook, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemWords {
    /// The header of the column with the row's number.
    pub row: String,
    /// What each finding says, by its code.
    pub texts: BTreeMap<String, String>,
}

impl From<ProblemWords> for CorrectionWords {
    /// Words of codes that no finding has here are never needed.
    fn from(words: ProblemWords) -> Self {
        let known =
            |(code, text): (String, String)| Some((code.parse::<FindingCode>().ok()?, text));
        Self {
            row: words.row,
            texts: words.texts.into_iter().filter_map(known).collect(),
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemsExported {
    /// How many rows.
    pub rows: u32,
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TakenBack {
    /// How many rows were corrected.
    pub rows: u32,
    /// How many cells.
    pub cells: u32,
    /// The import with them.
    pub view: ImportView,
}

/// Asks where the rows in trouble are to be written; null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn pick_problems_file<R: Runtime>(
    app: AppHandle<R>,
    state: State<'_, AppState>,
    id: u32,
) -> Result<Option<String>, CommandError> {
    let name = state
        .work(move |desk| {
            desk.with_import(ImportId(id), |import| {
                let spreadsheet = &import.workbook.source.name;
                Ok(Written::WORKBOOK.beside(spreadsheet, " (Rollcall)"))
            })
        })
        .await?;
    Ok(saving::ask_path(&app, Written::WORKBOOK, name).await)
}

/// Writes the rows in trouble as .xlsx, unmasked, with what is wrong as comments on the cells.
#[tauri::command]
#[specta::specta]
pub async fn export_problems(
    state: State<'_, AppState>,
    id: u32,
    path: String,
    words: ProblemWords,
) -> Result<ProblemsExported, CommandError> {
    let path = saving::allowed(path, &[Written::WORKBOOK])?;
    let words = CorrectionWords::from(words);
    state
        .work(move |desk| {
            desk.with_import(ImportId(id), |import| {
                let rows = import.export_problems(&path, &words)?;
                Ok(ProblemsExported { rows: number(rows) })
            })
        })
        .await
}

/// Takes the corrected workbook back: every cell that was changed in it, by the row's number, as one step of undo.
#[tauri::command]
#[specta::specta]
pub async fn take_back(
    state: State<'_, AppState>,
    id: u32,
    path: String,
) -> Result<TakenBack, CommandError> {
    state
        .work(move |desk| {
            let id = ImportId(id);
            let taken = desk.with_import(id, |import| import.take_back(Path::new(&path)))?;
            Ok::<_, CommandError>(TakenBack {
                rows: number(taken.rows),
                cells: number(taken.cells),
                view: import_view(desk, id)?,
            })
        })
        .await
}
