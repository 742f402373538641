//! What sending needs of Wellhub, and what each failure means for it. The REST client implements it; tests script it.

use std::time::Duration;

use crate::employee::{Identifier, TaxId};
use crate::history::{Connection, JobStatistics, RemoteJobId};
use crate::roster::{Progress as Read, RemoteRoster};
use crate::wellhub::{ItemPrint, WireItem};

/// Wellhub's jobs and its roster, as far as sending needs them (contract §1). No call repeats a write by itself.
pub trait Api: Send + Sync {
    /// Has a valid token.
    fn connect(&self) -> impl Future<Output = Result<(), Failure>> + Send;
    /// Wellhub's roster, every page of every company; each page is told.
    fn read_roster(
        &self,
        connection: &Connection,
        tell: &(dyn Fn(Read) + Sync),
    ) -> impl Future<Output = Result<RemoteRoster, Failure>> + Send;
    /// Makes an empty draft.
    fn create_job(&self) -> impl Future<Output = Result<RemoteJobId, Failure>> + Send;
    /// Adds a JSON array of items to a draft.
    fn add_items(
        &self,
        job: &RemoteJobId,
        body: Vec<u8>,
    ) -> impl Future<Output = Result<(), Failure>> + Send;
    /// Every item of a job, all pages, as what it says.
    fn all_items(
        &self,
        job: &RemoteJobId,
        identifier: Identifier,
    ) -> impl Future<Output = Result<Vec<ReadItem>, Failure>> + Send;
    /// Submits a draft.
    fn submit(&self, job: &RemoteJobId) -> impl Future<Output = Result<(), Failure>> + Send;
    /// Where a job stands.
    fn status(&self, job: &RemoteJobId) -> impl Future<Output = Result<Report, Failure>> + Send;
    /// Every error of a job, all pages.
    fn all_errors(
        &self,
        job: &RemoteJobId,
    ) -> impl Future<Output = Result<Vec<ReportedError>, Failure>> + Send;
}

/// An item of a job, read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadItem {
    /// What it says; `None` where it names nobody by the key.
    pub print: Option<ItemPrint>,
    /// Its number, from 1; what the job's errors point at.
    pub number: Option<u32>,
}

impl ReadItem {
    /// What is kept of an item as Wellhub lists it.
    pub fn of(item: &WireItem, identifier: Identifier) -> Self {
        Self {
            print: item.print(identifier),
            number: item.change_number,
        }
    }
}

/// Where a job stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What the state means.
    pub status: RemoteStatus,
    /// The state as Wellhub wrote it.
    pub wire: String,
    /// What was counted.
    pub statistics: Option<JobStatistics>,
}

/// What a state of a job means for sending. The wire's list is open (contract §1): all that is not known here waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteStatus {
    /// Not submitted.
    Draft,
    /// Pending, validating, processing, or a state that is not known.
    Waiting,
    /// Somebody must approve it.
    ApprovalRequested,
    /// Done.
    Succeeded,
    /// Done, but for the items that carry errors.
    SucceededWithErrors,
    /// Refused.
    Rejected,
    /// Wellhub failed.
    ServerError,
}

/// An error of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedError {
    /// The item's number, from 1; it may be missing.
    pub change_number: Option<u32>,
    /// The field, as Wellhub names it: EMAIL and the like.
    pub field: String,
    /// The value.
    pub value: Option<String>,
    /// The kind of error.
    pub code: String,
    /// How Wellhub recovered it: then the item succeeded.
    pub recovered_by: Option<String>,
    /// The company.
    pub company_tax_id: Option<TaxId>,
}

/// A call that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What it means for sending.
    pub cause: Cause,
    /// What happened, in the client's words.
    pub message: String,
    /// Wellhub's trace id.
    pub trace_id: Option<String>,
    /// What an answer 400 said about fields.
    pub fields: Vec<FieldFault>,
}

/// What an answer 400 says about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Where, such as `[0].company_tax_id`.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

/// What a failure means (safety, the table "Sending"). All but [`Cause::Unsure`] were surely not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// No connection came about.
    Connect,
    /// Time-out, reset, 5xx, or an answer that cannot be read: it may have been applied.
    Unsure,
    /// 429.
    TooMany {
        /// How long to wait, where the server said it.
        retry_after: Option<Duration>,
    },
    /// 401: the credential is wrong.
    Credential,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 400.
    BadRequest,
    /// 409.
    Conflict,
    /// 413.
    TooLarge,
    /// 422 and any other refusal.
    Refused,
}

impl Cause {
    /// The word for the journal, free of personal data.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Connect => "not connected",
            Self::Unsure => "no clear answer",
            Self::TooMany { .. } => "too many requests",
            Self::Credential => "credential refused",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not found",
            Self::BadRequest => "bad request",
            Self::Conflict => "conflict",
            Self::TooLarge => "too large",
            Self::Refused => "refused",
        }
    }
}

impl Failure {
    /// The line for the journal.
    pub(super) fn line(&self) -> String {
        match &self.trace_id {
            Some(trace) => format!("{}, trace {trace}", self.cause.word()),
            None => self.cause.word().to_owned(),
        }
    }
}
