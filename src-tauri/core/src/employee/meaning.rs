//! When two texts mean the same: e-mails without case, national and tax ids by letters and digits, phones by digits,
//! all else without invisible characters and double spaces. The text itself is never changed by comparing it.

use std::borrow::Cow;

use super::Field;

/// What of `text` counts when a value of `field` is compared.
pub fn meaning_of<'a>(field: &Field, text: &'a str) -> Cow<'a, str> {
    match field {
        Field::Email if is_small(text) => Cow::Borrowed(text),
        Field::Email => match squeeze(text) {
            Cow::Borrowed(text) if is_lower(text) => Cow::Borrowed(text),
            text => Cow::Owned(text.to_lowercase()),
        },
        Field::NationalId | Field::CompanyTaxId => {
            if text.bytes().all(|b| b.is_ascii_digit()) {
                Cow::Borrowed(text)
            } else {
                let kept = text
                    .chars()
                    .filter_map(narrow)
                    .filter(|c| c.is_alphanumeric());
                Cow::Owned(kept.flat_map(char::to_uppercase).collect())
            }
        }
        Field::MobileNumber => {
            let digits = |c: &char| c.is_ascii_digit() || *c == '+';
            if text.bytes().all(|byte| digits(&char::from(byte))) {
                Cow::Borrowed(text)
            } else {
                Cow::Owned(text.chars().filter_map(narrow).filter(digits).collect())
            }
        }
        _ => squeeze(text),
    }
}

/// Whether two values of `field` mean the same. Empty and unsaid are the same.
pub fn same_meaning(field: &Field, one: Option<&str>, other: Option<&str>) -> bool {
    let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
    one == other || meaning_of(field, one) == meaning_of(field, other)
}

/// The text without invisible characters, with full-width digits and letters made narrow, each run of white space made
/// one space, and none at the ends.
pub fn squeeze(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter_map(narrow) {
        if c.is_whitespace() {
            gap = !out.is_empty();
        } else {
            if gap {
                out.push(' ');
                gap = false;
            }
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// True for the usual address: visible ASCII without capitals.
fn is_small(text: &str) -> bool {
    let small = |byte: u8| byte.is_ascii_graphic() & !byte.is_ascii_uppercase();
    // Without an early end several bytes are looked at together.
    text.bytes().fold(true, |all, byte| all & small(byte))
}

fn is_lower(text: &str) -> bool {
    if text.is_ascii() {
        !text.bytes().any(|byte| byte.is_ascii_uppercase())
    } else {
        !text.chars().any(char::is_uppercase)
    }
}

/// True for text that squeezing would leave as it is, decided on bytes alone: ASCII and Latin letters without runs of spaces.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut before = b' ';
    for &byte in bytes {
        let odd = byte < b' ' || byte == 0x7f || byte >= 0xe0 || byte == 0xc2 || byte == 0xcd;
        if odd || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    bytes.is_empty() || before != b' '
}

/// A character as it counts: `None` for invisible ones, a plain space for any other white space, narrow for full-width.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn invisible_characters_and_double_spaces_do_not_count() {
        assert_eq!(squeeze(" Ana\u{a0}\u{a0} Maria\u{200b} "), "Ana Maria");
        assert_eq!(squeeze("\u{feff}００４８"), "0048");
        assert!(matches!(squeeze("Íris Caldeira"), Cow::Borrowed(_)));
        assert!(matches!(squeeze(""), Cow::Borrowed("")));
    }

    #[test]
    fn meaning_follows_the_field() {
        assert!(same_meaning(
            &Field::Email,
            Some("A@B.example"),
            Some("a@b.example ")
        ));
        assert!(same_meaning(
            &Field::NationalId,
            Some("529.982.247-25"),
            Some("52998224725")
        ));
        assert!(same_meaning(
            &Field::MobileNumber,
            Some("+55 (11) 98811-0020"),
            Some("+5511988110020")
        ));
        assert!(!same_meaning(
            &Field::EmployeeId,
            Some("004871"),
            Some("4871")
        ));
        assert!(!same_meaning(
            &Field::Department,
            Some("people"),
            Some("People")
        ));
        assert!(same_meaning(&Field::Department, None, Some("")));
    }

    proptest! {
        #[test]
        fn squeezing_twice_is_squeezing_once(text in "\\PC{0,40}|[ \u{a0}\u{200b}a-z\t]{0,20}") {
            let once = squeeze(&text).into_owned();
            prop_assert_eq!(squeeze(&once).into_owned(), once);
        }
    }
}
