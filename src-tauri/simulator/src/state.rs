//! All that a simulated Wellhub remembers, and its file.
//! The file must never be left half written: a new one takes the old one's place in one step.

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::config::Config;
use crate::jobs::{Job, Outcome};
use crate::ledger::{AppliedChange, Ledger, RequestRecord};
use crate::limits::Limits;
use crate::oauth::Credentials;
use crate::person::{Company, Person};

/// The simulated time and the date of one request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) now: Duration,
    pub(crate) stamp: Timestamp,
}

impl Moment {
    pub(crate) fn of(clock: &Clock) -> Self {
        Self {
            now: clock.now(),
            stamp: clock.stamp(),
        }
    }
}

/// What changes while the simulator runs.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) credentials: Credentials,
    pub(crate) companies: Vec<Company>,
    pub(crate) roster: Vec<Person>,
    pub(crate) jobs: Vec<Job>,
    /// Access tokens and the simulated time at which each ends.
    pub(crate) tokens: HashMap<String, Duration>,
    pub(crate) limits: Limits,
    pub(crate) next_outcomes: VecDeque<Outcome>,
    pub(crate) log: Log,
    /// Whether the file is behind.
    pub(crate) dirty: bool,
}

/// What was asked and done since this start.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) requests: Vec<RequestRecord>,
    pub(crate) tokens_issued: u32,
    pub(crate) too_many: u32,
    pub(crate) applied: Vec<AppliedChange>,
}

/// The part that survives a restart.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    credentials: Credentials,
    companies: Vec<Company>,
    roster: Vec<Person>,
    jobs: Vec<Job>,
    /// Simulated time that had passed.
    pub(crate) elapsed: Duration,
}

/// The state file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StateFileError {
    /// It is there and cannot be read.
    #[error("the simulator's state file {} cannot be read; check its permissions or name another", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It holds something else.
    #[error("{} is not a state file of this version of the simulator; remove it to start anew, or name another", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// It cannot be written.
    #[error("the simulator's state file {} cannot be written; check that its folder exists and has room", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl State {
    pub(crate) fn new(
        config: &Config,
        credentials: Credentials,
        companies: Vec<Company>,
        roster: Vec<Person>,
    ) -> Self {
        Self {
            credentials,
            companies,
            roster,
            jobs: Vec::new(),
            tokens: HashMap::new(),
            limits: Limits::new(config.limits),
            next_outcomes: VecDeque::new(),
            log: Log::default(),
            dirty: true,
        }
    }

    pub(crate) fn from_kept(config: &Config, kept: Kept) -> Self {
        let mut state = Self::new(config, kept.credentials, kept.companies, kept.roster);
        state.jobs = kept.jobs;
        state.dirty = false;
        state
    }

    pub(crate) fn job(&self, id: &str) -> Option<&Job> {
        self.jobs.iter().find(|job| job.id == id)
    }

    pub(crate) fn job_mut(&mut self, id: &str) -> Option<&mut Job> {
        self.jobs.iter_mut().find(|job| job.id == id)
    }

    pub(crate) fn ledger(&self, config: &Config, now: Duration) -> Ledger {
        let record = |job: &Job| job.record(config, now);
        Ledger {
            requests: self.log.requests.clone(),
            jobs: self.jobs.iter().map(record).collect(),
            tokens_issued: self.log.tokens_issued,
            too_many: self.log.too_many,
            applied: self.log.applied.clone(),
        }
    }

    /// Writes the file where something changed since it was last written.
    pub(crate) fn keep(
        &mut self,
        path: Option<&Path>,
        elapsed: Duration,
    ) -> Result<(), StateFileError> {
        let Some(path) = path.filter(|_| self.dirty) else {
            return Ok(());
        };
        let failed = |source| StateFileError::Write {
            path: path.to_owned(),
            source,
        };
        let kept = KeptRef {
            credentials: &self.credentials,
            companies: &self.companies,
            roster: &self.roster,
            jobs: &self.jobs,
            elapsed,
        };
        let text = serde_json::to_vec(&kept)
            .map_err(io::Error::from)
            .map_err(failed)?;
        let draft = path.with_extension("part");
        fs::write(&draft, text).map_err(failed)?;
        fs::rename(&draft, path).map_err(failed)?;
        self.dirty = false;
        Ok(())
    }
}

/// [`Kept`] without a copy of everything.
#[derive(Serialize)]
struct KeptRef<'a> {
    credentials: &'a Credentials,
    companies: &'a [Company],
    roster: &'a [Person],
    jobs: &'a [Job],
    elapsed: Duration,
}

impl Kept {
    /// Reads the file; `None` where there is none yet.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, StateFileError> {
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                let path = path.to_owned();
                return Err(StateFileError::Read { path, source });
            }
        };
        match serde_json::from_slice(&text) {
            Ok(kept) => Ok(Some(kept)),
            Err(source) => {
                let path = path.to_owned();
                Err(StateFileError::Parse { path, source })
            }
        }
    }
}
