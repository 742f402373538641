//! A job in words: where it stands, what Wellhub counted, each error on its cell, and what a person does next.

use rollcall_core::desk::{JobDocument, RecordDifference, RowError};
use rollcall_core::employee::Field;
use rollcall_core::masking;
use rollcall_core::submission::JobState;

use super::Lines;
use crate::output::Output;
use crate::sending::Sent;
use crate::words::{self, After, Found, Keeping, Say};

/// A job in words.
pub fn job(out: Output, job: &JobDocument) -> String {
    let mut lines = Lines::default();
    let state = words::state(out.language(), job.status);
    lines.push(out.say(Say::JobLine, &[&job.job, &state]));
    if let Some(undone) = job.undoes {
        lines.push(words::after(out.language(), After::Undoes, &[&undone]));
    }
    if let Some(retried) = job.retries {
        lines.push(words::after(out.language(), After::Retries, &[&retried]));
    }
    if job.status.is_ended() {
        let counted = &job.statistics;
        lines.push(out.say(
            Say::Statistics,
            &[&counted.newcomers, &counted.updaters, &counted.leavers],
        ));
        lines.push(out.say(
            Say::Results,
            &[&job.succeeded, &job.failed, &job.unprocessed],
        ));
    }
    if let Some(at) = job.rows_deleted_at {
        let day = at.to_zoned(jiff::tz::TimeZone::system()).date();
        lines.push(words::keeping(out.language(), Keeping::RowsGone, &[&day]));
    }
    lines.extend(out, job.errors.iter().map(|error| row_error(out, error)));
    looked(out, &mut lines, Found::BeforeSubmit, &job.changed_since);
    looked(out, &mut lines, Found::AfterEnd, &job.differences);
    lines.0
}

fn looked(out: Output, lines: &mut Lines, look: Found, found: &[RecordDifference]) {
    if !found.is_empty() {
        lines.push(words::found(out.language(), look, &[&found.len()]));
        lines.extend(out, found.iter().map(|one| difference(out, one)));
    }
}

fn difference(out: Output, one: &RecordDifference) -> String {
    if one.field == "protected" {
        return words::found(out.language(), Found::Protected, &[&one.name, &one.key]);
    }
    let field = Field::named(&one.field);
    let shown = |value: &Option<String>| match (value.as_deref(), &field) {
        (None | Some(""), _) => "–".to_owned(),
        (Some(value), Some(field)) => masking::shown(field, value),
        (Some(value), None) => value.to_owned(),
    };
    let (expected, found) = (shown(&one.expected), shown(&one.found));
    words::found(
        out.language(),
        Found::Field,
        &[&one.name, &one.key, &one.field, &expected, &found],
    )
}

fn row_error(out: Output, error: &RowError) -> String {
    let row = error.row.map(|row| row.to_string());
    let place = error.cell.clone().or(row).unwrap_or_default();
    let value = error.value.as_deref().unwrap_or_default();
    out.say(Say::RowError, &[&place, &error.field, &error.code, &value])
}

/// What came of an order, in words.
pub fn sent(out: Output, sent: &Sent) -> String {
    let mut lines = Lines::default();
    if sent.jobs.is_empty() {
        lines.push(out.say(Say::NothingToSend, &[]));
    }
    for one in &sent.jobs {
        lines.push(job(out, one).trim_end());
        if let Some(next) = next_step(one.status) {
            lines.push(out.say(next, &[&one.job]));
        }
    }
    if sent.held > 0 {
        lines.push(out.say(Say::HeldLeft, &[&sent.held]));
        lines.push(out.say(Say::HowToRelease, &[]));
    }
    if sent.other_lane > 0 {
        lines.push(out.say(Say::OtherLane, &[&sent.other_lane]));
    }
    if sent.set_aside > 0 {
        lines.push(out.say(Say::SetAside, &[&sent.set_aside]));
    }
    lines.0
}

fn next_step(state: JobState) -> Option<Say> {
    match state {
        JobState::Stopped => Some(Say::StoppedBefore),
        JobState::Submitted => Some(Say::WithWellhub),
        JobState::ApprovalRequested => Some(Say::StillWaiting),
        JobState::Planned
        | JobState::Draft
        | JobState::Items
        | JobState::Verified
        | JobState::SubmitIntended
        | JobState::InDoubt => Some(Say::ResumeLater),
        JobState::Succeeded
        | JobState::SucceededWithErrors
        | JobState::Rejected
        | JobState::ServerError
        | JobState::GivenUp
        | JobState::Failed => None,
    }
}
