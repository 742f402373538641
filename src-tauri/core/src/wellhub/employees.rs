//! A row of the employee lists (contract §1, Employee). The lists give neither the company nor custom fields.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::employee::{Employee, TaxId, Text};
use crate::roster::RemotePerson;

use super::loose::Loose;
use super::{BadAnswer, WellhubError};

/// Somebody as a list gives them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Raw")]
pub struct WireEmployee {
    /// Wellhub's id of the record.
    pub id: Text,
    /// When the person was removed, as written; `None` for those on the roster.
    pub deleted_at: Option<Text>,
    invitation_status: Option<Text>,
    updated_at: Option<Text>,
    record: Employee,
}

impl WireEmployee {
    /// The person, as one of that company.
    pub fn into_person(self, company: &TaxId) -> Result<RemotePerson, WellhubError> {
        let deleted_at = self.deleted_at.as_deref().map(read_time).transpose()?;
        let mut employee = self.record;
        employee.company_tax_id = company.clone();
        Ok(RemotePerson {
            id: self.id,
            employee,
            invitation_status: self.invitation_status,
            updated_at: self.updated_at,
            deleted_at,
        })
    }
}

/// Reads a time; one without a zone is UTC.
fn read_time(text: &str) -> Result<Timestamp, WellhubError> {
    let utc = |time: DateTime| time.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp());
    text.parse::<Timestamp>()
        .or_else(|_| text.parse::<DateTime>().and_then(utc))
        .or_else(|_| {
            text.parse::<Date>()
                .and_then(|date| utc(date.at(0, 0, 0, 0)))
        })
        .map_err(|_| WellhubError::BadAnswer(BadAnswer::Time(text.to_owned())))
}

#[derive(Deserialize)]
struct Raw {
    id: IdText,
    #[serde(default)]
    full_name: Loose,
    #[serde(default)]
    email: Loose,
    #[serde(default)]
    employee_id: Loose,
    #[serde(default)]
    national_id: Loose,
    #[serde(default)]
    invitation_status: Loose,
    #[serde(default)]
    mobile_number: Loose,
    #[serde(default)]
    cost_center: Loose,
    #[serde(default)]
    department: Loose,
    #[serde(default)]
    office_zip_code: Loose,
    #[serde(default)]
    payroll_id: Loose,
    #[serde(default)]
    discount_subset_id: Loose,
    #[serde(default)]
    eligible_to_payroll: Loose,
    #[serde(default)]
    deleted_at: Loose,
    #[serde(default)]
    updated_at: Loose,
}

/// An id is never null: without one, two people could not be told apart.
struct IdText(Text);

impl<'de> Deserialize<'de> for IdText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Loose::deserialize(deserializer)?.0 {
            Some(text) if !text.is_empty() => Ok(Self(text)),
            _ => Err(serde::de::Error::custom("a person without an id")),
        }
    }
}

impl From<Raw> for WireEmployee {
    fn from(raw: Raw) -> Self {
        let mut record = Employee::of(TaxId::from(""));
        record.full_name = raw.full_name.0;
        record.email = raw.email.0.map(Into::into);
        record.employee_id = raw.employee_id.0.map(Into::into);
        record.national_id = raw.national_id.0.map(Into::into);
        record.mobile_number = raw.mobile_number.0.map(Into::into);
        record.cost_center = raw.cost_center.0;
        record.department = raw.department.0;
        record.office_zip_code = raw.office_zip_code.0;
        record.payroll_id = raw.payroll_id.0;
        record.discount_subset_id = raw.discount_subset_id.0;
        record.eligible_to_payroll = raw.eligible_to_payroll.truth();
        Self {
            id: raw.id.0,
            deleted_at: raw.deleted_at.0.filter(|text| !text.is_empty()),
            invitation_status: raw.invitation_status.0,
            updated_at: raw.updated_at.0,
            record,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_a_person_of_the_company() {
        let row: WireEmployee = serde_json::from_str(
            r#"{"id":9,"full_name":"Ana","email":null,"employee_id":"0042","eligible_to_payroll":true,"deleted_at":"2026-01-20 11:00:00","new_field":{"a":[1]}}"#,
        )
        .expect("a row");
        let person = row.into_person(&TaxId::from("1")).expect("a person");
        assert_eq!(person.id, "9");
        assert_eq!(person.employee.company_tax_id.as_str(), "1");
        assert_eq!(person.employee.email, None);
        assert_eq!(person.employee.eligible_to_payroll, Some(true));
        let deleted = "2026-01-20T11:00:00Z".parse().expect("a time");
        assert_eq!(person.deleted_at, Some(deleted));
    }

    #[test]
    fn a_row_without_an_id_or_with_an_odd_time_is_no_answer() {
        assert!(serde_json::from_str::<WireEmployee>(r#"{"full_name":"Ana"}"#).is_err());
        assert!(serde_json::from_str::<WireEmployee>(r#"{"id":null}"#).is_err());
        let row: WireEmployee =
            serde_json::from_str(r#"{"id":"1","deleted_at":"yesterday"}"#).expect("a row");
        assert!(matches!(
            row.into_person(&TaxId::from("1")),
            Err(WellhubError::BadAnswer(BadAnswer::Time(_)))
        ));
    }
}
