//! The review step: the plan as a person reads it, and one person of it.

use std::collections::BTreeMap;

use rollcall_core::finding::{FindingCode, Severity};
use rollcall_core::roster::Intent;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The API's name of a field, or `custom_fields.NAME`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct FieldName(pub String);

/// Something that stands out in a file or a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// What it is; the words are the ui's.
    pub code: FindingCode,
    /// How severe it is.
    pub severity: Severity,
    /// How often.
    pub count: u32,
    /// Where, at most 20 addresses such as B17.
    pub cells: Vec<String>,
    /// Whether it holds changes back.
    pub held: bool,
    /// Values for the ui's text: limit, percent, field, company, name …
    pub params: BTreeMap<String, String>,
    /// Whether a person may accept it for this file.
    pub acceptable: bool,
    /// Whether a person did.
    pub accepted: bool,
}

/// What happens to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// They become eligible.
    New,
    /// Their record changes.
    Changed,
    /// They stop being eligible.
    Leaving,
    /// Nothing is sent; the row has a problem.
    Blocked,
}

/// One field of one person, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldChangeView {
    /// The field.
    pub field: FieldName,
    /// What Wellhub has.
    pub before: Option<String>,
    /// What the file says.
    pub after: Option<String>,
    /// Where the file says it.
    pub cell: Option<String>,
}

/// What a budget measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum GaugeKind {
    /// People who leave.
    Removals,
    /// People who come.
    Additions,
    /// People whose record changes.
    Changed,
    /// One field changing in many records.
    Field,
}

/// A budget and how much of it the plan uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GaugeView {
    /// What it measures.
    pub kind: GaugeKind,
    /// The field, for `field` alone.
    pub field: Option<FieldName>,
    /// The tax id of the company, where it counts one company.
    pub company: Option<String>,
    /// How many.
    pub value: u32,
    /// How many are allowed.
    pub limit: u32,
    /// Of how many.
    pub of: u32,
    /// More than allowed.
    pub over: bool,
}

/// A lane of the plan: `total` is `held` and `sendable` together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LaneView {
    /// All changes.
    pub total: u32,
    /// Those held back.
    pub held: u32,
    /// Those that can go now.
    pub sendable: u32,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanCounts {
    /// New people.
    pub create: u32,
    /// Changed people.
    pub update: u32,
    /// Leaving people.
    pub delete: u32,
    /// People that stay as they are.
    pub unchanged: u32,
    /// Rows that are kept as present and not sent.
    pub withheld: u32,
}

/// How many changes one department has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DepartmentCount {
    /// Its name.
    pub name: String,
    /// How many changes.
    pub count: u32,
}

/// The plan as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// The plan's hash; a release binds to it.
    pub hash: String,
    /// What the file is for.
    pub intent: Intent,
    /// How many of each.
    pub counts: PlanCounts,
    /// How many fields change in the changed people.
    pub fields_changed: u32,
    /// What stands out.
    pub findings: Vec<FindingView>,
    /// The budgets.
    pub gauges: Vec<GaugeView>,
    /// New people and changes.
    pub safe: LaneView,
    /// Leaving people.
    pub removals: LaneView,
    /// Held in both lanes.
    pub held_total: u32,
    /// Wellhub has nobody yet.
    pub first_load: bool,
    /// Departments by number of changes.
    pub departments: Vec<DepartmentCount>,
    /// Nothing can be sent; the findings say why.
    pub blocked: bool,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// How many people Wellhub has.
    pub people: u32,
}

/// The order of the plan's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PlanOrder {
    /// By kind of change, then name.
    Kind,
    /// By name.
    Name,
    /// By department, then name.
    Department,
    /// As in the file.
    Row,
}

/// Which rows of the plan are wanted; the conditions combine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanFilter {
    /// Empty: all.
    pub kinds: Vec<ChangeKind>,
    /// Held back or not; null: both.
    pub held: Option<bool>,
    /// With this finding.
    pub finding: Option<FindingCode>,
    /// Of this department.
    pub department: Option<String>,
    /// With this text in name, key or a value.
    pub text: String,
    /// In which order.
    pub order: PlanOrder,
}

/// One person of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanRow {
    /// Their place in the plan.
    pub index: u32,
    /// What happens to them.
    pub kind: ChangeKind,
    /// Their name.
    pub name: String,
    /// Their eligibility key.
    pub key: String,
    /// Their department.
    pub department: Option<String>,
    /// Whether the change is held back.
    pub held: bool,
    /// Why it is held or blocked.
    pub reasons: Vec<FindingCode>,
    /// What changes.
    pub fields: Vec<FieldChangeView>,
    /// Their row in the file, from 1.
    pub row: Option<u32>,
    /// For new people: department, cost center and how they are invited.
    pub summary: Option<String>,
}

/// A page of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanPage {
    /// How many there are under this filter.
    pub total: u32,
    /// This page of them.
    pub rows: Vec<PlanRow>,
}

/// One field of a person's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordField {
    /// The field.
    pub field: FieldName,
    /// What Wellhub has.
    pub before: Option<String>,
    /// What it will have.
    pub after: Option<String>,
    /// Where the file says it.
    pub cell: Option<String>,
    /// Whether the values are masked.
    pub masked: bool,
}

/// When something was last sent about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LastSent {
    /// When, RFC 3339.
    pub at: String,
    /// The local id of the job.
    pub job: u32,
}

/// One person of the plan, in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// Their row.
    pub row: PlanRow,
    /// The name of their company.
    pub company: String,
    /// Their whole record.
    pub record: Vec<RecordField>,
    /// What stands out about them.
    pub notes: Vec<FindingView>,
    /// How they are invited, as Wellhub says.
    pub invitation: Option<String>,
    /// When Wellhub last changed them, RFC 3339.
    pub updated_at: Option<String>,
    /// When Rollcall last sent them.
    pub last_sent: Option<LastSent>,
}
