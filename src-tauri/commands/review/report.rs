//! A plan for others: a workbook of what the review shows, or a page to print and sign. Written where the person said,
//! unmasked, in the words that the window gives.

use rollcall_core::desk::DeskError;
use rollcall_core::history::ImportId;
use rollcall_core::plan::Filter;
use rollcall_core::report::{ReportWords, plan_book, plan_page};
use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, Runtime, State};

use crate::commands::number;
use crate::commands::saving::{self, Written};
use crate::error::CommandError;
use crate::state::AppState;

/// What is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ReportFormat {
    /// A workbook, .xlsx.
    Workbook,
    /// A page to print, .html.
    Page,
}

impl ReportFormat {
    pub(in crate::commands) fn written(self) -> Written {
        match self {
            Self::Workbook => Written::WORKBOOK,
            Self::Page => Written::PAGE,
        }
    }
}

/// Asks where a report is to be written; null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn pick_report_file<R: Runtime>(
    app: AppHandle<R>,
    state: State<'_, AppState>,
    id: u32,
    format: ReportFormat,
) -> Result<Option<String>, CommandError> {
    let spreadsheet = state
        .work(move |desk| {
            desk.with_import(ImportId(id), |import| {
                let made = import.plan.as_ref().ok_or(DeskError::NoPlan)?;
                Ok(made.saved.file.name.clone())
            })
        })
        .await?;
    let name = format.written().beside(&spreadsheet, " (Rollcall)");
    Ok(saving::ask_path(&app, format.written(), name).await)
}

/// Writes what a filter leaves of the plan; tells how many lines.
#[tauri::command]
#[specta::specta]
pub async fn export_plan(
    state: State<'_, AppState>,
    id: u32,
    path: String,
    filter: Filter,
    format: ReportFormat,
    words: ReportWords,
) -> Result<u32, CommandError> {
    let path = saving::allowed(path, &[format.written()])?;
    let asked = state.inner().clone();
    state
        .work(move |desk| {
            let (made, shown) = asked.browse(desk, ImportId(id), filter)?;
            let lines = shown.lines;
            let plan = &made.saved.plan;
            match format {
                ReportFormat::Workbook => {
                    plan_book(&path, plan, &lines, &words)
                        .map_err(|error| saving::not_written(&error))?;
                }
                ReportFormat::Page => std::fs::File::create(&path)
                    .map(std::io::BufWriter::new)
                    .and_then(|file| plan_page(file, plan, &lines, &words))
                    .map_err(|error| saving::not_written(&error))?,
            }
            Ok::<_, CommandError>(number(lines.len()))
        })
        .await
}
