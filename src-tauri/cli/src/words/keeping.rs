//! The words of what is kept of people: retention, one person exported and erased; in three languages.

use super::fill;
use crate::language::Language;
use crate::trouble::Code;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = [$en:literal, $pt_br:literal, $es:literal $(,)?],)*) => {
        /// A sentence about what is kept.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Keeping {
            $($(#[$doc])* $name,)*
        }

        #[cfg(test)]
        impl Keeping {
            const ALL: &'static [Self] = &[$(Self::$name,)*];
        }

        fn template(language: Language, keeping: Keeping) -> &'static str {
            let texts = match keeping { $(Keeping::$name => [$en, $pt_br, $es],)* };
            language.pick(texts)
        }
    };
}

texts! {
    /// Rows of `{0}` jobs and `{1}` people are due.
    Due = [
        "Rows of {0} jobs about {1} people are older than this data folder keeps them. See rollcall history tidy, or Settings in the app.",
        "As linhas de {0} envios sobre {1} pessoas são mais antigas do que esta pasta de dados guarda. Veja rollcall history tidy, ou as configurações do aplicativo.",
        "Las filas de {0} envíos sobre {1} personas son más antiguas de lo que esta carpeta de datos conserva. Vea rollcall history tidy, o los ajustes de la aplicación.",
    ],
    /// How long is kept, and what is due: `{0}` days, `{1}` months, `{2}` jobs, `{3}` people, `{4}` plans, `{5}` rosters, `{6}` imports, `{7}` summaries.
    WouldGo = [
        "Rows are kept for {0} days, summaries for {1} months.\nDue now: the rows of {2} jobs about {3} people, {4} plans, {5} rosters, {6} imports, {7} summaries.",
        "As linhas são guardadas por {0} dias, os resumos por {1} meses.\nA excluir agora: as linhas de {2} envios sobre {3} pessoas, {4} planos, {5} listas, {6} importações, {7} resumos.",
        "Las filas se conservan {0} días, los resúmenes {1} meses.\nPor eliminar ahora: las filas de {2} envíos sobre {3} personas, {4} planes, {5} listas, {6} importaciones, {7} resúmenes.",
    ],
    /// How to delete now.
    HowToDelete = [
        "Nothing was deleted. From tomorrow on it goes by itself; to delete it now: rollcall history tidy --yes",
        "Nada foi excluído. A partir de amanhã isso ocorre sozinho; para excluir agora: rollcall history tidy --yes",
        "No se eliminó nada. Desde mañana ocurre solo; para eliminarlo ahora: rollcall history tidy --yes",
    ],
    /// What was deleted: `{0}` jobs, `{1}` people, `{2}` plans, `{3}` old backups.
    Gone = [
        "Deleted: the rows of {0} jobs about {1} people, {2} plans, {3} old backups.",
        "Excluído: as linhas de {0} envios sobre {1} pessoas, {2} planos, {3} cópias de segurança antigas.",
        "Eliminado: las filas de {0} envíos sobre {1} personas, {2} planes, {3} copias de seguridad antiguas.",
    ],
    /// The rows of a job were deleted on `{0}`.
    RowsGone = [
        "Its rows were deleted on {0}, as the settings say; the counts are kept.",
        "As linhas dele foram excluídas em {0}, conforme as configurações; as contagens ficam.",
        "Sus filas se eliminaron el {0}, según los ajustes; los recuentos se conservan.",
    ],
    /// Who was found: `{0}`, key `{1}`, company `{2}`, connection `{3}`.
    Person = [
        "{0} ({1}), company {2}, connection {3}",
        "{0} ({1}), empresa {2}, conexão {3}",
        "{0} ({1}), empresa {2}, conexión {3}",
    ],
    /// Several people fit.
    Several = [
        "Several people fit, so nothing was done. Give the whole key, e-mail address or national id, and where needed --company or --connection:",
        "Várias pessoas correspondem; nada foi feito. Informe a chave, o e-mail ou o documento completo e, se preciso, --company ou --connection:",
        "Varias personas coinciden; no se hizo nada. Indique la clave, el correo o el documento completos y, si hace falta, --company o --connection:",
    ],
    /// What is kept of somebody: `{0}` items of `{1}` jobs, `{2}` plans, `{3}` rosters, `{4}` imports, `{5}` protections.
    Kept = [
        "Kept of this person: {0} items of {1} jobs, {2} plans, {3} rosters, {4} unfinished imports, {5} entries of the protected list.",
        "Guardado sobre esta pessoa: {0} itens de {1} envios, {2} planos, {3} listas, {4} importações inacabadas, {5} registros na lista protegida.",
        "Conservado sobre esta persona: {0} elementos de {1} envíos, {2} planes, {3} listas, {4} importaciones sin terminar, {5} entradas de la lista protegida.",
    ],
    /// What stays after an erasure.
    Stays = [
        "Erasing takes all of it away here, in the backups too; imports that name the person are given up, and a protected person is protected no more. What stays: each job's counts with a pseudonym in the person's place, one pseudonymous event of the audit trail, and the spreadsheets themselves. Wellhub is told nothing: whoever is on its roster comes back with the next reading.",
        "Apagar remove tudo isso daqui, também das cópias de segurança; importações que citam a pessoa são descartadas, e uma pessoa protegida deixa de ser protegida. O que fica: as contagens de cada envio, com um pseudônimo no lugar da pessoa, um evento pseudônimo na trilha de auditoria e as próprias planilhas. O Wellhub não é avisado: quem está na lista dele volta na próxima leitura.",
        "Borrar lo quita todo de aquí, también de las copias de seguridad; las importaciones que nombran a la persona se descartan, y una persona protegida deja de estarlo. Lo que queda: los recuentos de cada envío, con un seudónimo en lugar de la persona, un evento con seudónimo en el registro de auditoría y las propias hojas. A Wellhub no se le dice nada: quien está en su lista vuelve con la próxima lectura.",
    ],
    /// Asks for the key.
    TypeKey = [
        "Type the key {0} to erase this person, anything else to leave everything as it is: ",
        "Digite a chave {0} para apagar esta pessoa; qualquer outra coisa deixa tudo como está: ",
        "Escriba la clave {0} para borrar a esta persona; cualquier otra cosa deja todo como está: ",
    ],
    /// Nothing was erased.
    NotErased = [
        "Nothing was erased. To erase without being asked: --yes",
        "Nada foi apagado. Para apagar sem confirmação: --yes",
        "No se borró nada. Para borrar sin preguntar: --yes",
    ],
    /// Erased: pseudonym `{0}`, `{1}` backups written anew, `{2}` deleted.
    Erased = [
        "Erased. The items stand under {0} now. Backups written anew: {1}; deleted, since they could not be: {2}.",
        "Apagada. Os itens agora estão sob {0}. Cópias de segurança regravadas: {1}; excluídas, por não ser possível: {2}.",
        "Borrada. Los elementos están ahora bajo {0}. Copias de seguridad reescritas: {1}; eliminadas, por no ser posible: {2}.",
    ],
    /// Written: `{0}` lines to `{1}`.
    Exported = [
        "Wrote {0} lines to {1}. They are unmasked: keep the file safe.",
        "{0} linhas gravadas em {1}. Elas não estão mascaradas: guarde bem o arquivo.",
        "Se escribieron {0} líneas en {1}. No están enmascaradas: guarde bien el archivo.",
    ],
    /// The name of the workbook's sheet.
    Sheet = ["Person", "Pessoa", "Persona"],
    /// The headers of its columns, with bars between.
    Columns = [
        "Where|Number|When|Field|Value|Cell or row",
        "Onde|Número|Quando|Campo|Valor|Célula ou linha",
        "Dónde|Número|Cuándo|Campo|Valor|Celda o fila",
    ],
    /// Where something stands, in the order of the places, with bars between.
    Places = [
        "Sent by job|Plan, after|Plan, before|Row not sent|Roster|Custom field sent last|Protected list",
        "Enviado pelo envio|Plano, depois|Plano, antes|Linha não enviada|Lista|Último campo personalizado enviado|Lista protegida",
        "Enviado por el envío|Plan, después|Plan, antes|Fila no enviada|Lista|Último campo personalizado enviado|Lista protegida",
    ],
}

