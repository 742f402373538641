//! Sending a plan exactly once: the persisted state machine and the worker that drives it (safety, "Sending", rule R9).
//! Nothing is written to Wellhub before the journal says so, and nothing is ever sent again blind.

mod aftermath;
mod api;
mod client;
mod draft;
mod drive;
mod error;
mod give_up;
mod items;
mod payload;
mod place;
mod poll;
mod progress;
mod readback;
mod recheck;
mod results;
mod select;
mod state;
mod stop;
mod submit;
mod worker;

pub use aftermath::differences_after;
pub use api::{Api, Cause, Failure, FieldFault, ReadItem, RemoteStatus, Report, ReportedError};
pub use error::SubmissionError;
pub use give_up::give_up;
pub use place::{Order, Placed, place, stop};
pub use progress::Progress;
pub use select::{Release, Selection, select};
pub use state::JobState;
pub use stop::Stop;
pub use worker::{Until, Worker};

#[cfg(test)]
mod tests;
