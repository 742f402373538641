//! One cell as the text of one field: trimmed, unwrapped, its digits whole. What cannot be trusted is named and not
//! guessed at. Nothing here knows other rows.

use std::borrow::Cow;

mod date;
mod plain;
#[cfg(test)]
mod tests;

use date::is_date;
use plain::Plain;

use crate::employee::{Field, squeeze};
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
#[derive(Debug, Default, PartialEq)]
pub(super) struct Value<'a> {
    /// The text; `None` where nothing can be read. Empty for a blank cell.
    pub(super) text: Option<Cow<'a, str>>,
    /// Where it comes from, which tells whether leading zeros may be lost.
    pub(super) origin: Origin,
    /// What is wrong with it, or was mended.
    pub(super) faults: Vec<FindingCode>,
}

impl<'a> Value<'a> {
    fn refused(code: FindingCode) -> Self {
        Self {
            faults: vec![code],
            ..Self::default()
        }
    }

    /// The value of a column whose long numbers were cut: one that was cannot be repaired.
    pub(super) fn unless_cut(self) -> Self {
        let cut = |text: &Cow<'_, str>| is_cut(text) && text.bytes().all(|b| b.is_ascii_digit());
        if self.text.as_ref().is_some_and(cut) {
            Self::refused(FindingCode::DigitsLost)
        } else {
            self
        }
    }

    fn plain(text: impl Into<Cow<'a, str>>) -> Self {
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
pub(super) fn read<'a>(page: Page<'a>, cell: &Cell, field: &Field) -> Value<'a> {
    let raw = page.raw(cell);
    match cell.kind {
        Kind::Blank => Value::plain(""),
        Kind::Text if page.workbook.format == FileFormat::Csv => digits_or_text(raw, field),
        Kind::Text => text(raw, field),
        Kind::Number => number(page, cell, raw),
        Kind::Bool => Value::plain(if raw == "1" { "TRUE" } else { "FALSE" }),
        Kind::Date if is_identifier(field) => Value::refused(FindingCode::DateInIdentifier),
        Kind::Date => Value::plain(page.shown(cell)),
        Kind::Error => Value::refused(FindingCode::ErrorCell),
        Kind::FormulaWithoutValue => Value::refused(FindingCode::FormulaWithoutValue),
    }
}

fn number<'a>(page: Page<'a>, cell: &Cell, raw: &'a str) -> Value<'a> {
    match digits(raw) {
        Digits::Whole(whole) => match page.masked(cell, &whole) {
            Some(masked) => Value::plain(masked),
            None => Value {
                text: Some(whole),
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

/// The text of a cell whose value is exactly what it says, and where it comes from: nearly every cell, at little cost.
/// `None` leaves it to the thorough reading.
#[inline]
pub(super) fn quick<'a>(page: Page<'a>, cell: &Cell, field: &Field) -> Option<(&'a str, Origin)> {
    if cell.kind != Kind::Text {
        return None;
    }
    let text_file = page.workbook.format == FileFormat::Csv;
    quick_text(page.raw(cell), field, text_file)
}

#[inline]
fn quick_text<'a>(raw: &'a str, field: &Field, text_file: bool) -> Option<(&'a str, Origin)> {
    let plain = Plain::of(raw, is_identifier(field))?;
    if text_file && plain.may_be_date() && is_out_of_place(raw, field) {
        return None;
    }
    let origin = if text_file && plain.is_digits() {
        Origin::Digits
    } else {
        Origin::Text
    };
    Some((raw, origin))
}

/// Whether a text in a text file is a date where none can stand: `1-mar` in an identifier was `MAR1` before a
/// spreadsheet took it for one.
fn is_out_of_place(text: &str, field: &Field) -> bool {
    is_identifier(field) && *field != Field::Email && is_date(text)
}

/// Text files do not tell numbers from text: what is all digits may have been a number. Nor do they tell dates.
fn digits_or_text<'a>(raw: &'a str, field: &Field) -> Value<'a> {
    if is_out_of_place(raw.trim(), field) {
        return Value::refused(FindingCode::DateInIdentifier);
    }
    let mut value = text(raw, field);
    let all_digits =
        |text: &Cow<'_, str>| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if value.faults.is_empty() && value.text.as_ref().is_some_and(all_digits) {
        value.origin = Origin::Digits;
    }
    value
}

/// Reads text, from a cell or typed by a person.
pub(super) fn text<'a>(raw: &'a str, field: &Field) -> Value<'a> {
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
    let text = if changed {
        cleaned(text, Some(field))
    } else {
        clean
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
