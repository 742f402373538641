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

    /// Whether a cell says exactly that: as it is shown, or as the file has it. A formula without a value says nothing
    /// that anybody knows, so it is not a blank cell either.
    pub(super) fn says(&self, row: u32, column: u16, text: &str) -> bool {
        if let Some(edited) = self.edits.get(&(row, column)) {
            return *edited == text;
        }
        match self.page.cell(row, column) {
            Some(cell) if cell.kind == Kind::FormulaWithoutValue => false,
            Some(cell) => self.page.raw(&cell) == text || self.page.shown(&cell) == text,
            None => text.is_empty(),
        }
    }

    /// What the file shows in a cell, whatever an edit made of it.
    pub(super) fn of_file(&self, row: u32, column: u16) -> Cow<'a, str> {
        match self.page.cell(row, column) {
            Some(cell) if cell.kind != Kind::FormulaWithoutValue => self.page.shown(&cell),
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::tests::opened_at;
    use super::super::{BulkFix, Edit};
    use super::*;
    use crate::sheet::fixtures::hand_cut;

    fn import() -> Import {
        let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let row = |cells: &[String]| format!("<row>{}</row>", cells.concat());
        let rows = [
            row(&[text("Matrícula"), text("Departamento")]),
            row(&[text("7"), "<c><v>12.0</v></c>".to_owned()]),
            row(&[text("8"), "<c><f>A1</f></c>".to_owned()]),
            row(&[text("9")]),
        ];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("folha.xlsx");
        let sheet = format!("<sheetData>{}</sheetData>", rows.concat());
        std::fs::write(&path, hand_cut(&sheet)).unwrap();
        opened_at(&path)
    }

    #[test]
    fn a_cell_says_what_is_shown_or_written_until_it_is_edited() {
        let mut import = import();
        let said = import.said().unwrap();
        assert_eq!(said.text(2, 1), "12");
        assert!(said.says(2, 1, "12") && said.says(2, 1, "12.0"));
        drop(said);
        let edit = Edit::Cell {
            row: 2,
            column: 1,
            text: "Vendas".to_owned(),
        };
        import.edit(edit).unwrap();
        let said = import.said().unwrap();
        assert!(said.says(2, 1, "Vendas") && !said.says(2, 1, "12"));
    }

    #[test]
    fn a_formula_without_a_value_is_not_filled_like_a_blank_cell() {
        let import = import();
        let fill = BulkFix::Replace {
            column: 1,
            from: String::new(),
            to: "Vendas".to_owned(),
        };
        let changes = import.bulk_changes(&fill).unwrap();
        let cells: Vec<&str> = changes.iter().map(|change| change.cell.as_str()).collect();
        assert_eq!(cells, ["B4"]);
    }
}
