//! What a file is and holds, as `rollcall inspect` prints it. It looks at the sheet alone; what cells say about people
//! is added where people are read.

use serde::{Deserialize, Serialize};

use super::columns::{ColumnGuess, guess_columns};
use super::container::FileFormat;
use super::error::SheetError;
use super::file_findings::{file_findings, rivals};
use super::header::{HeaderChoice, Layout};
use super::mapping::{Mapping, fingerprint};
use super::page::{Page, Workbook};
use super::read::Source;
use super::receipt::Receipt;
use super::told::{Unknown, Visibility};
use crate::employee::Employee;
use crate::finding::{Finding, Severity};

/// The file itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// What its content is; `None` for a file that cannot be read.
    pub format: Option<FileFormat>,
    /// The encoding of a text file, by its WHATWG name.
    pub encoding: Option<String>,
    /// The delimiter of a text file.
    pub delimiter: Option<char>,
}

/// One of its sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetFacts {
    /// Its name; empty for a text file.
    pub name: String,
    /// Whether it is seen.
    pub visibility: Visibility,
    /// Rows to the last that says anything.
    pub rows: u32,
}

/// What a file is and holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// The file.
    pub file: FileFacts,
    /// Its sheets.
    pub sheets: Vec<SheetFacts>,
    /// The sheet that was looked at.
    pub sheet: Option<String>,
    /// The header row, from 1.
    pub header_row: Option<u32>,
    /// Each row counted once.
    pub receipt: Receipt,
    /// The columns and what they are taken for.
    pub columns: Vec<ColumnGuess>,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// What the reader of this format cannot tell.
    pub unknown: Vec<Unknown>,
    /// What a mapping of these headers is remembered under.
    pub fingerprint: Option<String>,
}

impl Inspection {
    /// The inspection of a file that cannot be read: one finding, and every key.
    pub fn of_unreadable(source: Source, error: &SheetError) -> Self {
        let finding = Finding::new(error.finding(), Severity::Block, 1);
        Self {
            file: FileFacts {
                name: source.name,
                bytes: source.bytes,
                sha256: source.sha256,
                format: None,
                encoding: None,
                delimiter: None,
            },
            sheets: Vec::new(),
            sheet: None,
            header_row: None,
            receipt: Receipt::default(),
            columns: Vec::new(),
            findings: vec![finding.with("message", error)],
            unknown: Vec::new(),
            fingerprint: None,
        }
    }

    /// Whether something stops the file or some of its rows.
    pub fn is_blocked(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Block)
    }
}

/// Looks at a sheet of a workbook. Signs of a truncated file are judged as for a full roster, since nobody has said yet
/// what the file is.
pub fn inspect(page: Page<'_>, choice: HeaderChoice, roster: &[&Employee]) -> Inspection {
    let layout = Layout::of(page, choice);
    let receipt = Receipt::of(page, &layout);
    let columns = guess_columns(page, &layout, roster);
    let mut findings = file_findings(page, &layout, &receipt, true);
    findings.extend(rivals(&Mapping::of(layout.header_row, &columns)));
    findings.sort_by_key(|finding| (finding.severity, finding.code));
    let headers = columns.iter().map(|column| column.header.as_str());
    Inspection {
        file: facts(page.workbook),
        sheets: sheet_facts(page.workbook),
        sheet: Some(page.sheet.name.clone()),
        header_row: layout.header_row,
        receipt,
        fingerprint: layout.header_row.map(|_| fingerprint(headers)),
        columns,
        findings,
        unknown: page.workbook.unknown.clone(),
    }
}

fn facts(workbook: &Workbook) -> FileFacts {
    FileFacts {
        name: workbook.source.name.clone(),
        bytes: workbook.source.bytes,
        sha256: workbook.source.sha256.clone(),
        format: Some(workbook.format),
        encoding: workbook.encoding.map(ToOwned::to_owned),
        delimiter: workbook.delimiter,
    }
}

fn sheet_facts(workbook: &Workbook) -> Vec<SheetFacts> {
    let pages = (0..workbook.sheets.len()).filter_map(|index| workbook.page(index));
    pages
        .map(|page| SheetFacts {
            name: page.sheet.name.clone(),
            visibility: page.sheet.visibility,
            rows: page.last_row(),
        })
        .collect()
}
