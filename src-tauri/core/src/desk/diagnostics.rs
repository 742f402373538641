//! What support needs to know of this computer's Rollcall, and nothing about anybody: versions, sizes, states and counts, and
//! the end of the log. Names, addresses, ids, file names, companies and secrets have no place in it; what the log says is
//! looked through once more before it is taken in (safety, "Secrets and people's data").

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use super::{Desk, DeskError};
use crate::employee::Identifier;
use crate::history::{Environment, Fault, Job, JobLane, ProblemCode, ResultCounts};
use crate::sheet::check_confinement;
use crate::vault::Backend;

mod log;

/// So many of the last jobs are told.
const LAST_JOBS: usize = 50;

/// What support is given.
#[derive(Debug, Clone, Serialize)]
pub struct Diagnostics {
    /// When this was put together.
    pub at: Timestamp,
    /// Rollcall's version.
    pub version: &'static str,
    /// The system and the processor, as Rust calls them.
    pub system: [&'static str; 2],
    /// Where secrets are kept.
    pub vault: Backend,
    /// Bytes of each file of the data folder that Rollcall itself names; files within a folder together.
    pub files: BTreeMap<String, u64>,
    /// The schema of the history.
    pub schema: u32,
    /// Rows of each table.
    pub rows: BTreeMap<String, u32>,
    /// Whether the history's file is whole.
    pub whole: bool,
    /// How many events the audit trail has.
    pub events: u32,
    /// The first of them that is not as it was written.
    pub first_bad: Option<Fault>,
    /// The connections, without their names.
    pub connections: Vec<ConnectionFacts>,
    /// The last jobs, the newest first.
    pub jobs: Vec<JobFacts>,
    /// What the reader of workbooks is denied here, or why that is not known.
    pub reader: String,
    /// The last lines of the log.
    pub log: Vec<String>,
}

/// A connection as far as support needs it.
#[derive(Debug, Clone, Serialize)]
pub struct ConnectionFacts {
    /// Its id here.
    pub id: u32,
    /// Which Wellhub.
    pub environment: Environment,
    /// By what people are told apart.
    pub identifier: Identifier,
    /// Whether it covers several companies; null where that is not known.
    pub multiple: Option<bool>,
}

/// A job as far as support needs it.
#[derive(Debug, Clone, Serialize)]
pub struct JobFacts {
    /// Its id here.
    pub id: u32,
    /// Its id at Wellhub.
    pub remote_id: Option<String>,
    /// Over which connection.
    pub connection: u32,
    /// What of its plan.
    pub lane: JobLane,
    /// How far it came, here and at Wellhub.
    pub state: [String; 2],
    /// How many items it has, in how many batches, of which the server has so many.
    pub sizes: [u32; 3],
    /// How the items ended.
    pub results: Option<ResultCounts>,
    /// What kept it from going on.
    pub problem: Option<ProblemCode>,
    /// When it was asked for, taken by Wellhub and ended.
    pub times: [Option<Timestamp>; 3],
}

impl Desk {
    /// What support needs to know. `log` is the file of the window's log, where there is one.
    pub fn diagnostics(&self, log: Option<&Path>) -> Result<Diagnostics, DeskError> {
        let history = &self.history;
        let trail = history.verify_trail()?;
        let connections = history.connections()?;
        let jobs = history.jobs("")?;
        let (schema, rows) = history.extent()?;
        Ok(Diagnostics {
            at: self.clock.now(),
            version: env!("CARGO_PKG_VERSION"),
            system: [std::env::consts::OS, std::env::consts::ARCH],
            vault: self.backend(),
            files: sizes(&self.data_dir),
            schema,
            rows,
            whole: history.check_file().is_ok(),
            events: trail.events,
            first_bad: trail.first_bad,
            connections: connections
                .iter()
                .map(|connection| ConnectionFacts {
                    id: connection.id.0,
                    environment: connection.details.environment,
                    identifier: connection.details.identifier,
                    multiple: connection.details.multiple,
                })
                .collect(),
            jobs: jobs.iter().take(LAST_JOBS).map(JobFacts::of).collect(),
            reader: match check_confinement() {
                Ok(denied) => format!("{denied:?}"),
                Err(_) => "not known".to_owned(),
            },
            log: log.map(log::last_lines).unwrap_or_default(),
        })
    }
}

impl JobFacts {
    fn of(job: &Job) -> Self {
        Self {
            id: job.id.0,
            remote_id: job.remote_id.as_ref().map(|id| id.0.clone()),
            connection: job.connection.0,
            lane: job.lane,
            state: [
                job.state.to_string(),
                job.wire_status.clone().unwrap_or_default(),
            ],
            sizes: [job.items, job.batches, job.batches_sent],
            results: job.results,
            problem: job.problem.as_ref().map(|problem| problem.code),
            times: [Some(job.created_at), job.submitted_at, job.ended_at],
        }
    }
}

/// Bytes by name, for what Rollcall itself puts into its folder: those names tell nothing about anybody.
fn sizes(folder: &Path) -> BTreeMap<String, u64> {
    let known = |name: &str| {
        let own = ["history", "vault", "backups", "logs", "recovery", "demo"];
        own.iter().any(|own| name.starts_with(own))
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    let entries = entries.flatten();
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        known(&name).then(|| (name, size(&entry.path())))
    });
    named.collect()
}

fn size(path: &Path) -> u64 {
    let Ok(facts) = std::fs::symlink_metadata(path) else {
        return 0;
    };
    if !facts.is_dir() {
        return facts.len();
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| size(&entry.path())).sum()
}
