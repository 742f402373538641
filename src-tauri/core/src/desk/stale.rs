//! The roster is read again before anything is submitted, and what changed since the plan was made is set aside (rule R7).

use std::collections::BTreeSet;

use tokio_util::sync::CancellationToken;

use super::{CheckUp, Desk, DeskError};
use crate::history::Connection;
use crate::plan::{Plan, newly_protected, stale};

impl Desk {
    /// Which changes of a plan are out of date. The sandbox answers with synthetic data, so there nothing is (rule R9).
    pub(super) async fn stale(
        &self,
        connection: &Connection,
        plan: &Plan,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<BTreeSet<u32>, DeskError> {
        let now = self.read_roster(connection, tell, cancel).await?;
        if Self::is_synthetic(connection) {
            return Ok(BTreeSet::new());
        }
        Ok(stale(plan, &now))
    }

    /// Which removals are of people who were protected after the plan was made (rule R10).
    pub(super) fn protected_since(
        &self,
        connection: &Connection,
        plan: &Plan,
    ) -> Result<BTreeSet<u32>, DeskError> {
        let protected = self.history.protected_places(connection.id)?;
        Ok(newly_protected(plan, &protected))
    }
}
