//! One person's story as the window shows it: national ids masked, everything else as it was sent.

use rollcall_core::desk::{Desk, RecordDifference, RowError, Sending, SentField, Story};
use rollcall_core::employee::{Field, Identifier};
use rollcall_core::history::JobId;
use rollcall_core::masking::Mask;
use rollcall_core::plan::Operation;
use serde::Serialize;
use specta::Type;

use crate::commands::jobs::JobSummary;
use crate::commands::jobs::rows::{JobErrorView, RowResult};
use crate::commands::review::FieldName;
use crate::error::CommandError;

/// All that was ever sent about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoryView {
    /// The name.
    pub name: String,
    /// The key, masked where it is a national id.
    pub key: String,
    /// What was sent, the newest first.
    pub sendings: Vec<SendingView>,
}

/// One item of one job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SendingView {
    /// The job.
    pub job: JobSummary,
    /// The item in it.
    pub item: u32,
    /// When Wellhub took it, RFC 3339.
    pub sent_at: Option<String>,
    /// The file's SHA-256.
    pub file_sha256: String,
    /// The row in the file, from 1.
    pub row: Option<u32>,
    /// What was done.
    pub operation: Operation,
    /// What changed.
    pub fields: Vec<SentFieldView>,
    /// What it was held for: codes of findings and reasons.
    pub held: Vec<String>,
    /// The reason that a person gave to let it go.
    pub released: Option<String>,
    /// What became of it.
    pub result: RowResult,
    /// What Wellhub refused.
    pub errors: Vec<JobErrorView>,
    /// Where the roster afterwards was not what was sent.
    pub differences: Vec<RecordDifference>,
    /// The jobs that took it back.
    pub undone_by: Vec<u32>,
}

/// One field, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SentFieldView {
    /// The field.
    pub field: FieldName,
    /// What Wellhub had.
    pub before: Option<String>,
    /// What was sent.
    pub after: Option<String>,
    /// The cell that said so.
    pub cell: Option<String>,
}

impl StoryView {
    /// The story as the window may show it.
    pub fn of(
        desk: &Desk,
        identifier: Identifier,
        story: Story,
        mask: Mask,
    ) -> Result<Self, CommandError> {
        let sendings = story.sendings.into_iter();
        let sendings = sendings.map(|one| SendingView::of(desk, identifier, one, mask));
        Ok(Self {
            name: story.name,
            key: mask.shown_key(identifier, &story.key),
            sendings: sendings.collect::<Result<_, _>>()?,
        })
    }
}

impl SendingView {
    fn of(
        desk: &Desk,
        identifier: Identifier,
        one: Sending,
        mask: Mask,
    ) -> Result<Self, CommandError> {
        let job = desk.history().job(JobId(one.job))?;
        let difference = |mut one: RecordDifference| {
            one.key = mask.shown_key(identifier, &one.key);
            one.expected = masked(mask, &one.field, one.expected);
            one.found = masked(mask, &one.field, one.found);
            one
        };
        Ok(Self {
            job: JobSummary::of(desk, &job)?,
            item: one.item,
            sent_at: one.sent_at.map(|at| at.to_string()),
            file_sha256: one.file_sha256,
            row: one.row,
            operation: one.operation,
            fields: one
                .fields
                .into_iter()
                .map(|one| SentFieldView::of(one, mask))
                .collect(),
            held: one.held,
            released: one.release.map(|release| release.reason),
            result: RowResult::of(one.result),
            errors: one.errors.into_iter().map(|one| error(one, mask)).collect(),
            differences: one.differences.into_iter().map(difference).collect(),
            undone_by: one.undone_by,
        })
    }
}

impl SentFieldView {
    fn of(one: SentField, mask: Mask) -> Self {
        let name = one.field.name();
        Self {
            before: masked(mask, &name, one.old),
            after: masked(mask, &name, one.new),
            cell: one.cell,
            field: FieldName(name),
        }
    }
}

fn error(error: RowError, mask: Mask) -> JobErrorView {
    JobErrorView {
        value: masked(mask, &error.field, error.value),
        field: FieldName(error.field),
        code: error.code,
        cell: error.cell,
        recovered: false,
    }
}

fn masked(mask: Mask, field: &str, value: Option<String>) -> Option<String> {
    match Field::named(field) {
        Some(field) => value.map(|value| mask.shown(&field, &value)),
        None => value,
    }
}
