//! A plan for others: a workbook of what the review shows, or a page to print and sign. Written where the person said,
//! unmasked, in the words that the window gives.

use std::collections::BTreeMap;
use std::path::Path;

use rollcall_core::desk::DeskError;
use rollcall_core::finding::FindingCode;
use rollcall_core::history::ImportId;
use rollcall_core::plan::{Filter, Kind};
use rollcall_core::report::{ColumnWords, Headings, ReportWords, plan_book, plan_page};
use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, Runtime, State};

use super::FieldName;
use crate::commands::number;
use crate::commands::saving::{self, Written};
use crate::error::{CommandError, ErrorCode};
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

/// A label and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Labelled {
    /// The label.
    pub label: String,
    /// The text.
    pub text: String,
}

/// A limit and how much of it is used.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LimitWords {
    /// What it limits.
    pub label: String,
    /// How much of it is used.
    pub text: String,
    /// More than allowed.
    pub over: bool,
}

/// The headings of a report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeadingWords {
    /// Of the summary.
    pub summary: String,
    /// Of what stands out.
    pub findings: String,
    /// Of the limits.
    pub limits: String,
    /// Of the changes.
    pub changes: String,
}

/// The headers of the columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReportColumns {
    /// What happens.
    pub what: String,
    /// Why it is held.
    pub held: String,
    /// The name.
    pub name: String,
    /// The key.
    pub key: String,
    /// The company.
    pub company: String,
    /// The department.
    pub department: String,
    /// The row.
    pub row: String,
    /// The field.
    pub field: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// The cell.
    pub cell: String,
}

/// The words of a report, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanWords {
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// What it is.
    pub title: String,
    /// What is known of the whole.
    pub facts: Vec<Labelled>,
    /// The counts.
    pub counts: Vec<String>,
    /// What stands out, with its explanation.
    pub findings: Vec<Labelled>,
    /// The limits.
    pub limits: Vec<LimitWords>,
    /// The headings.
    pub headings: HeadingWords,
    /// The headers.
    pub columns: ReportColumns,
    /// What a line is: leaving, new, changed, blocked.
    pub kinds: Vec<(Kind, String)>,
    /// The fields.
    pub fields: Vec<(FieldName, String)>,
    /// What each finding says in short, by its code.
    pub reasons: BTreeMap<String, String>,
    /// Said below a list that goes on.
    pub more: String,
    /// What is signed.
    pub signed: Vec<String>,
}

impl From<PlanWords> for ReportWords {
    /// Words of codes that no finding has here are never needed.
    fn from(words: PlanWords) -> Self {
        let known =
            |(code, text): (String, String)| Some((code.parse::<FindingCode>().ok()?, text));
        let labelled = |all: Vec<Labelled>| all.into_iter().map(|one| (one.label, one.text));
        let (headings, columns) = (words.headings, words.columns);
        Self {
            language: words.language,
            title: words.title,
            facts: labelled(words.facts).collect(),
            counts: words.counts,
            findings: labelled(words.findings).collect(),
            limits: words
                .limits
                .into_iter()
                .map(|limit| (limit.label, limit.text, limit.over))
                .collect(),
            headings: Headings {
                summary: headings.summary,
                findings: headings.findings,
                limits: headings.limits,
                changes: headings.changes,
            },
            columns: ColumnWords {
                what: columns.what,
                held: columns.held,
                name: columns.name,
                key: columns.key,
                company: columns.company,
                department: columns.department,
                row: columns.row,
                field: columns.field,
                before: columns.before,
                after: columns.after,
                cell: columns.cell,
            },
            kinds: words.kinds.into_iter().collect(),
            fields: words
                .fields
                .into_iter()
                .map(|(field, text)| (field.0, text))
                .collect(),
            reasons: words.reasons.into_iter().filter_map(known).collect(),
            more: words.more,
            signed: words.signed,
        }
    }
}

impl ReportFormat {
    fn written(self) -> Written {
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
    let path = saving::ask(&app, format.written(), name).await;
    Ok(path.map(|path| path.to_string_lossy().into_owned()))
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
    words: PlanWords,
) -> Result<u32, CommandError> {
    if !format.written().is(Path::new(&path)) {
        let ending = format.written().ending;
        return Err(
            CommandError::of(ErrorCode::FileNotWritten).with_detail(&format!(
                "This report is written to a file that ends in .{ending}."
            )),
        );
    }
    let (asked, words) = (state.inner().clone(), ReportWords::from(words));
    state
        .work(move |desk| {
            let (made, shown) = asked.browse(desk, ImportId(id), filter)?;
            let lines = shown.lines;
            let (plan, path) = (&made.saved.plan, Path::new(&path));
            let not_written = |error: &dyn std::error::Error| {
                CommandError::of(ErrorCode::FileNotWritten).caused_by(error)
            };
            match format {
                ReportFormat::Workbook => {
                    plan_book(path, plan, &lines, &words).map_err(|error| not_written(&error))?;
                }
                ReportFormat::Page => std::fs::File::create(path)
                    .map(std::io::BufWriter::new)
                    .and_then(|file| plan_page(file, plan, &lines, &words))
                    .map_err(|error| not_written(&error))?,
            }
            Ok::<_, CommandError>(number(lines.len()))
        })
        .await
}
