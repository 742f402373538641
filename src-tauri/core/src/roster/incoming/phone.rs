//! Phone numbers in E.164 form (contract §1). A number without a country code needs the country that a person chose or
//! that the company's other data show; without one it is not guessed.

use std::borrow::Cow;

use phonenumber::country;

use crate::employee::Text;
use crate::roster::{Company, RemoteRoster};
use crate::sheet::is_cnpj;

/// Calling codes by which a roster's numbers show their country; longer codes before their prefixes.
const CALLING_CODES: &[(&str, &str)] = &[
    ("+351", "PT"),
    ("+593", "EC"),
    ("+595", "PY"),
    ("+598", "UY"),
    ("+55", "BR"),
    ("+34", "ES"),
    ("+52", "MX"),
    ("+54", "AR"),
    ("+56", "CL"),
    ("+57", "CO"),
    ("+51", "PE"),
    ("+49", "DE"),
    ("+33", "FR"),
    ("+39", "IT"),
    ("+44", "GB"),
    ("+1", "US"),
];

/// The country that the companies' tax ids or most of the roster's numbers show, as two letters.
pub fn country_of(companies: &[Company], remote: Option<&RemoteRoster>) -> Option<&'static str> {
    let brazilian = |company: &Company| is_cnpj(company.tax_id.as_str());
    if !companies.is_empty() && companies.iter().all(brazilian) {
        return Some("BR");
    }
    let people = remote.into_iter().flat_map(|roster| &roster.people);
    let numbers = people.filter_map(|person| person.employee.mobile_number.as_ref());
    let numbers: Vec<&str> = numbers.map(crate::employee::MobileNumber::as_str).collect();
    let share = |code: &str| {
        numbers
            .iter()
            .filter(|number| number.starts_with(code))
            .count()
    };
    CALLING_CODES
        .iter()
        .find(|(code, _)| share(code) * 10 > numbers.len() * 8)
        .map(|(_, country)| *country)
}

/// Whether two letters are a country that has phone numbers.
pub fn is_country(code: &str) -> bool {
    code.len() == 2 && code.to_ascii_uppercase().parse::<country::Id>().is_ok()
}

/// How numbers without a country code are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialing {
    country: Option<country::Id>,
}

impl Dialing {
    /// The country as two letters; an unknown one is none.
    pub(super) fn of(country: Option<&str>) -> Self {
        Self {
            country: country.and_then(|country| country.trim().to_ascii_uppercase().parse().ok()),
        }
    }

    /// The number in E.164 form; `None` for what cannot be one.
    pub(super) fn e164(self, text: &str) -> Option<Text> {
        let (plus, digits) = match bare(text) {
            Some((plus, digits)) => (plus, Cow::Borrowed(digits)),
            None => gathered(text)?,
        };
        if plus {
            return international(&digits);
        }
        if let Some(behind) = digits.strip_prefix("00") {
            return international(behind);
        }
        let country = self.country?;
        quick(country, &digits).or_else(|| thorough(country, &digits))
    }
}

/// Whether a text begins with a plus, and its digits, where it holds nothing else.
fn bare(text: &str) -> Option<(bool, &str)> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let plus = digits.len() < text.len();
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then_some((plus, digits))
}

/// The same of a number as people write it, in groups; `None` for what is no number.
fn gathered(text: &str) -> Option<(bool, Cow<'static, str>)> {
    let mut digits = String::with_capacity(text.len());
    let mut plus = false;
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() && !plus => plus = true,
            ' ' | '-' | '(' | ')' | '.' | '/' | '\u{2010}'..='\u{2015}' => {}
            _ => return None,
        }
    }
    Some((plus, Cow::Owned(digits)))
}

fn international(digits: &str) -> Option<Text> {
    let fits = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    fits.then(|| joined("+", digits))
}

fn joined(prefix: &str, digits: &str) -> Text {
    let mut number = Text::from(prefix);
    number.push_str(digits);
    number
}

/// The usual shapes of a few countries. The library takes many microseconds for each number, which a list of a hundred
/// thousand people would feel.
fn quick(country: country::Id, digits: &str) -> Option<Text> {
    let bytes = digits.as_bytes();
    let area = |at: usize| bytes[at] != b'0' && bytes[at + 1] != b'0';
    match (country, bytes.len()) {
        (country::Id::BR, 11) if area(0) && bytes[2] == b'9' => Some(joined("+55", digits)),
        (country::Id::BR, 13) if digits.starts_with("55") && area(2) && bytes[4] == b'9' => {
            Some(joined("+", digits))
        }
        (country::Id::ES, 9) if matches!(bytes[0], b'6' | b'7') => Some(joined("+34", digits)),
        (country::Id::PT, 9) if digits.starts_with('9') => Some(joined("+351", digits)),
        _ => None,
    }
}

fn thorough(country: country::Id, digits: &str) -> Option<Text> {
    // Longer texts are no number, and the library's time grows with them.
    if digits.len() > 20 {
        return None;
    }
    let number = phonenumber::parse(Some(country), digits).ok()?;
    let text = number.format().mode(phonenumber::Mode::E164).to_string();
    number.is_valid().then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn e164(country: Option<&str>, text: &str) -> Option<String> {
        Dialing::of(country).e164(text).map(Into::into)
    }

    #[test]
    fn numbers_become_e164() {
        for (country, text, expected) in [
            (None, "+55 (11) 98811-0020", Some("+5511988110020")),
            (None, "0055 11 98811 0020", Some("+5511988110020")),
            (Some("BR"), "(11) 98811-0020", Some("+5511988110020")),
            (Some("br"), "5511988110020", Some("+5511988110020")),
            (Some("BR"), "1133445566", Some("+551133445566")),
            (Some("ES"), "612 345 678", Some("+34612345678")),
            (Some("DE"), "0151 23456789", Some("+4915123456789")),
            (None, "11988110020", None),
            (Some("BR"), "12345", None),
            (Some("BR"), "ana", None),
            (None, "+12", None),
            (Some("XX"), "11988110020", None),
        ] {
            assert_eq!(e164(country, text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_brazilian_company_dials_from_brazil() {
        let company = |tax_id: &str| Company {
            tax_id: tax_id.into(),
            name: Text::default(),
        };
        assert_eq!(
            country_of(&[company("11.222.333/0001-81")], None),
            Some("BR")
        );
        assert_eq!(country_of(&[company("B12345678")], None), None);
    }

    proptest! {
        #[test]
        fn bare_digits_are_those_that_are_gathered(text in "\\PC{0,20}|[+]{0,2}[0-9 +٣３]{0,20}|[+]?[0-9]{0,20}") {
            if let Some((plus, digits)) = bare(&text) {
                prop_assert_eq!(gathered(&text), Some((plus, Cow::Owned(digits.to_owned()))));
            }
        }
    }
}
