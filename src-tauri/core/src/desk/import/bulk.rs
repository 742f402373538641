//! Mending many cells at once: what would change is shown before it is done, and it is one step of undo. It touches
//! only rows that are read as people, and only the column or finding that it was given.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::said::Said;
use super::{Edit, EditedCell, Import};
use crate::desk::DeskError;
use crate::finding::FindingCode;
use crate::roster::cleaned;
use crate::sheet::address;

/// One mend of many cells. Columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BulkFix {
    /// Every cell of a column that says exactly one thing says another.
    Replace {
        /// The column.
        column: u16,
        /// What it says, as shown or as the file has it.
        from: String,
        /// What it will say.
        to: String,
    },
    /// Every cell of a column that a finding names says one thing.
    Set {
        /// The finding.
        code: FindingCode,
        /// The column.
        column: u16,
        /// What it will say.
        to: String,
    },
    /// Leading zeros up to a width, for cells of digits alone.
    Pad {
        /// The column.
        column: u16,
        /// How many digits each has in the end.
        width: u16,
    },
    /// Spaces and invisible characters at the ends go; in an identifier those inside too, as it is read.
    Trim {
        /// The column.
        column: u16,
    },
    /// Every row that a finding names is left out; it counts as present (rule R2).
    LeaveOut {
        /// The finding.
        code: FindingCode,
    },
}

/// A cell before and after, or a row that is left out, by its key cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkChange {
    /// The row, from 1.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
    /// The address, such as `B17`.
    pub cell: String,
    /// What it says.
    pub before: String,
    /// What it will say; nothing for a row that is left out.
    pub after: String,
}

/// No identifier is wider; zeros beyond are a slip of the keyboard.
const WIDEST: u16 = 64;

impl Import {
    /// What a mend would change, in the order of the sheet. Cells that would stay as they are are not among it.
    pub fn bulk_changes(&self, bulk: &BulkFix) -> Result<Vec<BulkChange>, DeskError> {
        if let BulkFix::Pad { width, .. } = bulk
            && !(1..=WIDEST).contains(width)
        {
            return Err(DeskError::NoSuchWidth {
                width: *width,
                most: WIDEST,
            });
        }
        let Some(said) = self.said() else {
            return Ok(Vec::new());
        };
        let rows = self.rows_that_count();
        if let BulkFix::LeaveOut { code } = bulk {
            return self.left_out_by(*code, &said, &rows);
        }
        let column = bulk.column();
        let rows = match bulk {
            BulkFix::Set { code, .. } => self.named(*code, Some(column), &rows)?,
            _ => rows,
        };
        let change = |row: u32| {
            let before = said.text(row, column);
            let after = self.mended(bulk, &said, row)?;
            (after != before).then(|| BulkChange {
                row,
                column,
                cell: address(row, column).to_string(),
                before: before.into_owned(),
                after,
            })
        };
        Ok(rows.into_iter().filter_map(change).collect())
    }

    /// Makes a mend as one step of undo and tells how many cells or rows it changed. One that changes nothing is no step.
    pub fn bulk_fix(&mut self, bulk: &BulkFix) -> Result<usize, DeskError> {
        let changes = self.bulk_changes(bulk)?;
        let count = changes.len();
        if count == 0 {
            return Ok(0);
        }
        let (mut cells, mut left_out) = (Vec::new(), Vec::new());
        for change in changes {
            if matches!(bulk, BulkFix::LeaveOut { .. }) {
                left_out.push(change.row);
            } else {
                cells.push(EditedCell {
                    row: change.row,
                    column: change.column,
                    text: change.after,
                });
            }
        }
        self.edit(Edit::Bulk { cells, left_out })?;
        Ok(count)
    }

    /// What a mend makes of one cell; `None` where it leaves it alone.
    fn mended(&self, bulk: &BulkFix, said: &Said<'_>, row: u32) -> Option<String> {
        match bulk {
            BulkFix::Replace { column, from, to } => {
                said.says(row, *column, from).then(|| to.clone())
            }
            BulkFix::Set { to, .. } => Some(to.clone()),
            BulkFix::Pad { column, width } => {
                let text = said.text(row, *column);
                let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                let width = usize::from(*width);
                (digits && text.len() < width).then(|| format!("{text:0>width$}"))
            }
            BulkFix::Trim { column } => {
                let mut mapped = self.mapping.columns.iter();
                let field = mapped.find(|mapped| mapped.index == *column);
                let text = said.text(row, *column);
                Some(cleaned(&text, field.map(|mapped| &mapped.field)).into_owned())
            }
            BulkFix::LeaveOut { .. } => None,
        }
    }

    fn left_out_by(
        &self,
        code: FindingCode,
        said: &Said<'_>,
        rows: &BTreeSet<u32>,
    ) -> Result<Vec<BulkChange>, DeskError> {
        let key = self.mapping.columns_of(&self.key_field());
        let column = key.first().map_or(0, |column| column.index);
        let change = |row: u32| BulkChange {
            row,
            column,
            cell: address(row, column).to_string(),
            before: said.text(row, column).into_owned(),
            after: String::new(),
        };
        let rows = self.named(code, None, rows)?;
        Ok(rows.into_iter().map(change).collect())
    }

