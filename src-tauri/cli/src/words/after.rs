//! What can be done after a job, in three languages: undoing it, sending its rest, giving it up, keeping its report.

use rollcall_core::plan::Obstacle;

use super::fill;
use crate::language::Language;
use crate::trouble::Code;

/// A sentence about what comes after a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// `{0}` the job, `{1}` changes that bring something back, `{2}` people kept, `{3}` entries without a way back.
    Undo,
    /// Who is kept.
    Kept,
    /// What has no way back.
    Impossible,
    /// One of them: `{0}` the name, `{1}` the key, `{2}` why.
    Entry,
    /// What no undo takes back.
    NeverUndone,
    /// The job undoes job `{0}`.
    Undoes,
    /// The job sends the rest of job `{0}`.
    Retries,
    /// Job `{0}` was given up: what that means.
    GivenUp,
    /// `{0}` the job, `{1}` its changes that are not known to be done, `{2}` those that are left.
    Rest,
    /// How to plan what is left of job `{0}`.
    HowToRest,
}

impl After {
    #[cfg(test)]
    const ALL: &'static [Self] = &[
        Self::Undo,
        Self::Kept,
        Self::Impossible,
        Self::Entry,
        Self::NeverUndone,
        Self::Undoes,
        Self::Retries,
        Self::GivenUp,
        Self::Rest,
        Self::HowToRest,
    ];
}

/// The sentence with its values.
pub fn after(language: Language, after: After, values: &[&dyn std::fmt::Display]) -> String {
    fill(template(language, after), values)
}

fn template(language: Language, after: After) -> &'static str {
    let [en, pt_br, es] = match after {
        After::Undo => [
            "Undo of job {0}: {1} changes bring back what was there, {2} people are kept, {3} entries cannot be taken back.",
            "Desfazer o envio {0}: {1} mudanças trazem de volta o que havia, {2} pessoas ficam como estão, {3} itens não podem ser desfeitos.",
            "Deshacer el envío {0}: {1} cambios devuelven lo que había, {2} personas quedan como están, {3} elementos no se pueden deshacer.",
        ],
        After::Kept => [
            "Kept, because the record changed after the job:",
            "Ficam como estão, porque o registro mudou depois do envio:",
            "Quedan como están, porque el registro cambió después del envío:",
        ],
        After::Impossible => [
            "Without a way back:",
            "Sem caminho de volta:",
            "Sin camino de vuelta:",
        ],
        After::Entry => ["    {0} ({1}): {2}"; 3],
        After::NeverUndone => [
            "No undo takes back invitation e-mails that went out, nor the access that people lost meanwhile. Whoever is brought back within 30 days of leaving may get their subscription back; later they begin anew.",
            "Nada desfaz os e-mails de convite já enviados, nem o acesso perdido nesse meio-tempo. Quem volta em até 30 dias depois de sair pode recuperar a assinatura; depois disso, começa do zero.",
            "Nada deshace los correos de invitación ya enviados, ni el acceso perdido entretanto. Quien vuelve dentro de los 30 días de su baja puede recuperar la suscripción; después empieza de cero.",
        ],
        After::Undoes => [
            "  It undoes job {0}.",
            "  Desfaz o envio {0}.",
            "  Deshace el envío {0}.",
        ],
        After::Retries => [
            "  It sends what job {0} did not bring about.",
            "  Envia o que o envio {0} não concluiu.",
            "  Envía lo que el envío {0} no logró.",
        ],
        After::GivenUp => [
            "Job {0} is given up. Wellhub may have accepted it all the same: what it did is unknown, and only the roster can tell. Nothing more is sent by it.",
            "O envio {0} foi abandonado. O Wellhub pode tê-lo aceitado mesmo assim: não se sabe o que ele fez, e só a lista pode dizer. Nada mais é enviado por ele.",
            "El envío {0} queda abandonado. Wellhub puede haberlo aceptado de todos modos: no se sabe qué hizo, y solo la lista puede decirlo. No envía nada más.",
        ],
        After::Rest => [
            "Of {1} changes that job {0} is not known to have made, {2} are left against the roster as it is now.",
            "De {1} mudanças que não se sabe se o envio {0} fez, faltam {2} diante da lista como está agora.",
            "De {1} cambios que no se sabe si hizo el envío {0}, faltan {2} frente a la lista como está ahora.",
        ],
        After::HowToRest => [
            "Plan what is left on a fresh look: rollcall job {0} --out PLAN",
            "Planeje o que falta com a lista atual: rollcall job {0} --out PLANO",
            "Planifique lo que falta con la lista actual: rollcall job {0} --out PLAN",
        ],
    };
    match language {
        Language::En => en,
        Language::PtBr => pt_br,
        Language::Es => es,
    }
}

