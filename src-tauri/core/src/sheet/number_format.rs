//! Number formats: whether a number is shown as a date, and the shown text of formats made of zeros such as `00000`.
//! Other formats decorate a number and never change what it says here.

use std::borrow::Cow;

use jiff::ToSpan;
use jiff::civil::{Date, Time, date};
use serde::{Deserialize, Serialize};

/// Longer than any code that a program accepts (Excel ends at 255 characters); a file may name one code for each of
/// thousands of styles.
const LONGEST: usize = 512;

/// How a number is shown, as far as it changes what the number says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum NumberFormat {
    /// As it is.
    #[default]
    Plain,
    /// As a calendar date, or date and time.
    Date,
    /// As digits in a pattern, such as `00000` or `000\.000\.000\-00`.
    Mask(Vec<MaskPart>),
}

/// A piece of a pattern of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MaskPart {
    /// A digit that is shown even where it is a leading zero.
    Zero,
    /// A digit that is shown where the number has one.
    Digit,
    /// A character that is always shown.
    Literal(char),
}

impl NumberFormat {
    /// A format that Excel knows by number alone (ECMA-376 part 1, 18.8.30).
    pub fn builtin(id: u32) -> Self {
        match id {
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::Plain,
        }
    }

    /// A format written as a code.
    pub fn parse(code: &str) -> Self {
        if code.len() > LONGEST {
            return Self::Plain;
        }
        let section = first_section(code);
        match mask(&section) {
            Some(parts) if parts.iter().filter(|p| **p == MaskPart::Zero).count() > 1 => {
                Self::Mask(parts)
            }
            _ if is_date(&section) => Self::Date,
            _ => Self::Plain,
        }
    }

    /// The shown text of a whole number under a pattern of digits; `None` for every other format.
    pub fn masked(&self, whole: &str) -> Option<String> {
        let Self::Mask(parts) = self else { return None };
        let mut digits = whole.bytes().rev();
        let mut left = whole.len();
        let mut reversed: Vec<char> = Vec::with_capacity(parts.len());
        let first = parts
            .iter()
            .position(|p| !matches!(p, MaskPart::Literal(_)))?;
        for (at, part) in parts.iter().enumerate().rev() {
            match part {
                MaskPart::Literal(c) => reversed.push(*c),
                MaskPart::Zero | MaskPart::Digit => {
                    match digits.next() {
                        Some(digit) => {
                            left -= 1;
                            reversed.push(digit as char);
                        }
                        None if *part == MaskPart::Zero => reversed.push('0'),
                        None => {}
                    }
                    if at == first {
                        reversed.extend(digits.by_ref().map(|b| b as char));
                        left = 0;
                    }
                }
            }
        }
        (left == 0).then(|| reversed.iter().rev().collect())
    }
}

/// One character of a format code, knowing whether it stands for itself.
#[derive(Clone, Copy)]
struct Mark {
    c: char,
    literal: bool,
}

/// The part for positive numbers, without colours and conditions; quoted and escaped characters are literal.
fn first_section(code: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => marks.extend(
                chars
                    .by_ref()
                    .take_while(|&c| c != '"')
                    .map(|c| Mark { c, literal: true }),
            ),
            '\\' => marks.extend(chars.next().map(|c| Mark { c, literal: true })),
            '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let elapsed = matches!(
                    inside.to_ascii_lowercase().trim_matches(['h', 'm', 's']),
                    ""
                );
                if elapsed && !inside.is_empty() {
                    marks.push(Mark {
                        c: 'h',
                        literal: false,
                    });
                }
            }
            c => marks.push(Mark { c, literal: false }),
        }
    }
    marks
}

fn mask(section: &[Mark]) -> Option<Vec<MaskPart>> {
    section
        .iter()
        .map(|mark| match (mark.literal, mark.c) {
            (true, c) | (false, c @ ('-' | '(' | ')' | ' ' | '/' | '+')) => {
                Some(MaskPart::Literal(c))
            }
            (false, '0') => Some(MaskPart::Zero),
            (false, '#' | '?') => Some(MaskPart::Digit),
            _ => None,
        })
        .collect()
}

fn is_date(section: &[Mark]) -> bool {
    let general: String = section
        .iter()
        .map(|mark| mark.c.to_ascii_lowercase())
        .collect();
    let dated = |mark: &Mark| {
        !mark.literal && matches!(mark.c.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's')
    };
    !general.contains("general")
        && section.iter().any(dated)
        && !section
            .iter()
            .any(|mark| !mark.literal && matches!(mark.c, '#' | '?'))
}

