//! The rows in trouble as a workbook for whoever can correct them, and their corrections taken back. Only workbooks are
//! written, and only where the person said.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rollcall_core::desk::CorrectionWords;
use rollcall_core::finding::FindingCode;
use rollcall_core::history::ImportId;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_dialog::DialogExt;

use super::ImportView;
use super::view::import_view;
use crate::commands::number;
use crate::error::{CommandError, ErrorCode};
use crate::state::AppState;

/// The ending of what is written.
const WORKBOOK: &str = "xlsx";

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
                Ok(proposed_name(&import.workbook.source.name))
            })
        })
        .await?;
    let (answer, answered) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .set_file_name(name)
        .add_filter("Spreadsheet", &[WORKBOOK])
        .save_file(move |chosen| {
            // The receiver is gone only when the window closed while the dialog was open.
            let _ = answer.send(chosen);
        });
    let chosen = answered.await.ok().flatten();
    let path = chosen.and_then(|chosen| chosen.into_path().ok());
    Ok(path.map(|path| named_workbook(path).to_string_lossy().into_owned()))
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
    if !is_workbook(Path::new(&path)) {
        return Err(CommandError::of(ErrorCode::FileNotWritten)
            .with_detail("The rows are written to a file that ends in .xlsx."));
    }
    let words = CorrectionWords::from(words);
    state
        .work(move |desk| {
            desk.with_import(ImportId(id), |import| {
                let rows = import.export_problems(Path::new(&path), &words)?;
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

/// The spreadsheet's name with the app's, so that it stands beside it and does not take its place.
fn proposed_name(spreadsheet: &str) -> String {
    let stem = spreadsheet.rsplit_once('.');
    let stem = stem.map_or(spreadsheet, |(stem, _)| stem);
    format!("{stem} (Rollcall).{WORKBOOK}")
}

/// The path that was chosen, with the ending that a workbook has.
fn named_workbook(path: PathBuf) -> PathBuf {
    if is_workbook(&path) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(WORKBOOK);
    name.into()
}

fn is_workbook(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(WORKBOOK))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_named_as_a_workbook_of_its_own() {
        assert_eq!(
            proposed_name("folha.maio.csv"),
            "folha.maio (Rollcall).xlsx"
        );
        assert_eq!(proposed_name("folha"), "folha (Rollcall).xlsx");
        for (chosen, named) in [
            ("/folder/a.xlsx", "/folder/a.xlsx"),
            ("/folder/a.XLSX", "/folder/a.XLSX"),
            ("/folder/a", "/folder/a.xlsx"),
            ("/folder/a.csv", "/folder/a.csv.xlsx"),
        ] {
            assert_eq!(named_workbook(chosen.into()), PathBuf::from(named));
        }
    }
}
