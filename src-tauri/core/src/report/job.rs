//! What a job did, person by person, as a workbook or as a page to print: proof to be kept. Rows and words come from
//! whoever asks, in their language; values are unmasked and never something that a program would compute.

use std::io::Write;
use std::path::Path;

mod rows;

pub use rows::{JobWords, job_rows};

use super::page::Page;
use super::tables::{Front, Table, tables_book};
use super::{MOST_NAMES, ReportError};

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
    let [summary, people] = &report.sheets;
    let facts = report.facts.iter().cloned();
    let counts = report
        .counts
        .iter()
        .map(|count| (count.clone(), String::new()));
    let facts: Vec<(String, String)> = facts.chain(counts).collect();
    let front = Front {
        name: summary,
        title: &report.title,
        facts: &facts,
    };
    let table = Table {
        name: people,
        columns: &report.columns,
        wide: &[1, 6, 7],
        rows: &report.rows,
    };
    tables_book(path, &front, &[table])
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
