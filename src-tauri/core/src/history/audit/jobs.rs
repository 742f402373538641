//! The events of a job's life, from its plan on. Each is made from what the transaction knows anyhow: none reads an item.

use rusqlite::Transaction;

use super::{Event, EventKind};
use crate::history::stored::Json;
use crate::history::{
    HistoryError, Job, JobId, NewJob, PlanId, PlanRecord, ReleaseRecord, ResultCounts,
};
use crate::plan::TakesUp;
use crate::submission::JobState;

/// A plan was kept to be sent.
pub(in crate::history) fn plan_kept(record: &PlanRecord, plan: PlanId) -> Event<'static> {
    Event {
        connection: Some(record.connection),
        plan: Some(plan),
        count: Some(u32::try_from(record.plan.changes.len()).unwrap_or(u32::MAX)),
        ..Event::of(EventKind::PlanKept)
    }
}

/// Wellhub took the job.
pub(in crate::history) fn submitted(job: &Job) -> Event<'static> {
    about(EventKind::Submitted, job)
}

fn about(kind: EventKind, job: &Job) -> Event<'static> {
    Event {
        connection: Some(job.connection),
        plan: Some(job.plan),
        job: Some(job.id),
        ..Event::of(kind)
    }
}

/// A lane was taken for a job, of a plan that may undo another.
pub(in crate::history) fn lane_taken(
    database: &Transaction<'_>,
    new: &NewJob<'_>,
    job: JobId,
) -> Result<Event<'static>, HistoryError> {
    let takes_up: Option<Json<TakesUp>> = database.query_row(
        "SELECT takes_up FROM plans WHERE id = ?1",
        [new.plan],
        |row| row.get(0),
    )?;
    let undoes = takes_up.is_some_and(|takes_up| takes_up.0.undone().is_some());
    Ok(Event {
        connection: Some(new.connection),
        plan: Some(new.plan),
        job: Some(job),
        count: Some(u32::try_from(new.items.len()).unwrap_or(u32::MAX)),
        word: Some(new.lane.as_str()),
        ..Event::of(if undoes {
            EventKind::Undone
        } else {
            EventKind::LaneTaken
        })
    })
}

/// Held changes were let go; why stays with the release, since a person wrote it.
pub(in crate::history) fn released(release: &ReleaseRecord) -> Event<'static> {
    Event {
        plan: Some(release.plan),
        job: Some(release.job),
        count: Some(release.count),
        word: Some(release.lane.as_str()),
        ..Event::of(EventKind::Released)
    }
}

/// How it ended; what is counted is what succeeded.
pub(in crate::history) fn ended(job: &Job, to: JobState, counts: ResultCounts) -> Event<'static> {
    let kind = match to {
        JobState::GivenUp => EventKind::GivenUp,
        _ => EventKind::Ended,
    };
    Event {
        count: Some(counts.succeeded),
        word: Some(to.as_str()),
        ..about(kind, job)
    }
}
