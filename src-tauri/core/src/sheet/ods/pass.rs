//! One pass over the sheets of a content part: tables, columns, rows and cells. Only elements that it knows are looked
//! into; comments, drawings, tracked changes and tables within cells are passed over whole.

use quick_xml::events::{BytesStart, Event};

use super::open_cell::{OpenCell, proven_format};
use super::paragraph::Paragraphs;
use super::repeats::{Repeats, count};
use super::styles::Styles;
use crate::sheet::address::{Area, LAST_COLUMN, LAST_ROW};
use crate::sheet::block::Formula;
use crate::sheet::cell::{Arena, Cell, Kind};
use crate::sheet::error::SheetError;
use crate::sheet::page::Sheet;
use crate::sheet::told::Visibility;
use crate::sheet::xlsx::{append, attribute};

/// Damage that is named, or nothing.
type Named = Result<(), &'static str>;

const BEYOND_ROWS: &str = "a row lies beyond the last row that a sheet can have";
const BEYOND_COLUMNS: &str = "a cell lies beyond the last column that a sheet can have";

/// Where in the content the pass is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Spreadsheet,
    Table,
    Row,
    Cell,
    Paragraph,
}

/// The row that is being read.
#[derive(Default)]
struct OpenRow {
    repeat: u32,
    hidden: bool,
    style: Option<String>,
    /// The column after the last cell.
    column: u32,
    cells: Vec<Cell>,
    /// How much its cells say together.
    text: usize,
    /// Merged areas, with rows counted from this one.
    merges: Vec<Area>,
    /// What computes its cells, by the column where the file writes it: copies of a cell or row do not say it again.
    formulas: Vec<(u16, String)>,
}

/// What was read so far.
pub(super) struct Pass {
    pub(super) sheets: Vec<Sheet>,
    pub(super) arena: Arena,
    pub(super) styles: Styles,
    place: Place,
    /// How deep the pass is in an element that is passed over.
    skipped: u32,
    /// How deep it is in the elements of a paragraph.
    inline: u32,
    repeats: Repeats,
    /// The number of rows before the one that is read.
    above: u32,
    row: OpenRow,
    cell: Option<OpenCell>,
    paragraphs: Paragraphs,
    /// The columns after the last that was declared, and the style of the cells of each run, by its end.
    columns: u32,
    column_styles: Vec<(u32, Option<String>)>,
    /// For each group of rows or columns around: whether it is folded away.
    groups: Vec<bool>,
    folded: u32,
    scratch: Arena,
}

impl Pass {
    /// A pass that has seen nothing.
    pub(super) fn new(styles: Styles) -> Self {
        Self {
            sheets: Vec::new(),
            arena: Arena::default(),
            styles,
            place: Place::Outside,
            skipped: 0,
            inline: 0,
            repeats: Repeats::default(),
            above: 0,
            row: OpenRow::default(),
            cell: None,
            paragraphs: Paragraphs::default(),
            columns: 0,
            column_styles: Vec::new(),
            groups: Vec::new(),
            folded: 0,
            scratch: Arena::default(),
        }
    }

    /// Whether the content ended where it may.
    pub(super) fn is_complete(&self) -> bool {
        self.place == Place::Outside
    }

