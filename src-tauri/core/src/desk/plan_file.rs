//! Plans as files: sealed with the data folder's own key when they are written, and checked against it when they are read.

use std::path::Path;

use super::{Desk, DeskError};
use crate::plan::{PlanFile, SavedPlan};

impl Desk {
    /// Writes a plan with its seal, readable by its owner alone.
    pub fn write_plan(&self, path: &Path, saved: &SavedPlan) -> Result<(), DeskError> {
        Ok(PlanFile::write(path, saved, &self.seal_key()?)?)
    }

    /// Reads a plan that this data folder wrote; one that was altered is refused.
    pub fn read_plan(&self, path: &Path) -> Result<SavedPlan, DeskError> {
        Ok(PlanFile::read(path, &self.seal_key()?)?)
    }
}
