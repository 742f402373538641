//! What became of each item once a job has ended: errors joined by change number, never by order; what cannot be told is
//! called unknown. Pure.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::payload::Sent;
use super::{JobState, ReportedError, SubmissionError};
use crate::employee::{Field, same_meaning};
use crate::history::{AcceptedFile, Ending, ItemError, ItemResult, Job, JobItemRow, PlanRecord};
use crate::plan::Operation;
use crate::roster::{Intent, place};

/// All that follows from the end of a job.
pub(super) fn ending(
    job: &Job,
    state: JobState,
    plan: &PlanRecord,
    items: &[JobItemRow],
    errors: &[ReportedError],
    at: Timestamp,
) -> Result<Ending, SubmissionError> {
    let sent: Vec<Sent> = items
        .iter()
        .map(|row| Sent::parse(&row.item.payload))
        .collect::<Result<_, _>>()?;
    let errors: Vec<ItemError> = errors
        .iter()
        .map(|error| join(error, plan, items, &sent))
        .collect();
    let results = results(job, state, items, &errors);
    let went = matches!(state, JobState::Succeeded | JobState::SucceededWithErrors);
    let known = last_sent(plan, &sent, &results);
    let accepted = (went && plan.plan.intent == Intent::Full).then(|| AcceptedFile {
        name: plan.file_name.clone(),
        sha256: plan.file_sha256.clone(),
        rows: plan.file_rows,
        at,
    });
    Ok(Ending {
        results,
        errors,
        sent: known,
        accepted,
        problem: None,
        ..Ending::default()
    })
}

/// The item that an error is about: by its number; without one, by the value where it stands in one item alone.
fn join(
    error: &ReportedError,
    plan: &PlanRecord,
    items: &[JobItemRow],
    sent: &[Sent],
) -> ItemError {
    let field = Field::named(&error.field.to_lowercase());
    let found = match error.change_number {
        Some(number) => items.iter().find(|row| row.change_number == Some(number)),
        None => field
            .as_ref()
            .zip(error.value.as_deref())
            .and_then(|(field, value)| only(items, sent, field, value)),
    };
    let cell = found
        .zip(field.as_ref())
        .and_then(|(row, field)| plan.cell(row.item.change as usize, field));
    ItemError {
        change_number: error.change_number,
        ordinal: found.map(|row| row.ordinal),
        row: found.and_then(|row| row.item.row),
        cell,
        field: field.map_or_else(|| error.field.clone(), |field| field.name()),
        code: error.code.clone(),
        value: error.value.clone(),
        recovered_by: error.recovered_by.clone(),
    }
}

fn only<'a>(
    items: &'a [JobItemRow],
    sent: &[Sent],
    field: &Field,
    value: &str,
) -> Option<&'a JobItemRow> {
    if value.is_empty() {
        return None;
    }
    let mut having = items
        .iter()
        .zip(sent)
        .filter(|(_, sent)| same_meaning(field, sent.employee.get(field), Some(value)));
    let (row, _) = having.next()?;
    having.next().is_none().then_some(row)
}

fn results(
    job: &Job,
    state: JobState,
    items: &[JobItemRow],
    errors: &[ItemError],
) -> Vec<(u32, ItemResult)> {
    let standing = || errors.iter().filter(|error| error.recovered_by.is_none());
    let failed: HashSet<u32> = standing().filter_map(|error| error.ordinal).collect();
    let all_joined = standing().all(|error| error.ordinal.is_some());
    let rest = match state {
        JobState::Succeeded => ItemResult::Succeeded,
        JobState::SucceededWithErrors if all_joined || adds_up(job, items, &failed) => {
            ItemResult::Succeeded
        }
        JobState::Rejected => ItemResult::Unprocessed,
        _ => ItemResult::Unknown,
    };
    let result = |ordinal: u32| {
        if failed.contains(&ordinal) {
            ItemResult::Failed
        } else {
            rest
        }
    };
    items
        .iter()
        .map(|row| (row.ordinal, result(row.ordinal)))
        .collect()
}

/// Whether Wellhub counted exactly the items that no error names, kind by kind.
fn adds_up(job: &Job, items: &[JobItemRow], failed: &HashSet<u32>) -> bool {
    let Some(counted) = job.statistics else {
        return false;
    };
    let mut left: HashMap<Operation, u32> = HashMap::new();
    for row in items.iter().filter(|row| !failed.contains(&row.ordinal)) {
        *left.entry(row.item.operation).or_default() += 1;
    }
    let of = |operation| left.get(&operation).copied().unwrap_or(0);
    of(Operation::Create) == counted.newcomers
        && of(Operation::Update) == counted.updaters
        && of(Operation::Delete) == counted.leavers
}

type LastSent = Vec<(
    crate::roster::Place,
    Option<std::collections::BTreeMap<crate::employee::Text, crate::employee::Text>>,
)>;

/// The custom fields that now stand for each person whose item went through.
fn last_sent(plan: &PlanRecord, sent: &[Sent], results: &[(u32, ItemResult)]) -> LastSent {
    sent.iter()
        .zip(results)
        .filter(|(_, (_, result))| *result == ItemResult::Succeeded)
        .filter_map(|(sent, _)| {
            let place = place(plan.plan.identifier, &sent.employee)?;
            let fields = (sent.operation != Operation::Delete)
                .then(|| sent.employee.custom_fields.clone())
                .filter(|fields| !fields.is_empty());
            Some((place, fields))
        })
        .collect()
}
