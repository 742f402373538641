//! The states of a job, in order, and what each allows.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

/// How far a job came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Asked for; Wellhub knows nothing of it.
    Planned,
    /// A draft stands at Wellhub, empty. Inert until it is submitted, as are the next two.
    Draft,
    /// Some or all items are in the draft.
    Items,
    /// The draft was read back and holds what was planned.
    Verified,
    /// The submission was or is about to be asked for; whether it arrived is not known yet.
    SubmitIntended,
    /// Wellhub has it.
    Submitted,
    /// Wellhub waits for somebody to approve it.
    ApprovalRequested,
    /// Wellhub answered the submission in a way that a person must look at.
    InDoubt,
    /// Done, all of it.
    Succeeded,
    /// Done, but for the items that carry errors.
    SucceededWithErrors,
    /// Refused as a whole.
    Rejected,
    /// Wellhub failed in the middle: only the roster can tell what was done. Never sent again.
    ServerError,
    /// In doubt, and given up by a person: only the roster can tell what was done. Never sent again.
    GivenUp,
    /// Stopped by a person before it was submitted.
    Stopped,
    /// Given up before it was submitted.
    Failed,
}

impl JobState {
    /// The state as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Draft => "draft",
            Self::Items => "items",
            Self::Verified => "verified",
            Self::SubmitIntended => "submit_intended",
            Self::Submitted => "submitted",
            Self::ApprovalRequested => "approval_requested",
            Self::InDoubt => "in_doubt",
            Self::Succeeded => "succeeded",
            Self::SucceededWithErrors => "succeeded_with_errors",
            Self::Rejected => "rejected",
            Self::ServerError => "server_error",
            Self::GivenUp => "given_up",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }

    /// Whether nothing more will happen to it.
    pub fn is_ended(self) -> bool {
        matches!(
            self,
            Self::Succeeded
                | Self::SucceededWithErrors
                | Self::Rejected
                | Self::ServerError
                | Self::GivenUp
                | Self::Stopped
                | Self::Failed
        )
    }

    /// Whether it waits for Wellhub or for a person.
    pub fn is_waiting(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::ApprovalRequested | Self::InDoubt
        )
    }

    /// Whether it can still be stopped: the submission was never asked for.
    pub fn may_stop(self) -> bool {
        matches!(
            self,
            Self::Planned | Self::Draft | Self::Items | Self::Verified
        )
    }

    /// Whether a person may give it up: the submission was asked for, and whether it arrived is not known.
    pub fn may_give_up(self) -> bool {
        matches!(self, Self::SubmitIntended | Self::InDoubt)
    }

    /// Whether it ended without having been submitted.
    pub fn was_never_submitted(self) -> bool {
        matches!(self, Self::Stopped | Self::Failed)
    }
}

impl fmt::Display for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
