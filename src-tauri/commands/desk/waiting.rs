//! What waits for the person on the desk: told until it is resolved (rule R5).

use std::path::Path;

use rollcall_core::desk::Desk;
use rollcall_core::history::{Connection, Job};
use rollcall_core::submission::JobState;

use super::{Waiting, WaitingKind};
use crate::error::CommandError;

/// What waits for a connection, most urgent first. `jobs` are the connection's own, newest first.
pub(super) fn of(
    desk: &Desk,
    connection: &Connection,
    jobs: &[Job],
) -> Result<Vec<Waiting>, CommandError> {
    let mut waiting = of_jobs(desk, jobs, JobState::InDoubt, WaitingKind::InDoubt)?;
    waiting.extend(of_jobs(
        desk,
        jobs,
        JobState::ApprovalRequested,
        WaitingKind::Approval,
    )?);
    waiting.extend(held(desk, connection, jobs)?);
    waiting.extend(import(desk, connection)?);
    waiting.extend(credential(desk, connection));
    Ok(waiting)
}

fn of_jobs(
    desk: &Desk,
    jobs: &[Job],
    state: JobState,
    kind: WaitingKind,
) -> Result<Vec<Waiting>, CommandError> {
    let waiting = jobs.iter().filter(|job| job.state == state).map(|job| {
        Ok(Waiting {
            kind,
            count: Some(job.items),
            since: job.submitted_at.unwrap_or(job.created_at).to_string(),
            file: Some(desk.history().plan_summary(job.plan)?.file_name),
            job: Some(job.id.0),
        })
    });
    waiting.collect()
}

fn held(
    desk: &Desk,
    connection: &Connection,
    jobs: &[Job],
) -> Result<Option<Waiting>, CommandError> {
    let Some(held) = desk.history().held(connection.id)? else {
        return Ok(None);
    };
    let job = jobs.iter().find(|job| job.plan == held.plan);
    Ok(Some(Waiting {
        kind: WaitingKind::Held,
        count: Some(held.removals + held.others),
        since: held.since.to_string(),
        file: Some(desk.history().plan_summary(held.plan)?.file_name),
        job: job.map(|job| job.id.0),
    }))
}

/// The import that was left unfinished, unless it is being sent right now.
fn import(desk: &Desk, connection: &Connection) -> Result<Option<Waiting>, CommandError> {
    let unfinished = desk.unfinished_import(connection)?;
    let import = unfinished.map(|id| desk.history().import(id)).transpose()?;
    let Some(import) = import else {
        return Ok(None);
    };
    if desk.job_of_kept(&import)?.is_some() {
        return Ok(None);
    }
    Ok(Some(Waiting {
        kind: WaitingKind::Import,
        count: None,
        since: import.updated_at.to_string(),
        file: Path::new(&import.details.path)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned()),
        job: None,
    }))
}

/// The days that are left; none once it has expired.
fn credential(desk: &Desk, connection: &Connection) -> Option<Waiting> {
    let expiry = desk.expiry(connection)?;
    Some(Waiting {
        kind: WaitingKind::Credential,
        count: u32::try_from(expiry.days).ok(),
        since: expiry.on.to_string(),
        file: None,
        job: None,
    })
}