    /// The rows, of those given, in which a finding names a cell, of one column or of any.
    fn named(
        &self,
        code: FindingCode,
        column: Option<u16>,
        rows: &BTreeSet<u32>,
    ) -> Result<BTreeSet<u32>, DeskError> {
        let people = self.people.as_ref().ok_or(DeskError::IntentNeeded)?;
        let own = people.problems.iter().filter(|problem| {
            problem.code == code && column.is_none_or(|column| column == problem.column)
        });
        let named = own.map(|problem| problem.row);
        Ok(named.filter(|row| rows.contains(row)).collect())
    }
}

impl BulkFix {
    fn column(&self) -> u16 {
        match self {
            Self::Replace { column, .. }
            | Self::Set { column, .. }
            | Self::Pad { column, .. }
            | Self::Trim { column } => *column,
            Self::LeaveOut { .. } => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::tests::opened;
    use super::*;

    fn texts(import: &Import, bulk: &BulkFix) -> Vec<(String, String, String)> {
        let changes = import.bulk_changes(bulk).unwrap();
        let told = |change: BulkChange| (change.cell, change.before, change.after);
        changes.into_iter().map(told).collect()
    }

    fn told(cell: &str, before: &str, after: &str) -> (String, String, String) {
        (cell.to_owned(), before.to_owned(), after.to_owned())
    }

    const SHEET: &str = "employee_id,department,email\n\
        48,Vendas,ana@aurora.example\n\
        149,Vndas,bia\n\
        00250,Vndas,caio\n\
        X7, Vndas\u{a0},davi@aurora.example\n";

    #[test]
    fn a_replacement_changes_what_says_exactly_that_and_is_one_step() {
        let mut import = opened(SHEET);
        let bulk = BulkFix::Replace {
            column: 1,
            from: "Vndas".into(),
            to: "Vendas".into(),
        };
        let expected = [told("B3", "Vndas", "Vendas"), told("B4", "Vndas", "Vendas")];
        assert_eq!(texts(&import, &bulk), expected);
        assert_eq!(import.bulk_fix(&bulk).unwrap(), 2);
        assert_eq!(texts(&import, &bulk), []);
        // Nothing is left to change: no step that undoes nothing.
        assert_eq!(import.bulk_fix(&bulk).unwrap(), 0);
        assert!(import.undo());
        assert!(!import.can_undo());
        assert_eq!(texts(&import, &bulk), expected);
    }

    #[test]
    fn zeros_are_padded_to_cells_of_digits_alone() {
        let import = opened(SHEET);
        let bulk = BulkFix::Pad {
            column: 0,
            width: 5,
        };
        assert_eq!(
            texts(&import, &bulk),
            [told("A2", "48", "00048"), told("A3", "149", "00149")]
        );
        for width in [0, 65] {
            let refused = import.bulk_changes(&BulkFix::Pad { column: 0, width });
            assert!(matches!(refused, Err(DeskError::NoSuchWidth { .. })));
        }
    }

    #[test]
    fn ends_are_trimmed_and_the_inside_of_names_stays() {
        let import = opened("employee_id,full_name\n\u{200b}4\u{200b}8,\u{feff} Ana\u{a0}Maria \n");
        let bulk = |column| BulkFix::Trim { column };
        assert_eq!(
            texts(&import, &bulk(0)),
            [told("A2", "\u{200b}4\u{200b}8", "48")]
        );
        assert_eq!(
            texts(&import, &bulk(1)),
            [told("B2", "\u{feff} Ana\u{a0}Maria ", "Ana\u{a0}Maria")]
        );
    }

    #[test]
    fn a_finding_s_cells_are_set_and_rows_left_out_are_not_touched() {
        let mut import = opened(SHEET);
        let set = BulkFix::Set {
            code: FindingCode::BadEmail,
            column: 2,
            to: String::new(),
        };
        assert_eq!(
            texts(&import, &set),
            [told("C3", "bia", ""), told("C4", "caio", "")]
        );
        import
            .edit(Edit::LeaveOut {
                rows: vec![3],
                out: true,
            })
            .unwrap();
        assert_eq!(texts(&import, &set), [told("C4", "caio", "")]);
        assert_eq!(import.bulk_fix(&set).unwrap(), 1);
        let people = import.people.as_ref().unwrap();
        let mut bad = people.problems.iter();
        assert!(bad.all(|problem| problem.code != FindingCode::BadEmail || problem.row == 3));
    }

    #[test]
    fn the_rows_of_a_finding_are_left_out_by_their_key() {
        let mut import = opened(SHEET);
        let bulk = BulkFix::LeaveOut {
            code: FindingCode::BadEmail,
        };
        assert_eq!(
            texts(&import, &bulk),
            [told("A3", "149", ""), told("A4", "00250", "")]
        );
        assert_eq!(import.bulk_fix(&bulk).unwrap(), 2);
        assert_eq!(import.left_out(), BTreeSet::from([3, 4]));
        assert!(import.undo());
        assert!(import.left_out().is_empty());
    }

    #[test]
    fn a_mend_crosses_as_one_kind_with_its_column() {
        let mend: BulkFix =
            serde_json::from_str(r#"{"kind":"leave_out","code":"bad_email"}"#).unwrap();
        assert_eq!(
            mend,
            BulkFix::LeaveOut {
                code: FindingCode::BadEmail
            }
        );
        let mend = r#"{"kind":"pad","column":3,"width":6}"#;
        assert_eq!(
            serde_json::from_str::<BulkFix>(mend).unwrap(),
            BulkFix::Pad {
                column: 3,
                width: 6
            }
        );
    }
}
