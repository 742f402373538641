//! The last look through a plan: which lines a filter left, so that scrolling does not filter a large plan again.

use std::sync::Arc;

use rollcall_core::desk::{Desk, DeskError, MadePlan};
use rollcall_core::history::ImportId;
use rollcall_core::plan::{Filter, Pages, SavedPlan};

use super::{AppState, lock};

/// The plan that is looked through, and the lines that a filter left of it.
pub(super) struct Browsed {
    plan: Arc<SavedPlan>,
    pages: Arc<Pages>,
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
        let known = match lock(&self.inner.browsed).as_ref() {
            Some(before) if Arc::ptr_eq(&before.plan, &made.saved) => {
                if before.filter == filter {
                    return Ok((made, Arc::clone(&before.lines)));
                }
                Some(Arc::clone(&before.pages))
            }
            _ => None,
        };
        let pages = known.unwrap_or_else(|| Arc::new(Pages::of(&made.saved.plan)));
        let lines: Arc<[u32]> = pages.browse(&filter).into();
        *lock(&self.inner.browsed) = Some(Browsed {
            plan: Arc::clone(&made.saved),
            pages,
            filter,
            lines: Arc::clone(&lines),
        });
        Ok((made, lines))
    }
}
