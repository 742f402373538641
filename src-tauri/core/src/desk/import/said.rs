//! What each cell of the sheet says now: what a person made it say, else what the file shows there. It reads and never
//! changes anything.

use std::borrow::Cow;
use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::Import;
use crate::roster::HiddenRows;
use crate::sheet::{Kind, Layout, Page, RowKind};

/// The sheet with its edits.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) page: Page<'a>,
    edits: HashMap<(u32, u16), &'a str>,
}

impl<'a> Said<'a> {
    /// What a cell says; nothing where the sheet has none.
    pub(super) fn text(&self, row: u32, column: u16) -> Cow<'a, str> {
        match self.edits.get(&(row, column)) {
            Some(edited) => Cow::Borrowed(edited),
            None => self.of_file(row, column),
        }
    }

    /// Whether a cell says exactly that: as it is shown, or as the file has it.
    pub(super) fn says(&self, row: u32, column: u16, text: &str) -> bool {
        if self.text(row, column) == text {
            return true;
        }
        let untouched = !self.edits.contains_key(&(row, column));
        let cell = self.page.cell(row, column).filter(|_| untouched);
        cell.is_some_and(|cell| self.page.raw(cell) == text)
    }

    fn of_file(&self, row: u32, column: u16) -> Cow<'a, str> {
        match self.page.cell(row, column) {
            Some(cell) if cell.kind != Kind::FormulaWithoutValue => self.page.shown(cell),
            _ => Cow::Borrowed(""),
        }
    }
}

impl Import {
    /// The sheet as its edits leave it; `None` for a file without a sheet.
    pub(super) fn said(&self) -> Option<Said<'_>> {
        let page = self.workbook.chosen()?;
        Some(Said {
            page,
            edits: self.edited_places(),
        })
    }

    /// The rows that are read as people: neither left out nor hidden, unless hidden rows count.
    pub(super) fn rows_that_count(&self) -> BTreeSet<u32> {
        let Some(page) = self.workbook.chosen() else {
            return BTreeSet::new();
        };
        let layout = Layout::of(page, self.choices.header);
        let left_out = self.left_out();
        let hidden_count = self.choices.hidden == Some(HiddenRows::Include);
        layout
            .people_rows(page)
            .filter(|(_, kind)| *kind != RowKind::Hidden || hidden_count)
            .map(|(row, _)| row.number)
            .filter(|row| !left_out.contains(row))
            .collect()
    }
}
