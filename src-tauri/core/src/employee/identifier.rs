//! The eligibility identifier: which field is the key by which Wellhub finds a person (contract §1).
//! It is fixed by contract, one per connection, and never changes for a person.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Employee, Field, Text, meaning};

/// The configuration agreed in the company's contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Identifier {
    /// By e-mail address.
    Email,
    /// By employee id.
    EmployeeId,
    /// By national id.
    NationalId,
    /// By employee id, with the national id required and unique too, but changeable.
    EmployeeIdAndNationalId,
    /// By mobile number.
    MobileNumber,
}

/// What a person is found by within their company: the meaning of the key field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub Text);

impl Identifier {
    /// All five.
    pub const ALL: [Self; 5] = [
        Self::Email,
        Self::EmployeeId,
        Self::NationalId,
        Self::EmployeeIdAndNationalId,
        Self::MobileNumber,
    ];

    /// The field that is the key. In the combined form that is the employee id alone (contract §1).
    pub fn key_field(self) -> Field {
        match self {
            Self::Email => Field::Email,
            Self::EmployeeId | Self::EmployeeIdAndNationalId => Field::EmployeeId,
            Self::NationalId => Field::NationalId,
            Self::MobileNumber => Field::MobileNumber,
        }
    }

    /// The fields that each item must carry.
    pub fn required_fields(self) -> &'static [Field] {
        match self {
            Self::Email => &[Field::Email],
            Self::EmployeeId => &[Field::EmployeeId],
            Self::NationalId => &[Field::NationalId],
            Self::EmployeeIdAndNationalId => &[Field::EmployeeId, Field::NationalId],
            Self::MobileNumber => &[Field::MobileNumber],
        }
    }

    /// The key of a person; `None` where the key field is empty.
    pub fn key(self, person: &Employee) -> Option<Key> {
        let meaning = self.meaning(person.get(&self.key_field())?);
        (!meaning.is_empty()).then_some(Key(meaning))
    }

    /// What of a text counts when it is the key.
    pub fn meaning(self, text: &str) -> Text {
        meaning::meaning_of(&self.key_field(), text).as_ref().into()
    }
}

impl std::str::FromStr for Identifier {
    type Err = UnknownIdentifier;

    /// Reads the command line's spelling: `email`, `employee-id`, `national-id`, `employee-id+national-id`, `mobile-number`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "email" => Ok(Self::Email),
            "employee-id" => Ok(Self::EmployeeId),
            "national-id" => Ok(Self::NationalId),
            "employee-id+national-id" => Ok(Self::EmployeeIdAndNationalId),
            "mobile-number" => Ok(Self::MobileNumber),
            _ => Err(UnknownIdentifier(text.to_owned())),
        }
    }
}

/// A spelling that is no eligibility identifier.
#[derive(Debug, thiserror::Error)]
#[error(
    "{0:?} is no eligibility identifier; it is one of email, employee-id, national-id, employee-id+national-id, mobile-number"
)]
pub struct UnknownIdentifier(pub String);
