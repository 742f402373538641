//! An item as Wellhub lists it, for comparing a job with the plan before it is submitted (rule R9).

use serde::Deserialize;

use crate::employee::{Employee, Field, TaxId, Text, same_meaning};
use crate::wellhub::loose::{Loose, LooseMap};

use super::{JobItem, word};

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

impl WireItem {
    /// Whether it says what was sent. The empty text, null and absence are alike. Payroll that was not sent may come
    /// back as anything, since Wellhub decides it then (contract §1).
    pub fn matches(&self, sent: &JobItem<'_>) -> bool {
        self.operation.eq_ignore_ascii_case(word(sent.operation))
            && Field::STANDARD.iter().all(|field| {
                let (ours, theirs) = (sent.get(field), self.employee.get(field));
                let left_to_wellhub = *field == Field::EligibleToPayroll && ours.is_none();
                left_to_wellhub || same_meaning(field, ours, theirs)
            })
            && (sent.only.is_some() || self.custom_fields_match(sent.employee))
    }

    fn custom_fields_match(&self, sent: &Employee) -> bool {
        let names = sent.custom_fields.keys();
        names.chain(self.employee.custom_fields.keys()).all(|name| {
            let field = Field::Custom(name.clone());
            same_meaning(&field, sent.get(&field), self.employee.get(&field))
        })
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::Identifier;
    use crate::plan::Operation;

    fn read(text: &str) -> WireItem {
        serde_json::from_str(text).expect("an item")
    }

    #[test]
    fn empty_null_and_absent_are_alike_and_all_else_counts() {
        let mut sent = Employee::of(TaxId::from("11.222/0001"));
        sent.employee_id = Some("0042".into());
        sent.department = Some("".into());
        let item = JobItem::new(Operation::Update, &sent);
        let same = read(
            r#"{"id":"i","change_number":7,"operation":"UPDATE","company_tax_id":"112220001","employee_id":"0042","email":null,"cost_center":"","eligible_to_payroll":true,"custom_fields":null}"#,
        );
        assert!(same.matches(&item));
        assert_eq!(same.change_number, Some(7));
        for other in [
            r#"{"operation":"CREATE","company_tax_id":"112220001","employee_id":"0042"}"#,
            r#"{"operation":"UPDATE","company_tax_id":"112220002","employee_id":"0042"}"#,
            r#"{"operation":"UPDATE","company_tax_id":"112220001","employee_id":"42"}"#,
            r#"{"operation":"UPDATE","company_tax_id":"112220001","employee_id":"0042","email":"a@b.example"}"#,
            r#"{"operation":"UPDATE","company_tax_id":"112220001","employee_id":"0042","custom_fields":{"a":"b"}}"#,
        ] {
            assert!(!read(other).matches(&item), "{other}");
        }
    }

    #[test]
    fn custom_fields_and_payroll_that_were_sent_must_come_back() {
        let mut sent = Employee::of(TaxId::from("1"));
        sent.eligible_to_payroll = Some(false);
        sent.set(&Field::Custom("floor".into()), Some("3".into()));
        let item = JobItem::new(Operation::Create, &sent);
        let with = |tail: &str| {
            read(&format!(
                r#"{{"operation":"CREATE","company_tax_id":"1"{tail}}}"#
            ))
        };
        assert!(with(r#","eligible_to_payroll":false,"custom_fields":{"floor":3}"#).matches(&item));
        assert!(!with(r#","eligible_to_payroll":false"#).matches(&item));
        assert!(!with(r#","custom_fields":{"floor":"3"}"#).matches(&item));
    }

    #[test]
    fn a_removal_is_compared_by_its_key() {
        let mut person = Employee::of(TaxId::from("1"));
        person.email = Some("ana@aurora.example".into());
        person.full_name = Some("Ana".into());
        let item = JobItem::delete(Identifier::Email, &person);
        let back = r#"{"operation":"DELETE","company_tax_id":"1","email":"ana@aurora.example"}"#;
        assert!(read(back).matches(&item));
        let named = r#"{"operation":"DELETE","company_tax_id":"1","email":"ana@aurora.example","full_name":"Ana"}"#;
        assert!(!read(named).matches(&item));
    }
}
