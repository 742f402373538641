//! The JSON documents. Other programs read them: a key is never renamed nor left out, only added.

use std::collections::BTreeMap;

use rollcall_core::desk::{
    Checked, Drift, Import, JobDocument, RecordDifference, RestReport, RowError, UndoReport,
};
use rollcall_core::employee::{Field, TaxId, Text};
use rollcall_core::finding::{Finding, FindingCode, Severity};
use rollcall_core::history::JobStatistics;
use rollcall_core::plan::{
    Change, Cosmetic, Counts, Lane, Operation, PlanHash, Reason, SavedPlan, moves,
};
use rollcall_core::roster::Intent;
use rollcall_core::sheet::{FileFacts, Inspection, Receipt, SheetFacts, Unknown};
use rollcall_core::submission::JobState;
use rollcall_core::wellhub::Entity;
use serde::Serialize;

use crate::trouble::Code;

mod column;
mod connect;
mod found;

pub use column::{ColumnEntry, Why, field_of, why};
pub use connect::ConnectDocument;
pub use found::{FoundDocument, FoundJobEntry, PersonEntry};

/// A failure.
#[derive(Debug, Serialize)]
pub struct ErrorDocument {
    error: ErrorBody,
}

/// What failed, in words.
#[derive(Debug, Serialize)]
pub struct ErrorBody {
    code: &'static str,
    message: String,
    hint: String,
}

impl ErrorDocument {
    /// A failure in words.
    pub fn new(code: Code, message: &str, hint: &str) -> Self {
        Self {
            error: ErrorBody::new(code, message, hint),
        }
    }
}

impl ErrorBody {
    /// A failure in words.
    pub fn new(code: Code, message: &str, hint: &str) -> Self {
        Self {
            code: code.as_str(),
            message: message.to_owned(),
            hint: hint.to_owned(),
        }
    }
}

/// `check`
#[derive(Debug, Serialize)]
pub struct CheckDocument {
    entity: &'static str,
    companies: Vec<CompanyEntry>,
    people: usize,
}

#[derive(Debug, Serialize)]
struct CompanyEntry {
    company_tax_id: TaxId,
    company_name: Option<Text>,
}

impl CheckDocument {
    /// What a check found.
    pub fn new(checked: &Checked) -> Self {
        let companies = checked.roster.companies.iter().cloned();
        Self {
            entity: match checked.entity {
                Entity::Single => "single",
                Entity::Multiple(_) => "multiple",
            },
            companies: companies
                .map(|company| CompanyEntry {
                    company_tax_id: company.tax_id,
                    company_name: Some(company.name).filter(|name| !name.is_empty()),
                })
                .collect(),
            people: checked.roster.people.len(),
        }
    }
}

/// `inspect`
#[derive(Debug, Serialize)]
pub struct InspectDocument<'a> {
    file: &'a FileFacts,
    sheets: &'a [SheetFacts],
    sheet: Option<&'a str>,
    header_row: Option<u32>,
    receipt: Receipt,
    columns: Vec<ColumnEntry<'a>>,
    findings: &'a [Finding],
    unknown: &'a [Unknown],
}

impl<'a> InspectDocument<'a> {
    /// An inspection.
    pub fn new(inspection: &'a Inspection) -> Self {
        Self {
            file: &inspection.file,
            sheets: &inspection.sheets,
            sheet: inspection.sheet.as_deref(),
            header_row: inspection.header_row,
            receipt: inspection.receipt,
            columns: inspection.columns.iter().map(ColumnEntry::of).collect(),
            findings: &inspection.findings,
            unknown: &inspection.unknown,
        }
    }
}

/// `plan`
#[derive(Debug, Serialize)]
pub struct PlanDocument<'a> {
    intent: Intent,
    hash: Option<&'a PlanHash>,
    counts: Counts,
    moves: usize,
    cosmetic: Cosmetic,
    held: Vec<HeldEntry>,
    findings: &'a [Finding],
    changes: Vec<ChangeEntry<'a>>,
    drift: Option<&'a Drift>,
    columns: Vec<ColumnEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undo: Option<&'a UndoReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rest: Option<&'a RestReport>,
}

/// How many changes one reason holds.
#[derive(Debug, Serialize)]
pub struct HeldEntry {
    /// The reason: a finding's code, or that of a reason that no finding has.
    pub reason: &'static str,
    /// How many changes.
    pub count: u32,
}

#[derive(Debug, Serialize)]
struct ChangeEntry<'a> {
    operation: Operation,
    key: &'a Text,
    row: Option<u32>,
    lane: Lane,
    held: bool,
    protected: bool,
    fields: BTreeMap<&'a Field, [Option<&'a Text>; 2]>,
    reasons: &'a [Reason],
}

impl<'a> PlanDocument<'a> {
    /// A plan. A blocked one has no hash: there is nothing that a release could bind to.
    pub fn new(saved: &'a SavedPlan) -> Self {
        let plan = &saved.plan;
        Self {
            intent: plan.intent,
            hash: (!plan.blocked).then_some(&saved.hash),
            counts: plan.counts,
            moves: moves(plan).len(),
            cosmetic: plan.cosmetic,
            held: held(&plan.changes),
            findings: &plan.findings,
            changes: plan.changes.iter().map(entry).collect(),
            drift: None,
            columns: Vec::new(),
            undo: None,
            rest: None,
        }
    }

