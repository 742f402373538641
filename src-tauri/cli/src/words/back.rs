//! The words of looking back, in three languages.

use super::fill;
use crate::language::Language;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = [$en:literal, $pt_br:literal, $es:literal $(,)?],)*) => {
        /// A sentence about what was found.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Back {
            $($(#[$doc])* $name,)*
        }

        #[cfg(test)]
        impl Back {
            const ALL: &'static [Self] = &[$(Self::$name,)*];
        }

        fn template(language: Language, back: Back) -> &'static str {
            let [en, pt_br, es] = match back { $(Back::$name => [$en, $pt_br, $es],)* };
            match language {
                Language::En => en,
                Language::PtBr => pt_br,
                Language::Es => es,
            }
        }
    };
}

texts! {
    /// Nothing was found.
    Nothing = [
        "Nothing was ever sent that fits. Try a part of a name, an address, a key or a file.",
        "Nada do que foi enviado corresponde. Tente parte de um nome, e-mail, chave ou arquivo.",
        "Nada de lo enviado coincide. Pruebe con parte de un nombre, correo, clave o archivo.",
    ],
    /// `{0}` how many people.
    People = ["People: {0}", "Pessoas: {0}", "Personas: {0}"],
    /// `{0}` how many jobs.
    Jobs = ["Jobs: {0}", "Envios: {0}", "Envíos: {0}"],
    /// There are more than are told.
    More = [
        "  There are more; write a longer part.",
        "  Há mais; escreva um trecho maior.",
        "  Hay más; escriba un fragmento más largo.",
    ],
    /// `{0}` the name, `{1}` the key, `{2}` the connection, `{3}` how many jobs, `{4}` the last, `{5}` when it was sent.
    Person = [
        "  {0} ({1}), {2}: jobs {3}, last {4}, sent {5}",
        "  {0} ({1}), {2}: envios {3}, último {4}, enviado em {5}",
        "  {0} ({1}), {2}: envíos {3}, último {4}, enviado el {5}",
    ],
    /// `{0}` the job, `{1}` when, `{2}` the file, `{3}` its state, `{4}` how many items.
    Job = [
        "  Job {0}, {1}, {2}: {3}, items {4}",
        "  Envio {0}, {1}, {2}: {3}, itens {4}",
        "  Envío {0}, {1}, {2}: {3}, elementos {4}",
    ],
    /// `{0}` the name, `{1}` the key.
    Story = [
        "All that was sent about {0} ({1}), the newest first:",
        "Tudo o que foi enviado sobre {0} ({1}), do mais recente ao mais antigo:",
        "Todo lo enviado sobre {0} ({1}), de lo más reciente a lo más antiguo:",
    ],
    /// `{0}` the sign, `{1}` when, `{2}` the job, `{3}` the file, `{4}` the row, `{5}` the result.
    Sent = [
        "  {0} {1}, job {2}, {3}, row {4}: {5}",
        "  {0} {1}, envio {2}, {3}, linha {4}: {5}",
        "  {0} {1}, envío {2}, {3}, fila {4}: {5}",
    ],
    /// `{0}` why it was held, `{1}` how many changes the release let go, `{2}` the reason given.
    Released = [
        "      Held ({0}), then released with {1} changes: {2}",
        "      Retido ({0}), depois liberado com {1} mudanças: {2}",
        "      Retenido ({0}), luego liberado con {1} cambios: {2}",
    ],
    /// `{0}` the field.
    Differs = [
        "      Afterwards Wellhub had something else in {0}.",
        "      Depois disso o Wellhub tinha outro valor em {0}.",
        "      Después, Wellhub tenía otro valor en {0}.",
    ],
    /// `{0}` the job.
    UndoneBy = [
        "      Undone by job {0}.",
        "      Desfeito pelo envio {0}.",
        "      Deshecho por el envío {0}.",
    ],
}

/// The sentence with its values.
pub fn back(language: Language, back: Back, values: &[&dyn std::fmt::Display]) -> String {
    fill(template(language, back), values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_has_the_same_values_in_each_language() {
        let places = |text: &str| {
            (0..6)
                .map(|n| text.contains(&format!("{{{n}}}")))
                .collect::<Vec<_>>()
        };
        for one in Back::ALL {
            let said = Language::ALL.map(|language| template(language, *one));
            assert!(
                said.iter().all(|text| places(text) == places(said[0])),
                "{one:?}"
            );
            assert!(said[0] != said[1] && said[1] != said[2], "{one:?}");
        }
    }
}
