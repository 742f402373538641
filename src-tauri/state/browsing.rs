//! The last look through a plan: which lines a filter left, so that scrolling does not filter a large plan again.

use std::sync::Arc;

use rollcall_core::desk::{Desk, DeskError, MadePlan};
use rollcall_core::history::ImportId;
use rollcall_core::plan::{Filter, Group, Pages, SavedPlan};

use super::{AppState, lock};

/// The plan that is looked through, and the lines that a filter left of it.
pub(super) struct Browsed {
    plan: Arc<SavedPlan>,
    filter: Filter,
    shown: Shown,
}

/// What a filter leaves of a plan.
#[derive(Clone)]
pub struct Shown {
    /// The numbers of the lines, in the filter's order.
    pub lines: Arc<[u32]>,
    /// How they stand together.
    pub groups: Arc<[Group]>,
    /// The plan, made ready to be looked through.
    pub pages: Arc<Pages>,
}

impl AppState {
    /// The plan of an import and what a filter leaves of it.
    pub fn browse(
        &self,
        desk: &Desk,
        import: ImportId,
        filter: Filter,
    ) -> Result<(MadePlan, Shown), DeskError> {
        let made = desk.with_import(import, |import| {
            import.plan.clone().ok_or(DeskError::NoPlan)
        })?;
        let known = match lock(&self.inner.browsed).as_ref() {
            Some(before) if Arc::ptr_eq(&before.plan, &made.saved) => {
                if before.filter == filter {
                    return Ok((made, before.shown.clone()));
                }
                Some(Arc::clone(&before.shown.pages))
            }
            _ => None,
        };
        let pages = known.unwrap_or_else(|| Arc::new(Pages::of(&made.saved.plan)));
        let lines = pages.browse(&filter);
        let shown = Shown {
            groups: pages.groups(filter.order, &lines).into(),
            lines: lines.into(),
            pages,
        };
        *lock(&self.inner.browsed) = Some(Browsed {
            plan: Arc::clone(&made.saved),
            filter,
            shown: shown.clone(),
        });
        Ok((made, shown))
    }
}
