//! `/_simulator/…`: reading the ledger and asking for faults from another process.
//! No part of Wellhub's API: a client of Wellhub must never call it. No token is needed and nothing
//! of it is counted; it answers on loopback only, like the rest. Bodies are JSON:
//!
//! | Call | Body |
//! |---|---|
//! | `GET ledger` | answers a [`Ledger`] |
//! | `GET roster` | answers a list of [`Person`] |
//! | `GET`, `POST`, `DELETE faults` | [`Fault`] or a list: `{"endpoint":"submit","nth":1,"kind":"cut_after"}` |
//! | `POST edit` | one or a list: `{"set":{"find":{"employee_id":"004871"},"fields":{"department":"X"}}}`, `{"remove":{"find":…}}`, `{"delete":{"find":…}}`, `{"add":{"like":…,"fields":…}}` |
//! | `POST advance` | `{"seconds":60}` of simulated time |
//! | `POST outcome` | `{"job":ID or absent for the next,"outcome":"rejected"}` |
//! | `POST decide` | `{"job":ID,"approve":true}` |
//! | `POST reset` | nothing: jobs, requests and faults are forgotten, and the people are those of the start |

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::faults::Fault;
use crate::jobs::{self, Outcome};
use crate::ledger::Ledger;
use crate::people;
use crate::person::Person;
use crate::state::{Log, Moment, State};
use crate::world::World;

/// The routes of the control side.
pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/_simulator/ledger", get(ledger))
        .route("/_simulator/roster", get(roster))
        .route(
            "/_simulator/faults",
            get(waiting).post(add_faults).delete(clear_faults),
        )
        .route("/_simulator/edit", post(edit))
        .route("/_simulator/advance", post(advance))
        .route("/_simulator/outcome", post(outcome))
        .route("/_simulator/decide", post(decide))
        .route("/_simulator/reset", post(reset))
}

/// Everything begins anew but for credentials, tokens and time, so that a client of before still knows its way.
async fn reset(Shared(world): Shared<Arc<World>>) -> StatusCode {
    world.faults.clear();
    world.with(|state, moment| {
        state.roster = people::roster(&world.config, &state.companies, moment.stamp);
        state.jobs.clear();
        state.next_outcomes.clear();
        state.log = Log::default();
        state.dirty = true;
    });
    StatusCode::NO_CONTENT
}

type Refusal = (StatusCode, String);

async fn ledger(Shared(world): Shared<Arc<World>>) -> Json<Ledger> {
    Json(world.with(|state, moment| state.ledger(&world.config, moment.now)))
}

async fn roster(Shared(world): Shared<Arc<World>>) -> Json<Vec<Person>> {
    Json(world.with(|state, _| state.roster.clone()))
}

async fn waiting(Shared(world): Shared<Arc<World>>) -> Json<Vec<Fault>> {
    Json(world.faults.waiting())
}

/// One fault or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

impl<T> OneOrMany<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::Many(many) => many,
            Self::One(one) => vec![one],
        }
    }
}

async fn add_faults(
    Shared(world): Shared<Arc<World>>,
    Json(faults): Json<OneOrMany<Fault>>,
) -> StatusCode {
    for fault in faults.into_vec() {
        world.faults.push(fault);
    }
    StatusCode::NO_CONTENT
}

async fn clear_faults(Shared(world): Shared<Arc<World>>) -> StatusCode {
    world.faults.clear();
    StatusCode::NO_CONTENT
}

/// Somebody else changes the roster: one field of `find` chooses the person.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Edit {
    /// Overwrites fields.
    Set {
        find: Map<String, Value>,
        fields: Map<String, Value>,
    },
    /// Takes the row away altogether.
    Remove { find: Map<String, Value> },
    /// Soft-deletes, as a DELETE does.
    Delete { find: Map<String, Value> },
    /// Adds a row; what is left out is taken from the person that `like` finds.
    Add {
        like: Map<String, Value>,
        fields: Map<String, Value>,
    },
}

