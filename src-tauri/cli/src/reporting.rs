//! The report of a job for `job --report`: what it did, person by person, from history alone. What is written is unmasked,
//! as all that a person exports.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rollcall_core::desk::{Desk, DeskError};
use rollcall_core::history::{HistoryError, ItemError, Job, JobId, JobItemRow, ProblemCode};
use rollcall_core::plan::Operation;
use rollcall_core::report::{JobReport, job_book, job_page};

use crate::output::Output;
use crate::trouble::{Code, Trouble};
use crate::words::{self, Label, Say};

/// Writes the report of a job as its file's ending says.
pub fn write(desk: &Desk, id: JobId, file: &Path, out: Output) -> Result<(), Trouble> {
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
    let mut errors: HashMap<u32, Vec<ItemError>> = HashMap::new();
    let mut of_nobody = Vec::new();
    for error in history.job_errors(id)? {
        match error.ordinal {
            Some(ordinal) => errors.entry(ordinal).or_default().push(error),
            None => of_nobody.push(error),
        }
    }
    let items = history.all_job_items(id)?;
    let rows = items.iter().flat_map(|item| {
        let errors = errors.get(&item.ordinal).map_or(&[][..], Vec::as_slice);
        lines(out, item, errors)
    });
    // What Wellhub said without saying of whom comes last.
    let rows = rows.chain(of_nobody.iter().map(of_no_person));
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
        rows: rows.collect(),
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

/// The person's line, and one for each further error.
fn lines(out: Output, row: &JobItemRow, errors: &[ItemError]) -> Vec<Vec<String>> {
    let item = &row.item;
    let what = match item.operation {
        Operation::Create => out.say(Say::Newcomer, &[]),
        Operation::Update => words::label(out.language(), Label::Changed).to_owned(),
        Operation::Delete => out.say(Say::Leaving, &[]),
    };
    let person = [
        what,
        item.name.clone(),
        item.key.clone(),
        item.company.clone(),
        item.row.map(|row| row.to_string()).unwrap_or_default(),
        words::row_result(out.language(), row.result).to_owned(),
    ];
    let with = |rest: [String; 3]| person.iter().cloned().chain(rest).collect();
    if errors.is_empty() {
        return vec![with(Default::default())];
    }
    errors.iter().map(|error| with(said(error))).collect()
}

fn of_no_person(error: &ItemError) -> Vec<String> {
    let nobody = std::iter::repeat_n(String::new(), 6);
    nobody.chain(said(error)).collect()
}

fn said(error: &ItemError) -> [String; 3] {
    [
        format!("{} {}", error.field, error.code),
        error.value.clone().unwrap_or_default(),
        error.cell.clone().unwrap_or_default(),
    ]
}

fn shown(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::system());
    zoned.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}
