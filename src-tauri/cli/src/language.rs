//! The language in which a person is spoken to. JSON documents are the same in every language.

use clap::ValueEnum;

/// The languages that Rollcall speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English.
    En,
    /// Brazilian Portuguese.
    #[value(name = "pt-BR", alias = "pt-br", alias = "pt")]
    PtBr,
    /// Spanish.
    Es,
}

impl Language {
    /// All three.
    #[cfg(test)]
    pub const ALL: [Self; 3] = [Self::En, Self::PtBr, Self::Es];

    /// The system's language where it is one of the three, else English.
    pub fn of_system() -> Self {
        sys_locale::get_locale().map_or(Self::En, |name| Self::named(&name))
    }

    /// Of what is said in English, Portuguese and Spanish, what is said in this one.
    pub fn pick<T>(self, [en, pt_br, es]: [T; 3]) -> T {
        match self {
            Self::En => en,
            Self::PtBr => pt_br,
            Self::Es => es,
        }
    }

    fn named(locale: &str) -> Self {
        let language = locale.split(['-', '_', '.']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "pt" => Self::PtBr,
            "es" => Self::Es,
            _ => Self::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        for (locale, language) in [
            ("pt_BR.UTF-8", Language::PtBr),
            ("pt-PT", Language::PtBr),
            ("es", Language::Es),
            ("es-MX", Language::Es),
            ("en_GB", Language::En),
            ("C", Language::En),
            ("est", Language::En),
        ] {
            assert_eq!(Language::named(locale), language, "{locale}");
        }
    }
}
