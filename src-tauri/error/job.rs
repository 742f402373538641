//! What keeps a job from going on, as the ui shows it beside the job.

use rollcall_core::history::{Job, Problem, ProblemCode};
use rollcall_core::submission::JobState;

use super::{CommandError, ErrorCode};

impl CommandError {
    /// The problem of a job; none where a person stopped it or gave it up, since they know.
    pub fn of_job(job: &Job) -> Option<Self> {
        let problem = job.problem.as_ref()?;
        let mut told = Self::of(code(problem, job.state)?);
        if !problem.message.is_empty() {
            told = told.with_detail(&problem.message);
        }
        if let Some(trace) = &problem.trace_id {
            told = told.with_detail(&format!("trace id: {trace}"));
        }
        Some(told)
    }
}

fn code(problem: &Problem, state: JobState) -> Option<ErrorCode> {
    let code = match problem.code {
        ProblemCode::Stopped | ProblemCode::GivenUp => return None,
        _ if state == JobState::InDoubt => ErrorCode::InDoubt,
        ProblemCode::Unreachable => ErrorCode::NoNetwork,
        ProblemCode::Credential => ErrorCode::WrongSecret,
        ProblemCode::Forbidden => ErrorCode::Forbidden,
        ProblemCode::ItemsRefused | ProblemCode::ReadBackDiffers | ProblemCode::Refused => {
            ErrorCode::BadAnswer
        }
        ProblemCode::Vanished => ErrorCode::NotFound,
        ProblemCode::Outdated => ErrorCode::PlanStale,
        ProblemCode::PredecessorFailed => ErrorCode::NothingToSend,
    };
    Some(code)
}
