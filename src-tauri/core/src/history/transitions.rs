//! The writes of the state machine: each is one transaction of a move from one state to the next and its journal line, so
//! that what the journal says and where the job stands never differ. A job that was moved meanwhile is left alone.

use std::collections::BTreeSet;

use rusqlite::{Transaction, params};

use super::accepted_files::{self, AcceptedFile};
use super::audit;
use super::journal::{self, JournalLine};
use super::stored::{Json, Moment};
use super::{
    Difference, History, HistoryError, ItemError, ItemResult, Job, JobId, JobStatistics, NewJob,
    NewJobItem, Phase, Problem, ReleaseRecord, RemoteJobId, ResultCounts, Step, differences, held,
    job_errors, job_items, jobs, last_sent, lock, releases,
};
use crate::submission::JobState;

/// How a job ended.
#[derive(Debug)]
pub struct Ending {
    /// What became of each item that is not in `failed`.
    pub rest: ItemResult,
    /// The places of items that failed.
    pub failed: BTreeSet<u32>,
    /// What Wellhub said about items.
    pub errors: Vec<ItemError>,
    /// True where Wellhub has it now: the custom fields of everybody whose item succeeded are then what was sent.
    pub went: bool,
    /// The file, where it was a full roster that went through.
    pub accepted: Option<AcceptedFile>,
    /// What changed at Wellhub since the plan, where that is why it ended.
    pub differences: Vec<Difference>,
    /// Why, where it did not go well.
    pub problem: Option<Problem>,
}

impl Ending {
    /// All items ended alike, and nothing more is known.
    pub fn of(rest: ItemResult) -> Self {
        Self {
            rest,
            failed: BTreeSet::new(),
            errors: Vec::new(),
            went: false,
            accepted: None,
            differences: Vec::new(),
            problem: None,
        }
    }
}

