//! What a look at the roster found other than expected, in three languages.

use super::fill;
use crate::language::Language;

/// A sentence about a look at the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// `{0}` fields differ from what was sent.
    AfterEnd,
    /// Records changed before the submission; `{0}` fields.
    BeforeSubmit,
    /// `{0}` the name, `{1}` the key, `{2}` the field, `{3}` what was expected, `{4}` what was found.
    Field,
    /// `{0}` the name, `{1}` the key of somebody who was protected meanwhile.
    Protected,
    /// The roster could not be read after the end.
    NotRead,
}

/// The sentence with its values.
pub fn found(language: Language, found: Found, values: &[&dyn std::fmt::Display]) -> String {
    fill(template(language, found), values)
}

fn template(language: Language, found: Found) -> &'static str {
    match (language, found) {
        (Language::En, Found::AfterEnd) => {
            "  Wellhub's roster differs from what was sent in {0} places:"
        }
        (Language::PtBr, Found::AfterEnd) => {
            "  A lista do Wellhub difere do que foi enviado em {0} pontos:"
        }
        (Language::Es, Found::AfterEnd) => {
            "  La lista de Wellhub difiere de lo enviado en {0} puntos:"
        }
        (Language::En, Found::BeforeSubmit) => {
            "  Set aside before submitting, because it changed at Wellhub since the plan ({0}):"
        }
        (Language::PtBr, Found::BeforeSubmit) => {
            "  Deixado de lado antes de submeter, porque mudou no Wellhub depois do plano ({0}):"
        }
        (Language::Es, Found::BeforeSubmit) => {
            "  Apartado antes de presentar, porque cambió en Wellhub después del plan ({0}):"
        }
        (Language::En, Found::Field) => "    {0} ({1}), {2}: expected {3}, found {4}",
        (Language::PtBr, Found::Field) => "    {0} ({1}), {2}: esperado {3}, encontrado {4}",
        (Language::Es, Found::Field) => "    {0} ({1}), {2}: se esperaba {3}, se encontró {4}",
        (Language::En, Found::Protected) => {
            "    {0} ({1}): protected since the plan was made, so nothing is sent about them"
        }
        (Language::PtBr, Found::Protected) => {
            "    {0} ({1}): protegido depois do plano; nada é enviado sobre esta pessoa"
        }
        (Language::Es, Found::Protected) => {
            "    {0} ({1}): protegido después del plan; no se envía nada sobre esta persona"
        }
        (Language::En, Found::NotRead) => {
            "The job has ended, but the roster could not be read afterwards to compare it."
        }
        (Language::PtBr, Found::NotRead) => {
            "O envio terminou, mas a lista não pôde ser lida depois para comparar."
        }
        (Language::Es, Found::NotRead) => {
            "El envío terminó, pero la lista no pudo leerse después para compararla."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_says_who_where_and_what() {
        for language in [Language::En, Language::PtBr, Language::Es] {
            let values: [&dyn std::fmt::Display; 5] = [&"Ana", &"7", &"email", &"a@b", &"–"];
            let said = found(language, Found::Field, &values);
            for value in values {
                assert!(said.contains(&value.to_string()), "{said}");
            }
        }
    }
}
