//! One cell as the text of one field: trimmed, unwrapped, its digits whole. What cannot be trusted is named and not
//! guessed at. Nothing here knows other rows.

use std::borrow::Cow;

use crate::employee::{Field, Text, squeeze};
use crate::finding::FindingCode;
use crate::sheet::{Cell, Digits, FileFormat, Kind, Page, digits, is_error_text, is_mojibake};

/// Where a value comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Origin {
    /// A text, which keeps its zeros.
    #[default]
    Text,
    /// Digits in a text file: a spreadsheet that wrote it may have dropped zeros.
    Digits,
    /// A number cell, which cannot hold leading zeros.
    Number,
}

/// What a cell says about a field.
#[derive(Debug, Default)]
pub(super) struct Value {
    /// The text; `None` where nothing can be read. Empty for a blank cell.
    pub(super) text: Option<Text>,
    /// Where it comes from, which tells whether leading zeros may be lost.
    pub(super) origin: Origin,
    /// What is wrong with it, or was mended.
    pub(super) faults: Vec<FindingCode>,
}

impl Value {
    fn refused(code: FindingCode) -> Self {
        Self {
            faults: vec![code],
            ..Self::default()
        }
    }

    /// The value of a column whose long numbers were cut: one that was cannot be repaired.
    pub(super) fn unless_cut(self) -> Self {
        let cut = |text: &Text| is_cut(text) && text.bytes().all(|b| b.is_ascii_digit());
        if self.text.as_ref().is_some_and(cut) {
            Self::refused(FindingCode::DigitsLost)
        } else {
            self
        }
    }

    fn plain(text: impl Into<Text>) -> Self {
        Self {
            text: Some(text.into()),
            ..Self::default()
        }
    }
}

/// Whether a field's texts are identifiers: compared character by character, and never dates.
pub(crate) fn is_identifier(field: &Field) -> bool {
    !matches!(
        field,
        Field::FullName | Field::Department | Field::EligibleToPayroll | Field::Custom(_)
    )
}

/// Whether a field's texts are made of digits, so that a spreadsheet may take them for numbers.
pub(super) fn loses_zeros(field: &Field) -> bool {
    matches!(
        field,
        Field::EmployeeId
            | Field::NationalId
            | Field::PayrollId
            | Field::OfficeZipCode
            | Field::CostCenter
    )
}

/// Reads a cell for a field.
pub(super) fn read(page: Page<'_>, cell: &Cell, field: &Field) -> Value {
    let raw = page.raw(cell);
    match cell.kind {
        Kind::Blank => Value::plain(""),
        Kind::Text if page.workbook.format == FileFormat::Csv => digits_or_text(raw, field),
        Kind::Text => text(raw, field),
        Kind::Number => number(page, cell, raw),
        Kind::Bool => Value::plain(if raw == "1" { "TRUE" } else { "FALSE" }),
        Kind::Date if is_identifier(field) => Value::refused(FindingCode::DateInIdentifier),
        Kind::Date => Value::plain(page.shown(cell).as_ref()),
        Kind::Error => Value::refused(FindingCode::ErrorCell),
        Kind::FormulaWithoutValue => Value::refused(FindingCode::FormulaWithoutValue),
    }
}

fn number(page: Page<'_>, cell: &Cell, raw: &str) -> Value {
    match digits(raw) {
        Digits::Whole(whole) => match page.masked(cell, &whole) {
            Some(masked) => Value::plain(masked),
            None => Value {
                text: Some(whole.as_ref().into()),
                origin: Origin::Number,
                faults: Vec::new(),
            },
        },
        Digits::Fraction(text) => Value::plain(text),
        Digits::Lost => Value::refused(FindingCode::DigitsLost),
        Digits::Not => Value::plain(raw.trim()),
    }
}

/// So many digits a spreadsheet keeps of a number.
pub(super) const MOST_EXACT_DIGITS: usize = 15;

/// Whether a number has nothing but zeros past the digits that a spreadsheet keeps.
pub(super) fn is_cut(digits: &str) -> bool {
    digits
        .get(MOST_EXACT_DIGITS..)
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b == b'0'))
}

