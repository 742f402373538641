//! The words of a job's report, in three languages.

use rollcall_core::history::ItemResult;

use crate::language::Language;

macro_rules! labels {
    ($($name:ident = [$en:literal, $pt_br:literal, $es:literal],)*) => {
        /// A label of a job's report.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Label {
            $($name,)*
        }

        #[cfg(test)]
        impl Label {
            const ALL: &'static [Self] = &[$(Self::$name,)*];
        }

        fn words(label: Label) -> [&'static str; 3] {
            match label { $(Label::$name => [$en, $pt_br, $es],)* }
        }
    };
}

labels! {
    Title = ["Report of job", "Relatório do envio", "Informe del envío"],
    Connection = ["Connection", "Conexão", "Conexión"],
    File = ["Spreadsheet", "Planilha", "Hoja de cálculo"],
    State = ["State", "Estado", "Estado del envío"],
    Begun = ["Begun", "Início", "Inicio"],
    Ended = ["Ended", "Fim", "Final"],
    RemoteId = ["Id at Wellhub", "Id no Wellhub", "Id en Wellhub"],
    GivenUp = ["Given up because", "Abandonado porque", "Abandonado por"],
    Summary = ["Summary", "Resumo", "Resumen"],
    People = ["People", "Pessoas", "Personas"],
    Change = ["Change", "Mudança", "Cambio"],
    Name = ["Name", "Nome", "Nombre"],
    Key = ["Key", "Chave", "Clave"],
    Company = ["Company", "Empresa", "Sociedad"],
    Row = ["Row", "Linha", "Fila"],
    Result = ["Result", "Resultado", "Resultado final"],
    Error = ["What Wellhub said", "O que o Wellhub disse", "Lo que dijo Wellhub"],
    Value = ["Value", "Valor enviado", "Valor"],
    Cell = ["Cell", "Célula", "Celda"],
    Changed = ["changed", "mudança de dados", "cambio de datos"],
    More = [
        "The list goes on: the workbook holds all of it.",
        "A lista continua: a planilha do relatório traz tudo.",
        "La lista sigue: el libro la contiene entera."
    ],
    Signed = ["Checked by", "Conferido por", "Revisado por"],
    Date = ["Date", "Data", "Fecha"],
}

/// A label.
pub fn label(language: Language, label: Label) -> &'static str {
    language.pick(words(label))
}

/// What became of an item; nothing is known of one without a result.
pub fn row_result(language: Language, result: Option<ItemResult>) -> &'static str {
    let words = match result {
        Some(ItemResult::Succeeded) => ["succeeded", "concluído", "realizado"],
        Some(ItemResult::Failed) => ["refused", "recusado", "rechazado"],
        Some(ItemResult::Unprocessed) => ["not processed", "não processado", "no procesado"],
        Some(ItemResult::Unknown) | None => ["not known", "não se sabe", "no se sabe"],
    };
    language.pick(words)
}

/// The language as a BCP 47 tag.
pub fn tag(language: Language) -> &'static str {
    language.pick(["en", "pt-BR", "es"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_words_in_each_language() {
        for one in Label::ALL {
            let said = Language::ALL.map(|language| label(language, *one));
            assert!(said.iter().all(|text| !text.trim().is_empty()), "{one:?}");
            assert_ne!(said[0], said[1], "{one:?}");
        }
    }
}
