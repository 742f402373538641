//! One person as Wellhub knows them: the fields, their types, and when two values mean the same.
//! Nothing here reads or sends anything; a value keeps the text it came with.

use std::borrow::Cow;
use std::collections::BTreeMap;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

mod field;
mod identifier;
mod meaning;

pub use field::Field;
pub use identifier::{Identifier, Key};
pub use meaning::{meaning_of, same_meaning, squeeze};

/// Short text; values of up to 24 bytes need no allocation, which holds for most fields of a person.
pub type Text = CompactString;

macro_rules! field_type {
    ($(#[$doc:meta])* $name:ident, $field:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Text);

        impl $name {
            /// The text as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// What is compared: equal exactly when two values mean the same.
            pub fn meaning(&self) -> Cow<'_, str> {
                meaning::meaning_of(&$field, &self.0)
            }
        }

        impl<T: Into<Text>> From<T> for $name {
            fn from(text: T) -> Self {
                Self(text.into())
            }
        }
    };
}

field_type!(
    /// An e-mail address; compared without case.
    Email,
    Field::Email
);
field_type!(
    /// The company's own number for a person; compared by every visible character, zeros and case included.
    EmployeeId,
    Field::EmployeeId
);
field_type!(
    /// A national identity number such as a CPF; compared by letters and digits.
    NationalId,
    Field::NationalId
);
field_type!(
    /// A mobile number in E.164 form (`+` and the country code, contract §1); compared by its digits.
    MobileNumber,
    Field::MobileNumber
);
field_type!(
    /// A company's tax id; compared by letters and digits alone (contract §1).
    TaxId,
    Field::CompanyTaxId
);

/// A person's record. In a roster read from Wellhub `None` and the empty text both mean empty; in what a file says
/// about a person `None` means that the file says nothing, and the empty text that the field is to be cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employee {
    /// The company that the person belongs to.
    pub company_tax_id: TaxId,
    /// The company's own number for the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_id: Option<EmployeeId>,
    /// Full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<Text>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// National identity number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national_id: Option<NationalId>,
    /// Department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<Text>,
    /// Cost center.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_center: Option<Text>,
    /// ZIP code of the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_zip_code: Option<Text>,
    /// The person's number in the payroll software.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payroll_id: Option<Text>,
    /// Mobile number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile_number: Option<MobileNumber>,
    /// Discount group; empty removes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_subset_id: Option<Text>,
    /// Whether the person may pay through payroll.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible_to_payroll: Option<bool>,
    /// Custom fields by name; the employee lists never return them (contract §1).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub custom_fields: BTreeMap<Text, Text>,
}

impl Employee {
    /// A record of which only the company is known.
    pub fn of(company_tax_id: TaxId) -> Self {
        Self {
            company_tax_id,
            employee_id: None,
            full_name: None,
            email: None,
            national_id: None,
            department: None,
            cost_center: None,
            office_zip_code: None,
            payroll_id: None,
            mobile_number: None,
            discount_subset_id: None,
            eligible_to_payroll: None,
            custom_fields: BTreeMap::new(),
        }
    }

    /// The text of a field; `None` where nothing is said. Payroll is "true" or "false".
    pub fn get(&self, field: &Field) -> Option<&str> {
        match field {
            Field::CompanyTaxId => Some(self.company_tax_id.as_str()),
            Field::EmployeeId => self.employee_id.as_ref().map(EmployeeId::as_str),
            Field::FullName => self.full_name.as_deref(),
            Field::Email => self.email.as_ref().map(Email::as_str),
            Field::NationalId => self.national_id.as_ref().map(NationalId::as_str),
            Field::Department => self.department.as_deref(),
            Field::CostCenter => self.cost_center.as_deref(),
            Field::OfficeZipCode => self.office_zip_code.as_deref(),
            Field::PayrollId => self.payroll_id.as_deref(),
            Field::MobileNumber => self.mobile_number.as_ref().map(MobileNumber::as_str),
            Field::DiscountSubsetId => self.discount_subset_id.as_deref(),
            Field::EligibleToPayroll => self
                .eligible_to_payroll
                .map(|yes| if yes { "true" } else { "false" }),
            Field::Custom(name) => self.custom_fields.get(name).map(CompactString::as_str),
        }
    }

    /// Sets a field from text. Payroll takes "true" and "false" and is left unsaid by any other text: other spellings
    /// are mapped before, at the sheet's door.
    pub fn set(&mut self, field: &Field, text: Option<Text>) {
        match field {
            Field::CompanyTaxId => {
                if let Some(text) = text {
                    self.company_tax_id = TaxId(text);
                }
            }
            Field::EmployeeId => self.employee_id = text.map(EmployeeId),
            Field::FullName => self.full_name = text,
            Field::Email => self.email = text.map(Email),
            Field::NationalId => self.national_id = text.map(NationalId),
            Field::Department => self.department = text,
            Field::CostCenter => self.cost_center = text,
            Field::OfficeZipCode => self.office_zip_code = text,
            Field::PayrollId => self.payroll_id = text,
            Field::MobileNumber => self.mobile_number = text.map(MobileNumber),
            Field::DiscountSubsetId => self.discount_subset_id = text,
            Field::EligibleToPayroll => {
                self.eligible_to_payroll = match text.as_deref() {
                    Some("true") => Some(true),
                    Some("false") => Some(false),
                    _ => None,
                };
            }
            Field::Custom(name) => match text {
                Some(text) => {
                    self.custom_fields.insert(name.clone(), text);
                }
                None => {
                    self.custom_fields.remove(name);
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_is_set_is_got() {
        let mut person = Employee::of(TaxId::from("1"));
        for field in Field::STANDARD
            .iter()
            .chain([&Field::Custom("site".into())])
        {
            let text = if *field == Field::EligibleToPayroll {
                "true"
            } else {
                "x"
            };
            person.set(field, Some(text.into()));
            assert_eq!(person.get(field), Some(text), "{field}");
        }
    }

    #[test]
    fn a_value_keeps_its_text_and_compares_by_meaning() {
        let cpf = NationalId::from("529.982.247-25");
        assert_eq!(cpf.as_str(), "529.982.247-25");
        assert_eq!(cpf.meaning(), "52998224725");
        assert_eq!(
            Email::from("Ana@Aurora.example").meaning(),
            "ana@aurora.example"
        );
        assert_eq!(EmployeeId::from("00A1").meaning(), "00A1");
    }
}
