//! Rows in trouble as a workbook that somebody corrects elsewhere, and the corrections taken back. A correction goes by
//! the row's number and by what was written out, both kept in the workbook itself; it never goes by the order of rows,
//! and a workbook made from another spreadsheet is refused, since its rows are other people.

use std::collections::BTreeMap;

use crate::finding::FindingCode;

mod take_back;
#[cfg(test)]
mod tests;
mod write;

/// The words of a workbook of troubled rows, in the language of who gets it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorrectionWords {
    /// The header of the first column, which holds the row's number.
    pub row: String,
    /// What is said at a cell with a finding; a finding without words is named by its code.
    pub texts: BTreeMap<FindingCode, String>,
}

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack {
    /// How many rows changed.
    pub rows: usize,
    /// How many cells.
    pub cells: usize,
}

/// The hidden sheet that holds what was written out: a mark, the hash of the spreadsheet and its sheet's name in the
/// first row; below it the headers and the rows as on the sheet that is seen.
const ORIGIN: &str = "rollcall";
/// What its first cell says.
const MARK: &str = "rollcall problems 1";
