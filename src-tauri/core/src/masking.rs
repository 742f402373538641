//! What of a person's values a screen may show: national ids but for their end, and nothing but initials while the screen
//! is shared (safety, "Secrets and people's data"). Files that a person exports never go through here.

use crate::employee::{Field, Identifier};
use crate::sheet::is_cpf;

/// How many letters or digits of a national id stay, so that two people can be told apart.
const STAY: usize = 4;
/// What stands for a value that is hidden whole; always as long, since a length tells something too.
const VEIL: &str = "•••";

/// How far values are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mask {
    /// National ids but for their end.
    #[default]
    Usual,
    /// Everything: a person asked to see it, which the audit trail tells.
    Open,
}

impl Mask {
    /// A value of a field.
    pub fn shown(self, field: &Field, text: &str) -> String {
        if self == Self::Usual && is_masked(field) {
            mask(text)
        } else {
            text.to_owned()
        }
    }

    /// A key.
    pub fn shown_key(self, identifier: Identifier, key: &str) -> String {
        self.shown(&identifier.key_field(), key)
    }
}

/// Whether a field's values are masked unless somebody asks to see them.
pub fn is_masked(field: &Field) -> bool {
    *field == Field::NationalId
}

/// A value of a field, as it is usually shown.
pub fn shown(field: &Field, text: &str) -> String {
    Mask::Usual.shown(field, text)
}

/// A key, as it is usually shown.
pub fn shown_key(identifier: Identifier, key: &str) -> String {
    Mask::Usual.shown_key(identifier, key)
}

/// A cell of a column that was given `field`, or none: what has a CPF's check digits is masked wherever it stands.
pub fn shown_cell(field: Option<&Field>, text: &str) -> String {
    if field.is_some_and(is_masked) || (field.is_none() && is_cpf(text)) {
        mask(text)
    } else {
        text.to_owned()
    }
}

/// Whether a field's values are about the person. Departments and cost centres are the company's own parts, by which a
/// plan is looked through in company.
pub fn is_personal(field: &Field) -> bool {
    !matches!(field, Field::Department | Field::CostCenter)
}

/// A value while the screen is shared: nothing of it but that there is one.
pub fn veiled(text: &str) -> String {
    let said = !text.trim().is_empty();
    if said { VEIL } else { "" }.to_owned()
}

/// A name while the screen is shared: the first letters of its first and last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| {
        let letter = word.chars().find(|sign| sign.is_alphanumeric())?;
        Some(letter.to_uppercase().to_string())
    });
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) => format!("{first}. {last}."),
        (Some(only), None) => format!("{only}."),
        _ => veiled(name),
    }
}

/// The text with its letters and digits masked but for the last four; all of a shorter one.
fn mask(text: &str) -> String {
    let said = text.chars().filter(|sign| sign.is_alphanumeric()).count();
    let masked = if said > STAY { said - STAY } else { said };
    let mut seen = 0;
    text.chars()
        .map(|sign| {
            seen += usize::from(sign.is_alphanumeric());
            if sign.is_alphanumeric() && seen <= masked {
                '•'
            } else {
                sign
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_four_signs_stay_and_a_short_text_is_masked_whole() {
        assert_eq!(mask("529.982.247-25"), "•••.•••.•47-25");
        assert_eq!(mask("52998224725"), "•••••••4725");
        assert_eq!(mask("1234"), "••••");
        assert_eq!(mask(""), "");
    }

    #[test]
    fn what_is_asked_for_is_shown() {
        let id = Field::NationalId;
        assert_eq!(Mask::Usual.shown(&id, "52998224725"), "•••••••4725");
        assert_eq!(Mask::Open.shown(&id, "52998224725"), "52998224725");
        assert_eq!(Mask::Usual.shown(&Field::EmployeeId, "004871"), "004871");
    }

    #[test]
    fn a_cpf_is_masked_in_a_column_that_is_not_sent_too() {
        assert_eq!(shown_cell(None, "529.982.247-25"), "•••.•••.•47-25");
        assert_eq!(shown_cell(None, "Vendas"), "Vendas");
        assert_eq!(shown_cell(Some(&Field::EmployeeId), "004871"), "004871");
    }

    #[test]
    fn of_a_name_initials_stay_and_of_a_value_not_even_its_length() {
        assert_eq!(initials("Ana Beatriz da Costa"), "A. C.");
        assert_eq!(initials("  øyvind "), "Ø.");
        assert_eq!(initials("(ana) \u{202e}مريم"), "A. م.");
        assert_eq!(initials("—"), "•••");
        assert_eq!(initials(""), "");
        assert_eq!(veiled("ana@acme.example"), "•••");
        assert_eq!(veiled("7"), "•••");
        assert_eq!(veiled(" "), "");
    }
}
