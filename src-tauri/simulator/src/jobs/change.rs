//! What one item asks for, as it was sent.
//! It must never be judged here.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What to do with the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Operation {
    /// Add somebody, or restore somebody removed within 30 days.
    Create,
    /// Set every field; what is left out becomes blank.
    Update,
    /// Remove.
    Delete,
}

/// One change; `None` is a field that was left out or null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What to do.
    pub operation: Operation,
    /// The company, as sent.
    pub company_tax_id: String,
    /// The company's number for the person.
    pub employee_id: Option<String>,
    /// Full name.
    pub full_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// National id.
    pub national_id: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Cost center.
    pub cost_center: Option<String>,
    /// ZIP code of the office.
    pub office_zip_code: Option<String>,
    /// The number in the payroll software.
    pub payroll_id: Option<String>,
    /// With + and country code.
    pub mobile_number: Option<String>,
    /// Discount group.
    pub discount_subset_id: Option<String>,
    /// Whether the person may pay through payroll.
    pub eligible_to_payroll: Option<bool>,
    /// Any further fields.
    pub custom_fields: Option<Map<String, Value>>,
}
