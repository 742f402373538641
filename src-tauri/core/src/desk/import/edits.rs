//! Mending a file before it is planned: cells changed and rows left out, each undoable. The file on disk stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::Import;
use crate::desk::DeskError;
use crate::sheet::{Page, address};

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
    /// Many cells say something else, or many rows are left out, all in one step of undo.
    Bulk {
        /// The cells; one that is named twice says what it says last.
        cells: Vec<EditedCell>,
        /// Rows that are left out, from 1.
        left_out: Vec<u32>,
    },
}

/// What one cell says after an edit of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditedCell {
    /// The row, from 1.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
    /// What it says now.
    pub text: String,
}

impl Edit {
    /// Every cell that it names.
    fn cells(&self) -> impl Iterator<Item = (u32, u16, &str)> {
        let one = match self {
            Self::Cell { row, column, text } => Some((*row, *column, text.as_str())),
            Self::LeaveOut { .. } | Self::Bulk { .. } => None,
        };
        let many = match self {
            Self::Bulk { cells, .. } => cells.as_slice(),
            Self::Cell { .. } | Self::LeaveOut { .. } => &[],
        };
        let many = many.iter();
        one.into_iter()
            .chain(many.map(|cell| (cell.row, cell.column, cell.text.as_str())))
    }
}

impl Import {
    /// Makes an edit; what was undone before it is gone.
    pub fn edit(&mut self, edit: Edit) -> Result<(), DeskError> {
        let page = self.workbook.chosen();
        let width = page.map_or(0, Page::width);
        let is_there = |row| page.is_some_and(|page| page.row(row).is_some());
        for (row, column, _) in edit.cells() {
            if column >= width || !is_there(row) {
                return Err(DeskError::NoSuchCell {
                    cell: address(row, column).to_string(),
                });
            }
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
        for (row, column, text) in self.edits_done().flat_map(Edit::cells) {
            cells.insert(address(row, column).to_string(), text.to_owned());
        }
        cells
    }

    /// Rows that are left out.
    pub fn left_out(&self) -> BTreeSet<u32> {
        let mut left_out = BTreeSet::new();
        for edit in self.edits_done() {
            match edit {
                Edit::LeaveOut { rows, out: true } | Edit::Bulk { left_out: rows, .. } => {
                    left_out.extend(rows);
                }
                Edit::LeaveOut { rows, out: false } => {
                    let again: BTreeSet<&u32> = rows.iter().collect();
                    left_out.retain(|row| !again.contains(row));
                }
                Edit::Cell { .. } => {}
            }
        }
        left_out
    }

    /// The edits that count, by place: what each cell says instead of what the file says.
    pub(super) fn edited_places(&self) -> HashMap<(u32, u16), &str> {
        let cells = self.edits_done().flat_map(Edit::cells);
        cells
            .map(|(row, column, text)| ((row, column), text))
            .collect()
    }

    fn edits_done(&self) -> impl Iterator<Item = &Edit> {
        self.choices.edits.iter().take(self.choices.done)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::tests::opened;
    use super::*;

    #[test]
    fn edits_kept_before_there_were_edits_of_many_are_still_read() {
        let kept =
            r#"[{"cell":{"row":2,"column":0,"text":"1"}},{"leave_out":{"rows":[3],"out":true}}]"#;
        let edits: Vec<Edit> = serde_json::from_str(kept).unwrap();
        let [Edit::Cell { row: 2, .. }, Edit::LeaveOut { out: true, .. }] = &edits[..] else {
            panic!("{edits:?}");
        };
        assert_eq!(serde_json::to_string(&edits).unwrap(), kept);
    }

    #[test]
    fn an_edit_of_many_is_one_step() {
        let mut import = opened("employee_id,email\n1,a\n2,b\n3,c\n");
        let cell = |row, text: &str| EditedCell {
            row,
            column: 1,
            text: text.to_owned(),
        };
        let bulk = Edit::Bulk {
            cells: vec![cell(2, "ana@aurora.example"), cell(3, "bia@aurora.example")],
            left_out: vec![4],
        };
        import.edit(bulk).unwrap();
        assert_eq!(import.edited_cells().len(), 2);
        assert_eq!(import.left_out(), BTreeSet::from([4]));
        assert!(import.undo());
        assert!(import.edited_cells().is_empty() && import.left_out().is_empty());
        assert!(!import.can_undo());
        assert!(import.redo());
        assert_eq!(import.edited_cells()["B3"], "bia@aurora.example");
    }

    #[test]
    fn an_edit_of_many_beyond_the_sheet_changes_nothing() {
        let mut import = opened("employee_id\n1\n");
        let beyond = EditedCell {
            row: 9,
            column: 0,
            text: "9".to_owned(),
        };
        let refused = import.edit(Edit::Bulk {
            cells: vec![beyond],
            left_out: Vec::new(),
        });
        assert!(matches!(refused, Err(DeskError::NoSuchCell { cell }) if cell == "A9"));
        assert!(!import.can_undo());
    }
}
