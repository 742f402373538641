//! The fix step: cells with a problem.

use std::collections::{BTreeMap, BTreeSet};

use rollcall_core::desk::Import;
use rollcall_core::finding::{FindingCode, Severity};
use rollcall_core::history::ImportId;
use rollcall_core::roster::Problem;
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::read_as::ReadAsView;
use crate::commands::number;
use crate::error::CommandError;
use crate::state::AppState;

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
    /// The phone number of this row, where it is sent in another form than the file's.
    pub read_as: Option<ReadAsView>,
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

/// A page of problems, of one code or of all. Values are shown as they are, national ids too: they are here to be mended.
#[tauri::command]
#[specta::specta]
pub async fn problems(
    state: State<'_, AppState>,
    id: u32,
    code: Option<FindingCode>,
    offset: u32,
    limit: u32,
) -> Result<ProblemPage, CommandError> {
    state
        .work(move |desk| {
            desk.with_import(ImportId(id), |import| Ok(page(import, code, offset, limit)))
        })
        .await
}

fn page(import: &Import, code: Option<FindingCode>, offset: u32, limit: u32) -> ProblemPage {
    let Some(people) = &import.people else {
        return ProblemPage {
            total: 0,
            rows: Vec::new(),
            by_code: Vec::new(),
        };
    };
    let (left_out, names) = (import.left_out(), names(import));
    let edits = import.edited_cells();
    let wanted = |problem: &&Problem| code.is_none_or(|code| problem.code == code);
    let shown = people.problems.iter().filter(wanted);
    ProblemPage {
        total: number(shown.clone().count()),
        rows: shown
            .skip(offset as usize)
            .take(limit as usize)
            .map(|problem| row(import, problem, &left_out, &names, &edits))
            .collect(),
        by_code: by_code(&people.problems),
    }
}

fn by_code(problems: &[Problem]) -> Vec<ProblemCount> {
    let mut counts: BTreeMap<FindingCode, (Severity, u32)> = BTreeMap::new();
    for problem in problems {
        let (severity, count) = counts.entry(problem.code).or_insert((problem.severity, 0));
        *severity = problem.severity.min(*severity);
        *count += 1;
    }
    let mut counts: Vec<ProblemCount> = counts
        .into_iter()
        .map(|(code, (severity, count))| ProblemCount {
            code,
            severity,
            count,
        })
        .collect();
    counts.sort_by_key(|count| (count.severity, count.code));
    counts
}

fn row(
    import: &Import,
    problem: &Problem,
    left_out: &BTreeSet<u32>,
    names: &BTreeMap<u32, String>,
    edits: &BTreeMap<String, String>,
) -> ProblemRow {
    let mut columns = import.inspection.columns.iter();
    let header = columns.find(|guess| guess.index == problem.column);
    let original = original(import, problem);
    ProblemRow {
        row: problem.row,
        cell: problem.cell.clone(),
        column: u32::from(problem.column),
        header: header.map(|guess| guess.header.clone()).unwrap_or_default(),
        code: problem.code,
        severity: problem.severity,
        value: match edits.get(&problem.cell) {
            Some(edited) => edited.clone(),
            None => problem.value.clone().unwrap_or_else(|| original.clone()),
        },
        original,
        name: names.get(&problem.row).cloned(),
        left_out: left_out.contains(&problem.row),
        read_as: import.read_as(problem.row).as_ref().map(ReadAsView::of),
    }
}

/// What the file itself says in the cell, whatever an edit made of it.
fn original(import: &Import, problem: &Problem) -> String {
    let page = import.workbook.chosen();
    let cell = page.and_then(|page| Some(page.raw(&page.cell(problem.row, problem.column)?)));
    cell.map_or_else(|| problem.original.clone(), ToOwned::to_owned)
}

/// The names of people by the row of the sheet.
fn names(import: &Import) -> BTreeMap<u32, String> {
    let Some(people) = &import.people else {
        return BTreeMap::new();
    };
    let read = people
        .roster
        .people
        .iter()
        .map(|one| (one.row, &one.employee));
    let withheld = people
        .roster
        .withheld
        .iter()
        .filter_map(|one| Some((one.row?, &one.employee)));
    read.chain(withheld)
        .filter_map(|(row, person)| Some((row, person.full_name.as_ref()?.to_string())))
        .collect()
}
