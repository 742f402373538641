//! The fix step: cells with a problem.

use std::collections::{BTreeMap, BTreeSet};

use rollcall_core::desk::{Import, Refusal};
use rollcall_core::finding::Severity;
use rollcall_core::history::ImportId;
use rollcall_core::roster::Problem;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::read_as::ReadAsView;
use super::refused::{self, ProblemCode};
use crate::commands::jobs::rows::JobErrorView;
use crate::commands::number;
use crate::commands::pages::Span;
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
    pub code: ProblemCode,
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
    /// What Wellhub said, where it refused the value.
    pub refused: Option<JobErrorView>,
}

/// Which problems are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemFilter {
    /// Of this code; null: of all.
    pub code: Option<ProblemCode>,
    /// Words of which each is in a cell of the row, as the file says it or as it was mended, or in the address or the
    /// header of the cell with the problem; without case and accents.
    #[serde(default)]
    pub text: String,
}

/// How often a problem occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemCount {
    /// What is wrong.
    pub code: ProblemCode,
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
    /// How often each problem occurs in the whole file, or in the rows that are mended for a job.
    pub by_code: Vec<ProblemCount>,
}

/// A page of problems in the order of the sheet, at most 200. Values are shown as they are, national ids too: they are here to be mended.
#[tauri::command]
#[specta::specta]
pub async fn problems(
    state: State<'_, AppState>,
    id: u32,
    filter: ProblemFilter,
    offset: u32,
    limit: u32,
) -> Result<ProblemPage, CommandError> {
    let span = Span::of(offset, limit);
    state
        .view(move |desk| desk.with_import(ImportId(id), |import| Ok(page(import, &filter, span))))
        .await
}

/// Something wrong with a cell.
enum Trouble<'a> {
    /// The file shows it.
    Of(&'a Problem),
    /// Wellhub refused it.
    Refused(&'a Refusal),
}

impl Trouble<'_> {
    fn code(&self) -> ProblemCode {
        match self {
            Self::Of(problem) => ProblemCode::Finding(problem.code),
            Self::Refused(_) => ProblemCode::REFUSED,
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Of(problem) => problem.severity,
            Self::Refused(_) => refused::SEVERITY,
        }
    }

    /// The order of the sheet.
    fn place(&self) -> (u32, u16) {
        match self {
            Self::Of(problem) => (problem.row, problem.column),
            Self::Refused(refusal) => (refusal.row, refusal.column),
        }
    }
}

fn page(import: &Import, filter: &ProblemFilter, span: Span) -> ProblemPage {
    let Some(people) = &import.people else {
        return ProblemPage {
            total: 0,
            rows: Vec::new(),
            by_code: Vec::new(),
        };
    };
    let refusals = import.refusals();
    let troubles = troubles(import, &people.problems, &refusals);
    let (left_out, names) = (import.left_out(), names(import));
    let edits = import.edited_cells();
    let of_code = |trouble: &&Trouble<'_>| filter.code.is_none_or(|code| trouble.code() == code);
    let mut search = import.row_search(&filter.text);
    let says = |trouble: &&Trouble<'_>| {
        let (row, column) = trouble.place();
        search.finds(row, column)
    };
    let shown: Vec<_> = troubles.iter().filter(of_code).filter(says).collect();
    ProblemPage {
        total: number(shown.len()),
        rows: span
            .cut(&shown)
            .map(|trouble| match trouble {
                Trouble::Of(problem) => row(import, problem, &left_out, &names, &edits),
                Trouble::Refused(refusal) => refused_row(import, refusal, &names),
            })
            .collect(),
        by_code: by_code(&troubles),
    }
}

/// All that is wrong, in the order of the sheet; for a job that is mended in the rows alone that it is about.
fn troubles<'a>(
    import: &Import,
    problems: &'a [Problem],
    refusals: &'a [Refusal],
) -> Vec<Trouble<'a>> {
    let rows = import.left().map(|_| import.rows_of_left());
    let concerned = |problem: &&Problem| {
        let rows = rows.as_ref();
        rows.is_none_or(|rows| rows.contains(&problem.row))
    };
    let own = problems.iter().filter(concerned).map(Trouble::Of);
    let mut troubles: Vec<_> = refusals.iter().map(Trouble::Refused).chain(own).collect();
    troubles.sort_by_key(Trouble::place);
    troubles
}

fn by_code(troubles: &[Trouble<'_>]) -> Vec<ProblemCount> {
    let mut counts: BTreeMap<ProblemCode, (Severity, u32)> = BTreeMap::new();
    for trouble in troubles {
        let first = (trouble.severity(), 0);
        let (severity, count) = counts.entry(trouble.code()).or_insert(first);
        *severity = trouble.severity().min(*severity);
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
    counts.sort_by_key(|count| {
        let of_file = count.code != ProblemCode::REFUSED;
        (of_file, count.severity, count.code)
    });
    counts
}

fn refused_row(import: &Import, refusal: &Refusal, names: &BTreeMap<u32, String>) -> ProblemRow {
    ProblemRow {
        row: refusal.row,
        cell: refusal.cell.clone(),
        column: u32::from(refusal.column),
        header: header(import, refusal.column),
        code: ProblemCode::REFUSED,
        severity: refused::SEVERITY,
        original: raw(import, refusal.row, refusal.column).unwrap_or_default(),
        value: refusal.said.clone(),
        name: names.get(&refusal.row).cloned(),
        left_out: false,
        read_as: import.read_as(refusal.row).as_ref().map(ReadAsView::of),
        refused: Some(refused::error(refusal)),
    }
}

fn row(
    import: &Import,
    problem: &Problem,
    left_out: &BTreeSet<u32>,
    names: &BTreeMap<u32, String>,
    edits: &BTreeMap<String, String>,
) -> ProblemRow {
    let original = raw(import, problem.row, problem.column);
    let original = original.unwrap_or_else(|| problem.original.clone());
    ProblemRow {
        row: problem.row,
        cell: problem.cell.clone(),
        column: u32::from(problem.column),
        header: header(import, problem.column),
        code: ProblemCode::Finding(problem.code),
        severity: problem.severity,
        value: match edits.get(&problem.cell) {
            Some(edited) => edited.clone(),
            None => problem.value.clone().unwrap_or_else(|| original.clone()),
        },
        original,
        name: names.get(&problem.row).cloned(),
        left_out: left_out.contains(&problem.row),
        read_as: import.read_as(problem.row).as_ref().map(ReadAsView::of),
        refused: None,
    }
}

fn header(import: &Import, column: u16) -> String {
    let mut columns = import.inspection.columns.iter();
    let header = columns.find(|guess| guess.index == column);
    header.map(|guess| guess.header.clone()).unwrap_or_default()
}

/// What the file itself says in a cell, whatever an edit made of it.
fn raw(import: &Import, row: u32, column: u16) -> Option<String> {
    let page = import.workbook.chosen()?;
    let cell = page.cell(row, column)?;
    Some(page.raw(&cell).to_owned())
}

/// The names of people by the row of the sheet.
fn names(import: &Import) -> BTreeMap<u32, String> {
    let Some(people) = &import.people else {
        return BTreeMap::new();
    };
    let rows = people.roster.rows();
    rows.filter_map(|(row, person)| Some((row, person.full_name.as_ref()?.to_string())))
        .collect()
}
