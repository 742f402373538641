//! The last look through a plan: which lines a filter left, so that scrolling does not filter a large plan again.

use std::sync::Arc;

use rollcall_core::desk::{Desk, DeskError, MadePlan};
use rollcall_core::history::ImportId;
use rollcall_core::plan::{Filter, SavedPlan, browse};

use super::{AppState, lock};

/// The lines that a filter left of a plan.
pub(super) struct Browsed {
    plan: Arc<SavedPlan>,
    filter: Filter,
    lines: Arc<[u32]>,
}

impl AppState {
    /// The plan of an import and the numbers of its lines that a filter leaves, in its order.
    pub fn browse(
        &self,
        desk: &Desk,
        import: ImportId,
        filter: Filter,
    ) -> Result<(MadePlan, Arc<[u32]>), DeskError> {
        let made = desk.with_import(import, |import| {
            import.plan.clone().ok_or(DeskError::NoPlan)
        })?;
        if let Some(before) = lock(&self.inner.browsed).as_ref()
            && Arc::ptr_eq(&before.plan, &made.saved)
            && before.filter == filter
        {
            return Ok((made, Arc::clone(&before.lines)));
        }
        let lines: Arc<[u32]> = browse(&made.saved.plan, &filter).into();
        *lock(&self.inner.browsed) = Some(Browsed {
            plan: Arc::clone(&made.saved),
            filter,
            lines: Arc::clone(&lines),
        });
        Ok((made, lines))
    }
}