    /// The same, with how the headers differ from those whose mapping was taken over.
    #[must_use]
    pub fn after(self, drift: Option<&'a Drift>) -> Self {
        Self { drift, ..self }
    }

    /// The same, with what it takes back and what not.
    #[must_use]
    pub fn undoing(self, undo: &'a UndoReport) -> Self {
        Self {
            undo: Some(undo),
            ..self
        }
    }

    /// The same, with how much of a job it is.
    #[must_use]
    pub fn rest_of(self, rest: &'a RestReport) -> Self {
        Self {
            rest: Some(rest),
            ..self
        }
    }

    /// The same, with the columns of its file.
    #[must_use]
    pub fn read_from(self, import: &'a Import) -> Self {
        Self {
            columns: ColumnEntry::of_import(import),
            ..self
        }
    }

    /// A file that no plan could be made of.
    pub fn blocked(intent: Intent, counts: Counts, findings: &'a [Finding]) -> Self {
        Self {
            intent,
            hash: None,
            counts,
            moves: 0,
            cosmetic: Cosmetic::default(),
            held: Vec::new(),
            findings,
            changes: Vec::new(),
            drift: None,
            columns: Vec::new(),
            undo: None,
            rest: None,
        }
    }
}

fn entry(change: &Change) -> ChangeEntry<'_> {
    let fields = change.fields.iter();
    ChangeEntry {
        operation: change.operation,
        key: &change.key,
        row: change.row,
        lane: change.lane,
        held: change.is_held(),
        protected: change.is_protected(),
        fields: fields
            .map(|field| (&field.field, [field.old.as_ref(), field.new.as_ref()]))
            .collect(),
        reasons: &change.reasons,
    }
}

/// How many changes each reason holds, in the order of the finding codes; reasons that no finding has come last.
pub fn held(changes: &[Change]) -> Vec<HeldEntry> {
    let mut reasons: BTreeMap<(bool, Option<FindingCode>, &'static str), u32> = BTreeMap::new();
    for reason in changes.iter().flat_map(Change::holds) {
        let code = reason.parse::<FindingCode>().ok();
        *reasons.entry((code.is_none(), code, reason)).or_default() += 1;
    }
    let reasons = reasons.into_iter();
    reasons
        .map(|((_, _, reason), count)| HeldEntry { reason, count })
        .collect()
}

/// Whether a finding blocks.
pub fn blocks(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Block)
}

/// A job, with what stood in its way.
#[derive(Debug, Serialize)]
pub struct JobEntry {
    /// The job.
    #[serde(flatten)]
    pub job: JobDocument,
    /// Why it does not go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorBody>,
}

/// `jobs` and `resume`
#[derive(Debug, Serialize)]
pub struct JobsDocument {
    /// The jobs.
    pub jobs: Vec<JobEntry>,
}

/// `submit`
#[derive(Debug, Default, Serialize)]
pub struct SubmitDocument {
    job: Option<u32>,
    remote_id: Option<String>,
    status: Option<JobState>,
    statistics: JobStatistics,
    succeeded: u32,
    failed: u32,
    unprocessed: u32,
    errors: Vec<RowError>,
    items: u32,
    wire_status: Option<String>,
    verified: bool,
    differences: Vec<RecordDifference>,
    changed_since: Vec<RecordDifference>,
    undoes: Option<u32>,
    retries: Option<u32>,
    /// Changes of the lane that stay held.
    pub held: u32,
    /// Changes whose record changed at Wellhub since the plan.
    pub set_aside: u32,
    /// All jobs, where there is more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jobs: Vec<JobDocument>,
    /// Why it does not go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorBody>,
}

impl SubmitDocument {
    /// The last of the jobs speaks for all; without jobs there was nothing to send.
    pub fn of(jobs: Vec<JobDocument>) -> Self {
        let Some(last) = jobs.last().cloned() else {
            return Self::default();
        };
        Self {
            job: Some(last.job),
            remote_id: last.remote_id,
            status: Some(last.status),
            statistics: last.statistics,
            succeeded: last.succeeded,
            failed: last.failed,
            unprocessed: last.unprocessed,
            errors: last.errors,
            items: last.items,
            wire_status: last.wire_status,
            verified: last.verified,
            differences: last.differences,
            changed_since: last.changed_since,
            undoes: last.undoes,
            retries: last.retries,
            jobs: if jobs.len() > 1 { jobs } else { Vec::new() },
            ..Self::default()
        }
    }
}

/// `demo`
#[derive(Debug, Serialize)]
pub struct DemoDocument {
    /// What the plan counted.
    pub plan: Counts,
    /// What came of it.
    pub job: SubmitDocument,
    /// What a second plan of the same file counts.
    pub again: Counts,
}

/// The first line of `simulate`.
#[derive(Debug, Serialize)]
pub struct SimulateDocument {
    /// The TCP port on 127.0.0.1.
    pub port: u16,
    /// The OAuth client id.
    pub client_id: String,
    /// The OAuth client secret, which is worth nothing anywhere else.
    pub client_secret: String,
    /// The companies.
    pub tax_ids: Vec<String>,
}