/// Why something cannot be taken back.
pub fn obstacle(language: Language, obstacle: Obstacle) -> &'static str {
    let [en, pt_br, es] = match obstacle {
        Obstacle::NothingToRestore => [
            "it stands as it did before the job",
            "está como estava antes do envio",
            "está como estaba antes del envío",
        ],
        Obstacle::CustomFieldsUnknown => [
            "what the custom fields were before is not known, and Wellhub never tells",
            "não se sabe o que os campos personalizados eram antes, e o Wellhub nunca informa",
            "no se sabe qué eran antes los campos personalizados, y Wellhub nunca lo dice",
        ],
        Obstacle::JobPending => [
            "another job about this person has not ended",
            "outro envio sobre esta pessoa não terminou",
            "otro envío sobre esta persona no ha terminado",
        ],
        Obstacle::ImageGone => [
            "what was there before is no longer kept",
            "o que havia antes já não está guardado",
            "lo que había antes ya no se conserva",
        ],
        Obstacle::ResultUnknown => [
            "nobody knows whether the job did it: plan the spreadsheet again to see",
            "não se sabe se o envio fez isso: planeje a planilha de novo para ver",
            "no se sabe si el envío lo hizo: planifique la hoja de nuevo para verlo",
        ],
    };
    match language {
        Language::En => en,
        Language::PtBr => pt_br,
        Language::Es => es,
    }
}

/// The words of the failures that are about what comes after a job; a test holds every code to words.
pub(super) fn trouble(language: Language, code: Code) -> [&'static str; 2] {
    let [en, pt_br, es] = match code {
        Code::JobUnfinished => [
            [
                "Job {0} has not ended ({1}), so nobody can say yet what it did.",
                "Go on with it: rollcall resume. In doubt for good? rollcall job {0} --give-up --reason TEXT",
            ],
            [
                "O envio {0} não terminou ({1}), e ainda não se sabe o que ele fez.",
                "Continue: rollcall resume. Em dúvida sem saída? rollcall job {0} --give-up --reason TEXTO",
            ],
            [
                "El envío {0} no ha terminado ({1}), y aún no se sabe qué hizo.",
                "Siga con él: rollcall resume. ¿En duda sin salida? rollcall job {0} --give-up --reason TEXTO",
            ],
        ],
        Code::NothingToUndo => [
            [
                "Job {0} changed nothing at Wellhub.",
                "There is nothing to undo.",
            ],
            [
                "O envio {0} não mudou nada no Wellhub.",
                "Não há o que desfazer.",
            ],
            [
                "El envío {0} no cambió nada en Wellhub.",
                "No hay nada que deshacer.",
            ],
        ],
        Code::Rehearsal => [
            [
                "Job {0} was a rehearsal in the sandbox, where nothing changes.",
                "There is nothing to undo.",
            ],
            [
                "O envio {0} foi um ensaio no sandbox, onde nada muda.",
                "Não há o que desfazer.",
            ],
            [
                "El envío {0} fue un ensayo en el sandbox, donde nada cambia.",
                "No hay nada que deshacer.",
            ],
        ],
        Code::NothingLeft => [
            ["All of job {0} was done.", "Nothing is left to send."],
            ["O envio {0} foi todo concluído.", "Não falta enviar nada."],
            ["El envío {0} se hizo entero.", "No queda nada por enviar."],
        ],
        Code::ReportFile => [
            [
                "The report {0} could not be written: {1}",
                "Check the folder and its rights, and whether the file is open elsewhere.",
            ],
            [
                "Não foi possível gravar o relatório {0}: {1}",
                "Verifique a pasta e as permissões, e se o arquivo está aberto em outro lugar.",
            ],
            [
                "No se pudo escribir el informe {0}: {1}",
                "Compruebe la carpeta y sus permisos, y si el archivo está abierto en otra parte.",
            ],
        ],
        Code::NotInDoubt => [
            [
                "Job {0} is not in doubt ({1}), so there is nothing to give up.",
                "See rollcall job {0}; go on with rollcall resume.",
            ],
            [
                "O envio {0} não está em dúvida ({1}), e não há o que abandonar.",
                "Veja rollcall job {0}; continue com rollcall resume.",
            ],
            [
                "El envío {0} no está en duda ({1}), y no hay nada que abandonar.",
                "Vea rollcall job {0}; siga con rollcall resume.",
            ],
        ],
        _ => return super::keeping::trouble(language, code),
    };
    match language {
        Language::En => en,
        Language::PtBr => pt_br,
        Language::Es => es,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_language_says_the_same_values_in_its_own_words() {
        let values: [&dyn std::fmt::Display; 4] = [&"7", &"Ana", &"x", &"y"];
        for one in After::ALL {
            let said = Language::ALL.map(|language| after(language, *one, &values));
            let holds = |value: &str| said.iter().filter(|text| text.contains(value)).count();
            for value in ["Ana", "{"] {
                assert!([0, 3].contains(&holds(value)), "{one:?}: {said:?}");
            }
            assert!(said.iter().all(|text| !text.trim().is_empty()), "{one:?}");
        }
        for one in Obstacle::ALL {
            let said: BTreeSet<_> = Language::ALL
                .map(|language| obstacle(language, *one))
                .into();
            assert_eq!(said.len(), 3, "{one:?}");
        }
    }
}
