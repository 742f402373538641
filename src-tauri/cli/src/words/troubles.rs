//! What goes wrong and what to do about it, in three languages. Each language is one module, complete by the compiler.

use std::fmt::Display;

use super::fill;
use crate::language::Language;
use crate::trouble::{Code, Trouble};

mod en;
mod es;
mod pt_br;

/// What went wrong, and what to do.
pub fn trouble(language: Language, trouble: &Trouble) -> (String, String) {
    let [message, hint] = template(language, trouble.code);
    let values: Vec<&dyn Display> = trouble
        .values
        .iter()
        .map(|value| value as &dyn Display)
        .collect();
    (fill(message, &values), fill(hint, &values))
}

/// What went wrong and what to do, with places for its values.
pub(super) fn template(language: Language, code: Code) -> [&'static str; 2] {
    match language {
        Language::En => en::trouble(code),
        Language::PtBr => pt_br::trouble(code),
        Language::Es => es::trouble(code),
    }
}
