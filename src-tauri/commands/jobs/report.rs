//! What a job did, for others: a workbook of its people, or a page to print and sign. Written where the person said,
//! unmasked, from history alone, in the words that the window gives.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};

use rollcall_core::history::{ItemError, ItemResult, JobId};
use rollcall_core::plan::Operation;
use rollcall_core::report::{JobReport, JobWords, job_book, job_page, job_rows};
use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, Runtime, State};

use super::rows::RowResult;
use crate::commands::number;
use crate::commands::review::report::ReportFormat;
use crate::commands::saving;
use crate::error::CommandError;
use crate::state::AppState;

/// The words of a job's report, in the person's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobReportWords {
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// What the report is.
    pub title: String,
    /// What is known of the job, each with its label.
    pub facts: Vec<(String, String)>,
    /// The counts in words.
    pub counts: Vec<String>,
    /// The names of the workbook's two sheets: the summary, the people.
    pub sheets: (String, String),
    /// The headers of the columns: change, name, key, company, row, result, what Wellhub said, value, cell.
    pub columns: Vec<String>,
    /// What was asked of newcomers, changed people and leavers.
    pub operations: OperationWords,
    /// What became of a row.
    pub results: BTreeMap<RowResult, String>,
    /// What Wellhub's words mean: by field and kind of error in small letters, as in `email/duplicated`. What is not among
    /// them stands as Wellhub said it.
    pub errors: BTreeMap<String, String>,
    /// Said below a list that goes on.
    pub more: String,
    /// What is signed: who, when.
    pub signed: Vec<String>,
}

/// The words of what was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OperationWords {
    /// Of newcomers.
    pub create: String,
    /// Of changed people.
    pub update: String,
    /// Of leavers.
    pub delete: String,
}

impl JobWords for JobReportWords {
    fn operation(&self, operation: Operation) -> String {
        match operation {
            Operation::Create => self.operations.create.clone(),
            Operation::Update => self.operations.update.clone(),
            Operation::Delete => self.operations.delete.clone(),
        }
    }

    fn result(&self, result: Option<ItemResult>) -> String {
        let words = self.results.get(&RowResult::of(result));
        words.cloned().unwrap_or_default()
    }

    fn error(&self, error: &ItemError) -> String {
        let said = format!("{} {}", error.field, error.code);
        let asked = said.to_lowercase().replacen(' ', "/", 1);
        self.errors.get(&asked).cloned().unwrap_or(said)
    }
}

/// Asks where the report of a job is to be written; null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn pick_job_report<R: Runtime>(
    app: AppHandle<R>,
    state: State<'_, AppState>,
    id: u32,
    format: ReportFormat,
) -> Result<Option<String>, CommandError> {
    let spreadsheet = state
        .work(move |desk| {
            let history = desk.history();
            let plan = history.job(JobId(id))?.plan;
            Ok::<_, CommandError>(history.plan_summary(plan)?.file_name)
        })
        .await?;
    let behind = format!(" (Rollcall {id})");
    let name = format.written().beside(&spreadsheet, &behind);
    Ok(saving::ask_path(&app, format.written(), name).await)
}

/// Writes what became of each person of a job; tells how many lines.
#[tauri::command]
#[specta::specta]
pub async fn export_job(
    state: State<'_, AppState>,
    id: u32,
    path: String,
    format: ReportFormat,
    words: JobReportWords,
) -> Result<u32, CommandError> {
    let path = saving::allowed(path, &[format.written()])?;
    state
        .work(move |desk| {
            let (history, id) = (desk.history(), JobId(id));
            desk.rows_stand(id)?;
            let (items, errors) = (history.all_job_items(id)?, history.job_errors(id)?);
            let report = report(job_rows(&items, &errors, &words), words);
            match format {
                ReportFormat::Workbook => {
                    job_book(&path, &report).map_err(|error| saving::not_written(&error))?;
                }
                ReportFormat::Page => File::create(&path)
                    .map(BufWriter::new)
                    .and_then(|mut file| {
                        job_page(&mut file, &report)?;
                        file.flush()
                    })
                    .map_err(|error| saving::not_written(&error))?,
            }
            Ok::<_, CommandError>(number(report.rows.len()))
        })
        .await
}

fn report(rows: Vec<Vec<String>>, words: JobReportWords) -> JobReport {
    let (summary, people) = words.sheets;
    JobReport {
        language: words.language,
        title: words.title,
        facts: words.facts,
        counts: words.counts,
        sheets: [summary, people],
        columns: words.columns,
        rows,
        more: words.more,
        signed: words.signed,
    }
}
