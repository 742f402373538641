//! Numbers as spreadsheets write them, read as decimal digits. Nothing here ever turns a number into a float: an
//! identifier that was stored as a number keeps each digit that the file still has.

use std::borrow::Cow;

/// Spreadsheets keep 15 significant digits; what stands behind them was made up by the program.
const SIGNIFICANT: usize = 15;
/// No double is larger than 1.8E308.
const LARGEST_EXPONENT: i64 = 400;

/// What the digits of a number tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Digits<'a> {
    /// A whole number of at most 15 digits, written out; negative ones with a sign.
    Whole(Cow<'a, str>),
    /// A number with a fraction, rounded to the 15 digits that a spreadsheet shows.
    Fraction(String),
    /// More than 15 digits before the point: those behind are lost.
    Lost,
    /// No number at all.
    Not,
}

/// Reads a number as written in a workbook: `4871`, `12.50`, `1.23E+11`.
pub fn digits(raw: &str) -> Digits<'_> {
    let bytes = raw.as_bytes();
    let plain = bytes.iter().all(u8::is_ascii_digit);
    if plain && !bytes.is_empty() && bytes.len() <= SIGNIFICANT && (bytes[0] != b'0' || raw == "0")
    {
        return Digits::Whole(Cow::Borrowed(raw));
    }
    match Decimal::parse(raw.trim()) {
        Some(decimal) => decimal.shown(),
        None => Digits::Not,
    }
}

/// `0.digits × 10^point`, without zeros at either end of the digits.
struct Decimal {
    negative: bool,
    digits: String,
    point: i64,
}

impl Decimal {
    fn parse(raw: &str) -> Option<Self> {
        let (negative, rest) = match raw.as_bytes().first()? {
            b'-' => (true, &raw[1..]),
            b'+' => (false, &raw[1..]),
            _ => (false, raw),
        };
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(at) => (&rest[..at], rest[at + 1..].parse::<i64>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let empty = whole.is_empty() && fraction.is_empty();
        if empty || !all_digits(whole) || !all_digits(fraction) || exponent.abs() > LARGEST_EXPONENT
        {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let significant = all.trim_start_matches('0');
        let leading = i64::try_from(all.len() - significant.len()).ok()?;
        let point = i64::try_from(whole.len()).ok()? - leading + exponent;
        Some(Self {
            negative,
            digits: significant.trim_end_matches('0').to_owned(),
            point,
        })
    }

    fn shown(mut self) -> Digits<'static> {
        if self.digits.is_empty() {
            return Digits::Whole(Cow::Borrowed("0"));
        }
        let before_point = usize::try_from(self.point).unwrap_or(0);
        if before_point > SIGNIFICANT {
            return Digits::Lost;
        }
        self.round();
        let sign = if self.negative { "-" } else { "" };
        let before_point = usize::try_from(self.point).unwrap_or(0);
        if self.digits.len() <= before_point {
            let zeros = "0".repeat(before_point - self.digits.len());
            return Digits::Whole(Cow::Owned(format!("{sign}{}{zeros}", self.digits)));
        }
        let (whole, fraction) = self.digits.split_at(before_point);
        let zeros = "0".repeat(usize::try_from(-self.point).unwrap_or(0));
        let whole = if whole.is_empty() { "0" } else { whole };
        Digits::Fraction(format!("{sign}{whole}.{zeros}{fraction}"))
    }

    /// Rounds to the digits that a spreadsheet keeps.
    fn round(&mut self) {
        if self.digits.len() <= SIGNIFICANT {
            return;
        }
        let up = self.digits.as_bytes()[SIGNIFICANT] >= b'5';
        self.digits.truncate(SIGNIFICANT);
        if up {
            let nines = self.digits.len() - self.digits.trim_end_matches('9').len();
            self.digits.truncate(SIGNIFICANT - nines);
            if let Some(last) = self.digits.pop() {
                self.digits.push(char::from(last as u8 + 1));
            } else {
                self.digits.push('1');
                self.point += 1;
            }
        }
        let kept = self.digits.trim_end_matches('0').len();
        self.digits.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str) -> Digits<'_> {
        Digits::Whole(Cow::Borrowed(text))
    }

    #[test]
    fn whole_numbers_keep_every_digit() {
        assert_eq!(digits("4871"), whole("4871"));
        assert_eq!(digits("52998224725"), whole("52998224725"));
        assert_eq!(digits("5.2998224725E+10"), whole("52998224725"));
        assert_eq!(digits("5.2998224725E10"), whole("52998224725"));
        assert_eq!(digits("12.0"), whole("12"));
        assert_eq!(digits("-7"), whole("-7"));
        assert_eq!(digits("0"), whole("0"));
    }

    #[test]
    fn noise_behind_the_fifteenth_digit_is_rounded_away() {
        assert_eq!(
            digits("0.30000000000000004"),
            Digits::Fraction("0.3".into())
        );
        assert_eq!(digits("12344.999999999999"), whole("12345"));
        assert_eq!(digits("0.99999999999999999"), whole("1"));
        assert_eq!(digits("0.00125"), Digits::Fraction("0.00125".into()));
    }

    #[test]
    fn more_than_fifteen_digits_are_lost() {
        assert_eq!(digits("1234567890123456"), Digits::Lost);
        assert_eq!(digits("1.2345678901234568E+19"), Digits::Lost);
        assert_eq!(digits("123456789012345"), whole("123456789012345"));
        assert_eq!(digits("1E+999999999"), Digits::Not);
        assert_eq!(digits("abc"), Digits::Not);
    }

    proptest! {
        #[test]
        fn no_whole_number_changes(number in -999_999_999_999_999_i64..=999_999_999_999_999) {
            let raw = number.to_string();
            prop_assert_eq!(digits(&raw), Digits::Whole(Cow::Owned(raw.clone())));
        }
    }
}
