//! Mending a file before it is planned: cells changed and rows left out, each undoable. The file on disk stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Import;
use crate::desk::DeskError;
use crate::sheet::address;

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A cell says something else.
    Cell {
        /// The row, from 1.
        row: u32,
        /// The column, from 0.
        column: u16,
        /// What it says now.
        text: String,
    },
    /// Rows are not sent; they count as present (rule R2).
    LeaveOut {
        /// Which, from 1.
        rows: Vec<u32>,
        /// True to leave them out, false to take them in again.
        out: bool,
    },
}

impl Import {
    /// Makes an edit; what was undone before it is gone.
    pub fn edit(&mut self, edit: Edit) -> Result<(), DeskError> {
        if let Edit::Cell { row, column, .. } = &edit
            && !self.is_in_sheet(*row, *column)
        {
            return Err(DeskError::NoSuchCell {
                cell: address(*row, *column).to_string(),
            });
        }
        self.choices.edits.truncate(self.choices.done);
        self.choices.edits.push(edit);
        self.choices.done = self.choices.edits.len();
        self.derive();
        Ok(())
    }

    /// Takes the last edit back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let can = self.can_undo();
        if can {
            self.choices.done -= 1;
            self.derive();
        }
        can
    }

    /// Makes the edit again that was taken back last; false when there is none.
    pub fn redo(&mut self) -> bool {
        let can = self.can_redo();
        if can {
            self.choices.done += 1;
            self.derive();
        }
        can
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.choices.done > 0
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        self.choices.done < self.choices.edits.len()
    }

    /// Cells that say something else than the file, by address.
    pub fn edited_cells(&self) -> BTreeMap<String, String> {
        let mut cells = BTreeMap::new();
        for edit in self.edits_done() {
            if let Edit::Cell { row, column, text } = edit {
                cells.insert(address(*row, *column).to_string(), text.clone());
            }
        }
        cells
    }

    /// Rows that are left out.
    pub fn left_out(&self) -> BTreeSet<u32> {
        let mut left_out = BTreeSet::new();
        for edit in self.edits_done() {
            match edit {
                Edit::LeaveOut { rows, out: true } => left_out.extend(rows),
                Edit::LeaveOut { rows, out: false } => left_out.retain(|row| !rows.contains(row)),
                Edit::Cell { .. } => {}
            }
        }
        left_out
    }

    fn edits_done(&self) -> impl Iterator<Item = &Edit> {
        self.choices.edits.iter().take(self.choices.done)
    }

    fn is_in_sheet(&self, row: u32, column: u16) -> bool {
        self.workbook
            .chosen()
            .is_some_and(|page| page.row(row).is_some() && column < page.width())
    }
}
