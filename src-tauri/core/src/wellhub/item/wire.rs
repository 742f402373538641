//! An item as Wellhub lists it, for comparing a job with the plan before it is submitted (rule R9).

use serde::Deserialize;

use crate::employee::{Employee, TaxId, Text};
use crate::wellhub::loose::{Loose, LooseMap};

/// An item of a job, read back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Raw")]
pub struct WireItem {
    /// The item's place in the job, from 1; what the job's errors point at.
    pub change_number: Option<u32>,
    /// The operation as it is spelt there.
    pub operation: Text,
    /// The person.
    pub employee: Employee,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    change_number: Option<u32>,
    operation: Text,
    company_tax_id: Text,
    #[serde(default)]
    employee_id: Loose,
    #[serde(default)]
    full_name: Loose,
    #[serde(default)]
    email: Loose,
    #[serde(default)]
    national_id: Loose,
    #[serde(default)]
    department: Loose,
    #[serde(default)]
    cost_center: Loose,
    #[serde(default)]
    office_zip_code: Loose,
    #[serde(default)]
    payroll_id: Loose,
    #[serde(default)]
    mobile_number: Loose,
    #[serde(default)]
    discount_subset_id: Loose,
    #[serde(default)]
    eligible_to_payroll: Loose,
    #[serde(default)]
    custom_fields: LooseMap,
}

impl From<Raw> for WireItem {
    fn from(raw: Raw) -> Self {
        let employee = Employee {
            company_tax_id: TaxId(raw.company_tax_id),
            employee_id: raw.employee_id.0.map(Into::into),
            full_name: raw.full_name.0,
            email: raw.email.0.map(Into::into),
            national_id: raw.national_id.0.map(Into::into),
            department: raw.department.0,
            cost_center: raw.cost_center.0,
            office_zip_code: raw.office_zip_code.0,
            payroll_id: raw.payroll_id.0,
            mobile_number: raw.mobile_number.0.map(Into::into),
            discount_subset_id: raw.discount_subset_id.0,
            eligible_to_payroll: raw.eligible_to_payroll.truth(),
            custom_fields: raw.custom_fields.0,
        };
        Self {
            change_number: raw.change_number,
            operation: raw.operation,
            employee,
        }
    }
}
