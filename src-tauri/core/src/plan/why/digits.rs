//! What a spreadsheet does to digits: zeros in front that it drops, long numbers that it writes as 1.23E+11 and then
//! fills up with zeros. Told by the value at Wellhub; digits alone are never enough to judge.

use crate::employee::Text;

/// So many zeros at the end of a number are none that people choose.
const CUT_ZEROS: usize = 4;
/// Numbers below this length are never written with an exponent.
const LONG: usize = 10;
/// So many digits a spreadsheet keeps.
const EXACT: usize = 15;

/// The digits of an identifier, without the signs that people put between them; `None` where there is anything else.
fn digits_of(text: &str) -> Option<Text> {
    let mut digits = Text::default();
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '.' | '-' | '/' | ' ' => {}
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(digits)
}

/// Whether `new` is `old` without some of the zeros in front.
pub(super) fn lost_zeros(old: &str, new: &str) -> bool {
    if !old.starts_with('0') || new.len() >= old.len() {
        return false;
    }
    let (Some(old), Some(new)) = (digits_of(old), digits_of(new)) else {
        return false;
    };
    let bare = |text: &Text| Text::from(text.trim_start_matches('0'));
    new.len() < old.len() && bare(&old) == bare(&new)
}

/// Whether `new` is a number with an exponent where Wellhub has digits: as spreadsheets write it, or, without the plus,
/// one that stands for just that number.
pub(super) fn is_exponent_of(old: &str, new: &str) -> bool {
    let Some((mantissa, exponent)) = new.split_once(['E', 'e']) else {
        return false;
    };
    let (Some(old), Some((whole, rest))) = (digits_of(old), decimal(mantissa)) else {
        return false;
    };
    let plus = exponent.strip_prefix('+');
    let Ok(exponent) = plus.unwrap_or(exponent).parse::<usize>() else {
        return false;
    };
    let old = old.trim_start_matches('0');
    let said = format!("{whole}{rest}");
    plus.is_some() || (old.len() == exponent + 1 && rounds_to(old, &said))
}

/// One digit, and the digits behind the point.
fn decimal(text: &str) -> Option<(&str, &str)> {
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (whole.len() == 1 && digits(whole) && digits(rest)).then_some((whole, rest))
}

/// Whether `new` is `old` with its last digits made zeros: a number that was shown as 1.23457E+11, or that had more
/// digits than a spreadsheet keeps.
pub(super) fn are_cut(old: &str, new: &str) -> bool {
    if new.len() < LONG || !new.ends_with('0') {
        return false;
    }
    let (Some(old), Some(new)) = (digits_of(old), digits_of(new)) else {
        return false;
    };
    let kept = new.trim_end_matches('0');
    let zeros = new.len() - kept.len();
    let many = zeros >= CUT_ZEROS || (new.len() > EXACT && kept.len() <= EXACT);
    let had_digits = old.len() - old.trim_end_matches('0').len() < zeros;
    many && kept.len() > 2
        && new.len() >= LONG
        && old.len() == new.len()
        && had_digits
        && rounds_to(&old, kept)
}

/// Whether a number's first digits, rounded or cut off, are these.
fn rounds_to(number: &str, first: &str) -> bool {
    let Some((head, rest)) = number.split_at_checked(first.len()) else {
        return number == first;
    };
    let up = || {
        let head = head.parse::<u64>().ok()?.checked_add(1)?;
        Some(rest.as_bytes().first().is_some_and(|b| *b >= b'5') && head.to_string() == first)
    };
    head == first || up().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_in_front_are_missed_where_wellhub_has_them() {
        for (old, new) in [
            ("004871", "4871"),
            ("01310-100", "1310100"),
            ("000", "0"),
            ("0012", "012"),
        ] {
            assert!(lost_zeros(old, new), "{old} {new}");
        }
        for (old, new) in [
            ("004871", "4872"),
            ("4871", "004871"),
            ("CC-014", "CC-14"),
            ("0480", "48"),
            ("0", ""),
        ] {
            assert!(!lost_zeros(old, new), "{old} {new}");
        }
    }

    #[test]
    fn an_exponent_is_damage_where_wellhub_has_digits() {
        for (old, new) in [
            ("123456789012", "1.23457E+11"),
            ("123456789012", "1,23E+11"),
            ("00999999", "1E+06"),
            ("123456789012", "1.23457E11"),
        ] {
            assert!(is_exponent_of(old, new), "{old} {new}");
        }
        for (old, new) in [
            ("12E4", "12E5"),
            ("1200", "1E5"),
            ("CC-1", "1E+05"),
            ("10", "Erika"),
        ] {
            assert!(!is_exponent_of(old, new), "{old} {new}");
        }
    }

    #[test]
    fn digits_that_became_zeros_are_gone() {
        for (old, new) in [
            ("123456789012", "123457000000"),
            ("123456789012", "123456000000"),
            ("12345678901234567", "12345678901234600"),
            ("12345678901234567", "12345678901234500"),
        ] {
            assert!(are_cut(old, new), "{old} {new}");
        }
        for (old, new) in [
            ("123456789012", "123456789000"),
            ("123456789012", "123999000000"),
            ("1234560000", "1234570000"),
            ("12340", "12300"),
            ("1234567890", "9000000000"),
        ] {
            assert!(!are_cut(old, new), "{old} {new}");
        }
    }
}
