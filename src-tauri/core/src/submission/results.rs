//! What became of each item once a job has ended: errors joined by change number, never by order; what cannot be told is
//! called unknown. Writes nothing.

use std::collections::HashMap;

use jiff::Timestamp;

use super::payload::Sent;
use super::{JobState, ReportedError, SubmissionError};
use crate::employee::{Field, same_meaning};
use crate::history::{
    AcceptedFile, Ending, History, ItemError, ItemResult, Job, JobItemRow, JobShape, PlanSummary,
    SentItem,
};
use crate::plan::{Change, Operation};
use crate::roster::Intent;

/// All that follows from the end of a job.
pub(super) fn ending(
    history: &History,
    job: &Job,
    state: JobState,
    errors: &[ReportedError],
    at: Timestamp,
) -> Result<Ending, SubmissionError> {
    let plan = history.plan_summary(job.plan)?;
    let found = find(history, job, errors)?;
    let of_items = found.iter().flatten().map(|item| item.change).collect();
    let changes = history.plan_changes(job.plan, &of_items)?;
    let errors: Vec<ItemError> = errors
        .iter()
        .zip(&found)
        .map(|(error, found)| join(error, found.as_ref(), &plan, &changes))
        .collect();
    let went = matches!(state, JobState::Succeeded | JobState::SucceededWithErrors);
    let accepted = (went && plan.intent == Intent::Full).then_some(AcceptedFile {
        name: plan.file_name,
        sha256: plan.file_sha256,
        rows: plan.file_rows,
        at,
    });
    let standing = || {
        errors
            .iter()
            .zip(&found)
            .filter(|(error, _)| error.recovered_by.is_none())
    };
    let all_joined = standing().all(|(_, found)| found.is_some());
    let failed: HashMap<u32, Operation> = standing()
        .filter_map(|(_, found)| found.as_ref().map(|item| (item.ordinal, item.operation)))
        .collect();
    let rest = match state {
        JobState::Succeeded => ItemResult::Succeeded,
        JobState::SucceededWithErrors
            if all_joined || adds_up(job, &history.job_shape(job.id)?, &failed) =>
        {
            ItemResult::Succeeded
        }
        JobState::Rejected => ItemResult::Unprocessed,
        _ => ItemResult::Unknown,
    };
    Ok(Ending {
        failed: failed.into_keys().collect(),
        errors,
        went,
        accepted,
        ..Ending::of(rest)
    })
}

/// The item that an error is about.
#[derive(Clone, Copy)]
struct Found {
    ordinal: u32,
    row: Option<u32>,
    change: u32,
    operation: Operation,
}

impl Found {
    fn of(row: &JobItemRow) -> Self {
        Self {
            ordinal: row.ordinal,
            row: row.item.row,
            change: row.item.change,
            operation: row.item.operation,
        }
    }
}

/// The item of each error: by its number; without one, by the value where it stands in one item alone.
fn find(
    history: &History,
    job: &Job,
    errors: &[ReportedError],
) -> Result<Vec<Option<Found>>, SubmissionError> {
    if errors.is_empty() {
        return Ok(Vec::new());
    }
    let mut by_number: HashMap<u32, Option<Found>> = HashMap::new();
    let mut by_value: Vec<ByValue<'_>> = Vec::new();
    for (at, error) in errors.iter().enumerate() {
        match error.change_number {
            Some(number) => drop(by_number.insert(number, None)),
            None => by_value.extend(ByValue::of(at, error)),
        }
    }
    for one in history.sent_items(job.id) {
        let SentItem { row, payload } = one?;
        if let Some(found) = row
            .change_number
            .and_then(|number| by_number.get_mut(&number))
        {
            found.get_or_insert_with(|| Found::of(&row));
        }
        if !by_value.is_empty() {
            let sent = Sent::parse(&payload)?;
            for error in &mut by_value {
                error.look_at(&row, &sent);
            }
        }
    }
    let numbered = |error: &ReportedError| *by_number.get(&error.change_number?)?;
    let mut found: Vec<Option<Found>> = errors.iter().map(numbered).collect();
    for error in by_value {
        found[error.at] = error.found.filter(|_| !error.several);
    }
    Ok(found)
}

/// An error without a number.
struct ByValue<'a> {
    at: usize,
    field: Field,
    value: &'a str,
    found: Option<Found>,
    several: bool,
}

impl<'a> ByValue<'a> {
    fn of(at: usize, error: &'a ReportedError) -> Option<Self> {
        let value = error.value.as_deref().filter(|value| !value.is_empty())?;
        Some(Self {
            at,
            field: field(error)?,
            value,
            found: None,
            several: false,
        })
    }

    fn look_at(&mut self, row: &JobItemRow, sent: &Sent) {
        if same_meaning(
            &self.field,
            sent.employee.get(&self.field),
            Some(self.value),
        ) {
            self.several |= self.found.is_some();
            self.found = Some(Found::of(row));
        }
    }
}

fn field(error: &ReportedError) -> Option<Field> {
    Field::named(&error.field.to_lowercase())
}

fn join(
    error: &ReportedError,
    found: Option<&Found>,
    plan: &PlanSummary,
    changes: &HashMap<u32, Change>,
) -> ItemError {
    let field = field(error);
    let change = found.and_then(|item| changes.get(&item.change));
    let cell = change
        .zip(field.as_ref())
        .and_then(|(change, field)| plan.cell(change, field));
    ItemError {
        change_number: error.change_number,
        ordinal: found.map(|item| item.ordinal),
        row: found.and_then(|item| item.row),
        cell: cell.map(String::from),
        field: field.map_or_else(|| error.field.clone(), |field| field.name()),
        code: error.code.clone(),
        value: error.value.clone(),
        recovered_by: error.recovered_by.clone(),
    }
}

/// Whether Wellhub counted exactly the items that no error names, kind by kind.
fn adds_up(job: &Job, shape: &JobShape, failed: &HashMap<u32, Operation>) -> bool {
    let Some(counted) = job.statistics else {
        return false;
    };
    let left = |all: u32, operation: Operation| {
        let failed = failed.values().filter(|of| **of == operation).count();
        all.checked_sub(u32::try_from(failed).unwrap_or(u32::MAX))
    };
    left(shape.create, Operation::Create) == Some(counted.newcomers)
        && left(shape.update, Operation::Update) == Some(counted.updaters)
        && left(shape.delete, Operation::Delete) == Some(counted.leavers)
}
