//! One person on the simulated roster, past or present, and one company.
//! It must never know how a person came or goes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A company of the entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// The name as the company list shows it.
    pub name: String,
    /// The tax id as Wellhub keeps it, punctuation included.
    pub tax_id: String,
}

/// A person as the simulator keeps them. A blank text is `""`, as an UPDATE leaves it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Wellhub's own id.
    pub id: String,
    /// The tax id of one of the simulator's companies, in that company's spelling.
    pub company_tax_id: String,
    /// Full name.
    pub full_name: String,
    /// E-mail address.
    pub email: String,
    /// The company's number for the person.
    pub employee_id: String,
    /// National id, digits alone for a CPF.
    pub national_id: String,
    /// Free text: ACTIVE, INVITED, NOT_SENT.
    pub invitation_status: String,
    /// With + and country code.
    pub mobile_number: String,
    /// Cost center.
    pub cost_center: String,
    /// Department.
    pub department: String,
    /// ZIP code of the office.
    pub office_zip_code: String,
    /// The number in the payroll software.
    pub payroll_id: String,
    /// Discount group; `""` is shown as null.
    pub discount_subset_id: String,
    /// `None` where no value was ever set; shown as false.
    pub eligible_to_payroll: Option<bool>,
    /// The configured custom fields; no list returns them.
    #[serde(default)]
    pub custom_fields: BTreeMap<String, Value>,
    /// When the person was removed; such a row stays in the lists.
    pub deleted_at: Option<Timestamp>,
    /// When anything last changed.
    pub updated_at: Timestamp,
}

impl Person {
    /// Whether the person is on the current roster.
    pub fn is_current(&self) -> bool {
        self.deleted_at.is_none()
    }

    /// The row of the employee lists: neither custom fields nor company (contract §1).
    pub(crate) fn listed(&self) -> Value {
        let discount = Some(&self.discount_subset_id).filter(|id| !id.is_empty());
        json!({
            "id": self.id,
            "full_name": self.full_name,
            "email": self.email,
            "employee_id": self.employee_id,
            "national_id": self.national_id,
            "invitation_status": self.invitation_status,
            "mobile_number": self.mobile_number,
            "cost_center": self.cost_center,
            "department": self.department,
            "office_zip_code": self.office_zip_code,
            "payroll_id": self.payroll_id,
            "discount_subset_id": discount,
            "eligible_to_payroll": self.eligible_to_payroll.unwrap_or(false),
            "deleted_at": self.deleted_at,
            "updated_at": self.updated_at,
        })
    }
}

/// Letters and digits alone, in upper case: how tax ids and national ids are compared (contract §1).
pub(crate) fn letters_and_digits(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}
