//! What a job did, person by person, as a workbook or as a page to print: proof to be kept. Rows and words come from
//! whoever asks, in their language; values are unmasked and never something that a program would compute.

use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

mod rows;

pub use rows::{JobWords, job_rows};

use super::book::{Formats, NARROW, WIDE, fitting, save};
use super::page::Page;
use super::{MOST_LINES, MOST_NAMES, ReportError};

/// A job to be kept on paper or in a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobReport {
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// What the report is.
    pub title: String,
    /// What is known of the whole, each with its label.
    pub facts: Vec<(String, String)>,
    /// The counts in words.
    pub counts: Vec<String>,
    /// The names of the workbook's two sheets: the summary, the people.
    pub sheets: [String; 2],
    /// The headers of the table.
    pub columns: Vec<String>,
    /// One line for each person, and one more for each further error; a text for each column.
    pub rows: Vec<Vec<String>>,
    /// Said below a page's table that does not show all.
    pub more: String,
    /// What is signed: who, when.
    pub signed: Vec<String>,
}

/// Writes the workbook.
pub fn job_book(path: &Path, report: &JobReport) -> Result<(), ReportError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    let [summary, people] = &report.sheets;
    let sheet = book.add_worksheet().set_name(summary)?;
    sheet.set_column_width(0, 40.0)?.set_column_width(1, 80.0)?;
    sheet.write_string_with_format(0, 0, fitting(&report.title), &formats.title)?;
    let facts = report
        .facts
        .iter()
        .map(|(label, text)| (label, text.as_str()));
    let counts = report.counts.iter().map(|count| (count, ""));
    for (row, (label, text)) in (2_u32..).zip(facts.chain(counts)) {
        sheet.write_string_with_format(row, 0, fitting(label), &formats.text)?;
        sheet.write_string_with_format(row, 1, fitting(text), &formats.text)?;
    }
    let parts = report.rows.chunks(MOST_LINES);
    let empty: &[Vec<String>] = &[];
    let parts = parts.chain(report.rows.is_empty().then_some(empty));
    for (number, rows) in (1..).zip(parts) {
        let name = match number {
            1 => people.clone(),
            _ => format!("{people} {number}"),
        };
        table(book.add_worksheet().set_name(name)?, report, rows, &formats)?;
    }
    save(&mut book, path)
}

fn table(
    sheet: &mut Worksheet,
    report: &JobReport,
    rows: &[Vec<String>],
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (column, header) in (0_u16..).zip(&report.columns) {
        sheet.set_column_format(column, &formats.text)?;
        let wide = [1, 6, 7].contains(&column);
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
    let last_column = u16::try_from(report.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, last_column)?;
    Ok(())
}

/// Writes the page: a whole HTML document that loads nothing and runs nothing.
pub fn job_page(to: impl Write, report: &JobReport) -> std::io::Result<()> {
    Page::write(to, &report.language, &report.title, |page| {
        let facts = report.facts.iter();
        page.pairs(facts.map(|(label, text)| (label.as_str(), text.as_str(), "")))?;
        page.within("ul", &[("class", "counts")], |page| {
            let mut counts = report.counts.iter();
            counts.try_for_each(|count| page.text("li", count))
        })?;
        page.text(
            "h2",
            &format!("{} · {}", report.sheets[1], report.rows.len()),
        )?;
        page.within("table", &[], |page| {
            page.within("thead", &[], |page| page.row("th", &report.columns))?;
            page.within("tbody", &[], |page| {
                let mut rows = report.rows.iter().take(MOST_NAMES);
                rows.try_for_each(|row| page.row("td", row))
            })
        })?;
        if report.rows.len() > MOST_NAMES {
            page.text("p", &report.more)?;
        }
        page.within("div", &[("class", "signed")], |page| {
            let mut signed = report.signed.iter();
            signed.try_for_each(|signed| page.text("div", signed))
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::sheet::{ReadOptions, read_bytes};

    fn report() -> JobReport {
        let text = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        JobReport {
            language: "en".to_owned(),
            title: "Job 7".to_owned(),
            facts: vec![("File".to_owned(), "Folha <b>.xlsx".to_owned())],
            counts: text(&["1 succeeded"]),
            sheets: ["Summary".to_owned(), "People".to_owned()],
            columns: text(&["Change", "Name", "Key"]),
            rows: vec![text(&["new", "=cmd|' /C calc'!A0", "000042"])],
            more: "…".to_owned(),
            signed: text(&["Approved by"]),
        }
    }

    #[test]
    fn a_workbook_holds_texts_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("job.xlsx");
        job_book(&path, &report()).unwrap();
        let options = ReadOptions {
            sheet: Some("People".to_owned()),
            ..ReadOptions::default()
        };
        let book = read_bytes("job.xlsx", std::fs::read(&path).unwrap(), &options).unwrap();
        let page = book.chosen().unwrap();
        let said = |row, column| page.cell(row, column).map_or("", |cell| page.raw(&cell));
        assert_eq!(said(1, 0), "Change");
        assert_eq!((said(2, 1), said(2, 2)), ("=cmd|' /C calc'!A0", "000042"));
    }

    #[test]
    fn a_page_escapes_what_people_wrote() {
        let mut page = Vec::new();
        job_page(&mut page, &report()).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>"));
        assert!(
            page.contains("Folha &lt;b&gt;.xlsx") && !page.contains("<b>"),
            "{page}"
        );
        assert!(page.contains("<td>000042</td>"));
    }
}