async fn edit(
    Shared(world): Shared<Arc<World>>,
    Json(edits): Json<OneOrMany<Edit>>,
) -> Result<StatusCode, Refusal> {
    world.with(|state, moment| {
        for one in edits.into_vec() {
            apply(state, one, moment)?;
        }
        state.dirty = true;
        Ok(StatusCode::NO_CONTENT)
    })
}

fn apply(state: &mut State, edit: Edit, moment: Moment) -> Result<(), Refusal> {
    match edit {
        Edit::Set { find, fields } => {
            let at = position(&state.roster, &find)?;
            let mut person = merged(&state.roster[at], fields)?;
            person.updated_at = moment.stamp;
            state.roster[at] = person;
        }
        Edit::Remove { find } => {
            let at = position(&state.roster, &find)?;
            state.roster.remove(at);
        }
        Edit::Delete { find } => {
            let at = position(&state.roster, &find)?;
            state.roster[at].deleted_at = Some(moment.stamp);
            state.roster[at].updated_at = moment.stamp;
        }
        Edit::Add { like, mut fields } => {
            let at = position(&state.roster, &like)?;
            let id = format!("emp_{}", uuid::Uuid::new_v4().simple());
            fields.insert("id".to_owned(), Value::String(id));
            let mut person = merged(&state.roster[at], fields)?;
            person.updated_at = moment.stamp;
            state.roster.push(person);
        }
    }
    Ok(())
}

fn position(roster: &[Person], find: &Map<String, Value>) -> Result<usize, Refusal> {
    let is_it = |person: &Person| {
        let Ok(Value::Object(fields)) = serde_json::to_value(person) else {
            return false;
        };
        find.iter()
            .all(|(name, value)| fields.get(name) == Some(value))
    };
    let none = || (StatusCode::NOT_FOUND, "nobody has these values".to_owned());
    roster
        .iter()
        .position(|person| person.is_current() && is_it(person))
        .or_else(|| roster.iter().position(is_it))
        .ok_or_else(none)
}

fn merged(person: &Person, fields: Map<String, Value>) -> Result<Person, Refusal> {
    let refused = |error: serde_json::Error| (StatusCode::BAD_REQUEST, error.to_string());
    let mut value = serde_json::to_value(person).map_err(refused)?;
    if let Value::Object(all) = &mut value {
        all.extend(fields);
    }
    serde_json::from_value(value).map_err(refused)
}

#[derive(Deserialize)]
struct Advance {
    seconds: f64,
}

async fn advance(
    Shared(world): Shared<Arc<World>>,
    Json(by): Json<Advance>,
) -> Result<StatusCode, Refusal> {
    let time = Duration::try_from_secs_f64(by.seconds)
        .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
    world.clock.advance(time);
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct ForcedOutcome {
    job: Option<String>,
    outcome: Outcome,
}

async fn outcome(
    Shared(world): Shared<Arc<World>>,
    Json(forced): Json<ForcedOutcome>,
) -> Result<StatusCode, Refusal> {
    let done = world.with(|state, _| force(state, forced.job.as_deref(), forced.outcome));
    done_or_unknown(done)
}

/// Gives a job, or the next one that is submitted, an outcome; `false` where there is no such job.
pub(crate) fn force(state: &mut State, job: Option<&str>, outcome: Outcome) -> bool {
    match job {
        None => state.next_outcomes.push_back(outcome),
        Some(id) => match state.job_mut(id) {
            Some(job) => job.forced = Some(outcome),
            None => return false,
        },
    }
    true
}

#[derive(Deserialize)]
struct Decision {
    job: String,
    approve: bool,
}

async fn decide(
    Shared(world): Shared<Arc<World>>,
    Json(decision): Json<Decision>,
) -> Result<StatusCode, Refusal> {
    let done = world.with(|state, moment| {
        if decision.approve {
            jobs::approve(state, &decision.job, moment)
        } else {
            jobs::reject(state, &decision.job, moment)
        }
    });
    done_or_unknown(done)
}

fn done_or_unknown(done: bool) -> Result<StatusCode, Refusal> {
    let refusal = || (StatusCode::NOT_FOUND, "no job waits for this".to_owned());
    done.then_some(StatusCode::NO_CONTENT).ok_or_else(refusal)
}
