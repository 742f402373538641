//! The notice that a credential expires, in the three languages. It names the connection, never a person.

use rollcall_core::desk::{Desk, Expiry};

use crate::commands::settings::{Language, kept_settings};
use crate::error::CommandError;

/// A credential that expires, to be told once a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Of which connection, and when.
    pub expiry: Expiry,
    /// In which language.
    pub language: Language,
}

impl Reminder {
    /// The reminders that are due and were not told yet; none where the person wants none.
    pub fn due(desk: &Desk) -> Result<Vec<Self>, CommandError> {
        let settings = kept_settings(desk)?;
        if !settings.notifications {
            return Ok(Vec::new());
        }
        let language = settings.language.spoken();
        let due = desk.expiries_to_tell()?.into_iter();
        Ok(due.map(|expiry| Self { expiry, language }).collect())
    }

    /// Its title and its text.
    pub(super) fn words(&self) -> (String, &'static str) {
        let days = self.expiry.days;
        let (title, body) = match self.language {
            Language::Portuguese => (
                match days {
                    ..0 => "A credencial venceu".to_owned(),
                    0 => "A credencial vence hoje".to_owned(),
                    1 => "A credencial vence amanhã".to_owned(),
                    _ => format!("A credencial vence em {days} dias"),
                },
                "Crie um novo segredo no Wellhub e substitua-o em Conexões.",
            ),
            Language::Spanish => (
                match days {
                    ..0 => "La credencial venció".to_owned(),
                    0 => "La credencial vence hoy".to_owned(),
                    1 => "La credencial vence mañana".to_owned(),
                    _ => format!("La credencial vence en {days} días"),
                },
                "Crea un secreto nuevo en Wellhub y sustitúyelo en Conexiones.",
            ),
            Language::English | Language::System => (
                match days {
                    ..0 => "The credential has expired".to_owned(),
                    0 => "The credential expires today".to_owned(),
                    1 => "The credential expires tomorrow".to_owned(),
                    _ => format!("The credential expires in {days} days"),
                },
                "Make a new secret at Wellhub and replace it under Connections.",
            ),
        };
        let name = &self.expiry.connection.details.name;
        (format!("{title} · {name}"), body)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use rollcall_core::desk::ExpiryStage;
    use rollcall_core::employee::Identifier;
    use rollcall_core::history::{Connection, ConnectionId, Environment, NewConnection};

    use super::*;

    #[test]
    fn each_nearness_has_words_of_its_own_in_each_language_and_names_the_connection() {
        let details = NewConnection {
            name: "Aurora".to_owned(),
            environment: Environment::Production,
            origin: "https://api.clients.wellhub.com".to_owned(),
            client_id: "aurora".to_owned(),
            identifier: Identifier::Email,
            company_tax_id: None,
            multiple: None,
            expires_on: None,
        };
        let connection = Connection {
            id: ConnectionId(1),
            details,
            created_at: "2026-03-12T09:00:00Z".parse().unwrap(),
        };
        let said: BTreeSet<String> = [Language::English, Language::Portuguese, Language::Spanish]
            .into_iter()
            .flat_map(|language| [-3, 0, 1, 30].map(|days| (language, days)))
            .map(|(language, days)| {
                let expiry = Expiry {
                    connection: connection.clone(),
                    on: "2026-12-09".parse().unwrap(),
                    days,
                    stage: ExpiryStage::Month,
                };
                let (title, body) = Reminder { expiry, language }.words();
                assert!(title.ends_with("· Aurora") && !body.is_empty(), "{title}");
                assert_eq!(days == 30, title.contains("30"), "{title}");
                title
            })
            .collect();
        assert_eq!(said.len(), 12);
    }
}