/// The sentence with its values.
pub fn keeping(language: Language, what: Keeping, values: &[&dyn std::fmt::Display]) -> String {
    fill(template(language, what), values)
}

/// The words of the failures that are about what is kept of people; a test holds every code to words.
pub(super) fn trouble(language: Language, code: Code) -> [&'static str; 2] {
    let texts = match code {
        Code::RowsGone => [
            [
                "The rows of job {0} were deleted on {1}, {2} days after it ended.",
                "Its counts are kept; it cannot be undone, mended or reported row by row.",
            ],
            [
                "As linhas do envio {0} foram excluídas em {1}, {2} dias depois do fim.",
                "As contagens ficam; não é possível desfazer, corrigir ou relatar linha por linha.",
            ],
            [
                "Las filas del envío {0} se eliminaron el {1}, {2} días después de su fin.",
                "Los recuentos se conservan; no se puede deshacer, corregir ni informar fila por fila.",
            ],
        ],
        Code::NoPerson => [
            [
                "Nobody who is kept here fits {0}.",
                "Look with rollcall history find.",
            ],
            [
                "Ninguém guardado aqui corresponde a {0}.",
                "Procure com rollcall history find.",
            ],
            [
                "Nadie de lo conservado aquí coincide con {0}.",
                "Busque con rollcall history find.",
            ],
        ],
        Code::StillSent => [
            [
                "Job {0} has not ended and is about this person; nothing was erased.",
                "Let it end (rollcall resume), or in doubt give it up: rollcall job {0} --give-up --reason TEXT",
            ],
            [
                "O envio {0} não terminou e é sobre esta pessoa; nada foi apagado.",
                "Deixe-o terminar (rollcall resume) ou, em dúvida, abandone-o: rollcall job {0} --give-up --reason TEXTO",
            ],
            [
                "El envío {0} no ha terminado y trata de esta persona; no se borró nada.",
                "Déjelo terminar (rollcall resume) o, en duda, abandónelo: rollcall job {0} --give-up --reason TEXTO",
            ],
        ],
        Code::PlanOutlived => [
            [
                "This plan is older than what is kept of the jobs that were sent, so nobody can tell whether it was sent.",
                "Plan the spreadsheet again.",
            ],
            [
                "Este plano é mais antigo do que o que se guarda dos envios, e não se sabe se já foi enviado.",
                "Planeje a planilha de novo.",
            ],
            [
                "Este plan es más antiguo que lo que se conserva de los envíos, y no se sabe si ya se envió.",
                "Planifique la hoja de nuevo.",
            ],
        ],
        _ => return ["", ""],
    };
    language.pick(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_says_the_same_values_in_its_own_words() {
        let values: [&dyn std::fmt::Display; 8] =
            [&"v0", &"v1", &"v2", &"v3", &"v4", &"v5", &"v6", &"v7"];
        for one in Keeping::ALL {
            let said = Language::ALL.map(|language| keeping(language, *one, &values));
            for value in ["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "{", "|"] {
                let holds = said.iter().map(|text| text.matches(value).count());
                let holds: std::collections::BTreeSet<_> = holds.collect();
                assert_eq!(holds.len(), 1, "{one:?}: {said:?}");
            }
            assert!(
                said[0] != said[1] && said[1] != said[2] || *one == Keeping::Person,
                "{said:?}"
            );
        }
    }
}
