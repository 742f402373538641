//! Jobs: what is to be sent, how far it came, how it ended. The database itself keeps a plan's lane to one job.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, Transaction, named_params, params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::stored::{Json, Moment, stored_as};
use super::{
    ConnectionId, History, HistoryError, JobId, NewJobItem, OpId, PlanId, RemoteJobId, RowsGone,
    job_items, retention,
};
use crate::plan::PlanHash;
use crate::submission::JobState;

mod list;

pub use list::{JobList, JobOrder};

/// `job_lanes` is the guard of rule R9: one row for each lane that a job occupies, "all" being both. The rows of a job
/// that ends without having been submitted are taken out again.
pub(super) const MIGRATION: &str = "
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    op_id TEXT NOT NULL,
    connection INTEGER NOT NULL REFERENCES connections (id),
    plan INTEGER NOT NULL REFERENCES plans (id),
    lane TEXT NOT NULL,
    part INTEGER NOT NULL,
    follows INTEGER REFERENCES jobs (id),
    state TEXT NOT NULL,
    remote_id TEXT,
    orphans BLOB NOT NULL,
    wire_status TEXT,
    statistics BLOB,
    items INTEGER NOT NULL,
    batches INTEGER NOT NULL,
    batches_sent INTEGER NOT NULL DEFAULT 0,
    results BLOB,
    problem BLOB,
    created_at INTEGER NOT NULL,
    submitted_at INTEGER,
    ended_at INTEGER,
    UNIQUE (op_id, part)
);
CREATE INDEX jobs_connection ON jobs (connection, created_at);
CREATE TABLE job_lanes (
    connection INTEGER NOT NULL,
    plan_hash TEXT NOT NULL,
    lane TEXT NOT NULL CHECK (lane IN ('safe', 'removals')),
    part INTEGER NOT NULL,
    job INTEGER NOT NULL REFERENCES jobs (id),
    PRIMARY KEY (connection, plan_hash, lane, part)
) WITHOUT ROWID;
";

/// What of a plan a job sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JobLane {
    /// Newcomers and updates.
    Safe,
    /// Removals, and both halves of a transfer or of a key pair.
    Removals,
    /// Both.
    All,
}

stored_as!(JobState {
    Planned = "planned",
    Draft = "draft",
    Items = "items",
    Verified = "verified",
    SubmitIntended = "submit_intended",
    Submitted = "submitted",
    ApprovalRequested = "approval_requested",
    InDoubt = "in_doubt",
    Succeeded = "succeeded",
    SucceededWithErrors = "succeeded_with_errors",
    Rejected = "rejected",
    ServerError = "server_error",
    GivenUp = "given_up",
    Stopped = "stopped",
    Failed = "failed",
});
stored_as!(JobLane { Safe = "safe", Removals = "removals", All = "all" });

impl JobLane {
    /// The word under which it is kept.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Removals => "removals",
            Self::All => "all",
        }
    }

    fn occupied(self) -> &'static [JobLane] {
        match self {
            Self::Safe => &[Self::Safe],
            Self::Removals => &[Self::Removals],
            Self::All => &[Self::Safe, Self::Removals],
        }
    }
}

/// How many people came, changed and left, as Wellhub counts them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct JobStatistics {
    /// Came.
    pub newcomers: u32,
    /// Changed.
    pub updaters: u32,
    /// Left.
    pub leavers: u32,
}

/// How the items of a job ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResultCounts {
    /// Done.
    pub succeeded: u32,
    /// Refused, each with its reason.
    pub failed: u32,
    /// Never looked at.
    pub unprocessed: u32,
    /// Not known: only the roster can tell.
    pub unknown: u32,
}

/// What keeps a job from going on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Problem {
    /// Which case it is; the words for people are chosen by it.
    pub code: ProblemCode,
    /// What the server or the system said, to be shown as detail.
    pub message: String,
    /// Wellhub's trace id, for its support.
    pub trace_id: Option<String>,
}

/// The cases of [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The server could not be reached, or its answers could not be read.
    Unreachable,
    /// The credential was refused.
    Credential,
    /// The network is screened or the permission is missing (403).
    Forbidden,
    /// Items were refused when they were added (400); nothing was submitted.
    ItemsRefused,
    /// What the server held was not what was planned; nothing was submitted.
    ReadBackDiffers,
    /// The server refused a step in a way that leaves open what it means.
    Refused,
    /// The job is not known at Wellhub any more.
    Vanished,
    /// The job that this one follows did not go through.
    PredecessorFailed,
    /// A person stopped it.
    Stopped,
    /// Records changed at Wellhub since the plan was made (rule R7).
    Outdated,
    /// A person gave it up in doubt; the message is their reason.
    GivenUp,
}

