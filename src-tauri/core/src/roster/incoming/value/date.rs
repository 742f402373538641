//! Texts that were identifiers before a spreadsheet took them for dates, such as `MAR1`. A date that a person wrote
//! looks the same: where dates belong, nobody asks here.

/// Whether a text is a date as spreadsheets write them: a day or a year with the short name of a month, or day, month and
/// year of four digits.
pub(super) fn is_date(text: &str) -> bool {
    const LONGEST: usize = 12;
    if !(4..=LONGEST).contains(&text.chars().count()) {
        return false;
    }
    let mut parts = text.split(['-', '/']);
    let parts = [(); 4].map(|()| parts.next());
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() <= 4);
    let day = |part: &str| part.len() <= 2 && number(part).is_some_and(|n| (1..=31).contains(&n));
    let year =
        |part: &str| part.len() == 4 && number(part).is_some_and(|n| (1900..2100).contains(&n));
    let month = |part: &str| part.len() <= 2 && number(part).is_some_and(|n| (1..=12).contains(&n));
    let short_year = |part: &str| part.len() == 2 && number(part).is_some();
    match parts {
        [Some(one), Some(other), None, _] => {
            (day(one) && is_month(other))
                || (is_month(one) && (day(other) || short_year(other) || year(other)))
        }
        [Some(one), Some(two), Some(three), None] => {
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
