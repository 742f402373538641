//! Findings in a few words, in three languages. Each language is one module, complete by the compiler.

use rollcall_core::finding::{Finding, FindingCode};

use super::reasons::{self, Sentence};
use crate::language::Language;

mod en;
mod es;
mod pt_br;

/// A finding's code in a few words.
pub fn finding(language: Language, code: FindingCode) -> &'static str {
    match language {
        Language::En => en::finding(code),
        Language::PtBr => pt_br::finding(code),
        Language::Es => es::finding(code),
    }
}

/// A finding in a few words; a key that is missing at Wellhub is another matter than one that is missing in the file.
pub fn told(language: Language, told: &Finding) -> &'static str {
    match told.params.get("at").map(String::as_str) {
        Some("wellhub") => reasons::sentence(language, Sentence::KeylessAtWellhub),
        _ => finding(language, told.code),
    }
}
