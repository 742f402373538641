//! What formulas leave behind that found nothing: errors inside a text, formulas as text, and the words and zeros that
//! programs write for nothing. A cell that is an error and no more was withheld when the file was read.

use crate::employee::Field;
use crate::finding::FindingCode;
use crate::sheet::is_error_text;

/// What programs write for no value.
const NOTHING: [&str; 8] = [
    "null",
    "nan",
    "nil",
    "undefined",
    "#null",
    "(null)",
    "<na>",
    "[object object]",
];
/// The day zero of spreadsheets: a date that points to an empty cell.
const DAY_ZERO: [&str; 6] = [
    "1900-01-00",
    "1899-12-30",
    "00/01/1900",
    "1/0/1900",
    "30/12/1899",
    "12/30/1899",
];

/// Whether a text holds an error or is a formula, whatever stood there before.
pub(super) fn in_text(new: &str) -> Option<FindingCode> {
    if new.starts_with('=') && is_formula(&new[1..]) {
        return Some(FindingCode::FormulaWithoutValue);
    }
    if !new.contains('#') {
        return None;
    }
    let around = |c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '"' | '\'');
    let mut words = new.split_whitespace().map(|word| word.trim_matches(around));
    words.any(is_error_text).then_some(FindingCode::ErrorCell)
}

/// A call such as `PROCV(A2;B:C;2)`, or a cell such as `Plan1!B2`.
fn is_formula(text: &str) -> bool {
    let call = text.split_once('(').is_some_and(|(name, _)| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-'))
    });
    let reference = text.rsplit('!').next().unwrap_or(text).replace('$', "");
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_cell = (1..=3).contains(&letters)
        && reference.len() > letters
        && reference.bytes().skip(letters).all(|b| b.is_ascii_digit());
    call || is_cell
}

/// Whether a real value at Wellhub would give way to what stands for nothing.
pub(super) fn replaces(field: &Field, old: &str, new: &str) -> bool {
    let is_one =
        |words: &[&str], text: &str| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_one(&NOTHING, new) {
        return !is_one(&NOTHING, old);
    }
    // A lookup that meets an empty cell gives zero.
    let zero =
        matches!(new, "0" | "0.0" | "0,0") && matches!(field, Field::FullName | Field::Department);
    let zero_day = is_one(&DAY_ZERO, new) && old.bytes().filter(u8::is_ascii_digit).count() >= 4;
    (zero && old.chars().any(char::is_alphabetic)) || zero_day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_formulas_inside_a_text_are_seen() {
        for text in ["Vendas #N/A", "#REF! - SP", "CC (#DIV/0!)", "Ana #N/D Lima"] {
            assert_eq!(in_text(text), Some(FindingCode::ErrorCell), "{text}");
        }
        for text in [
            "=PROCV(A2;Plan2!A:B;2)",
            "=B2",
            "=Plan1!$B$2",
            "=CONCAT(A2)",
        ] {
            assert_eq!(
                in_text(text),
                Some(FindingCode::FormulaWithoutValue),
                "{text}"
            );
        }
        for text in ["Team #1", "N/A", "=)", "= igual", "R&D (#3)", "=ABCD"] {
            assert_eq!(in_text(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_in_place_of_a_value_is_seen() {
        for (field, old, new) in [
            (Field::Department, "Vendas", "0"),
            (Field::FullName, "Ana Lima", "NULL"),
            (Field::CostCenter, "CC-014", "nan"),
            (
                Field::Custom("admission".into()),
                "2021-03-01",
                "1899-12-30",
            ),
        ] {
            assert!(replaces(&field, old, new), "{old} {new}");
        }
        for (field, old, new) in [
            (Field::Department, "1", "0"),
            (Field::CostCenter, "CC-014", "0"),
            (Field::FullName, "Ana Lima", "Ana Null"),
            (Field::Department, "Vendas", "None of the above"),
            (Field::Custom("site".into()), "SP", "1899-12-30"),
        ] {
            assert!(!replaces(&field, old, new), "{old} {new}");
        }
    }
}
