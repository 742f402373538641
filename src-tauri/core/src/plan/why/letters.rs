//! Text that was read in the wrong encoding, told by the text that Wellhub has: `JosÃ©` where it has `José`. An accent
//! that somebody left out is no such damage.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use oem_cp::code_table::{DECODING_TABLE_CP850, ENCODING_TABLE_CP850};
use oem_cp::{decode_string_complete_table, encode_string_checked};

use crate::employee::squeeze;

/// A way from text to bytes and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Utf8,
    Latin,
    Windows,
    Dos,
    Mac,
}

/// Written in the first, read in the second.
const MISREAD: [(Code, Code); 9] = [
    (Code::Utf8, Code::Windows),
    (Code::Utf8, Code::Latin),
    (Code::Utf8, Code::Dos),
    (Code::Utf8, Code::Mac),
    (Code::Windows, Code::Dos),
    (Code::Dos, Code::Windows),
    (Code::Windows, Code::Mac),
    (Code::Mac, Code::Windows),
    (Code::Dos, Code::Mac),
];

impl Code {
    fn encode(self, text: &str) -> Option<Cow<'_, [u8]>> {
        let with = |encoding: &'static Encoding| {
            let (bytes, _, lossy) = encoding.encode(text);
            (!lossy).then_some(bytes)
        };
        match self {
            Self::Utf8 => Some(text.as_bytes().into()),
            Self::Latin => {
                let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
                bytes.ok().map(Cow::Owned)
            }
            Self::Windows => with(WINDOWS_1252),
            Self::Mac => with(MACINTOSH),
            Self::Dos => encode_string_checked(text, &ENCODING_TABLE_CP850).map(Cow::Owned),
        }
    }

    fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
            Self::Latin => Some(bytes.iter().copied().map(char::from).collect()),
            Self::Windows => Some(
                WINDOWS_1252
                    .decode_without_bom_handling(bytes)
                    .0
                    .into_owned(),
            ),
            Self::Mac => Some(MACINTOSH.decode_without_bom_handling(bytes).0.into_owned()),
            Self::Dos => Some(decode_string_complete_table(bytes, &DECODING_TABLE_CP850)),
        }
    }
}

/// What a garbled text would read if it had been decoded rightly; `None` for a text that is none.
pub(super) fn garbled(old: &str, new: &str) -> Option<String> {
    if new.is_ascii() {
        return (!old.is_ascii() && is_questioned(old, new)).then(|| old.to_owned());
    }
    // Whatever Wellhub has: bytes of UTF-8 that were read as Windows-1252 fall into place by chance in no language.
    if let Some(reads) = undone(new) {
        return Some(reads);
    }
    if old.is_ascii() {
        return None;
    }
    let said = squeeze(new);
    let same = |text: &Option<String>| text.as_deref().is_some_and(|text| squeeze(text) == said);
    let once = MISREAD.iter().map(|way| misread(old, *way));
    let twice = misread(old, MISREAD[0]).and_then(|text| misread(&text, MISREAD[0]));
    once.chain([twice])
        .any(|text| same(&text))
        .then(|| old.to_owned())
}

fn misread(text: &str, (from, to): (Code, Code)) -> Option<String> {
    to.decode(&from.encode(text)?)
}

/// The text behind UTF-8 that was read as Windows-1252 or Latin-1, also twice over, word by word: a name may be joined of
/// columns of which one is whole.
fn undone(text: &str) -> Option<String> {
    let words: Vec<Cow<'_, str>> = text.split(' ').map(word_undone).collect();
    let any = words.iter().any(|word| matches!(word, Cow::Owned(_)));
    any.then(|| words.join(" "))
}

fn word_undone(word: &str) -> Cow<'_, str> {
    let once = |word: &str| {
        let ways = [Code::Windows, Code::Latin].into_iter();
        let mut back = ways.filter_map(|code| Code::Utf8.decode(&code.encode(word)?));
        back.find(|back| back != word)
    };
    match once(word) {
        Some(back) => Cow::Owned(once(&back).unwrap_or(back)),
        None => Cow::Borrowed(word),
    }
}

/// Whether each letter beyond ASCII became a question mark, or as many as it has bytes.
fn is_questioned(old: &str, new: &str) -> bool {
    if !new.contains('?') || old.contains('?') {
        return false;
    }
    let questioned = |marks: fn(char) -> usize| -> String {
        let letter = |c: char| {
            if c.is_ascii() {
                c.to_string()
            } else {
                "?".repeat(marks(c))
            }
        };
        old.chars().map(letter).collect()
    };
    questioned(|_| 1) == new || questioned(char::len_utf8) == new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_the_wrong_encoding_is_told_by_what_wellhub_has() {
        for (old, new) in [
            ("José Lima", "JosÃ© Lima"),
            ("José Lima", "JosÃƒÂ© Lima"),
            ("João", "JoÒo"),
            ("José", "Jos‚"),
            ("José", "JosÈ"),
            ("José Lima", "Jos? Lima"),
            ("José Lima", "Jos?? Lima"),
            ("María García", "MarÃa GarcÃa"),
            ("Érico Peña", "Ã\u{89}rico Peña"),
        ] {
            assert_eq!(garbled(old, new).as_deref(), Some(old), "{new}");
        }
        assert_eq!(
            garbled("Vendas", "OperaÃ§Ãµes").as_deref(),
            Some("Operações")
        );
    }

    #[test]
    fn another_name_or_another_accent_is_none() {
        for (old, new) in [
            ("José Lima", "Jose Lima"),
            ("Jose Lima", "José Lima"),
            ("José Lima", "José Lima Souza"),
            ("Joana", "João"),
            ("ÃO LTDA", "São Paulo"),
            ("Quem sabe", "Quem sabe?"),
            ("José", "Jos? Maria"),
            ("Müller", "Möller"),
        ] {
            assert_eq!(garbled(old, new), None, "{old} {new}");
        }
    }
}
