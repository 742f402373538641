//! The words of a notice in the three languages. They count people and name a connection; they never name a person.

use super::{News, Notice};
use crate::commands::settings::Language;

/// A notice in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) title: String,
    pub(super) body: String,
}

impl Notice {
    /// The notice in its language.
    pub(super) fn words(&self) -> Words {
        let title = match self.language {
            Language::Portuguese => self.title_in_portuguese(),
            Language::Spanish => self.title_in_spanish(),
            Language::English | Language::System => self.title_in_english(),
        };
        let body = match self.language {
            Language::Portuguese => self.body_in_portuguese(),
            Language::Spanish => self.body_in_spanish(),
            Language::English | Language::System => self.body_in_english(),
        };
        Words {
            title: format!("{title} · {}", self.connection),
            body,
        }
    }

    fn title_in_english(&self) -> &'static str {
        match self.news {
            News::Succeeded => "Everything went through",
            News::SucceededWithErrors => "Sent, with row errors",
            News::Rejected => "Wellhub rejected the job",
            News::ServerError => "Wellhub had an error",
            News::NotSent => "Nothing was sent",
            News::Approval => "Waiting for approval",
            News::InDoubt => "A job is in doubt",
            News::Paused => "A job cannot go on",
        }
    }

    fn body_in_english(&self) -> String {
        let all = many(self.items, "person", "people");
        match self.news {
            News::Succeeded => format!("{all}: Wellhub has applied every change."),
            News::SucceededWithErrors => format!(
                "{} of {all} went through, {} did not. Open the job to see why.",
                self.succeeded, self.failed
            ),
            News::Rejected => {
                format!("{all}: nothing was applied. Make a new plan to send it again.")
            }
            News::ServerError => {
                format!("{all}: what was applied is not known. Open the job for what to do.")
            }
            News::NotSent => format!("{all}: the job ended before it was submitted."),
            News::Approval => {
                format!("{all}: Wellhub's own team must approve this. Nothing has changed yet.")
            }
            News::InDoubt => {
                format!("{all}: whether the submission arrived is not known. Open the job.")
            }
            News::Paused => format!("{all}: open the job to see what stands in the way."),
        }
    }

    fn title_in_portuguese(&self) -> &'static str {
        match self.news {
            News::Succeeded => "Tudo foi aplicado",
            News::SucceededWithErrors => "Enviado, com erros em linhas",
            News::Rejected => "O Wellhub rejeitou o envio",
            News::ServerError => "O Wellhub teve um erro",
            News::NotSent => "Nada foi enviado",
            News::Approval => "Aguardando aprovação",
            News::InDoubt => "Um envio está em dúvida",
            News::Paused => "Um envio não consegue continuar",
        }
    }

    fn body_in_portuguese(&self) -> String {
        let all = many(self.items, "pessoa", "pessoas");
        match self.news {
            News::Succeeded => format!("{all}: o Wellhub aplicou todas as alterações."),
            News::SucceededWithErrors => format!(
                "Aplicadas {} de {all}; {} não. Abra o envio para ver o motivo.",
                self.succeeded, self.failed
            ),
            News::Rejected => {
                format!("{all}: nada foi aplicado. Faça um novo plano para enviar de novo.")
            }
            News::ServerError => {
                format!("{all}: não se sabe o que foi aplicado. Abra o envio para ver o que fazer.")
            }
            News::NotSent => format!("{all}: o envio terminou antes de ser submetido."),
            News::Approval => {
                format!("{all}: a equipe do próprio Wellhub precisa aprovar. Nada mudou ainda.")
            }
            News::InDoubt => format!("{all}: não se sabe se o envio chegou. Abra o envio."),
            News::Paused => format!("{all}: abra o envio para ver o que o impede."),
        }
    }

    fn title_in_spanish(&self) -> &'static str {
        match self.news {
            News::Succeeded => "Todo se aplicó",
            News::SucceededWithErrors => "Enviado, con errores en filas",
            News::Rejected => "Wellhub rechazó el envío",
            News::ServerError => "Wellhub tuvo un error",
            News::NotSent => "No se envió nada",
            News::Approval => "A la espera de aprobación",
            News::InDoubt => "Un envío está en duda",
            News::Paused => "Un envío no puede continuar",
        }
    }

    fn body_in_spanish(&self) -> String {
        let all = many(self.items, "persona", "personas");
        match self.news {
            News::Succeeded => format!("{all}: Wellhub aplicó todos los cambios."),
            News::SucceededWithErrors => format!(
                "Se aplicaron {} de {all}; {} no. Abre el envío para ver por qué.",
                self.succeeded, self.failed
            ),
            News::Rejected => {
                format!("{all}: no se aplicó nada. Haz un plan nuevo para enviarlo otra vez.")
            }
            News::ServerError => {
                format!("{all}: no se sabe qué se aplicó. Abre el envío para ver qué hacer.")
            }
            News::NotSent => format!("{all}: el envío terminó antes de presentarse."),
            News::Approval => {
                format!("{all}: el propio equipo de Wellhub debe aprobarlo. Nada ha cambiado aún.")
            }
            News::InDoubt => format!("{all}: no se sabe si el envío llegó. Abre el envío."),
            News::Paused => format!("{all}: abre el envío para ver qué lo impide."),
        }
    }
}

fn many(count: u32, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use rollcall_core::history::JobId;

    use super::*;

    const NEWS: [News; 8] = [
        News::Succeeded,
        News::SucceededWithErrors,
        News::Rejected,
        News::ServerError,
        News::NotSent,
        News::Approval,
        News::InDoubt,
        News::Paused,
    ];

    fn notice(news: News, language: Language) -> Notice {
        Notice {
            job: JobId(7),
            news,
            connection: "Aurora".to_owned(),
            items: 63,
            succeeded: 60,
            failed: 3,
            language,
        }
    }

    #[test]
    fn each_language_has_words_of_its_own_that_name_the_company_and_count() {
        for news in NEWS {
            let said = [Language::English, Language::Portuguese, Language::Spanish]
                .map(|language| notice(news, language).words());
            for words in &said {
                assert!(words.title.ends_with(" · Aurora"), "{words:?}");
                assert!(words.body.contains("63"), "{words:?}");
            }
            assert_ne!(said[0], said[1]);
            assert_ne!(said[1], said[2]);
            assert_ne!(said[0], said[2]);
        }
    }

    #[test]
    fn row_errors_are_counted_and_one_person_is_not_many() {
        let words = notice(News::SucceededWithErrors, Language::English).words();
        assert_eq!(
            words.body,
            "60 of 63 people went through, 3 did not. Open the job to see why."
        );
        let alone = Notice {
            items: 1,
            ..notice(News::Succeeded, Language::Spanish)
        };
        assert_eq!(
            alone.words().body,
            "1 persona: Wellhub aplicó todos los cambios."
        );
    }
}
