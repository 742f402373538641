//! The names of a person's fields, as the API spells them (contract §1, Item).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Text;

/// A field of a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `company_tax_id`
    CompanyTaxId,
    /// `employee_id`
    EmployeeId,
    /// `full_name`
    FullName,
    /// `email`
    Email,
    /// `national_id`
    NationalId,
    /// `department`
    Department,
    /// `cost_center`
    CostCenter,
    /// `office_zip_code`
    OfficeZipCode,
    /// `payroll_id`
    PayrollId,
    /// `mobile_number`
    MobileNumber,
    /// `discount_subset_id`
    DiscountSubsetId,
    /// `eligible_to_payroll`
    EligibleToPayroll,
    /// `custom_fields.NAME`
    Custom(Text),
}

const CUSTOM: &str = "custom_fields.";

impl Field {
    /// Every field but the custom ones, in the order in which they are shown.
    pub const STANDARD: [Self; 12] = [
        Self::CompanyTaxId,
        Self::EmployeeId,
        Self::FullName,
        Self::Email,
        Self::NationalId,
        Self::Department,
        Self::CostCenter,
        Self::OfficeZipCode,
        Self::PayrollId,
        Self::MobileNumber,
        Self::DiscountSubsetId,
        Self::EligibleToPayroll,
    ];

    /// The API's name.
    pub fn name(&self) -> String {
        self.to_string()
    }

    /// The field of that name; `None` for a name that the API does not know.
    pub fn named(name: &str) -> Option<Self> {
        if let Some(custom) = name.strip_prefix(CUSTOM) {
            return (!custom.is_empty()).then(|| Self::Custom(custom.into()));
        }
        Self::STANDARD
            .iter()
            .find(|field| field.fixed_name() == name)
            .cloned()
    }

    pub(crate) fn fixed_name(&self) -> &'static str {
        match self {
            Self::CompanyTaxId => "company_tax_id",
            Self::EmployeeId => "employee_id",
            Self::FullName => "full_name",
            Self::Email => "email",
            Self::NationalId => "national_id",
            Self::Department => "department",
            Self::CostCenter => "cost_center",
            Self::OfficeZipCode => "office_zip_code",
            Self::PayrollId => "payroll_id",
            Self::MobileNumber => "mobile_number",
            Self::DiscountSubsetId => "discount_subset_id",
            Self::EligibleToPayroll => "eligible_to_payroll",
            Self::Custom(_) => "custom_fields",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Custom(name) => write!(f, "{CUSTOM}{name}"),
            _ => f.write_str(self.fixed_name()),
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name)
            .ok_or_else(|| serde::de::Error::custom(format!("{name} is no field of a person")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for field in Field::STANDARD
            .iter()
            .chain([&Field::Custom("site".into())])
        {
            assert_eq!(Field::named(&field.name()).as_ref(), Some(field));
        }
        assert_eq!(Field::named("custom_fields."), None);
        assert_eq!(Field::named("salary"), None);
    }
}
