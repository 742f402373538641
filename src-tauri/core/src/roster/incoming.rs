//! Cells become people, once, here. A row that cannot be read becomes a withheld row with its reason and its cell,
//! never a missing person; a value is repaired only on full evidence, and each repair is named.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Company, Incoming, IncomingRoster, Intent, RemoteRoster, Withheld};
use crate::employee::Identifier;
use crate::finding::{Finding, FindingCode, Severity};
use crate::sheet::{self, Layout, Mapping, Page, Receipt, RowKind};

mod columns;
mod company;
mod duplicates;
mod mail;
mod pass;
mod phone;
mod problems;
mod recent;
mod row;
mod rows;
mod slip;
mod survey;
#[cfg(test)]
mod tests;
mod value;
mod yes_no;
mod zeros;

pub use phone::{country_of, is_country};
pub use survey::{Survey, survey};
pub(crate) use value::{cleaned, is_identifier};
pub(crate) use yes_no::read as yes_or_no;

use columns::Columns;
use duplicates::Hashing;
use rows::{PersonRow, ReadRows};

/// What to do with hidden and filtered rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HiddenRows {
    /// Read them like any other.
    Include,
    /// Leave them out; they count as present.
    Exclude,
}

/// What a person decided about this file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// What to do with hidden rows; not decided yet where `None`.
    #[serde(default)]
    pub hidden: Option<HiddenRows>,
    /// Warnings and proposed repairs that were taken.
    #[serde(default)]
    pub accepted: BTreeSet<FindingCode>,
    /// New texts by address, such as `B17`.
    #[serde(default)]
    pub edits: BTreeMap<String, String>,
    /// Rows that are left out; they count as present.
    #[serde(default)]
    pub left_out: BTreeSet<u32>,
}

/// What cells are read against.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Which field is the key.
    pub identifier: Identifier,
    /// What the file was declared to be.
    pub intent: Intent,
    /// The companies of the connection; empty where they are not known, and then none is checked.
    pub companies: &'a [Company],
    /// Wellhub's roster, where it was read: the oracle for lost zeros.
    pub remote: Option<&'a RemoteRoster>,
    /// What the person decided.
    pub choices: &'a Choices,
}

/// A cell that is in trouble.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The row, from 1.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
    /// The address, such as `B17`.
    pub cell: String,
    /// What it is.
    pub code: FindingCode,
    /// What it does: a blocking one withholds its row.
    pub severity: Severity,
    /// What the cell says.
    pub original: String,
    /// What it was read as, or would be if the repair were accepted; `None` where nothing can be read.
    pub value: Option<String>,
}

/// People, the count of all rows, and each cell in trouble in the order of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadPeople {
    /// The people.
    pub roster: IncomingRoster,
    /// Each row counted once.
    pub receipt: Receipt,
    /// The cells in trouble.
    pub problems: Vec<Problem>,
}

/// Reads the people of a sheet under a mapping. Bad rows are withheld and named; reading itself never fails.
pub fn read_people(page: Page<'_>, mapping: &Mapping, reading: &Reading<'_>) -> ReadPeople {
    let choice = match mapping.header_row {
        Some(row) => sheet::HeaderChoice::Row(row),
        None => sheet::HeaderChoice::Without,
    };
    let layout = Layout::of(page, choice);
    let of_people = rows::of_people(page, &layout);
    let columns = Columns::of(page, &of_people, mapping, reading);
    let hashing = Hashing::of(&columns, reading);
    // What stands out in the sheet is found on another processor while its rows are read.
    let full = reading.intent == Intent::Full;
    let (mut rows, (mut receipt, in_sheet)) = rayon::join(
        || ReadRows::read(page, &of_people, &columns, reading, &hashing),
        || {
            let receipt = Receipt::of(page, &layout);
            let found = sheet::file_findings(page, &layout, &receipt, full);
            (receipt, found)
        },
    );
    let slip = slip::find(&rows, &columns, reading);
    duplicates::withhold(&mut rows, &columns, reading, &hashing);
    receipt.reject(u32::try_from(rows.rejected()).unwrap_or(u32::MAX));
    let (people, withheld, mut problems) = rows.part();
    problems::in_order(&mut problems);
    let mut findings = findings(page, &layout, mapping, reading, in_sheet, &problems);
    findings.extend(hidden_rows(page, &of_people, reading));
    findings.extend(slip);
    findings.sort_by_key(|finding| (finding.severity, finding.code));
    let roster = IncomingRoster {
        identifier: reading.identifier,
        people,
        withheld,
        columns: columns.letters(),
        findings,
    };
    ReadPeople {
        roster,
        receipt,
        problems,
    }
}

fn findings(
    page: Page<'_>,
    layout: &Layout,
    mapping: &Mapping,
    reading: &Reading<'_>,
    mut findings: Vec<Finding>,
    problems: &[Problem],
) -> Vec<Finding> {
    let key: Vec<u16> = reading
        .identifier
        .required_fields()
        .iter()
        .flat_map(|field| mapping.columns_of(field))
        .map(|column| column.index)
        .collect();
    findings.extend(sheet::merged(page, layout, &key));
    findings.extend(sheet::rivals(mapping));
    for found in problems::summed_up(problems) {
        let same =
            |before: &&mut Finding| (before.code, before.severity) == (found.code, found.severity);
        match findings.iter_mut().find(same) {
            Some(before) => before.join(found),
            None => findings.push(found),
        }
    }
    if key.is_empty()
        && !findings
            .iter()
            .any(|finding| finding.code == FindingCode::MissingKey)
    {
        findings.push(Finding::new(FindingCode::MissingKey, Severity::Block, 1));
    }
    findings
}

/// Hidden rows are asked about, and without an answer they stop a full roster and a list of leavers: a list filtered to
/// the leavers hides the staff.
fn hidden_rows(
    page: Page<'_>,
    of_people: &[PersonRow<'_>],
    reading: &Reading<'_>,
) -> Option<Finding> {
    let severity = match (reading.choices.hidden, reading.intent) {
        (None, Intent::Full | Intent::Leavers) => Severity::Block,
        _ => Severity::Warn,
    };
    let mut finding = Finding::new(FindingCode::HiddenRows, severity, 0);
    let hidden = |(_, kind): &&PersonRow<'_>| *kind == RowKind::Hidden;
    for (row, _) in of_people.iter().filter(hidden) {
        let first = page.cells(row).first().map_or(0, |cell| cell.column);
        finding.add(sheet::address(row.number, first));
    }
    (finding.count > 0).then(|| finding.with("of", of_people.len()))
}