/// A job to be kept.
#[derive(Debug)]
pub struct NewJob<'a> {
    /// The command that asked for it.
    pub op_id: &'a OpId,
    /// For which connection.
    pub connection: ConnectionId,
    /// Of which plan.
    pub plan: PlanId,
    /// The hash of its changes.
    pub plan_hash: &'a PlanHash,
    /// When it was made.
    pub plan_made_at: Timestamp,
    /// What of it.
    pub lane: JobLane,
    /// 1, or 2 for the second halves of key changes, which go after the first have ended (rule R6).
    pub part: u32,
    /// How many batches its items make.
    pub batches: u32,
    /// What is sent.
    pub items: &'a [NewJobItem],
}

/// A kept job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id here.
    pub id: JobId,
    /// The command that asked for it.
    pub op_id: OpId,
    /// For which connection.
    pub connection: ConnectionId,
    /// Of which plan.
    pub plan: PlanId,
    /// What of it.
    pub lane: JobLane,
    /// 1 or 2, see [`NewJob::part`].
    pub part: u32,
    /// The job after whose end it goes.
    pub follows: Option<JobId>,
    /// How far it came.
    pub state: JobState,
    /// Wellhub's id of the draft or job.
    pub remote_id: Option<RemoteJobId>,
    /// Drafts left behind at Wellhub, inert since never submitted; `None` for one whose id was never learnt.
    pub orphans: Vec<Option<RemoteJobId>>,
    /// The state as Wellhub wrote it.
    pub wire_status: Option<String>,
    /// What Wellhub counted.
    pub statistics: Option<JobStatistics>,
    /// How many items it has.
    pub items: u32,
    /// In how many batches they go.
    pub batches: u32,
    /// How many batches the server surely has.
    pub batches_sent: u32,
    /// How the items ended.
    pub results: Option<ResultCounts>,
    /// What keeps it from going on.
    pub problem: Option<Problem>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When Wellhub took it.
    pub submitted_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// When its rows were deleted; `None` while they are kept.
    pub rows_gone: Option<RowsGone>,
}

/// The jobs whose file, connection, state, ids or people contain `:filter`, in lower case; all for an empty one.
const FOUND_BY_TEXT: &str =
    "jobs JOIN plans ON plans.id = jobs.plan JOIN connections ON connections.id = jobs.connection
     WHERE (:filter = '' OR jobs.id = :filter OR instr(lower(plans.file_name), :filter)
         OR instr(lower(connections.name), :filter) OR instr(state, :filter)
         OR instr(lower(coalesce(remote_id, '')), :filter)
         OR EXISTS (SELECT 1 FROM job_items WHERE job = jobs.id
             AND (instr(lower(job_items.name), :filter) OR instr(lower(key), :filter))))";

impl History {
    /// The jobs whose file, connection, state, ids or people contain `filter`, the newest first; all for an empty one.
    pub fn jobs(&self, filter: &str) -> Result<Vec<Job>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(&format!(
                "SELECT jobs.* FROM {FOUND_BY_TEXT} ORDER BY jobs.id DESC"
            ))?;
            let filter = filter.trim().to_lowercase();
            let rows = query.query_map(named_params! { ":filter": filter }, job)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// One job.
    pub fn job(&self, id: JobId) -> Result<Job, HistoryError> {
        self.read(|database| find(database, id))
    }

