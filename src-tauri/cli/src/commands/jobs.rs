//! `rollcall jobs`: what was sent, from history alone.

use super::Call;
use crate::documents::{JobEntry, JobsDocument};
use crate::exit::Exit;
use crate::telling;
use crate::trouble::Trouble;
use crate::words::Say;

/// All jobs, the newest first.
pub fn run(call: &Call) -> Result<Exit, Trouble> {
    let out = call.out;
    let jobs = call.desk()?.job_documents()?.into_iter();
    let jobs: Vec<JobEntry> = jobs.map(|job| JobEntry { job, error: None }).collect();
    let document = JobsDocument { jobs };
    out.result(&document, || {
        if document.jobs.is_empty() {
            return out.say(Say::NoJobs, &[]);
        }
        document
            .jobs
            .iter()
            .map(|entry| telling::job(out, &entry.job))
            .collect()
    });
    Ok(Exit::Done)
}