/// Text files do not tell numbers from text: what is all digits may have been a number. Nor do they tell dates: `1-mar`
/// in an identifier was `MAR1` before a spreadsheet took it for one.
fn digits_or_text(raw: &str, field: &Field) -> Value {
    if is_identifier(field) && *field != Field::Email && is_date(raw.trim()) {
        return Value::refused(FindingCode::DateInIdentifier);
    }
    let mut value = text(raw, field);
    let all_digits = |text: &Text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if value.faults.is_empty() && value.text.as_ref().is_some_and(all_digits) {
        value.origin = Origin::Digits;
    }
    value
}

/// Reads text, from a cell or typed by a person.
pub(super) fn text(raw: &str, field: &Field) -> Value {
    let mut faults = Vec::new();
    let mut text = raw.trim();
    if is_error_text(text) {
        return Value::refused(FindingCode::ErrorCell);
    }
    let identifier = is_identifier(field);
    if let Some(inside) = unwrapped(text, identifier) {
        faults.push(FindingCode::WrapperRemoved);
        text = inside;
    }
    if identifier && is_exponent(text) {
        return Value::refused(FindingCode::ExponentText);
    }
    let clean = squeeze(text);
    let changed = matches!(clean, Cow::Owned(_));
    if changed && holds_odd_characters(raw) {
        faults.push(FindingCode::InvisibleCharacters);
    }
    if !raw.is_ascii() && is_mojibake(raw) {
        faults.push(FindingCode::Mojibake);
    }
    let text: Text = if changed {
        cleaned(text, Some(field)).as_ref().into()
    } else {
        clean.as_ref().into()
    };
    Value {
        text: Some(text),
        origin: Origin::Text,
        faults,
    }
}

/// A text without white and invisible characters at its ends. Names keep what stands between their letters; keys and
/// identifiers are cleaned throughout.
pub(crate) fn cleaned<'a>(text: &'a str, field: Option<&Field>) -> Cow<'a, str> {
    match field {
        Some(field) if is_identifier(field) => squeeze(text),
        _ => Cow::Borrowed(trimmed(text)),
    }
}

/// What is inside of `="00123"`, or behind an apostrophe that marks text.
fn unwrapped(text: &str, identifier: bool) -> Option<&str> {
    if let Some(inside) = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return Some(inside.trim());
    }
    let behind = text.strip_prefix('\'').filter(|_| identifier)?;
    (!behind.is_empty() && !behind.contains('\'')).then_some(behind)
}

/// Text such as `1.23E+11` or `1,23E+11`: a number that was shown and no longer has its digits.
fn is_exponent(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole_and_rest = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    exponent.strip_prefix('+').is_some_and(digits)
        && whole_and_rest.0.len() == 1
        && digits(whole_and_rest.0)
        && digits(whole_and_rest.1)
}

/// Whether a text is a date as spreadsheets write them: a day or a year with the short name of a month, or day, month and
/// year of four digits.
fn is_date(text: &str) -> bool {
    const LONGEST: usize = 12;
    if !text.contains(['-', '/']) {
        return false;
    }
    if !(4..=LONGEST).contains(&text.chars().count()) {
        return false;
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() <= 4);
    let day = |part: &str| part.len() <= 2 && number(part).is_some_and(|n| (1..=31).contains(&n));
    let year =
        |part: &str| part.len() == 4 && number(part).is_some_and(|n| (1900..2100).contains(&n));
    let month = |part: &str| part.len() <= 2 && number(part).is_some_and(|n| (1..=12).contains(&n));
    let short_year = |part: &str| part.len() == 2 && number(part).is_some();
    match parts.as_slice() {
        [one, other] => {
            (day(one) && is_month(other))
                || (is_month(one) && (day(other) || short_year(other) || year(other)))
        }
        [one, two, three] => {
            let named = day(one) && is_month(two) && (short_year(three) || year(three));
            let last = day(one) && day(two) && (month(one) || month(two)) && year(three);
            named || last || (year(one) && month(two) && day(three))
        }
        _ => false,
    }
}

/// The short names that spreadsheets give months in English, Portuguese, Spanish, German, French and Italian.
fn is_month(text: &str) -> bool {
    const MONTHS: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fev",
        "abr", "mai", "ago", "set", "out", "dez", "ene", "sept", "dic", "märz", "mrz", "okt",
        "janv", "févr", "mars", "avr", "juin", "juil", "août", "déc", "gen", "mag", "giu", "lug",
        "ott",
    ];
    // In capitals it is somebody's code: no spreadsheet shouts its months.
    let shouted = text.chars().all(|c| c.is_uppercase() || c == '.');
    let name = text.trim_end_matches('.').to_lowercase();
    !shouted && MONTHS.contains(&name.as_str())
}

