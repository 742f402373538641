//! A job of which nobody can learn whether Wellhub took it, ended by a person with a reason. It may have been accepted:
//! what it did is called unknown, its lanes stay taken, and only a plan on a fresh roster goes on from there.

use super::{JobState, SubmissionError};
use crate::history::{Ending, History, ItemResult, JobId, Problem, ProblemCode, Step};

/// Ends a job in doubt. Nothing is sent, and no later resume touches it.
pub fn give_up(history: &History, id: JobId, reason: &str) -> Result<(), SubmissionError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(SubmissionError::GivenUpWithoutReason);
    }
    // Whoever drives it may be about to learn the truth.
    let lock = history.acquire_driver()?;
    let Some(_turn) = lock.turn(id) else {
        return Err(SubmissionError::AlreadyDriven(id));
    };
    let job = history.job(id)?;
    if !job.state.may_give_up() {
        return Err(SubmissionError::NotInDoubt {
            job: id,
            state: job.state,
        });
    }
    let ending = Ending {
        problem: Some(Problem {
            code: ProblemCode::GivenUp,
            message: reason.to_owned(),
            trace_id: job.problem.clone().and_then(|problem| problem.trace_id),
        }),
        ..Ending::of(ItemResult::Unknown)
    };
    history.end_job(&job, JobState::GivenUp, Step::Submit, &ending)?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{Environment, JobLane, OpId, Phase, fixture};
    use crate::plan::Operation;
    use crate::submission::{Order, place};

    fn placed() -> (History, JobId) {
        let history = History::in_memory(fixture::clock()).unwrap();
        let details = fixture::connection(Environment::Demo);
        let connection = history.add_connection(&details).unwrap();
        let changes = vec![fixture::change(Operation::Create, 1)];
        let record = fixture::record(connection, history.now(), fixture::plan(changes));
        let order = Order {
            op_id: OpId("op".to_owned()),
            plan: history.keep_plan(&record).unwrap(),
            lane: JobLane::Safe,
            release: None,
            set_aside: std::collections::BTreeSet::new(),
        };
        let job = place(&history, &order, &record).unwrap().jobs[0];
        (history, job)
    }

    fn doubtful() -> (History, JobId) {
        let (history, id) = placed();
        let job = history.job(id).unwrap();
        history
            .move_job(
                &job,
                JobState::InDoubt,
                Step::Submit,
                Phase::Refused,
                None,
                "",
            )
            .unwrap();
        (history, id)
    }

    #[test]
    fn a_job_in_doubt_ends_with_its_reason_and_keeps_its_lane() {
        let (history, id) = doubtful();
        assert!(matches!(
            give_up(&history, id, "  "),
            Err(SubmissionError::GivenUpWithoutReason)
        ));
        give_up(&history, id, " Wellhub support found nothing. ").unwrap();
        let job = history.job(id).unwrap();
        assert_eq!(job.state, JobState::GivenUp);
        assert_eq!(job.results.unwrap().unknown, 1);
        let problem = job.problem.unwrap();
        assert_eq!(
            (problem.code, problem.message.as_str()),
            (ProblemCode::GivenUp, "Wellhub support found nothing.")
        );
        let line = history.journal(id).unwrap().pop().unwrap();
        assert_eq!(
            (line.step, line.phase, line.detail.as_str()),
            (Step::Submit, Phase::Noted, "given_up")
        );
        // The same plan is not sent once more: it may have gone.
        assert_eq!(history.used_lanes(job.plan).unwrap(), [JobLane::Safe]);
        assert_eq!(history.unfinished_jobs().unwrap(), []);
    }

    #[test]
    fn a_job_that_can_still_be_stopped_is_not_given_up() {
        let (history, id) = placed();
        assert!(matches!(
            give_up(&history, id, "reason"),
            Err(SubmissionError::NotInDoubt { .. })
        ));
        assert_eq!(history.job(id).unwrap().state, JobState::Planned);
    }

    #[test]
    fn a_job_that_is_driven_is_left_alone() {
        let (history, id) = doubtful();
        let lock = history.acquire_driver().unwrap();
        let turn = lock.turn(id);
        assert!(matches!(
            give_up(&history, id, "reason"),
            Err(SubmissionError::AlreadyDriven(_))
        ));
        drop(turn);
        give_up(&history, id, "reason").unwrap();
    }
}
