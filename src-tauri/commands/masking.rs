//! National ids are masked before they reach the window (safety, "Secrets and people's data"): the last four signs stay,
//! so that two people can be told apart.

use rollcall_core::employee::{Field, Identifier};
use rollcall_core::sheet::is_cpf;

/// How many letters or digits stay.
const STAY: usize = 4;

/// The text with its letters and digits masked but for the last four; all of a shorter one.
pub(super) fn mask(text: &str) -> String {
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

/// Whether a field's values are masked.
pub(super) fn is_masked(field: &Field) -> bool {
    *field == Field::NationalId
}

/// A value of a field as the window may show it.
pub(super) fn shown(field: &Field, text: &str) -> String {
    if is_masked(field) {
        mask(text)
    } else {
        text.to_owned()
    }
}

/// A cell of a column that was given `field`, or none: what has a CPF's check digits is masked wherever it stands.
pub(super) fn shown_cell(field: Option<&Field>, text: &str) -> String {
    if field.is_some_and(is_masked) || (field.is_none() && is_cpf(text)) {
        mask(text)
    } else {
        text.to_owned()
    }
}

/// A key as the window may show it.
pub(super) fn shown_key(identifier: Identifier, key: &str) -> String {
    shown(&identifier.key_field(), key)
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
    fn a_cpf_is_masked_in_a_column_that_is_not_sent_too() {
        assert_eq!(shown_cell(None, "529.982.247-25"), "•••.•••.•47-25");
        assert_eq!(shown_cell(None, "Vendas"), "Vendas");
        assert_eq!(shown_cell(Some(&Field::EmployeeId), "004871"), "004871");
    }
}
