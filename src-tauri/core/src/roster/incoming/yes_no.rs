//! Yes and no, as people write them in spreadsheets. A word that is not known is asked about, never guessed.

use std::collections::BTreeMap;

use crate::sheet::fold;

const YES: &[&str] = &[
    "yes",
    "y",
    "sim",
    "s",
    "si",
    "ja",
    "j",
    "oui",
    "o",
    "x",
    "1",
    "true",
    "verdadeiro",
    "verdadero",
    "wahr",
    "vrai",
    "vero",
    "elegivel",
    "elegible",
    "eligible",
    "ativo",
];
const NO: &[&str] = &[
    "no",
    "n",
    "nao",
    "nein",
    "non",
    "0",
    "false",
    "falso",
    "falsch",
    "faux",
    "inelegivel",
    "nao elegivel",
    "no elegible",
    "not eligible",
    "ineligible",
];

/// What a word means: as the person mapped it, else as it is usually meant; `None` for an unknown one.
pub(crate) fn read(text: &str, mapped: &BTreeMap<String, bool>) -> Option<bool> {
    let word = fold(text);
    let own = mapped
        .iter()
        .find(|(said, _)| **said == text || fold(said) == word);
    if let Some((_, yes)) = own {
        return Some(*yes);
    }
    if YES.contains(&word.as_str()) {
        Some(true)
    } else if NO.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_words_are_known_and_others_are_asked() {
        let none = BTreeMap::new();
        for yes in [
            "Sim",
            "S",
            "Ja",
            "Oui",
            "x",
            "1",
            "VERDADEIRO",
            "Yes",
            "Sí",
            "TRUE",
        ] {
            assert_eq!(read(yes, &none), Some(true), "{yes}");
        }
        for no in ["Não", "N", "Nein", "0", "FALSO", "No"] {
            assert_eq!(read(no, &none), Some(false), "{no}");
        }
        assert_eq!(read("talvez", &none), None);
        let mapped = BTreeMap::from([("Talvez".to_owned(), false)]);
        assert_eq!(read("TALVEZ", &mapped), Some(false));
    }
}
