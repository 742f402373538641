//! UTF-8 that was read as Windows-1252, such as `JoÃ£o`: how it is told, and what a header says in truth. Values of
//! people are never mended by it; another encoding is chosen for the whole file, by a person.

use encoding_rs::WINDOWS_1252;

/// Whether a text holds such letters.
pub(crate) fn is_mojibake(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let pair =
            matches!(before, 'Ã' | 'Â') && ('\u{80}'..='\u{bf}').contains(&c) && c != '\u{a0}';
        let quote = before == 'â' && matches!(c, '€' | '\u{80}');
        before = c;
        pair || quote
    })
}

/// What such a text said before; `None` for one that is as it should be.
pub(super) fn before_mojibake(text: &str) -> Option<String> {
    if !is_mojibake(text) {
        return None;
    }
    let (bytes, _, lossy) = WINDOWS_1252.encode(text);
    let before = std::str::from_utf8(&bytes).ok().filter(|_| !lossy)?;
    Some(before.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_known_where_every_letter_can_be_told() {
        for (text, meant) in [
            ("MatrÃ\u{ad}cula", Some("Matrícula")),
            ("LotaÃ§Ã£o", Some("Lotação")),
            ("Matrícula", None),
            ("JoÃ£o \u{fffd}", None),
            ("SÃO PAULO", None),
        ] {
            assert_eq!(before_mojibake(text).as_deref(), meant, "{text}");
        }
    }
}