    /// Takes the next event. The outer error is one of size, the inner one names damage.
    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<Named, SheetError> {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::Start(element) => return self.start(element),
            Event::End(element) => return self.end(element.local_name().as_ref()),
            event if self.place == Place::Paragraph && self.skipped == 0 => {
                self.scratch.truncate(0);
                append(event, &mut self.scratch);
                self.paragraphs.push(self.scratch.as_str());
            }
            _ => {}
        }
        Ok(Ok(()))
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<Named, SheetError> {
        let name = element.local_name();
        match (self.place, name.as_ref()) {
            (Place::Outside, "spreadsheet") => self.place = Place::Spreadsheet,
            (Place::Spreadsheet, "table") => self.start_table(element),
            (Place::Table, "table-column") => self.add_columns(element),
            (Place::Table, "table-row-group" | "table-column-group") => {
                let display = attribute(element, "display");
                let folded = display.is_some_and(|display| display == "false");
                self.folded += u32::from(folded);
                self.groups.push(folded);
            }
            (Place::Outside, _)
            | (
                Place::Table,
                "table-rows" | "table-header-rows" | "table-columns" | "table-header-columns",
            ) => {}
            (Place::Table, "table-row") => self.start_row(element),
            (Place::Row, "table-cell" | "covered-table-cell") => {
                self.cell = Some(OpenCell::of(element));
                self.paragraphs.clear();
                self.place = Place::Cell;
            }
            (Place::Cell, "p" | "h") => {
                self.paragraphs.begin();
                self.inline = 0;
                self.place = Place::Paragraph;
            }
            (Place::Paragraph, name) => return self.start_inline(name, element).map(Ok),
            _ => self.skipped = 1,
        }
        Ok(Ok(()))
    }

