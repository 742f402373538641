//! The four fields that are unique in a company, how each is compared, and what a valid one looks like.
//! It must never look at the roster.

use super::Change;
use crate::config::IdentifierKind;
use crate::person::{Person, letters_and_digits};

/// A field by which a person can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum KeyField {
    Email,
    NationalId,
    EmployeeId,
    MobileNumber,
}

impl KeyField {
    pub(crate) const ALL: [Self; 4] = [
        Self::Email,
        Self::NationalId,
        Self::EmployeeId,
        Self::MobileNumber,
    ];

    /// The `field_name` of the error list.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::NationalId => "NATIONAL_ID",
            Self::EmployeeId => "EMPLOYEE_ID",
            Self::MobileNumber => "MOBILE_NUMBER",
        }
    }

    /// What was sent; blank counts as not sent.
    pub(crate) fn sent(self, change: &Change) -> Option<&str> {
        let value = match self {
            Self::Email => &change.email,
            Self::NationalId => &change.national_id,
            Self::EmployeeId => &change.employee_id,
            Self::MobileNumber => &change.mobile_number,
        };
        value.as_deref().filter(|text| !text.trim().is_empty())
    }

    pub(crate) fn of(self, person: &Person) -> &str {
        match self {
            Self::Email => &person.email,
            Self::NationalId => &person.national_id,
            Self::EmployeeId => &person.employee_id,
            Self::MobileNumber => &person.mobile_number,
        }
    }

    /// The form in which two values are the same.
    pub(crate) fn comparable(self, text: &str) -> String {
        match self {
            Self::Email => text.trim().to_lowercase(),
            Self::NationalId => letters_and_digits(text),
            Self::EmployeeId => text.trim().to_owned(),
            Self::MobileNumber => text.chars().filter(char::is_ascii_digit).collect(),
        }
    }

    /// What is wrong with a value by itself. An employee id has no format.
    pub(crate) fn flaw(self, text: &str) -> Option<&'static str> {
        match self {
            Self::Email if !is_email(text.trim()) => Some("WRONG_FORMAT"),
            Self::Email if is_unreachable(text.trim()) => Some("DOMAIN_UNREACHABLE"),
            Self::NationalId if !is_national_id(text) => Some("WRONG_FORMAT"),
            Self::MobileNumber if !is_mobile_number(text) => Some("WRONG_FORMAT"),
            _ => None,
        }
    }
}

/// The fields that must be sent; the first one finds the person.
pub(crate) fn required(kind: IdentifierKind) -> &'static [KeyField] {
    match kind {
        IdentifierKind::Email => &[KeyField::Email],
        IdentifierKind::EmployeeId => &[KeyField::EmployeeId],
        IdentifierKind::NationalId => &[KeyField::NationalId],
        IdentifierKind::EmployeeIdAndNationalId => &[KeyField::EmployeeId, KeyField::NationalId],
        IdentifierKind::MobileNumber => &[KeyField::MobileNumber],
    }
}

/// The key field that finds the person.
pub(crate) fn lookup(kind: IdentifierKind) -> KeyField {
    required(kind)[0]
}

/// `name@example.com`, in ASCII, with a dot in the domain.
fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_graphic() && !"@,;:\"()<>[]\\".contains(c);
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    !name.is_empty()
        && name.chars().all(plain)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && domain.contains('.')
        && domain.split('.').all(label)
}

/// Domains under `.invalid` never resolve (RFC 2606); nothing is ever looked up.
fn is_unreachable(email: &str) -> bool {
    email.to_ascii_lowercase().ends_with(".invalid")
}

/// 5 to 20 letters and digits, separated as people write them.
fn is_national_id(text: &str) -> bool {
    let significant = letters_and_digits(text).chars().count();
    let allowed = |c: char| c.is_ascii_alphanumeric() || " .-/".contains(c);
    (5..=20).contains(&significant) && text.chars().all(allowed)
}

/// + and country code, 8 to 15 digits, separated as people write them.
fn is_mobile_number(text: &str) -> bool {
    let Some(rest) = text.trim().strip_prefix('+') else {
        return false;
    };
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let allowed = |c: char| c.is_ascii_digit() || " -().".contains(c);
    (8..=15).contains(&digits) && rest.chars().all(allowed)
}

/// Discount groups are numbered.
pub(crate) fn is_discount_subset(text: &str) -> bool {
    text.is_empty() || text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        for good in ["a@b.example", "ana.luz+x@mail.b.example"] {
            assert_eq!(KeyField::Email.flaw(good), None, "{good}");
        }
        for bad in [
            "a@b",
            "a.b.example",
            "a@@b.example",
            "a b@c.example",
            "a@b..c",
        ] {
            assert_eq!(KeyField::Email.flaw(bad), Some("WRONG_FORMAT"), "{bad}");
        }
        let unreachable = KeyField::Email.flaw("a@nowhere.invalid");
        assert_eq!(unreachable, Some("DOMAIN_UNREACHABLE"));
        assert_eq!(KeyField::NationalId.flaw("123.456.789-09"), None);
        assert_eq!(KeyField::NationalId.flaw("#N/A"), Some("WRONG_FORMAT"));
        assert_eq!(KeyField::MobileNumber.flaw("+55 (11) 98811-0020"), None);
        for bad in ["11988110020", "+1.23E+11", "+55"] {
            assert_eq!(KeyField::MobileNumber.flaw(bad), Some("WRONG_FORMAT"));
        }
        assert_eq!(KeyField::EmployeeId.flaw("any/thing"), None);
        assert!(is_discount_subset("12") && !is_discount_subset("gold"));
    }

    #[test]
    fn values_are_compared_as_wellhub_compares_them() {
        let email = KeyField::Email.comparable(" Ana@B.example ");
        assert_eq!(email, "ana@b.example");
        assert_eq!(KeyField::NationalId.comparable("123.456-7x"), "1234567X");
        assert_ne!(KeyField::EmployeeId.comparable("0042"), "42");
    }
}
