//! When an import is done with: all of its plan was sent, or nothing of it is left to send. Until then it stays where a
//! person can release what is held (rule R5).

use super::fixing::{is_of, is_parked, mends};
use super::{Desk, DeskError, Import};
use crate::history::{self, ConnectionId, ImportId, ImportStep, JobId, JobLane};
use crate::plan::{Lane, Plan};
use crate::submission::JobState;

/// How much of a lane is left to send.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LaneRest {
    /// Changes that wait for a person.
    pub held: u32,
    /// Those of them that no release lets go, since they are of protected people (rule R10).
    pub protected: u32,
    /// Changes that may go.
    pub sendable: u32,
}

impl LaneRest {
    /// What is left of a lane of a plan; nothing of one that was used, since a lane goes once (rule R6).
    pub fn of(plan: &Plan, lane: Lane, used: &[JobLane]) -> Self {
        let own = match lane {
            Lane::Safe => JobLane::Safe,
            Lane::Removals => JobLane::Removals,
        };
        let mut rest = Self::default();
        if used.contains(&own) {
            return rest;
        }
        for change in plan.changes.iter().filter(|change| change.lane == lane) {
            if change.is_held() {
                rest.held += 1;
                rest.protected += u32::from(change.is_protected());
            } else {
                rest.sendable += 1;
            }
        }
        rest
    }

    /// Both together.
    pub fn total(self) -> u32 {
        self.held + self.sendable
    }
}

impl Desk {
    /// Forgets the import that a job came from, once the job was submitted and nothing of its plan is left; where rows were
    /// refused it is put aside, so that they can be mended. Tells which.
    pub fn finish_import(&self, job: JobId) -> Result<Option<ImportId>, DeskError> {
        let job = self.history.job(job)?;
        if job.submitted_at.is_none() {
            return Ok(None);
        }
        let summary = self.history.plan_summary(job.plan)?;
        let mut imports = self.history.imports()?.into_iter();
        let Some(kept) = imports.find(|import| {
            let own = import.details.connection == job.connection;
            // Whoever is quick mends a job already before this looks.
            let begun = mends(import, job.id);
            own && !is_parked(import) && !begun && is_of(import, &summary.file_sha256)
        }) else {
            return Ok(None);
        };
        let plan = self.history.plan(job.plan)?.plan;
        let used = self.history.used_lanes(job.plan)?;
        let rest = [Lane::Safe, Lane::Removals].map(|lane| LaneRest::of(&plan, lane, &used));
        if rest.iter().any(|rest| rest.total() > 0) {
            return Ok(None);
        }
        let held = self.history.held(job.connection)?;
        if held.is_some_and(|held| held.plan == job.plan) {
            // What stays held of a lane that went needs a plan of its own.
            self.with_import(kept.id, |import| {
                import.plan = None;
                import.step = import.step.min(ImportStep::Fix);
                Ok(())
            })?;
            return Ok(None);
        }
        let jobs = self.history.jobs_of_plan(job.plan)?.into_iter();
        let jobs = jobs.map(|id| self.history.job(id));
        if jobs
            .collect::<Result<Vec<_>, _>>()?
            .iter()
            .any(|job| !job.state.is_ended())
        {
            // What becomes of the others decides whether there is something to mend.
            return Ok(None);
        }
        if self.waits_for_mending(job.id)? {
            self.park(kept.id)?;
        } else {
            self.discard_import(kept.id)?;
        }
        Ok(Some(kept.id))
    }

    /// The job by which an import is being sent, so that a window that was reloaded or started again shows that instead of
    /// a plan to be made. A restart takes the plan; then it is a job of the same file.
    pub fn job_under_way(&self, import: &Import) -> Result<Option<JobId>, DeskError> {
        let Some(made) = &import.plan else {
            return self.job_of_file(import.connection.id, &import.choices.sha256);
        };
        let saved = &made.saved;
        let kept = self
            .history
            .kept_plan(import.connection.id, &saved.hash, saved.made_at)?;
        let Some(plan) = kept else {
            return Ok(None);
        };
        let unfinished = self.history.unfinished_jobs()?.into_iter();
        let mut own = unfinished.filter(|job| job.plan == plan);
        Ok(own.next().map(|job| job.id))
    }

    /// The job under way that sends what a kept import is of.
    pub fn job_of_kept(&self, import: &history::Import) -> Result<Option<JobId>, DeskError> {
        match sha256(import) {
            Some(sha256) => self.job_of_file(import.details.connection, sha256),
            None => Ok(None),
        }
    }

    /// A job of a file that has not ended and waits for nobody, so that it ends by itself.
    fn job_of_file(
        &self,
        connection: ConnectionId,
        sha256: &str,
    ) -> Result<Option<JobId>, DeskError> {
        for job in self.history.unfinished_jobs()? {
            let waits = matches!(job.state, JobState::ApprovalRequested | JobState::InDoubt);
            if job.connection == connection
                && !waits
                && self.history.plan_summary(job.plan)?.file_sha256 == sha256
            {
                return Ok(Some(job.id));
            }
        }
        Ok(None)
    }
}

/// The hash of the file of an import.
fn sha256(import: &history::Import) -> Option<&str> {
    import.details.state.get("sha256")?.as_str()
}
