//! The reasons of a change as sentences, in three languages. Each language is one module, complete by the compiler.

use rollcall_core::finding::FindingCode;
use rollcall_core::plan::ReasonCode;

use crate::language::Language;

mod en;
mod es;
mod pt_br;

macro_rules! sentences {
    ($($name:ident,)*) => {
        /// A sentence about one change, or about what is none. Its values are `{0}` the field, `{1}` and `{2}` the name and the key of the other
        /// person, `{3}` what the two have in common or their company; each says what else it takes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Sentence {
            $($name,)*
        }

        #[cfg(test)]
        impl Sentence {
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

sentences! {
    LeadingZeros, Exponent, Swapped, Garbled, Error,
    Churn, Transfer, Key,
    Conflict, ConflictUntilRemoved,
    Domain, DomainLike,
    Restore, RestoreSince,
    Moves, ChangesKey, OnePerson,
    Cosmetic,
    KeylessAtWellhub, Keyless,
    Protected,
    OneEach, PersonMoves,
}

/// The template of a sentence.
pub fn sentence(language: Language, sentence: Sentence) -> &'static str {
    match language {
        Language::En => en::sentence(sentence),
        Language::PtBr => pt_br::sentence(sentence),
        Language::Es => es::sentence(sentence),
    }
}

/// A reason in a few words.
pub fn reason(language: Language, code: ReasonCode) -> &'static str {
    match (code.finding(), language) {
        (Some(finding), _) => super::finding(language, finding),
        (None, Language::En) => en::reason(code),
        (None, Language::PtBr) => pt_br::reason(code),
        (None, Language::Es) => es::reason(code),
    }
}

/// What holds a change, as the plan writes it, in a few words.
pub fn held(language: Language, written: &str) -> &'static str {
    if let Ok(code) = written.parse::<FindingCode>() {
        return super::finding(language, code);
    }
    let mut reasons = ReasonCode::ALL.iter();
    let known = reasons.find(|code| code.as_str() == written);
    known.map_or("", |code| reason(language, *code))
}
