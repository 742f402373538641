//! What is said of a sheet's columns and format, in three languages: why a column is taken for its field, and what its
//! format does not tell.

use rollcall_core::employee::Field;
use rollcall_core::sheet::{Basis, ColumnGuess, Unknown};

use super::fill;
use crate::language::Language;

/// Why a column is taken for its field, or for none; empty where nothing tells.
pub fn column_reason(language: Language, guess: &ColumnGuess) -> String {
    let share = |words: [&'static str; 3]| fill(language.pick(words), &[&guess.matched, &guess.of]);
    let header = language.pick(["header", "cabeçalho", "encabezado"]);
    match (guess.basis, guess.support, &guess.field) {
        (Basis::Header, Some(Basis::Roster), _) => format!("{header}; {}", share(ON_ROSTER)),
        (Basis::Header, ..) => header.to_owned(),
        (Basis::Roster, ..) => share(ON_ROSTER),
        (Basis::Content, _, Some(field)) => share(looks_like(field)),
        (Basis::NotSent, ..) => language
            .pick([
                "its header names something that is not sent",
                "o cabeçalho nomeia algo que não é enviado",
                "el encabezado nombra algo que no se envía",
            ])
            .to_owned(),
        (Basis::Rival, ..) => language
            .pick([
                "another column has this field",
                "outra coluna tem este campo",
                "otra columna tiene este campo",
            ])
            .to_owned(),
        (Basis::Nothing | Basis::Content, ..) => String::new(),
    }
}

/// Why a column has its field where not the file but a person said so: now, or with an earlier file.
pub fn settled(language: Language, remembered: bool) -> &'static str {
    if remembered {
        let words = ["as last time", "como da última vez", "como la última vez"];
        return language.pick(words);
    }
    language.pick(["chosen", "escolhido", "elegido"])
}

const ON_ROSTER: [&str; 3] = [
    "{0} of {1} values are on Wellhub's roster",
    "{0} de {1} valores estão na lista do Wellhub",
    "{0} de {1} valores están en la lista de Wellhub",
];

fn looks_like(field: &Field) -> [&'static str; 3] {
    match field {
        Field::Email => [
            "{0} of {1} values look like e-mail addresses",
            "{0} de {1} valores parecem endereços de e-mail",
            "{0} de {1} valores parecen direcciones de correo",
        ],
        Field::NationalId => [
            "{0} of {1} values have the check digits of a CPF",
            "{0} de {1} valores têm os dígitos verificadores de um CPF",
            "{0} de {1} valores tienen los dígitos de control de un CPF",
        ],
        Field::CompanyTaxId => [
            "{0} of {1} values have the check digits of a CNPJ",
            "{0} de {1} valores têm os dígitos verificadores de um CNPJ",
            "{0} de {1} valores tienen los dígitos de control de un CNPJ",
        ],
        Field::MobileNumber => [
            "{0} of {1} values look like phone numbers",
            "{0} de {1} valores parecem números de telefone",
            "{0} de {1} valores parecen números de teléfono",
        ],
        _ => [
            "{0} of {1} values fit",
            "{0} de {1} valores conferem",
            "{0} de {1} valores coinciden",
        ],
    }
}

/// What the format of a file does not tell.
pub fn unknown(language: Language, unknown: Unknown) -> &'static str {
    let words = match unknown {
        Unknown::HiddenRows => [
            "whether rows are hidden or filtered out",
            "se há linhas ocultas ou filtradas",
            "si hay filas ocultas o filtradas",
        ],
        Unknown::HiddenColumns => [
            "whether columns are hidden",
            "se há colunas ocultas",
            "si hay columnas ocultas",
        ],
        Unknown::MergedCells => [
            "which cells are merged",
            "quais células estão mescladas",
            "qué celdas están combinadas",
        ],
        Unknown::NumberFormats => [
            "how numbers are formatted, so leading zeros of a format are not seen",
            "como os números são formatados; zeros à esquerda de um formato não são vistos",
            "cómo se formatean los números; no se ven los ceros a la izquierda de un formato",
        ],
        Unknown::Formulas => [
            "which cells formulas compute",
            "quais células são calculadas por fórmulas",
            "qué celdas calculan las fórmulas",
        ],
        Unknown::FormulaTexts => [
            "what the formulas say",
            "o que dizem as fórmulas",
            "qué dicen las fórmulas",
        ],
    };
    language.pick(words)
}

#[cfg(test)]
mod tests {
    use rollcall_core::sheet::{HeaderChoice, ReadOptions, inspect, read_bytes};

    use super::*;

    #[test]
    fn a_reason_tells_the_share_in_each_language() {
        let mails = (0..4).map(|at| format!("\nx{at};p{at}@aurora.example"));
        let text = "Alfa;Beta".to_owned() + &mails.collect::<String>();
        let Ok(workbook) = read_bytes("list.csv", text.into_bytes(), &ReadOptions::default())
        else {
            panic!("a text is read");
        };
        let page = workbook.chosen();
        let seen = page.map(|page| inspect(page, HeaderChoice::Found, &[]));
        let mut columns = seen.map(|seen| seen.columns).unwrap_or_default();
        let said =
            |guess: &ColumnGuess| Language::ALL.map(|language| column_reason(language, guess));
        let [nothing, mail] = &mut columns[..] else {
            panic!("two columns: {columns:?}");
        };
        assert_eq!(said(nothing), ["", "", ""]);
        assert_eq!(
            said(mail),
            [
                "4 of 4 values look like e-mail addresses",
                "4 de 4 valores parecem endereços de e-mail",
                "4 de 4 valores parecen direcciones de correo",
            ]
        );
        (mail.basis, mail.support) = (Basis::Header, Some(Basis::Roster));
        assert_eq!(
            column_reason(Language::En, mail),
            "header; 4 of 4 values are on Wellhub's roster"
        );
    }
}