    fn end(&mut self, name: &str) -> Result<Named, SheetError> {
        match (self.place, name) {
            (Place::Paragraph, _) if self.inline > 0 => self.inline -= 1,
            (Place::Paragraph, _) => self.place = Place::Cell,
            (Place::Cell, _) => {
                self.place = Place::Row;
                return self.end_cell();
            }
            (Place::Row, _) => {
                self.place = Place::Table;
                return self.end_row();
            }
            (Place::Table, "table") => {
                self.place = Place::Spreadsheet;
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.finish();
                }
            }
            (Place::Table, "table-row-group" | "table-column-group") => {
                self.folded -= u32::from(self.groups.pop() == Some(true));
            }
            (Place::Spreadsheet, _) => self.place = Place::Outside,
            _ => {}
        }
        Ok(Ok(()))
    }

    fn start_table(&mut self, element: &BytesStart<'_>) {
        let style = attribute(element, "style-name");
        let visibility = match style {
            Some(style) if self.styles.hides_table(&style) => Visibility::Hidden,
            _ => Visibility::Visible,
        };
        let name = attribute(element, "name").unwrap_or_default().into_owned();
        self.sheets.push(Sheet::new(name, visibility));
        self.above = 0;
        self.columns = 0;
        self.column_styles.clear();
        self.groups.clear();
        self.folded = 0;
        self.place = Place::Table;
    }

    fn add_columns(&mut self, element: &BytesStart<'_>) {
        let first = self.columns;
        self.columns = first.saturating_add(count(element, "number-columns-repeated"));
        let style = attribute(element, "default-cell-style-name");
        self.column_styles
            .push((self.columns, style.map(std::borrow::Cow::into_owned)));
        let (Ok(first), true) = (u16::try_from(first), self.is_hidden(element)) else {
            return;
        };
        let last = u16::try_from(self.columns - 1).unwrap_or(LAST_COLUMN);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.hidden_columns.push((first, last.min(LAST_COLUMN)));
        }
    }

    /// Hidden by hand, by a filter, or folded away with a group.
    fn is_hidden(&self, element: &BytesStart<'_>) -> bool {
        let said = attribute(element, "visibility");
        said.is_some_and(|said| matches!(said.as_ref(), "collapse" | "filter")) || self.folded > 0
    }

    fn start_row(&mut self, element: &BytesStart<'_>) {
        let style = attribute(element, "default-cell-style-name");
        self.row.repeat = count(element, "number-rows-repeated");
        self.row.hidden = self.is_hidden(element);
        self.row.style = style.map(std::borrow::Cow::into_owned);
        self.row.column = 0;
        self.row.cells.clear();
        self.row.text = 0;
        self.row.merges.clear();
        self.row.formulas.clear();
        self.place = Place::Row;
    }

    fn start_inline(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), SheetError> {
        match name {
            "s" => {
                let times = count(element, "c");
                self.repeats.allow(times - 1, 1, 0)?;
                self.paragraphs.push_meant(' ', times);
            }
            "tab" => self.paragraphs.push_meant('\t', 1),
            "line-break" => self.paragraphs.push_meant('\n', 1),
            "annotation" | "note" | "frame" | "ruby-text" => {
                self.skipped = 1;
                return Ok(());
            }
            _ => {}
        }
        self.inline += 1;
        Ok(())
    }

    fn end_cell(&mut self) -> Result<Named, SheetError> {
        let Some(mut open) = self.cell.take() else {
            return Ok(Ok(()));
        };
        let column = self.row.column;
        self.row.column = column.saturating_add(open.repeat);
        let shown = self.paragraphs.as_str();
        let formula = open.formula.is_some();
        let (kind, text) = open.value(shown);
        if open.span != (1, 1) {
            self.row.merges.extend(area(column, open.span));
        }
        if kind == Kind::Blank && !formula {
            return Ok(Ok(()));
        }
        let last = u16::try_from(self.row.column - 1).ok();
        let Some(last) = last.filter(|&last| last <= LAST_COLUMN) else {
            return Ok(Err(BEYOND_COLUMNS));
        };
        let first = last - u16::try_from(open.repeat - 1).unwrap_or(last);
        let mut style = self.style_of(&open, column);
        if kind == Kind::Number {
            style = proven_format(&mut self.styles, style, text, shown);
        }
        self.repeats.earn();
        self.repeats.allow(open.repeat - 1, 1, text.len())?;
        self.row.text += text.len() * usize::from(last - first + 1);
        let start = self.arena.len();
        self.arena.push(text);
        let span = self.arena.since(start)?;
        self.row.cells.extend((first..=last).map(|column| Cell {
            row: 0,
            span,
            column,
            style,
            kind,
            formula,
        }));
        let said = open.formula.take().filter(|said| !said.is_empty());
        self.row.formulas.extend(said.map(|said| (first, said)));
        Ok(Ok(()))
    }

    /// The number format of a cell's own style, its row's or its column's.
    fn style_of(&self, cell: &OpenCell, column: u32) -> u16 {
        let of_column = || {
            let run = self
                .column_styles
                .partition_point(|(end, _)| *end <= column);
            self.column_styles.get(run)?.1.as_deref()
        };
        let name = cell.style.as_deref().or(self.row.style.as_deref());
        name.or_else(of_column)
            .map_or(0, |name| self.styles.index(name))
    }

    fn end_row(&mut self) -> Result<Named, SheetError> {
        let first = self.above.saturating_add(1);
        self.above = self.above.saturating_add(self.row.repeat);
        let size = self.row.cells.len() + self.row.merges.len();
        let Some(sheet) = self.sheets.last_mut().filter(|_| size > 0) else {
            return Ok(Ok(()));
        };
        if self.above > LAST_ROW {
            return Ok(Err(BEYOND_ROWS));
        }
        self.repeats
            .allow(self.row.repeat - 1, size + 1, self.row.text)?;
        let formulas = self.row.formulas.drain(..);
        sheet.add_formulas(formulas.map(|(column, text)| Formula {
            row: first,
            column,
            text,
        }));
        for row in first..=self.above {
            sheet.begin_row(row, self.row.hidden, 0);
            for cell in &self.row.cells {
                sheet.push(Cell { row, ..*cell })?;
            }
            sheet.merges.extend(self.row.merges.iter().map(|area| Area {
                top: row,
                bottom: row.saturating_add(area.bottom).min(LAST_ROW),
                ..*area
            }));
        }
        Ok(Ok(()))
    }
}

/// A merged area from a cell on, with rows counted from the cell's; `None` beyond the sheet.
fn area(column: u32, span: (u32, u32)) -> Option<Area> {
    let left = u16::try_from(column).ok().filter(|&c| c <= LAST_COLUMN)?;
    let right = u16::try_from(column.saturating_add(span.0 - 1)).unwrap_or(LAST_COLUMN);
    Some(Area {
        top: 0,
        bottom: span.1 - 1,
        left,
        right: right.min(LAST_COLUMN),
    })
}