/// The calendar date of a serial number, with the time of day where it has one. No time zone is involved.
/// `None` for numbers that are no date.
pub fn calendar_date(serial: &str, epoch_1904: bool) -> Option<String> {
    let (days, fraction) = serial.split_once('.').unwrap_or((serial, ""));
    let days: i32 = days.parse().ok()?;
    if !(0..=2_958_465).contains(&days) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let epoch: Date = if epoch_1904 {
        date(1904, 1, 1)
    } else if days < 60 {
        // Lotus believed in 29 February 1900, and Excel kept that day: before it the count starts a day later.
        date(1899, 12, 31)
    } else {
        date(1899, 12, 30)
    };
    let day = epoch.checked_add(i64::from(days).days()).ok()?;
    let seconds = seconds_of_day(fraction);
    if seconds == 0 {
        return Some(day.to_string());
    }
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(format!("{day} {hour:02}:{minute:02}:{second:02}"))
}

/// A date in ISO form as [`calendar_date`] writes it: the time of day behind a space and without fractions, and left out
/// at midnight. Anything else is as it is.
pub fn iso_date(raw: &str) -> Cow<'_, str> {
    let Some((day, time)) = raw.split_once('T') else {
        return Cow::Borrowed(raw);
    };
    let (Ok(day), Ok(time)) = (day.parse::<Date>(), time.parse::<Time>()) else {
        return Cow::Borrowed(raw);
    };
    if time == Time::midnight() {
        return Cow::Owned(day.to_string());
    }
    Cow::Owned(format!("{day} {}", time.strftime("%H:%M:%S")))
}

/// Seconds of the day from the decimal digits behind the point, to the nearest second.
fn seconds_of_day(fraction: &str) -> u64 {
    let kept = &fraction[..fraction.len().min(12)];
    let Ok(value) = kept.parse::<u64>() else {
        return 0;
    };
    let Ok(places) = u32::try_from(kept.len()) else {
        return 0;
    };
    let scale = 10_u64.pow(places);
    ((value * 86_400 + scale / 2) / scale).min(86_399)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_made_of_zeros_show_them() {
        let shown = |code: &str, whole: &str| NumberFormat::parse(code).masked(whole);
        assert_eq!(shown("00000", "48").as_deref(), Some("00048"));
        assert_eq!(shown("00000", "1234567").as_deref(), Some("1234567"));
        assert_eq!(
            shown("000\\.000\\.000\\-00", "2998224725").as_deref(),
            Some("029.982.247-25")
        );
        assert_eq!(shown("\"E\"0000", "7").as_deref(), Some("E0007"));
        assert_eq!(shown("000000;[Red]-000000", "7").as_deref(), Some("000007"));
        assert_eq!(shown("0", "7"), None);
        assert_eq!(shown("0.00", "7"), None);
        assert_eq!(shown("#,##0", "7"), None);
    }

    #[test]
    fn dates_are_told_from_numbers() {
        for code in [
            "dd/mm/yyyy",
            "[$-416]d \"de\" mmmm;@",
            "yyyy\\-mm\\-dd",
            "[h]:mm:ss",
            "mmm-yy",
        ] {
            assert_eq!(NumberFormat::parse(code), NumberFormat::Date, "{code}");
        }
        for code in [
            "General",
            "[Red]0.00",
            "#,##0 \"days\"",
            "@",
            "0%",
            "0.00E+00",
        ] {
            assert_eq!(NumberFormat::parse(code), NumberFormat::Plain, "{code}");
        }
    }

    #[test]
    fn dates_are_calendar_dates_in_both_epochs() {
        assert_eq!(calendar_date("46093", false).as_deref(), Some("2026-03-12"));
        assert_eq!(calendar_date("44631", true).as_deref(), Some("2026-03-12"));
        assert_eq!(calendar_date("1", false).as_deref(), Some("1900-01-01"));
        assert_eq!(calendar_date("61", false).as_deref(), Some("1900-03-01"));
        assert_eq!(
            calendar_date("46093.75", false).as_deref(),
            Some("2026-03-12 18:00:00")
        );
        assert_eq!(calendar_date("99999999", false), None);
        assert_eq!(calendar_date("-1", false), None);
        for (raw, shown) in [
            ("2026-03-12T18:00:00", "2026-03-12 18:00:00"),
            ("2026-03-12T00:00:00", "2026-03-12"),
            ("2026-03-12", "2026-03-12"),
            ("PT08H30M00S", "PT08H30M00S"),
        ] {
            assert_eq!(iso_date(raw), shown);
        }
    }
}