impl History {
    /// Keeps the jobs of one command with all that belongs to them: all or nothing. Each follows the one
    /// before it.
    pub fn place_jobs(
        &self,
        jobs: &[NewJob<'_>],
        release: Option<&ReleaseRecord>,
        held: &held::Held,
    ) -> Result<Vec<JobId>, HistoryError> {
        let at = self.now();
        let placed = self.write_much(|database| {
            let mut placed: Vec<JobId> = Vec::with_capacity(jobs.len());
            for new in jobs {
                let id = jobs::insert(database, new, placed.last().copied(), at)?;
                self.tell(database, &audit::lane_taken(database, new, id)?)?;
                placed.push(id);
            }
            if let (Some(release), Some(job)) = (release, placed.first()) {
                let release = ReleaseRecord {
                    job: *job,
                    ..release.clone()
                };
                releases::record(database, &release)?;
                self.tell(database, &audit::released(&release))?;
            }
            if let Some(new) = jobs.first() {
                held::hold(database, new.connection, held)?;
            }
            Ok(placed)
        })?;
        lock(&self.inner.placed).extend(&placed);
        Ok(placed)
    }

    /// The draft stands at Wellhub.
    pub fn draft_created(&self, job: JobId, remote: &RemoteJobId) -> Result<(), HistoryError> {
        let line = self.line(Step::Create, Phase::Answered, None, &remote.0);
        self.step(job, JobState::Planned, JobState::Draft, &line, |database| {
            database.execute(
                "UPDATE jobs SET remote_id = ?2, problem = NULL WHERE id = ?1",
                params![job, remote],
            )?;
            Ok(())
        })
    }

    /// A draft may stand at Wellhub whose id was never learnt; it is inert.
    pub fn draft_orphaned(&self, job: JobId, why: &str) -> Result<(), HistoryError> {
        let line = self.line(Step::Create, Phase::Unsure, None, why);
        self.step(
            job,
            JobState::Planned,
            JobState::Planned,
            &line,
            |database| leave_draft(database, job, None),
        )
    }

    /// The server surely has the items of the first `sent` batches.
    pub fn batches_sent(
        &self,
        job: &Job,
        sent: u32,
        batch: u32,
        detail: &str,
    ) -> Result<(), HistoryError> {
        let line = self.line(Step::Items, Phase::Answered, Some(batch), detail);
        self.step(job.id, job.state, JobState::Items, &line, |database| {
            database.execute(
                "UPDATE jobs SET batches_sent = ?2, problem = NULL WHERE id = ?1",
                params![job.id, sent],
            )?;
            Ok(())
        })
    }

    /// The draft is left behind, never to be submitted, and the job begins anew.
    pub fn draft_abandoned(&self, job: &Job, step: Step, why: &str) -> Result<(), HistoryError> {
        let line = self.line(step, Phase::Noted, None, why);
        self.step(job.id, job.state, JobState::Planned, &line, |database| {
            leave_draft(database, job.id, job.remote_id.as_ref())?;
            database.execute(
                "UPDATE job_items SET change_number = NULL WHERE job = ?1",
                [job.id],
            )?;
            Ok(())
        })
    }

    /// The draft is left behind, and the job begins anew with `items` alone: what was set aside is kept with its reasons.
    pub fn draft_rebuilt(
        &self,
        job: &Job,
        items: &[NewJobItem],
        batches: u32,
        set_aside: &[Difference],
        why: &str,
    ) -> Result<(), HistoryError> {
        let line = self.line(Step::ReadBack, Phase::Noted, None, why);
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        self.step(job.id, job.state, JobState::Planned, &line, |database| {
            leave_draft(database, job.id, job.remote_id.as_ref())?;
            for table in ["job_items", "job_batches"] {
                database.execute(&format!("DELETE FROM {table} WHERE job = ?1"), [job.id])?;
            }
            job_items::insert(database, job.id, items)?;
            differences::insert(database, job.id, set_aside)?;
            database.execute(
                "UPDATE jobs SET items = ?2, batches = ?3 WHERE id = ?1",
                params![job.id, count, batches],
            )?;
            Ok(())
        })
    }

    /// What the server holds is what was planned: pairs of an item's place and its number there.
    pub fn verified(
        &self,
        job: &Job,
        numbers: &[(u32, Option<u32>)],
        detail: &str,
    ) -> Result<(), HistoryError> {
        let line = self.line(Step::ReadBack, Phase::Answered, None, detail);
        self.step(job.id, job.state, JobState::Verified, &line, |database| {
            job_items::number(database, job.id, numbers)
        })
    }

    /// The submission is about to be asked for. The job must hold its lanes: the database's guard against a second
    /// submission of the same plan.
    pub fn submit_intended(&self, job: JobId) -> Result<(), HistoryError> {
        let line = self.line(Step::Submit, Phase::Intended, None, "");
        self.step(
            job,
            JobState::Verified,
            JobState::SubmitIntended,
            &line,
            |database| {
                let lanes: u32 = database.query_row(
                    "SELECT count(*) FROM job_lanes WHERE job = ?1",
                    [job],
                    |row| row.get(0),
                )?;
                if lanes == 0 {
                    return Err(HistoryError::LaneTaken { job });
                }
                Ok(())
            },
        )
    }

    /// Wellhub has taken the job.
    pub fn submitted(&self, job: &Job, detail: &str) -> Result<(), HistoryError> {
        let line = self.line(Step::Submit, Phase::Answered, None, detail);
        let at = Moment(line.at);
        self.step(job.id, job.state, JobState::Submitted, &line, |database| {
            database.execute(
                "UPDATE jobs SET submitted_at = coalesce(submitted_at, ?2), problem = NULL WHERE id = ?1",
                params![job.id, at],
            )?;
            self.tell(database, &audit::submitted(job))
        })
    }

    /// Wellhub told a state. `to` is what it means here.
    pub fn status_seen(
        &self,
        job: &Job,
        to: JobState,
        wire: &str,
        statistics: Option<JobStatistics>,
    ) -> Result<(), HistoryError> {
        let line = self.line(Step::Processing, Phase::Answered, None, wire);
        self.step(job.id, job.state, to, &line, |database| {
            database.execute(
                "UPDATE jobs SET wire_status = ?2, statistics = coalesce(?3, statistics), problem = NULL WHERE id = ?1",
                params![job.id, wire, statistics.map(Json)],
            )?;
            Ok(())
        })
    }

    /// Moves a job with a line and, where given, what keeps it from going on.
    pub fn move_job(
        &self,
        job: &Job,
        to: JobState,
        step: Step,
        phase: Phase,
        problem: Option<&Problem>,
        detail: &str,
    ) -> Result<(), HistoryError> {
        let line = self.line(step, phase, None, detail);
        self.step(job.id, job.state, to, &line, |database| {
            database.execute(
                "UPDATE jobs SET problem = ?2 WHERE id = ?1",
                params![job.id, problem.map(Json)],
            )?;
            Ok(())
        })
    }

    /// The job has ended: state, results, errors and all that follows from them, at once.
    pub fn end_job(
        &self,
        job: &Job,
        to: JobState,
        step: Step,
        ending: &Ending,
    ) -> Result<(), HistoryError> {
        // A person's word is no answer of Wellhub's.
        let phase = match to {
            JobState::GivenUp => Phase::Noted,
            _ => Phase::Answered,
        };
        let line = self.line(step, phase, None, to.as_str());
        let at = Moment(line.at);
        self.step(job.id, job.state, to, &line, |database| {
            job_items::conclude(database, job.id, ending.rest, &ending.failed)?;
            job_errors::insert(database, job.id, &ending.errors)?;
            differences::insert(database, job.id, &ending.differences)?;
            if ending.went {
                last_sent::note(database, job, at)?;
            }
            if let Some(file) = &ending.accepted {
                accepted_files::accept(database, job.connection, file)?;
            }
            let counts = count(job.items, ending);
            database.execute(
                "UPDATE jobs SET results = ?2, problem = ?3, ended_at = ?4 WHERE id = ?1",
                params![job.id, Json(counts), ending.problem.as_ref().map(Json), at],
            )?;
            if to.was_never_submitted() {
                database.execute("DELETE FROM job_lanes WHERE job = ?1", [job.id])?;
            }
            self.tell(database, &audit::ended(job, to, counts))
        })
    }

    fn line(&self, step: Step, phase: Phase, batch: Option<u32>, detail: &str) -> JournalLine {
        JournalLine {
            at: self.now(),
            step,
            phase,
            batch,
            detail: detail.to_owned(),
        }
    }

    fn step(
        &self,
        job: JobId,
        from: JobState,
        to: JobState,
        line: &JournalLine,
        also: impl FnOnce(&Transaction<'_>) -> Result<(), HistoryError>,
    ) -> Result<(), HistoryError> {
        self.write(|database| {
            let moved = database.execute(
                "UPDATE jobs SET state = ?3 WHERE id = ?1 AND state = ?2",
                params![job, from, to],
            )?;
            if moved == 0 {
                let found = jobs::find(database, job)?.state;
                return Err(HistoryError::Moved {
                    job,
                    expected: from,
                    found,
                });
            }
            journal::append(database, job, line)?;
            also(database)
        })
    }
}

fn leave_draft(
    database: &Transaction<'_>,
    job: JobId,
    remote: Option<&RemoteJobId>,
) -> Result<(), HistoryError> {
    let mut orphans = jobs::find(database, job)?.orphans;
    orphans.push(remote.cloned());
    database.execute(
        "UPDATE jobs SET orphans = ?2, remote_id = NULL, batches_sent = 0 WHERE id = ?1",
        params![job, Json(orphans)],
    )?;
    Ok(())
}

fn count(items: u32, ending: &Ending) -> ResultCounts {
    let failed = u32::try_from(ending.failed.len()).unwrap_or(u32::MAX);
    let rest = items.saturating_sub(failed);
    let mut counts = ResultCounts {
        failed,
        ..ResultCounts::default()
    };
    match ending.rest {
        ItemResult::Succeeded => counts.succeeded = rest,
        ItemResult::Failed => counts.failed += rest,
        ItemResult::Unprocessed => counts.unprocessed = rest,
        ItemResult::Unknown => counts.unknown = rest,
    }
    counts
}