/// Characters that nobody sees, or that look like others; plain spaces are none of them.
fn holds_odd_characters(text: &str) -> bool {
    text.chars().any(|c| {
        let odd_space = c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r');
        odd_space
            || (c.is_control() && !c.is_whitespace())
            || matches!(
                c,
                '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ff01}'..='\u{ff5e}'
            )
    })
}

/// The text without white and invisible characters at its ends.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || squeeze(c.encode_utf8(&mut [0; 4])).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(raw: &str, field: &Field) -> (Option<String>, Vec<FindingCode>) {
        let value = text(raw, field);
        (value.text.map(|text| text.to_string()), value.faults)
    }

    #[test]
    fn wrappers_are_taken_off_identifiers() {
        let id = Field::EmployeeId;
        let mended = vec![FindingCode::WrapperRemoved];
        assert_eq!(
            read_text("=\"00123\"", &id),
            (Some("00123".into()), mended.clone())
        );
        assert_eq!(read_text("'00123", &id), (Some("00123".into()), mended));
        assert_eq!(read_text("'s Gravenhage", &Field::Department).1, vec![]);
    }

    #[test]
    fn exponents_are_refused_where_digits_matter() {
        for raw in ["1.23E+11", "1,23e+11", "5E+10"] {
            assert_eq!(
                read_text(raw, &Field::EmployeeId),
                (None, vec![FindingCode::ExponentText])
            );
        }
        for raw in ["1E5", "E+5", "12.3E+4x", "AB.1E+4"] {
            assert_eq!(read_text(raw, &Field::EmployeeId).0.as_deref(), Some(raw));
        }
    }

    #[test]
    fn invisible_characters_leave_identifiers_and_stay_inside_names() {
        let invisible = vec![FindingCode::InvisibleCharacters];
        assert_eq!(
            read_text("\u{200b}００48\u{a0}", &Field::EmployeeId),
            (Some("0048".into()), invisible.clone())
        );
        assert_eq!(
            read_text("\u{200b} Ana\u{a0}Maria\u{feff}", &Field::FullName),
            (Some("Ana\u{a0}Maria".into()), invisible)
        );
        assert_eq!(
            read_text("  Ana  Maria ", &Field::FullName),
            (Some("Ana  Maria".into()), vec![])
        );
    }

    #[test]
    fn error_words_are_no_text() {
        for raw in ["#N/A", "#N/D", "#NV", "#ZAHL!", "#REF!", " #DIV/0! "] {
            assert_eq!(
                read_text(raw, &Field::Department),
                (None, vec![FindingCode::ErrorCell])
            );
        }
        assert_eq!(
            read_text("#1 team", &Field::Department).0.as_deref(),
            Some("#1 team")
        );
    }

    #[test]
    fn dates_in_text_files_are_no_identifiers() {
        let read = |raw: &str, field: &Field| digits_or_text(raw, field).faults;
        for raw in [
            "1-Mar",
            "mar/01",
            "01/mar",
            "2026-03-01",
            "01/03/2026",
            "3/15/2026",
            "1-mar-26",
            "dez-25",
            "1. Mrz",
        ] {
            let expected = if raw.contains(' ') {
                vec![]
            } else {
                vec![FindingCode::DateInIdentifier]
            };
            assert_eq!(read(raw, &Field::EmployeeId), expected, "{raw}");
        }
        for raw in [
            "MAR1",
            "MAR-01",
            "1-2",
            "12-34",
            "SP-01",
            "MAR-A",
            "2026-13-01",
            "11/22/3333",
            "01310-100",
            "12.345.678-9",
        ] {
            assert_eq!(read(raw, &Field::EmployeeId), vec![], "{raw}");
        }
        assert_eq!(read("1-Mar", &Field::Department), vec![]);
    }

    #[test]
    fn mojibake_is_pointed_out() {
        assert_eq!(
            read_text("JoÃ£o", &Field::FullName).1,
            vec![FindingCode::Mojibake]
        );
        assert_eq!(read_text("João ÃÁ", &Field::FullName).1, vec![]);
    }
}
