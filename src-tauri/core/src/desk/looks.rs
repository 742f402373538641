//! The two looks at the roster that frame a job: the one before it was taken and the one after it ended. Kept with the
//! command's answer, so that a job tells the same after a restart.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::{CheckUp, Desk, DeskError};
use crate::history::{Connection, Job, JobId, OpId};
use crate::submission::differences_after;

const TAKEN: &str = "take";
const VERIFIED: &str = "verify";

/// One reading of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterLook {
    /// When it began.
    pub started_at: Timestamp,
    /// When it was whole.
    pub ended_at: Timestamp,
    /// How many pages.
    pub pages: u32,
    /// How many people.
    pub people: u32,
}

/// What was found when a lane was taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenRecord {
    /// The roster then.
    pub roster: Option<RosterLook>,
    /// How many changes were set aside because their record had changed (rule R7).
    pub set_aside: u32,
    /// How many changes of the lane stayed held.
    pub held_left: u32,
}

impl Desk {
    /// What was found when a command took its lane; nothing for a command of an earlier version.
    pub fn taken(&self, op_id: &OpId) -> Result<TakenRecord, DeskError> {
        Ok(self.history.op_result(op_id, TAKEN)?.unwrap_or_default())
    }

    pub(super) fn note_taken(&self, op_id: &OpId, taken: &TakenRecord) -> Result<(), DeskError> {
        self.history.note_op(op_id, TAKEN, taken)?;
        Ok(())
    }

    /// The last reading of a connection's roster, where it is not older than `started_at`.
    pub(super) fn look_since(
        &self,
        connection: &Connection,
        started_at: Timestamp,
    ) -> Result<Option<RosterLook>, DeskError> {
        let last = self.history.last_snapshot(connection.id)?;
        Ok(last
            .filter(|last| last.read_at >= started_at)
            .map(|last| RosterLook {
                started_at,
                ended_at: last.read_at,
                pages: last.pages,
                people: last.people,
            }))
    }

    /// Reads the roster after a job has ended and keeps how it differs from what was sent, of the items that succeeded; once
    /// a job, since later changes are not its own. None for a job that was never submitted, and for the sandbox, whose
    /// answers are synthetic (rule R9).
    pub async fn verify_job(
        &self,
        job: JobId,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<Option<RosterLook>, DeskError> {
        let ended = self.history.job(job)?;
        let connection = self.history.connection(ended.connection)?;
        let never = ended.submitted_at.is_none() || !ended.state.is_ended();
        if never || Self::is_synthetic(&connection) {
            return Ok(None);
        }
        if let Some(look) = self.verified(&ended)? {
            return Ok(Some(look));
        }
        let started_at = self.clock.now();
        let roster = self.read_roster(&connection, tell, cancel).await?;
        let look = RosterLook {
            started_at,
            ended_at: roster.read_at,
            pages: roster.pages,
            people: u32::try_from(roster.people.len()).unwrap_or(u32::MAX),
        };
        let items = self.history.sent_items(job);
        let found = differences_after(connection.details.identifier, items, &roster)?;
        self.history.keep_differences(job, &found)?;
        self.history.note_op(&verification(job), VERIFIED, &look)?;
        Ok(Some(look))
    }

    /// The look after a job has ended; `None` while there was none.
    pub fn verified(&self, job: &Job) -> Result<Option<RosterLook>, DeskError> {
        Ok(self.history.op_result(&verification(job.id), VERIFIED)?)
    }
}

/// Commands of people are UUIDs, so no one of them is called this.
fn verification(job: JobId) -> OpId {
    OpId(format!("{VERIFIED} {job}"))
}
