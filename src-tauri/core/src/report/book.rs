//! A plan as a workbook: one line for each field that changes, one for each person who comes, leaves or is not sent.
//! Every cell is a text in a column formatted as text, so that no value is computed and no zero is lost.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, FormatBorder, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use super::{MOST_LINES, ReportWords};
use crate::plan::{Line, Plan};

/// The longest text that a cell of .xlsx holds.
const LONGEST: usize = 32_767;
/// Column widths in characters.
pub(super) const NARROW: f64 = 12.0;
pub(super) const WIDE: f64 = 26.0;

/// A report that could not be written.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The workbook could not be made.
    #[error("the workbook could not be made: {0}")]
    Book(#[source] Box<XlsxError>),
    /// The file could not be written.
    #[error("{} could not be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl From<XlsxError> for ReportError {
    fn from(error: XlsxError) -> Self {
        Self::Book(Box::new(error))
    }
}

/// Writes the lines of those numbers to a workbook.
pub fn plan_book(
    path: &Path,
    plan: &Plan,
    lines: &[u32],
    words: &ReportWords,
) -> Result<(), ReportError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    summary(book.add_worksheet(), words, &formats)?;
    let mut told = lines
        .iter()
        .filter_map(|number| Line::of(plan, *number))
        .flat_map(|line| told(plan, &line, words))
        .peekable();
    for number in 1.. {
        let name = match number {
            1 => words.headings.changes.clone(),
            _ => format!("{} {number}", words.headings.changes),
        };
        let sheet = book.add_worksheet().set_name(name)?;
        changes(sheet, told.by_ref().take(MOST_LINES), words, &formats)?;
        if told.peek().is_none() {
            break;
        }
    }
    save(&mut book, path)
}

/// Writes a workbook where a person said.
pub(super) fn save(book: &mut Workbook, path: &Path) -> Result<(), ReportError> {
    let bytes = book.save_to_buffer()?;
    std::fs::write(path, bytes).map_err(|source| ReportError::Write {
        path: path.to_owned(),
        source,
    })
}

/// Texts as texts.
pub(super) struct Formats {
    pub(super) text: Format,
    pub(super) header: Format,
    pub(super) title: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let text = Format::new().set_num_format("@");
        let bold = text.clone().set_bold();
        Self {
            header: bold.clone().set_border_bottom(FormatBorder::Thin),
            title: bold.set_font_size(14),
            text,
        }
    }
}

/// A line of the table: a text for each column.
type Told = [String; COLUMNS];
const COLUMNS: usize = 11;

/// The person's part of a line, and one line for each field that changes.
fn told(plan: &Plan, line: &Line<'_>, words: &ReportWords) -> Vec<Told> {
    let (company, fields) = match line {
        Line::Change(change) => (&change.company_tax_id, change.fields.as_slice()),
        Line::Withheld(row) => (&row.employee.company_tax_id, [].as_slice()),
    };
    let person = [
        words.kind(line.kind()).to_owned(),
        words.reasons(line.held_by()),
        line.name().to_owned(),
        line.key(plan).to_owned(),
        company.as_str().to_owned(),
        line.department().unwrap_or_default().to_owned(),
        line.row().map(|row| row.to_string()).unwrap_or_default(),
    ];
    let with = |rest: [String; 4]| {
        let mut cells = person.iter().cloned().chain(rest);
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    };
    if fields.is_empty() {
        return vec![with(Default::default())];
    }
    let said =
        |text: Option<&crate::employee::Text>| text.map(ToString::to_string).unwrap_or_default();
    fields
        .iter()
        .map(|change| {
            with([
                words.field(&change.field.name()).to_owned(),
                said(change.old.as_ref()),
                said(change.new.as_ref()),
                said(change.cell.as_ref()),
            ])
        })
        .collect()
}

fn changes(
    sheet: &mut Worksheet,
    lines: impl Iterator<Item = Told>,
    words: &ReportWords,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let columns = &words.columns;
    let headers: [&str; COLUMNS] = [
        &columns.what,
        &columns.held,
        &columns.name,
        &columns.key,
        &columns.company,
        &columns.department,
        &columns.row,
        &columns.field,
        &columns.before,
        &columns.after,
        &columns.cell,
    ];
    let wide = [1, 2, 3, 5, 8, 9];
    for (column, header) in (0_u16..).zip(headers) {
        sheet.set_column_format(column, &formats.text)?;
        let width = if wide.contains(&column) { WIDE } else { NARROW };
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, header, &formats.header)?;
    }
    let mut last = 0;
    for (row, line) in (1_u32..).zip(lines) {
        last = row;
        for (column, text) in (0_u16..).zip(&line).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string_with_format(row, column, fitting(text), &formats.text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last_column = u16::try_from(COLUMNS - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, last_column)?;
    Ok(())
}

fn summary(sheet: &mut Worksheet, words: &ReportWords, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(&words.headings.summary)?;
    sheet.set_column_width(0, 40.0)?.set_column_width(1, 80.0)?;
    sheet.write_string_with_format(0, 0, &words.title, &formats.title)?;
    let mut row = 2;
    let mut line = |left: &str, right: &str, format: &Format| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, fitting(left), format)?;
        sheet.write_string_with_format(row, 1, fitting(right), &formats.text)?;
        row += 1;
        Ok(())
    };
    for (label, value) in &words.facts {
        line(label, value, &formats.text)?;
    }
    line("", "", &formats.text)?;
    for count in &words.counts {
        line(count, "", &formats.text)?;
    }
    line("", "", &formats.text)?;
    line(&words.headings.findings, "", &formats.header)?;
    for (title, text) in &words.findings {
        line(title, text, &formats.text)?;
    }
    line("", "", &formats.text)?;
    line(&words.headings.limits, "", &formats.header)?;
    for (label, text, _) in &words.limits {
        line(label, text, &formats.text)?;
    }
    Ok(())
}

/// As much of a text as a cell holds.
pub(super) fn fitting(text: &str) -> &str {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