    /// Jobs that have not ended, in the order in which they were asked for.
    pub fn unfinished_jobs(&self) -> Result<Vec<Job>, HistoryError> {
        self.read(|database| {
            let mut query =
                database.prepare_cached("SELECT * FROM jobs WHERE ended_at IS NULL ORDER BY id")?;
            let rows = query.query_map([], job)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The jobs that a command made, the first part first; none where the command never came.
    pub fn jobs_of(&self, op_id: &OpId) -> Result<Vec<Job>, HistoryError> {
        self.read(|database| {
            let mut query =
                database.prepare_cached("SELECT * FROM jobs WHERE op_id = ?1 ORDER BY part")?;
            let rows = query.query_map([op_id], job)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn find(database: &rusqlite::Connection, id: JobId) -> Result<Job, HistoryError> {
    database
        .prepare_cached("SELECT * FROM jobs WHERE id = ?1")?
        .query_row([id], job)
        .optional()?
        .ok_or_else(|| HistoryError::Absent {
            kind: "job",
            name: id.to_string(),
        })
}

/// Keeps a job with its items and takes its lanes, all or nothing.
pub(super) fn insert(
    database: &Transaction<'_>,
    new: &NewJob<'_>,
    follows: Option<JobId>,
    at: Timestamp,
) -> Result<JobId, HistoryError> {
    retention::may_be_sent(database, new.plan_made_at)?;
    retention::still_says(database, new.plan)?;
    database.execute(
        "INSERT INTO jobs (op_id, connection, plan, lane, part, follows, state, orphans, items, batches, created_at)
         VALUES (:op, :connection, :plan, :lane, :part, :follows, :state, :orphans, :items, :batches, :at)",
        named_params! {
            ":op": new.op_id, ":connection": new.connection, ":plan": new.plan, ":lane": new.lane,
            ":part": new.part, ":follows": follows, ":state": JobState::Planned,
            ":orphans": Json(Vec::<Option<RemoteJobId>>::new()),
            ":items": u32::try_from(new.items.len()).unwrap_or(u32::MAX), ":batches": new.batches,
            ":at": Moment(at),
        },
    )?;
    let id = JobId(u32::try_from(database.last_insert_rowid()).unwrap_or(u32::MAX));
    for lane in new.lane.occupied() {
        take_lane(database, new, *lane, id)?;
    }
    job_items::insert(database, id, new.items)?;
    Ok(id)
}

/// A lane belongs to one job. A plan made after that job had ended is a new one even where its changes are the same: what
/// Wellhub refused or lost, or what was undone, may be sent again on a fresh look.
fn take_lane(
    database: &Transaction<'_>,
    new: &NewJob<'_>,
    lane: JobLane,
    job: JobId,
) -> Result<(), HistoryError> {
    let place = params![new.connection, new.plan_hash, lane, new.part];
    let holder = database
        .query_row(
            "SELECT jobs.id, jobs.ended_at FROM job_lanes JOIN jobs ON jobs.id = job_lanes.job
             WHERE job_lanes.connection = ?1 AND plan_hash = ?2 AND job_lanes.lane = ?3 AND job_lanes.part = ?4",
            place,
            |row| Ok((row.get(0)?, row.get::<_, Option<Moment>>(1)?)),
        )
        .optional()?;
    match holder {
        None => {}
        Some((_, Some(Moment(ended)))) if new.plan_made_at > ended => {
            database.execute(
                "DELETE FROM job_lanes WHERE connection = ?1 AND plan_hash = ?2 AND lane = ?3 AND part = ?4",
                place,
            )?;
        }
        Some((job, _)) => return Err(HistoryError::LaneTaken { job }),
    }
    database.execute(
        "INSERT INTO job_lanes (connection, plan_hash, lane, part, job) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![new.connection, new.plan_hash, lane, new.part, job],
    )?;
    Ok(())
}

fn job(row: &Row<'_>) -> rusqlite::Result<Job> {
    let moment = |name: &str| -> rusqlite::Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<Moment>>(name)?.map(|moment| moment.0))
    };
    Ok(Job {
        id: row.get("id")?,
        op_id: row.get("op_id")?,
        connection: row.get("connection")?,
        plan: row.get("plan")?,
        lane: row.get("lane")?,
        part: row.get("part")?,
        follows: row.get("follows")?,
        state: row.get("state")?,
        remote_id: row.get("remote_id")?,
        orphans: row.get::<_, Json<_>>("orphans")?.0,
        wire_status: row.get("wire_status")?,
        statistics: row
            .get::<_, Option<Json<_>>>("statistics")?
            .map(|json| json.0),
        items: row.get("items")?,
        batches: row.get("batches")?,
        batches_sent: row.get("batches_sent")?,
        results: row.get::<_, Option<Json<_>>>("results")?.map(|json| json.0),
        problem: row.get::<_, Option<Json<_>>>("problem")?.map(|json| json.0),
        created_at: row.get::<_, Moment>("created_at")?.0,
        submitted_at: moment("submitted_at")?,
        ended_at: moment("ended_at")?,
        rows_gone: row
            .get::<_, Option<Json<_>>>("rows_gone")?
            .map(|json| json.0),
    })
}
