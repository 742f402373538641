//! The fix step: cells with a problem.

use rollcall_core::finding::{FindingCode, Severity};
use serde::Serialize;
use specta::Type;

/// A cell with a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemRow {
    /// From 1, as in the sheet.
    pub row: u32,
    /// Its address, such as B17.
    pub cell: String,
    /// Its column, from 0.
    pub column: u32,
    /// The header of its column.
    pub header: String,
    /// What is wrong.
    pub code: FindingCode,
    /// How severe that is.
    pub severity: Severity,
    /// What the file said.
    pub original: String,
    /// What it says after edits.
    pub value: String,
    /// Whose row it is, where known.
    pub name: Option<String>,
    /// Whether the person left the row out.
    pub left_out: bool,
}

/// How often a problem occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemCount {
    /// What is wrong.
    pub code: FindingCode,
    /// How severe that is.
    pub severity: Severity,
    /// In how many cells.
    pub count: u32,
}

/// A page of problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemPage {
    /// How many there are under this filter.
    pub total: u32,
    /// This page of them.
    pub rows: Vec<ProblemRow>,
    /// How often each problem occurs in the whole file.
    pub by_code: Vec<ProblemCount>,
}
