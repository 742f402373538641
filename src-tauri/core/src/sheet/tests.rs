//! Files as programs and people make them, read into cells: nothing lost, nothing invented, nothing that panics.
#![allow(clippy::unwrap_used)]

mod columns;
mod groups;
mod hostile;
mod layout;
mod ods;
mod text;
mod workbooks;

use rust_xlsxwriter::{ExcelDateTime, Format};

use super::fixtures::{hand_cut, read, table, xlsx};
use super::*;
use crate::finding::{Finding, FindingCode, Severity};

fn said(page: Page<'_>, at: &str) -> (Kind, String) {
    let (row, column) = parse_address(at).unwrap();
    let cell = page.cell(row, column).unwrap();
    (cell.kind, page.raw(&cell).to_owned())
}

fn shown(page: Page<'_>, at: &str) -> String {
    let (row, column) = parse_address(at).unwrap();
    page.shown(&page.cell(row, column).unwrap()).into_owned()
}

fn codes(findings: &[Finding]) -> Vec<(FindingCode, Severity, Vec<&str>)> {
    findings
        .iter()
        .map(|finding| {
            (
                finding.code,
                finding.severity,
                finding.cells.iter().map(String::as_str).collect(),
            )
        })
        .collect()
}

fn refused(bytes: impl Into<Vec<u8>>) -> Option<FindingCode> {
    let error = read_bytes("list", bytes.into(), &ReadOptions::default()).err()?;
    Some(error.finding())
}
