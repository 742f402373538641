//! Wellhub's eligibility API on this computer, for the demo and the tests.
//! Held to the documents, never to what a client happens to send; it must never reach another
//! computer, and it knows nothing of Rollcall's own code.

mod answer;
mod clock;
mod companies;
mod config;
mod control;
mod employees;
mod endpoint;
mod faults;
mod gate;
mod jobs;
mod ledger;
mod limits;
mod names;
mod oauth;
mod pages;
mod people;
mod person;
mod samples;
mod server;
mod state;
mod wire;
mod world;

pub use config::{Config, IdentifierKind, LimitKind, Spelling, UnknownIdentifier};
pub use endpoint::Endpoint;
pub use faults::{Fault, FaultKind, Faults, RetryAfter};
pub use jobs::{Change, Item, JobError, JobStatus, Operation, Outcome, Statistics};
pub use ledger::{AppliedChange, JobRecord, Ledger, RequestRecord};
pub use person::{Company, Person};
pub use samples::{Sample, SampleError, SampleIntent};
pub use server::{Simulator, SimulatorError};
pub use state::StateFileError;
