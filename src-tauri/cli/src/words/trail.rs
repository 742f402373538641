//! What is said of the audit trail and of backups, in three languages.

use rollcall_core::history::FaultKind;

use super::fill;
use crate::language::Language;

/// A sentence about the audit trail, and about backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trail {
    /// All `{0}` events are as they were written.
    Whole,
    /// The backup `{0}` was brought back; the damaged history stands at `{1}`.
    Restored,
    /// No backup was made, because `{0}`.
    NoBackup,
    /// Something is wrong at event `{0}`: `{1}`; there are `{2}`.
    Broken,
}

/// The sentence with its values.
pub fn trail(language: Language, trail: Trail, values: &[&dyn std::fmt::Display]) -> String {
    let said = match trail {
        Trail::Whole => [
            "The audit trail is whole: all {0} events are as they were written, in their order, and none is missing.",
            "A trilha de auditoria está íntegra: todos os {0} eventos estão como foram escritos, na ordem, e nenhum falta.",
            "El registro de auditoría está íntegro: los {0} eventos están como se escribieron, en su orden, y no falta ninguno.",
        ],
        Trail::Restored => [
            "Brought back the backup {0}.\nThe damaged history stands at {1}. What was done after the backup is in that file alone: before you send a plan again, look at the roster with rollcall check and at the jobs with rollcall jobs.",
            "A cópia de segurança {0} foi restaurada.\nO histórico danificado está em {1}. O que foi feito depois da cópia está só nesse arquivo: antes de enviar um plano de novo, confira o cadastro com rollcall check e os envios com rollcall jobs.",
            "Se recuperó la copia de seguridad {0}.\nEl historial dañado está en {1}. Lo que se hizo después de la copia está solo en ese archivo: antes de volver a enviar un plan, revise la lista con rollcall check y los envíos con rollcall jobs.",
        ],
        Trail::NoBackup => [
            "Today’s backup of the history was not made: {0}",
            "A cópia de segurança de hoje do histórico não foi feita: {0}",
            "La copia de seguridad de hoy del historial no se hizo: {0}",
        ],
        Trail::Broken => [
            "The audit trail is not as it was written. Event {0}: {1}. It now has {2} events.\nKeep a copy of the data folder, and ask who had access to it. What came before event {0} is as it was written.",
            "A trilha de auditoria não está como foi escrita. Evento {0}: {1}. Agora ela tem {2} eventos.\nGuarde uma cópia da pasta de dados e pergunte quem teve acesso a ela. O que vem antes do evento {0} está como foi escrito.",
            "El registro de auditoría no está como se escribió. Evento {0}: {1}. Ahora tiene {2} eventos.\nGuarde una copia de la carpeta de datos y pregunte quién tuvo acceso a ella. Lo anterior al evento {0} está como se escribió.",
        ],
    };
    fill(language.pick(said), values)
}

/// What is wrong with an event.
pub fn fault(language: Language, what: FaultKind) -> &'static str {
    let said = match what {
        FaultKind::Altered => [
            "it was changed, put in, or moved to this place",
            "foi alterado, inserido ou movido para este lugar",
            "fue modificado, insertado o movido a este lugar",
        ],
        FaultKind::Missing => ["it was taken out", "foi retirado", "fue retirado"],
        FaultKind::Cut => [
            "it and what followed was cut off, or an older copy of the history was put back",
            "ele e o que veio depois foram cortados, ou uma cópia antiga do histórico foi posta no lugar",
            "este y lo que seguía fueron cortados, o se repuso una copia antigua del historial",
        ],
        FaultKind::Added => [
            "it was added behind the last one that Rollcall wrote",
            "foi acrescentado depois do último que o Rollcall escreveu",
            "fue añadido detrás del último que escribió Rollcall",
        ],
        FaultKind::Head => [
            "the note of how far the trail goes was changed or removed",
            "a anotação de até onde a trilha vai foi alterada ou removida",
            "la anotación de hasta dónde llega el registro fue modificada o eliminada",
        ],
    };
    language.pick(said)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_fault_has_words_of_its_own_in_each_language() {
        let kinds = [
            FaultKind::Altered,
            FaultKind::Missing,
            FaultKind::Cut,
            FaultKind::Added,
            FaultKind::Head,
        ];
        let languages = [Language::En, Language::PtBr, Language::Es];
        let told = kinds
            .iter()
            .flat_map(|&kind| languages.map(|language| fault(language, kind)));
        assert_eq!(told.collect::<BTreeSet<_>>().len(), 15);
        for language in languages {
            let said = trail(language, Trail::Broken, &[&"3rd", &"why", &"7 all"]);
            assert!(
                said.contains("3rd: why. ") && said.contains("7 all"),
                "{said}"
            );
        }
    }
}
