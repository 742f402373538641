//! The report of a job for `job --report`: what it did, person by person, from history alone. What is written is unmasked,
//! as all that a person exports.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rollcall_core::desk::{Desk, DeskError};
use rollcall_core::history::{HistoryError, ItemError, ItemResult, Job, JobId, ProblemCode};
use rollcall_core::plan::Operation;
use rollcall_core::report::{JobReport, JobWords, job_book, job_page, job_rows};

use crate::output::Output;
use crate::trouble::{Code, Trouble};
use crate::words::{self, Label, Say};

/// Writes the report of a job as its file's ending says.
pub fn write(desk: &Desk, id: JobId, file: &Path, out: Output) -> Result<(), Trouble> {
    desk.rows_stand(id)?;
    let report = report(desk, id, out).map_err(DeskError::from)?;
    let failed =
        |error: String| Trouble::with(Code::ReportFile, [file.display().to_string(), error]);
    let is_page = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("html"));
    if is_page {
        let written = File::create(file).and_then(|to| {
            let mut to = BufWriter::new(to);
            job_page(&mut to, &report)?;
            to.into_inner()
                .map_err(std::io::IntoInnerError::into_error)?
                .sync_all()
        });
        written.map_err(|error| failed(error.to_string()))
    } else {
        job_book(file, &report).map_err(|error| failed(error.to_string()))
    }
}

fn report(desk: &Desk, id: JobId, out: Output) -> Result<JobReport, HistoryError> {
    let history = desk.history();
    let job = history.job(id)?;
    let rows = job_rows(&history.all_job_items(id)?, &history.job_errors(id)?, &out);
    let say = |label: Label| words::label(out.language(), label).to_owned();
    let columns = [
        Label::Change,
        Label::Name,
        Label::Key,
        Label::Company,
        Label::Row,
        Label::Result,
        Label::Error,
        Label::Value,
        Label::Cell,
    ];
    Ok(JobReport {
        language: words::tag(out.language()).to_owned(),
        title: format!("{} {id}", say(Label::Title)),
        facts: facts(desk, &job, out)?,
        counts: counts(&job, out),
        sheets: [say(Label::Summary), say(Label::People)],
        columns: columns.map(say).into(),
        rows,
        more: say(Label::More),
        signed: vec![say(Label::Signed), say(Label::Date)],
    })
}

fn facts(desk: &Desk, job: &Job, out: Output) -> Result<Vec<(String, String)>, HistoryError> {
    let connection = desk.history().connection(job.connection)?.details;
    let plan = desk.history().plan_summary(job.plan)?;
    let given_up = job.problem.as_ref();
    let given_up = given_up.filter(|problem| problem.code == ProblemCode::GivenUp);
    let facts = [
        (
            Label::Connection,
            Some(format!("{} ({})", connection.name, connection.origin)),
        ),
        (Label::File, Some(plan.file_name)),
        (
            Label::State,
            Some(words::state(out.language(), job.state).to_owned()),
        ),
        (
            Label::GivenUp,
            given_up.map(|problem| problem.message.clone()),
        ),
        (Label::Begun, Some(shown(job.created_at))),
        (Label::Ended, job.ended_at.map(shown)),
        (
            Label::RemoteId,
            job.remote_id.as_ref().map(|id| id.0.clone()),
        ),
    ];
    let facts = facts.into_iter();
    Ok(facts
        .filter_map(|(label, text)| Some((words::label(out.language(), label).to_owned(), text?)))
        .collect())
}

fn counts(job: &Job, out: Output) -> Vec<String> {
    let counted = job.statistics.unwrap_or_default();
    let results = job.results.unwrap_or_default();
    let rest = job.items.saturating_sub(results.succeeded + results.failed);
    let said = [
        out.say(
            Say::Statistics,
            &[&counted.newcomers, &counted.updaters, &counted.leavers],
        ),
        out.say(Say::Results, &[&results.succeeded, &results.failed, &rest]),
    ];
    said.map(|line| line.trim().to_owned()).into()
}

impl JobWords for Output {
    fn operation(&self, operation: Operation) -> String {
        match operation {
            Operation::Create => self.say(Say::Newcomer, &[]),
            Operation::Update => words::label(self.language(), Label::Changed).to_owned(),
            Operation::Delete => self.say(Say::Leaving, &[]),
        }
    }

    fn result(&self, result: Option<ItemResult>) -> String {
        words::row_result(self.language(), result).to_owned()
    }

    fn error(&self, error: &ItemError) -> String {
        format!("{} {}", error.field, error.code)
    }
}

fn shown(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::system());
    zoned.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}
