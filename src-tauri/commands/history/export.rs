//! What a search of the history found, as a workbook: the jobs, and all that was sent about the people. Written where the
//! person said, unmasked, in the words that the window gives.

use std::collections::BTreeMap;
use std::path::Path;

use rollcall_core::desk::{Desk, Sending, Story};
use rollcall_core::history::ItemResult;
use rollcall_core::plan::Operation;
use rollcall_core::report::{Front, Table, tables_book};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime, State};

use super::{HistoryWanted, JobSummary};
use crate::commands::jobs::report::OperationWords;
use crate::commands::jobs::rows::RowResult;
use crate::commands::number;
use crate::commands::saving::{self, Written};
use crate::error::CommandError;
use crate::state::AppState;

/// The words of the workbook, in the person's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryWords {
    /// What it is.
    pub title: String,
    /// What was looked for and when, each with its label.
    pub facts: Vec<(String, String)>,
    /// The names of the three sheets: the summary, the jobs, the people.
    pub sheets: (String, String, String),
    /// The headers of the jobs: number, file, when, state, went through, refused, all.
    pub jobs: Vec<String>,
    /// The headers of what was sent: name, key, company, job, when, file, row, change, field, before, after, cell, result,
    /// what Wellhub said.
    pub people: Vec<String>,
    /// What was asked of newcomers, changed people and leavers.
    pub operations: OperationWords,
    /// What became of a row.
    pub results: BTreeMap<RowResult, String>,
    /// How a job stands, by the word of its state.
    pub states: BTreeMap<String, String>,
    /// The fields, by the API's names.
    pub fields: BTreeMap<String, String>,
}

/// Asks where the workbook is to be written; null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn pick_history_file<R: Runtime>(
    app: AppHandle<R>,
) -> Result<Option<String>, CommandError> {
    let name = "Rollcall.xlsx".to_owned();
    Ok(saving::ask_path(&app, Written::WORKBOOK, name).await)
}

/// Writes what a search finds; tells how many jobs and people.
#[tauri::command]
#[specta::specta]
pub async fn export_history(
    state: State<'_, AppState>,
    wanted: HistoryWanted,
    path: String,
    words: HistoryWords,
) -> Result<u32, CommandError> {
    let path = saving::allowed(path, &[Written::WORKBOOK])?;
    state
        .work(move |desk| write(desk, &wanted, &path, &words))
        .await
}

fn write(
    desk: &Desk,
    wanted: &HistoryWanted,
    path: &Path,
    words: &HistoryWords,
) -> Result<u32, CommandError> {
    let found = desk.look_back(&wanted.of_history())?;
    let mut jobs = Vec::new();
    for one in &found.jobs {
        let job = desk.history().job(one.id)?;
        jobs.push(words.job(&JobSummary::of(desk, &job)?));
    }
    let mut people = Vec::new();
    for person in &found.people {
        let story = desk.story_of(person)?;
        for sending in &story.sendings {
            people.extend(words.sending(&story, sending));
        }
    }
    let (summary, of_jobs, of_people) = &words.sheets;
    let front = Front {
        name: summary,
        title: &words.title,
        facts: &words.facts,
    };
    let tables = [
        Table {
            name: of_jobs,
            columns: &words.jobs,
            wide: &[1],
            rows: &jobs,
        },
        Table {
            name: of_people,
            columns: &words.people,
            wide: &[0, 5, 9, 10, 13],
            rows: &people,
        },
    ];
    tables_book(path, &front, &tables).map_err(|error| saving::not_written(&error))?;
    Ok(number(jobs.len() + found.people.len()))
}

impl HistoryWords {
    fn job(&self, job: &JobSummary) -> Vec<String> {
        let state = word_of(&job.status);
        vec![
            job.id.to_string(),
            job.file.clone(),
            job.created_at.clone(),
            self.states.get(&state).cloned().unwrap_or(state),
            job.succeeded.to_string(),
            job.failed.to_string(),
            job.items.to_string(),
        ]
    }

    /// A line for each field, or one where nothing changed in the fields.
    fn sending(&self, story: &Story, sending: &Sending) -> Vec<Vec<String>> {
        let at = sending.sent_at.unwrap_or(sending.created_at);
        let operation = match sending.operation {
            Operation::Create => &self.operations.create,
            Operation::Update => &self.operations.update,
            Operation::Delete => &self.operations.delete,
        };
        let errors = sending.errors.iter();
        let errors: Vec<String> = errors
            .map(|one| format!("{} {}", one.field, one.code))
            .collect();
        let line = |field: &str, old: &str, new: &str, cell: &str| {
            vec![
                story.name.clone(),
                story.key.clone(),
                story.company.clone(),
                sending.job.to_string(),
                at.to_string(),
                sending.file.clone(),
                sending.row.map(|row| row.to_string()).unwrap_or_default(),
                operation.clone(),
                self.fields
                    .get(field)
                    .cloned()
                    .unwrap_or_else(|| field.to_owned()),
                old.to_owned(),
                new.to_owned(),
                cell.to_owned(),
                self.result(sending.result),
                errors.join("; "),
            ]
        };
        if sending.fields.is_empty() {
            return vec![line("", "", "", "")];
        }
        let fields = sending.fields.iter();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        fields
            .map(|one| {
                line(
                    &one.field.name(),
                    &text(&one.old),
                    &text(&one.new),
                    &text(&one.cell),
                )
            })
            .collect()
    }

    fn result(&self, result: Option<ItemResult>) -> String {
        let words = self.results.get(&RowResult::of(result));
        words.cloned().unwrap_or_default()
    }
}

/// The word by which the window knows a state.
fn word_of(state: &impl Serialize) -> String {
    let word = serde_json::to_value(state).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    word.unwrap_or_default().to_owned()
}
