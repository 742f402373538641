//! One job in full, put together from its history and from what this process knows of it while it drives it.

use rollcall_core::desk::{Desk, RecordDifference};
use rollcall_core::employee::Field;
use rollcall_core::history::{Connection, Job, JobId, JobShape, Look, ProblemCode};
use rollcall_core::masking;
use rollcall_core::plan::TakesUp;
use rollcall_core::submission::JobState as Core;

use super::remaining::remaining;
use super::steps::Ledger;
use super::{JobCounts, JobCourse, JobState, JobView, JobWays, RowsGoneView};
use crate::commands::connections::ConnectionView;
use crate::commands::desk::roster::milliseconds_to;
use crate::commands::number;
use crate::commands::veil::Veiled as _;
use crate::error::CommandError;
use crate::state::AppState;

/// One job in full.
pub fn job_view(state: &AppState, desk: &Desk, id: JobId) -> Result<JobView, CommandError> {
    let history = desk.history();
    let job = history.job(id)?;
    let connection = history.connection(job.connection)?;
    let plan = history.plan_summary(job.plan)?;
    let shape = state.shape(desk, id)?;
    let taken = desk.taken(&job.op_id)?;
    let live = state.live(id);
    let ledger = Ledger {
        job: &job,
        times: &history.step_times(id)?,
        taken: &taken,
        verified: desk.verified(&job)?,
        shape: &shape,
        live: &live,
        synthetic: Desk::is_synthetic(&connection),
    };
    let results = job.results.unwrap_or_default();
    let refused = number(desk.fixable_rows(id)?.len());
    let until = live.waiting_until().filter(|_| live.running);
    let mut view = JobView {
        id: id.0,
        remote_id: job.remote_id.as_ref().map(|id| id.0.clone()),
        connection: ConnectionView::of(desk, &connection)?,
        file: plan.file_name,
        intent: plan.intent,
        lane: job.lane,
        created_at: job.created_at.to_string(),
        ended_at: job.ended_at.map(|at| at.to_string()),
        status: JobState::of(&job),
        wire_status: job.wire_status.clone(),
        steps: ledger.lines(),
        items: job.items,
        items_sent: shape.items_in(job.batches_sent),
        batches: job.batches,
        batches_sent: job.batches_sent,
        wait_ms: until.and_then(|until| milliseconds_to(until, desk.clock().now())),
        remaining_ms: live.running.then(|| left(&job)).flatten(),
        statistics: job.statistics,
        counts: counts(&shape),
        succeeded: results.succeeded,
        failed: results.failed,
        unprocessed: results.unprocessed,
        unknown: results.unknown,
        refused,
        set_aside: taken.set_aside + history.count_set_aside(id)?,
        differences: masked(desk, &connection, id, Look::AfterEnd)?,
        changed_since: masked(desk, &connection, id, Look::BeforeSubmit)?,
        held_left: taken.held_left,
        course: JobCourse {
            interrupted: live.running && !job.state.is_ended() && !history.was_placed_here(id),
            can_stop: job.state.may_stop(),
            can_resume: !live.running && !job.state.is_ended(),
        },
        can_fix: refused > 0 && desk.may_plan_rest(id).is_ok(),
        ways: JobWays {
            can_undo: desk.may_undo(id).is_ok(),
            can_plan_rest: desk.may_plan_rest(id).is_ok(),
            can_give_up: !live.running && job.state.may_give_up(),
        },
        given_up: given_up(&job),
        undoes: plan.takes_up.and_then(TakesUp::undone),
        retries: plan.takes_up.and_then(TakesUp::retried),
        undone_by: taking_up(desk, &job, TakesUp::Undo(id.0))?,
        retried_by: taking_up(desk, &job, TakesUp::Retry(id.0))?,
        rows_gone: job.rows_gone.as_ref().map(|gone| RowsGoneView {
            at: gone.at.to_string(),
            days: gone.days,
        }),
        problem: CommandError::of_job(&job).or(live.failure),
    };
    view.veil_on(desk);
    Ok(view)
}

/// The jobs that take an ended job up; none while it goes on, since it is asked for often then.
fn taking_up(desk: &Desk, job: &Job, of: TakesUp) -> Result<Vec<u32>, CommandError> {
    if !job.state.is_ended() {
        return Ok(Vec::new());
    }
    let jobs = desk.history().jobs_taking_up(of)?;
    Ok(jobs.into_iter().map(|job| job.0).collect())
}

/// A person's reason, where they gave the job up.
fn given_up(job: &Job) -> Option<String> {
    let problem = job.problem.as_ref()?;
    (problem.code == ProblemCode::GivenUp).then(|| problem.message.clone())
}

/// What a look found, as the window may show it.
fn masked(
    desk: &Desk,
    connection: &Connection,
    job: JobId,
    look: Look,
) -> Result<Vec<RecordDifference>, CommandError> {
    let identifier = connection.details.identifier;
    let mut found = desk.record_differences(job, look)?;
    for one in &mut found {
        one.key = masking::shown_key(identifier, &one.key);
        if let Some(field) = Field::named(&one.field) {
            for value in [&mut one.expected, &mut one.found].into_iter().flatten() {
                *value = masking::shown(&field, value);
            }
        }
    }
    Ok(found)
}

fn counts(shape: &JobShape) -> JobCounts {
    JobCounts {
        create: shape.create,
        update: shape.update,
        delete: shape.delete,
    }
}

/// How long sending still takes; nothing once that is over.
fn left(job: &Job) -> Option<u32> {
    let sending = matches!(job.state, Core::Planned | Core::Draft | Core::Items);
    sending.then(|| remaining(job.items, job.batches, job.batches_sent))
}
