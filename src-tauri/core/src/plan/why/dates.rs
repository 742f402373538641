//! Dates whose day and month changed places: a file that was opened under another country's settings. Only a date in the
//! same writing is compared, since in another one nobody can say which number is the day.

/// Whether both are dates in one writing, alike but for day and month, which stand the other way round.
pub(super) fn are_swapped(old: &str, new: &str) -> bool {
    if old.len() != new.len() && old.len().abs_diff(new.len()) > 2 {
        return false;
    }
    let (Some(old), Some(new)) = (Date::parse(old), Date::parse(new)) else {
        return false;
    };
    let same_writing = old.separator == new.separator
        && old.year_first == new.year_first
        && (old.year, old.rest) == (new.year, new.rest);
    same_writing && old.first == new.second && old.second == new.first && old.first != old.second
}

/// A date whose day and month could both be either.
struct Date<'a> {
    separator: char,
    year_first: bool,
    year: &'a str,
    first: u8,
    second: u8,
    /// A time of day.
    rest: &'a str,
}

impl<'a> Date<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (date, rest) = text
            .find([' ', 'T'])
            .map_or((text, ""), |at| text.split_at(at));
        let separator = date.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
        let mut parts = date.split(separator);
        let parts = [
            parts.next()?,
            parts.next()?,
            parts.next()?,
            parts.next().unwrap_or_default(),
        ];
        let [one, two, three, ""] = parts else {
            return None;
        };
        let year_first = one.len() == 4;
        let (year, first, second) = if year_first {
            (one, two, three)
        } else {
            (three, one, two)
        };
        let is_year = matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit());
        let either = |part: &str| part.parse::<u8>().ok().filter(|n| (1..=12).contains(n));
        Some(Self {
            separator,
            year_first,
            year: Some(year).filter(|_| is_year)?,
            first: either(first)?,
            second: either(second)?,
            rest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::are_swapped;

    #[test]
    fn day_and_month_that_changed_places_are_told() {
        for (old, new) in [
            ("2026-03-04", "2026-04-03"),
            ("03/04/2026", "04/03/2026"),
            ("3/4/26", "4/3/26"),
            ("01.12.2025", "12.01.2025"),
            ("2026-03-04 00:00", "2026-04-03 00:00"),
        ] {
            assert!(are_swapped(old, new), "{old} {new}");
        }
    }

    #[test]
    fn another_date_or_another_writing_is_no_swap() {
        for (old, new) in [
            ("2026-03-04", "2026-04-05"),
            ("2026-03-04", "2025-04-03"),
            ("2026-03-04", "03/04/2026"),
            ("2026-03-25", "2026-25-03"),
            ("05/05/2026", "05/05/2026"),
            ("01-02", "02-01"),
            ("1-2-3-2026", "2-1-3-2026"),
            ("SP-01-02", "SP-02-01"),
        ] {
            assert!(!are_swapped(old, new), "{old} {new}");
        }
    }
}
