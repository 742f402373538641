//! Why something was not sent, or not yet. In every case nothing is lost: what was done is in the journal.

use super::{Failure, JobState};
use crate::history::{HistoryError, JobId};

/// Why a plan was not taken for sending, or why a job does not go on.
#[derive(Debug, thiserror::Error)]
pub enum SubmissionError {
    /// The history could not be read or written; where it could not be written, nothing was sent.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// The plan is blocked.
    #[error(
        "the plan is blocked and nothing of it may be sent: mend what its findings name, then plan again"
    )]
    Blocked,
    /// Nothing is left to send.
    #[error(
        "there is nothing to send in this lane; {held} of its changes are held and wait for a person"
    )]
    NothingToSend {
        /// How many changes are held.
        held: u32,
    },
    /// The number of released changes is not the number of held ones.
    #[error(
        "the release names {given} changes and {held} can be released in this lane ({protected} more are of protected people, whom no release lets go): read their names and give that number; nothing was sent"
    )]
    ReleaseMismatch {
        /// The number given.
        given: u32,
        /// The number held that a release lets go.
        held: u32,
        /// The number held of protected people.
        protected: u32,
    },
    /// The release was given for another plan.
    #[error(
        "the release was given for another plan: review this one and release it by itself; nothing was sent"
    )]
    ReleaseForOther,
    /// A release without a reason.
    #[error(
        "a release needs a reason, which is kept with it: say why these changes may go; nothing was sent"
    )]
    ReleaseWithoutReason,
    /// An item lacks what it must carry.
    #[error(
        "the change of {name} carries no {field}, which Wellhub needs to find the person: add it to the file; nothing was sent"
    )]
    FieldMissing {
        /// Whose.
        name: String,
        /// Which field.
        field: String,
    },
    /// Two items do the same to one person.
    #[error("{key} stands twice in the plan with the same operation: plan again; nothing was sent")]
    Twice {
        /// The key.
        key: String,
    },
    /// One item alone is over the limit of a request.
    #[error(
        "the record of {name} alone is larger than Wellhub takes ({bytes} bytes): shorten it; nothing was sent"
    )]
    ItemTooLarge {
        /// Whose.
        name: String,
        /// How large.
        bytes: usize,
    },
    /// An item could not be written or read as JSON.
    #[error("an item of the plan cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// Somebody drives this job already.
    #[error("job {0} is being sent already: look at its progress")]
    AlreadyDriven(JobId),
    /// The job can no longer be stopped.
    #[error(
        "job {job} is {state} and can no longer be stopped: what was asked for is with Wellhub"
    )]
    TooLate {
        /// The job.
        job: JobId,
        /// Where it stands.
        state: JobState,
    },
    /// The job is not in doubt, so there is nothing to give up.
    #[error(
        "job {job} is {state} and not in doubt: resume it, or stop it where it was not submitted"
    )]
    NotInDoubt {
        /// The job.
        job: JobId,
        /// Where it stands.
        state: JobState,
    },
    /// Giving up without a reason.
    #[error("giving a job up needs a reason, which is kept with it: say why; nothing was changed")]
    GivenUpWithoutReason,
    /// No client could be made for the connection.
    #[error("the connection cannot be used: {0}")]
    Connection(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The job waits where it is and goes on when it is resumed.
    #[error(
        "job {job} waits ({state}): {failure}. Nothing is lost and nothing is sent twice: resume it when the cause is gone"
    )]
    Paused {
        /// The job.
        job: JobId,
        /// Where it stands.
        state: JobState,
        /// What stands in the way.
        failure: Failure,
    },
}
