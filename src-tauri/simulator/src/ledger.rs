//! What the simulator was asked and what it did, so that tests can judge a client by it.
//! A snapshot: it must never change what it reports on, and it holds no secret and no token.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;
use crate::faults::FaultKind;
use crate::jobs::{Item, JobError, Operation, Statistics};
use crate::person::Person;

/// Everything since the start, in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// Every request, refused ones included.
    pub requests: Vec<RequestRecord>,
    /// Every job in the order of creation.
    pub jobs: Vec<JobRecord>,
    /// Access tokens given out.
    pub tokens_issued: u32,
    /// 429s that the client earned by itself; those of a fault are not among them.
    pub too_many: u32,
    /// Every change that reached the roster.
    pub applied: Vec<AppliedChange>,
}

impl Ledger {
    /// How many requests reached `endpoint`.
    pub fn count(&self, endpoint: Endpoint) -> usize {
        let is_it = |request: &&RequestRecord| request.endpoint == Some(endpoint);
        self.requests.iter().filter(is_it).count()
    }

    /// The job with this id.
    pub fn job(&self, id: &str) -> Option<&JobRecord> {
        self.jobs.iter().find(|job| job.id == id)
    }
}

/// One request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestRecord {
    /// From 1, in the order of arrival.
    pub n: usize,
    /// `None` for a path that the API does not have.
    pub endpoint: Option<Endpoint>,
    /// For example `POST`.
    pub method: String,
    /// Path and query as they came.
    pub path: String,
    /// The status that was answered; `None` where the connection was cut or the client left.
    pub status: Option<u16>,
    /// The fault that hit it.
    pub fault: Option<FaultKind>,
    /// Wall-clock time of arrival.
    pub at: Timestamp,
    /// Simulated milliseconds since the first start, for judging rates.
    pub at_ms: u64,
}

/// One job with all it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobRecord {
    /// The id that the client was given.
    pub id: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// The state in the configured spelling.
    pub status: String,
    /// Submits that were accepted: 0 or 1.
    pub submits: u32,
    /// The items in the order of their change numbers.
    pub items: Vec<Item>,
    /// What succeeded.
    pub statistics: Statistics,
    /// What failed or was recovered.
    pub errors: Vec<JobError>,
    /// Names of fields that the API does not have and that were sent all the same, each once.
    pub unknown_fields: Vec<String>,
}

/// One change of the roster by a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AppliedChange {
    /// The job.
    pub job_id: String,
    /// The item's change number.
    pub change_number: u32,
    /// What was done.
    pub operation: Operation,
    /// The person as they were; `None` for somebody new.
    pub before: Option<Person>,
    /// The person as they are.
    pub after: Person,
}
