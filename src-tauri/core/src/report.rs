//! What people keep of a plan and of a job: a workbook of every change, and a page to print and sign. Words come from
//! whoever asks, in their language; values are written as they are, unmasked, and never as something that a program would compute.

use std::collections::BTreeMap;

use serde::Deserialize;
use specta::Type;

use crate::finding::FindingCode;
use crate::plan::Kind;

mod book;
mod job;
mod page;
mod tables;
#[cfg(test)]
mod tests;

pub use book::{ReportError, plan_book};
pub use job::{JobReport, JobWords, job_book, job_page, job_rows};
pub use page::plan_page;
pub use tables::{Front, Table, tables_book};

/// Lines of one sheet; a longer list goes on in the next. A sheet ends at 1,048,576 rows.
const MOST_LINES: usize = 1_000_000;
/// Names of one list; whoever signs reads them, and a longer list is for the workbook.
const MOST_NAMES: usize = 500;

/// The words of a report, in the language of who reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReportWords {
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// What the report is.
    pub title: String,
    /// What is known of the whole: connection, file, when; each with its label.
    pub facts: Vec<(String, String)>,
    /// The counts of the plan in words.
    pub counts: Vec<String>,
    /// What stands out, each with its explanation.
    pub findings: Vec<(String, String)>,
    /// The limits, each with how much of it is used; whether it is more than allowed.
    pub limits: Vec<(String, String, bool)>,
    /// The headings of the parts.
    pub headings: Headings,
    /// The headers of the columns.
    pub columns: ColumnWords,
    /// What a line is, for each kind.
    pub kinds: BTreeMap<Kind, String>,
    /// The fields, by the API's names; one without words goes by that name.
    pub fields: BTreeMap<String, String>,
    /// The findings in short, by their code, for the reasons of what is held; one without words goes by its code.
    pub reasons: BTreeMap<String, String>,
    /// Said below a list that goes on.
    pub more: String,
    /// What is signed: who, when.
    pub signed: Vec<String>,
}

/// The headings of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Headings {
    /// Above the counts and facts; the name of the workbook's first sheet.
    pub summary: String,
    /// Above what stands out.
    pub findings: String,
    /// Above the limits.
    pub limits: String,
    /// The name of the workbook's sheet of changes.
    pub changes: String,
}

/// The headers of a report's columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnWords {
    /// What happens.
    pub what: String,
    /// Why it is held, or not sent.
    pub held: String,
    /// The person's name.
    pub name: String,
    /// Their key.
    pub key: String,
    /// Their company's tax id.
    pub company: String,
    /// Their department.
    pub department: String,
    /// Their row in the sheet.
    pub row: String,
    /// The field that changes.
    pub field: String,
    /// What Wellhub has.
    pub before: String,
    /// What it will have.
    pub after: String,
    /// The cell that the value came from.
    pub cell: String,
}

impl ReportWords {
    fn kind(&self, kind: Kind) -> &str {
        self.kinds.get(&kind).map_or("", String::as_str)
    }

    fn field<'a>(&'a self, name: &'a str) -> &'a str {
        self.fields.get(name).map_or(name, String::as_str)
    }

    fn reasons(&self, codes: &[FindingCode]) -> String {
        let said = |code: &FindingCode| match self.reasons.get(code.as_str()) {
            Some(text) => text.clone(),
            None => code.to_string(),
        };
        let said: Vec<String> = codes.iter().map(said).collect();
        said.join(", ")
    }
}
