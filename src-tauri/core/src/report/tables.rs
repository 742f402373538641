//! A workbook of a front sheet and tables behind it, all of text, unmasked, and nothing that a program would compute.

use std::path::Path;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::book::{Formats, NARROW, WIDE, fitting, save};
use super::{MOST_LINES, ReportError};

/// The first sheet: what this is, and what is known of the whole.
#[derive(Debug, Clone, Copy)]
pub struct Front<'a> {
    /// The sheet's name.
    pub name: &'a str,
    /// What this is.
    pub title: &'a str,
    /// What is known, each with its label.
    pub facts: &'a [(String, String)],
}

/// A table on sheets of its own; a long one goes on in the next.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// The sheet's name.
    pub name: &'a str,
    /// The headers.
    pub columns: &'a [String],
    /// The places of columns with longer texts, from 0.
    pub wide: &'a [u16],
    /// A text for each column.
    pub rows: &'a [Vec<String>],
}

/// Writes the workbook.
pub fn tables_book(
    path: &Path,
    front: &Front<'_>,
    tables: &[Table<'_>],
) -> Result<(), ReportError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    let sheet = book.add_worksheet().set_name(front.name)?;
    sheet.set_column_width(0, 40.0)?.set_column_width(1, 80.0)?;
    sheet.write_string_with_format(0, 0, fitting(front.title), &formats.title)?;
    for (row, (label, text)) in (2_u32..).zip(front.facts) {
        sheet.write_string_with_format(row, 0, fitting(label), &formats.text)?;
        sheet.write_string_with_format(row, 1, fitting(text), &formats.text)?;
    }
    for table in tables {
        let empty: &[Vec<String>] = &[];
        let parts = table.rows.chunks(MOST_LINES);
        let parts = parts.chain(table.rows.is_empty().then_some(empty));
        for (number, rows) in (1..).zip(parts) {
            let name = match number {
                1 => table.name.to_owned(),
                _ => format!("{} {number}", table.name),
            };
            fill(book.add_worksheet().set_name(name)?, table, rows, &formats)?;
        }
    }
    save(&mut book, path)
}

fn fill(
    sheet: &mut Worksheet,
    table: &Table<'_>,
    rows: &[Vec<String>],
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (column, header) in (0_u16..).zip(table.columns) {
        sheet.set_column_format(column, &formats.text)?;
        let wide = table.wide.contains(&column);
        sheet.set_column_width(column, if wide { WIDE } else { NARROW })?;
        sheet.write_string_with_format(0, column, fitting(header), &formats.header)?;
    }
    for (row, line) in (1_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(line).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string_with_format(row, column, fitting(text), &formats.text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, last_column)?;
    Ok(())
}
