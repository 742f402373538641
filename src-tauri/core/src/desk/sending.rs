//! Sending a plan: read the roster again, take the lane, drive the job. Every write is the worker's, after its journal.

use tokio_util::sync::CancellationToken;

use super::{CheckUp, Desk, DeskError, TakenRecord};
use crate::finding::{FindingCode, Severity};
use crate::history::{Connection, JobId, JobLane, OpId, PlanId, PlanRecord};
use crate::plan::{Change, Lane, PlanHash, SavedPlan, with_other_halves};
use crate::submission::{self, JobState, Order, Placed, Progress, Release, Stop, Until, Worker};
use crate::wellhub::Client;

/// A person's word that held changes may go: how many, and why (rule R6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The plan whose names the person read: the release holds for no other.
    pub plan_hash: PlanHash,
    /// How many held changes the person counted in the lane.
    pub count: u32,
    /// Why they may go.
    pub reason: String,
}

/// What a person asks to be sent.
#[derive(Debug, Clone)]
pub struct SubmitOrder {
    /// The command's id: the same one twice sends once.
    pub op_id: OpId,
    /// What of the plan.
    pub lane: JobLane,
    /// The release of what is held.
    pub release: Option<Asked>,
}

/// What was taken for sending.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The jobs, each to be driven after the one before it.
    pub jobs: Vec<JobId>,
    /// How many changes of the lane stay held.
    pub held_left: u32,
    /// How many changes were set aside because their record changed at Wellhub meanwhile.
    pub set_aside: u32,
}

impl Desk {
    /// The connection that a saved plan was made for: a plan never goes anywhere else.
    pub fn connection_of(&self, saved: &SavedPlan) -> Result<Connection, DeskError> {
        let same = |connection: &Connection| {
            let details = &connection.details;
            details.name == saved.connection
                && details.origin == saved.origin
                && details.client_id == saved.client_id
        };
        let found = self.history.connections()?.into_iter().find(same);
        found.ok_or_else(|| DeskError::ForeignPlan {
            made_for: saved.connection.clone(),
        })
    }

    /// Reads the roster again and takes the plan's lane. Nothing has gone out when this returns.
    pub async fn take(
        &self,
        connection: &Connection,
        saved: &SavedPlan,
        order: &SubmitOrder,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<Taken, DeskError> {
        if saved.plan.blocked {
            let blocking = saved.plan.findings.iter();
            let blocking = blocking.filter(|finding| finding.severity == Severity::Block);
            let mut codes: Vec<FindingCode> = blocking.map(|finding| finding.code).collect();
            codes.dedup();
            return Err(DeskError::Blocked(codes));
        }
        let record = record(connection, saved);
        let plan = self.history.keep_plan(&record)?;
        let started_at = self.clock.now();
        let set_aside = if self.history.jobs_of(&order.op_id)?.is_empty() {
            self.unused(plan, order.lane)?;
            let mut stale = self.stale(connection, &saved.plan, tell, cancel).await?;
            stale.extend(self.protected_since(connection, &saved.plan)?);
            let mut stale = with_other_halves(&(0..).zip(&saved.plan.changes), stale);
            // What our own other lane changed is not out of date (rule R7), and not part of this order.
            stale.retain(|&index| is_in(order.lane, &saved.plan.changes[index as usize]));
            stale
        } else {
            std::collections::BTreeSet::new()
        };
        let stale = u32::try_from(set_aside.len()).unwrap_or(u32::MAX);
        let release = order.release.as_ref().map(|asked| Release {
            count: asked.count,
            reason: asked.reason.clone(),
            plan_hash: asked.plan_hash.clone(),
        });
        let Placed {
            jobs, held_left, ..
        } = submission::place(
            &self.history,
            &Order {
                op_id: order.op_id.clone(),
                plan,
                lane: order.lane,
                release,
                set_aside,
            },
            &record,
        )?;
        self.note_taken(
            &order.op_id,
            &TakenRecord {
                roster: self.look_since(connection, started_at)?,
                set_aside: stale,
                held_left,
            },
        )?;
        let taken = self.taken(&order.op_id)?;
        Ok(Taken {
            jobs,
            held_left: taken.held_left,
            set_aside: taken.set_aside,
        })
    }

    /// A plan's lane goes once (rule R6); said before anything is read.
    fn unused(&self, plan: PlanId, lane: JobLane) -> Result<(), DeskError> {
        let used = self.history.used_lanes(plan)?;
        let taken = |used: &JobLane| *used == lane || lane == JobLane::All;
        if !used.iter().any(taken) {
            return Ok(());
        }
        let jobs = self.history.jobs("")?;
        let job = jobs.iter().find(|job| {
            let overlaps = job.lane == lane || job.lane == JobLane::All || lane == JobLane::All;
            job.plan == plan && overlaps && !job.state.was_never_submitted()
        });
        Err(DeskError::UsedPlan {
            job: job.map(|job| job.id.to_string()).unwrap_or_default(),
        })
    }

    /// Drives a job until it ends, waits for somebody, or is with Wellhub; from wherever the journal says it stands.
    pub async fn drive(
        &self,
        job: JobId,
        until: Until,
        stop: &Stop,
        progress: &(dyn Fn(&Progress) + Sync),
    ) -> Result<JobState, DeskError> {
        Ok(self
            .worker()
            .drive_until(job, until, stop, progress)
            .await?)
    }

    /// Drives every unfinished job to its end, in the order in which they were asked for.
    pub async fn resume(
        &self,
        stop: &Stop,
        progress: &(dyn Fn(&Progress) + Sync),
    ) -> Result<Vec<(JobId, Result<JobState, DeskError>)>, DeskError> {
        let driven = self.worker().resume(stop, progress).await?;
        Ok(driven
            .into_iter()
            .map(|(job, state)| (job, state.map_err(DeskError::from)))
            .collect())
    }

    fn worker(
        &self,
    ) -> Worker<
        impl Fn(&Connection) -> Result<Client, Box<dyn std::error::Error + Send + Sync>>
        + Send
        + Sync
        + '_,
    > {
        let connect = |connection: &Connection| self.client(connection).map_err(Into::into);
        Worker::new(self.history.clone(), connect, self.clock.clone())
    }
}

/// The plan as history keeps it.
fn record(connection: &Connection, saved: &SavedPlan) -> PlanRecord {
    PlanRecord {
        hash: saved.hash.clone(),
        connection: connection.id,
        file_name: saved.file.name.clone(),
        file_sha256: saved.file.sha256.clone(),
        file_rows: saved.file.rows,
        made_at: saved.made_at,
        columns: saved.columns.clone(),
        takes_up: saved.takes_up,
        plan: saved.plan.clone(),
    }
}

fn is_in(lane: JobLane, change: &Change) -> bool {
    match lane {
        JobLane::Safe => change.lane == Lane::Safe,
        JobLane::Removals => change.lane == Lane::Removals,
        JobLane::All => true,
    }
}
