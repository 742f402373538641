//! Text as it is compared with dictionaries: small Latin letters, digits and single spaces, without accents,
//! punctuation and invisible characters; and text as it is searched, which keeps its punctuation. For comparing and finding
//! alone: nothing that came through here is ever sent.

use crate::employee::squeeze;

/// Folds a text: `E-mail (Corporativo)` and `e mail corporativo` become the same.
pub fn fold(text: &str) -> String {
    let visible = squeeze(text);
    let mut out = String::with_capacity(visible.len());
    for c in visible.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => out.push_str(letters),
            None if c.is_ascii_alphanumeric() => out.push(c),
            None if c.is_alphanumeric() => out.push(c),
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// A text without accents, capitals and invisible characters: `Íris@Aurora.example` becomes `iris@aurora.example`.
pub fn without_accents(text: &str) -> String {
    let visible = squeeze(text);
    let mut out = String::with_capacity(visible.len());
    for c in visible.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => out.push_str(letters),
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None => out.push(c),
        }
    }
    out
}

/// The letters without accents; `None` for a character that has none.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'º' => "o",
        'œ' => "oe",
        'ß' => "ss",
        'ś' | 'š' | 'ş' => "s",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ł' => "l",
        'ð' | 'đ' => "d",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, without_accents};

    #[test]
    fn what_is_searched_keeps_its_punctuation() {
        assert_eq!(
            without_accents("Íris@Aurora.example"),
            "iris@aurora.example"
        );
        assert_eq!(
            without_accents(" JOÃO  d'A\u{301}vila\u{200b} "),
            "joao d'avila"
        );
        assert_eq!(without_accents("529.982.247-25"), "529.982.247-25");
    }

    #[test]
    fn words_are_compared_without_ornament() {
        assert_eq!(fold("Matrícula"), "matricula");
        assert_eq!(fold("  E-mail\u{a0}(Corporativo) *"), "e mail corporativo");
        assert_eq!(fold("Matri\u{301}cula\u{200b}"), "matricula");
        assert_eq!(fold("ＣＰＦ"), "cpf");
        assert_eq!(fold("Straße_Nº"), "strasse no");
        assert_eq!(fold("***"), "");
    }
}
