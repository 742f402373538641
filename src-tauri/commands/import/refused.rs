//! What Wellhub refused of a job, among the problems of the spreadsheet that is mended for it: on the very cell, as long
//! as that says what was refused.

use rollcall_core::desk::{Import, Refusal};
use rollcall_core::finding::{FindingCode, Severity};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::commands::jobs::rows::JobErrorView;
use crate::commands::number;
use crate::commands::review::FieldName;

/// What is wrong with a cell: a finding of the file, or a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(untagged)]
pub enum ProblemCode {
    /// Wellhub refused what was sent of it.
    Refused(Refused),
    /// The file itself shows it.
    Finding(FindingCode),
}

/// The word for a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// Wellhub refused it.
    Refused,
}

/// The job that an import mends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FixingView {
    /// The job, by its local id.
    pub job: u32,
    /// How many rows of this file it did not bring about; they alone are planned.
    pub rows: u32,
    /// How many people it did not bring about, rows of this file or not.
    pub people: u32,
    /// How many cells still say what Wellhub refused.
    pub refused: u32,
    /// Whether this is the very spreadsheet that the job was made from.
    pub same_file: bool,
}

impl ProblemCode {
    /// A refusal.
    pub(super) const REFUSED: Self = Self::Refused(Refused::Refused);
}

impl FixingView {
    /// The job that an import mends; none where it is of a whole file.
    pub(super) fn of(import: &Import) -> Option<Self> {
        let left = import.left()?;
        Some(Self {
            job: left.job.0,
            rows: number(import.rows_of_left().len()),
            people: number(left.items.len()),
            refused: number(import.refusals().len()),
            same_file: import.is_of_left(),
        })
    }
}

/// How severe a refusal is: the same may go again, where it was Wellhub that was mended.
pub(super) const SEVERITY: Severity = Severity::Warn;

/// What Wellhub said, unmasked, as all values that are here to be mended.
pub(super) fn error(refusal: &Refusal) -> JobErrorView {
    let refused = &refusal.refused;
    JobErrorView {
        field: FieldName(refused.field.clone()),
        code: refused.code.clone(),
        value: refused.value.clone(),
        cell: Some(refusal.cell.clone()),
        recovered: false,
    }
}
