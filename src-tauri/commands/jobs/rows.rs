//! The rows of a job: what became of each, with Wellhub's errors on the cell that caused them.

use std::collections::HashMap;

use rollcall_core::employee::{Field, Identifier};
use rollcall_core::history::{ItemError, ItemFilter, ItemOrder, ItemResult, JobId, JobItemRow};
use rollcall_core::masking;
use rollcall_core::plan::Operation;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use crate::commands::pages::{Page, Span};
use crate::commands::review::FieldName;
use crate::error::CommandError;
use crate::state::AppState;

/// What Wellhub found wrong with one field of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobErrorView {
    /// The field.
    pub field: FieldName,
    /// Wellhub's word for it (`error_type`).
    pub code: String,
    /// The value sent.
    pub value: Option<String>,
    /// Where the file says it.
    pub cell: Option<String>,
    /// Wellhub mended it itself.
    pub recovered: bool,
}

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowResult {
    /// It went through.
    Succeeded,
    /// It did not.
    Failed,
    /// Wellhub did not get to it.
    Unprocessed,
    /// Nobody knows.
    Unknown,
    /// Not known yet.
    Waiting,
}

/// One row of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobRow {
    /// The item of the job that it is.
    pub item: u32,
    /// Wellhub's number of it.
    pub change_number: Option<u32>,
    /// Its row in the file, from 1.
    pub row: Option<u32>,
    /// What was asked.
    pub operation: Operation,
    /// The eligibility key.
    pub key: String,
    /// The person's name.
    pub name: String,
    /// What became of it.
    pub result: RowResult,
    /// What Wellhub found wrong.
    pub errors: Vec<JobErrorView>,
}

/// Which rows of a job are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobRowFilter {
    /// With this result; null: all.
    pub result: Option<RowResult>,
    /// With this text in name or key.
    pub text: String,
    /// In which order.
    #[serde(default)]
    pub order: ItemOrder,
    /// The other way round.
    #[serde(default)]
    pub descending: bool,
}

impl JobRowFilter {
    fn of_items(&self) -> ItemFilter {
        let result = match self.result {
            Some(RowResult::Succeeded) => Some(ItemResult::Succeeded),
            Some(RowResult::Failed) => Some(ItemResult::Failed),
            Some(RowResult::Unprocessed) => Some(ItemResult::Unprocessed),
            Some(RowResult::Unknown) => Some(ItemResult::Unknown),
            Some(RowResult::Waiting) | None => None,
        };
        ItemFilter {
            text: self.text.clone(),
            result,
            undecided: self.result == Some(RowResult::Waiting),
            order: self.order,
            descending: self.descending,
            ..ItemFilter::default()
        }
    }
}

impl RowResult {
    /// What became of an item; one without a result is not decided.
    pub(in crate::commands) fn of(result: Option<ItemResult>) -> Self {
        match result {
            None => Self::Waiting,
            Some(ItemResult::Succeeded) => Self::Succeeded,
            Some(ItemResult::Failed) => Self::Failed,
            Some(ItemResult::Unprocessed) => Self::Unprocessed,
            Some(ItemResult::Unknown) => Self::Unknown,
        }
    }
}

impl JobRow {
    fn of(item: JobItemRow, errors: Vec<ItemError>, identifier: Identifier) -> Self {
        Self {
            item: item.ordinal,
            change_number: item.change_number,
            row: item.item.row,
            operation: item.item.operation,
            key: masking::shown_key(identifier, &item.item.key),
            name: item.item.name,
            result: RowResult::of(item.result),
            errors: errors.into_iter().map(JobErrorView::of).collect(),
        }
    }
}

impl JobErrorView {
    fn of(error: ItemError) -> Self {
        let field = Field::named(&error.field);
        let shown = |value: String| match &field {
            Some(field) => masking::shown(field, &value),
            None => value,
        };
        Self {
            value: error.value.map(shown),
            field: FieldName(error.field),
            code: error.code,
            cell: error.cell,
            recovered: error.recovered_by.is_some(),
        }
    }
}

/// A page of a job's rows, at most 200.
#[tauri::command]
#[specta::specta]
pub async fn job_rows(
    state: State<'_, AppState>,
    id: u32,
    filter: JobRowFilter,
    offset: u32,
    limit: u32,
) -> Result<Page<JobRow>, CommandError> {
    let span = Span::of(offset, limit);
    state
        .view(move |desk| {
            let (history, id, wanted) = (desk.history(), JobId(id), filter.of_items());
            let job = history.job(id)?;
            let identifier = history.connection(job.connection)?.details.identifier;
            let total = history.count_job_items(id, &wanted)?;
            let items = history.job_items(id, &wanted, span.offset, span.limit)?;
            let mut errors: HashMap<u32, Vec<ItemError>> = HashMap::new();
            for error in history.job_errors(id)? {
                if let Some(ordinal) = error.ordinal {
                    errors.entry(ordinal).or_default().push(error);
                }
            }
            let rows = items.into_iter().map(|item| {
                let own = errors.remove(&item.ordinal).unwrap_or_default();
                JobRow::of(item, own, identifier)
            });
            Ok::<_, CommandError>(Page {
                total,
                rows: rows.collect(),
            })
        })
        .await
}
