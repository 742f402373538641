//! Eligibility jobs: created, filled, submitted, then driven by time (contract §1).
//! A job must never be taken back, and one that was submitted never takes another item.

mod change;
mod index;
mod process;
mod rules;
mod states;
mod validate;

use axum::http::{StatusCode, Uri};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

pub use change::{Change, Operation};
pub use states::{JobStatus, Outcome};
pub(crate) use states::{approve, reject, settle};

use crate::answer::{Answer, FieldError};
use crate::config::Config;
use crate::ledger::JobRecord;
use crate::pages::{Pages, as_json};
use crate::state::{Moment, State};
use states::Stage;

/// One item as the item list shows it; a field that was not sent is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Wellhub's own id of the item.
    pub id: String,
    /// The job.
    pub job_id: String,
    /// The item's place in the job, from 1.
    pub change_number: u32,
    /// When it was added.
    pub created_at: Timestamp,
    /// What was sent.
    #[serde(flatten)]
    pub change: Change,
}

/// One line of the error list (contract §1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobError {
    /// The item's change number.
    pub change_number: Option<u32>,
    /// For example `EMAIL`.
    pub field_name: String,
    /// What was sent.
    pub field_value: String,
    /// For example `WRONG_FORMAT`.
    pub error_type: String,
    /// Not null: Wellhub recovered it and the item succeeded.
    pub recovered_by: Option<String>,
    /// The item's tax id as sent.
    pub company_tax_id: String,
}

/// People for whom the job succeeded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Created or restored.
    pub newcomers: u32,
    /// Updated.
    pub updaters: u32,
    /// Removed.
    pub leavers: u32,
}

/// A job as the simulator keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) items: Vec<Item>,
    pub(crate) submits: u32,
    pub(crate) stage: Stage,
    pub(crate) forced: Option<Outcome>,
    pub(crate) statistics: Statistics,
    pub(crate) errors: Vec<JobError>,
    pub(crate) unknown_fields: Vec<String>,
}

impl Job {
    pub(crate) fn record(&self, config: &Config, now: std::time::Duration) -> JobRecord {
        JobRecord {
            id: self.id.clone(),
            created_at: self.created_at,
            status: self.status(now).spelled(config.status_spelling),
            submits: self.submits,
            items: self.items.clone(),
            statistics: self.statistics,
            errors: self.errors.clone(),
            unknown_fields: self.unknown_fields.clone(),
        }
    }
}

/// POST /v1/eligibility/jobs
pub(crate) fn create(state: &mut State, moment: Moment) -> Answer {
    let id = Uuid::new_v4().to_string();
    state.jobs.push(Job {
        id: id.clone(),
        created_at: moment.stamp,
        updated_at: moment.stamp,
        items: Vec::new(),
        submits: 0,
        stage: Stage::Draft,
        forced: None,
        statistics: Statistics::default(),
        errors: Vec::new(),
        unknown_fields: Vec::new(),
    });
    state.dirty = true;
    Answer::json(StatusCode::CREATED, &json!({ "id": id }))
}

/// POST /v1/eligibility/jobs/{id}/items: all of them or none.
pub(crate) fn add_items(
    state: &mut State,
    config: &Config,
    id: &str,
    content_type: &str,
    body: &[u8],
    moment: Moment,
) -> Answer {
    let Some(job) = state.job_mut(id) else {
        return unknown_job();
    };
    if !matches!(job.stage, Stage::Draft) {
        let reason = "The job was already submitted and takes no more items";
        return Answer::refused(StatusCode::CONFLICT, reason, &[]);
    }
    let mut accepted = match validate::read(content_type, body) {
        Ok(accepted) => accepted,
        Err(refusal) => return refusal.into_answer(),
    };
    if config.reorder_items {
        accepted.changes.reverse();
    }
    for change in accepted.changes {
        let change_number = u32::try_from(job.items.len() + 1).unwrap_or(u32::MAX);
        job.items.push(Item {
            id: Uuid::new_v4().to_string(),
            job_id: id.to_owned(),
            change_number,
            created_at: moment.stamp,
            change,
        });
    }
    job.unknown_fields.extend(accepted.unknown_fields);
    job.unknown_fields.sort();
    job.unknown_fields.dedup();
    job.updated_at = moment.stamp;
    state.dirty = true;
    Answer::empty(StatusCode::NO_CONTENT)
}

/// GET /v1/eligibility/jobs/{id}/items
pub(crate) fn list_items(state: &State, pages: Pages, id: &str, uri: &Uri) -> Answer {
    match state.job(id) {
        Some(job) => pages.answer(uri, &format!("items of {id}"), &job.items, as_json),
        None => unknown_job(),
    }
}

/// POST /v1/eligibility/jobs/{id}/submit
pub(crate) fn submit(state: &mut State, id: &str, moment: Moment) -> Answer {
    let Some(at) = state.jobs.iter().position(|job| job.id == id) else {
        return unknown_job();
    };
    let job = &mut state.jobs[at];
    if !matches!(job.stage, Stage::Draft) {
        let reason = "The job was already submitted";
        return Answer::refused(StatusCode::CONFLICT, reason, &[]);
    }
    if job.items.is_empty() {
        let reason = "The job has no items";
        return Answer::refused(StatusCode::BAD_REQUEST, reason, &[]);
    }
    job.stage = Stage::Submitted { at: moment.now };
    job.submits += 1;
    job.updated_at = moment.stamp;
    if job.forced.is_none() {
        job.forced = state.next_outcomes.pop_front();
    }
    state.dirty = true;
    Answer::empty(StatusCode::ACCEPTED)
}

/// GET /v1/eligibility/jobs/{id}/status
pub(crate) fn status(state: &State, config: &Config, id: &str, moment: Moment) -> Answer {
    let Some(job) = state.job(id) else {
        return unknown_job();
    };
    let body = json!({
        "id": job.id,
        "status": job.status(moment.now).spelled(config.status_spelling),
        "updated_at": job.updated_at,
        "statistics": job.statistics,
    });
    Answer::json(StatusCode::OK, &body)
}

/// GET /v1/eligibility/jobs/{id}/errors. The documents list no 404 for it, so an unknown job is a 400.
pub(crate) fn errors(state: &State, pages: Pages, id: &str, uri: &Uri) -> Answer {
    match state.job(id) {
        Some(job) => pages.answer(uri, &format!("errors of {id}"), &job.errors, as_json),
        None => Answer::refused(StatusCode::BAD_REQUEST, "There is no such job", &[]),
    }
}

fn unknown_job() -> Answer {
    let errors: [FieldError; 0] = [];
    Answer::refused(StatusCode::NOT_FOUND, "There is no such job", &errors)
}
