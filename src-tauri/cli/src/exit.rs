//! The exit codes, the same for every command, and which of two is worse. A scheduler relies on them: none is ever
//! given another meaning.

use std::process::ExitCode;

use rollcall_core::submission::JobState;

/// How a command ended, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 4: done, with row errors.
    RowErrors,
    /// 3: something is held or blocked, and needs a person.
    NeedsPerson,
    /// 2: the command line cannot be followed.
    Usage,
    /// 1: failed.
    Failed,
}

impl Exit {
    /// What the state of a job says to whoever waited for its end.
    pub fn of_job(state: JobState) -> Self {
        match state {
            JobState::Succeeded => Self::Done,
            JobState::SucceededWithErrors => Self::RowErrors,
            JobState::ApprovalRequested | JobState::InDoubt => Self::NeedsPerson,
            JobState::Planned
            | JobState::Draft
            | JobState::Items
            | JobState::Verified
            | JobState::SubmitIntended
            | JobState::Submitted
            | JobState::Rejected
            | JobState::ServerError
            | JobState::GivenUp
            | JobState::Stopped
            | JobState::Failed => Self::Failed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::NeedsPerson => 3,
            Exit::RowErrors => 4,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worse_of_two_wins() {
        assert_eq!(Exit::RowErrors.max(Exit::NeedsPerson), Exit::NeedsPerson);
        assert_eq!(Exit::Failed.max(Exit::NeedsPerson), Exit::Failed);
        assert_eq!(
            Exit::of_job(JobState::Succeeded).max(Exit::RowErrors),
            Exit::RowErrors
        );
    }
}
