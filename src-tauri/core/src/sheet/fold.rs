//! Text as it is compared with dictionaries: small Latin letters, digits and single spaces, without accents,
//! punctuation and invisible characters. For comparing words alone; no value of a person goes through here.

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
    use super::fold;

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
