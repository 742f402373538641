//! What a person types about a connection. The secret goes in and never comes out again.

use jiff::civil::Date;
use rollcall_core::desk::NewCredential;
use rollcall_core::employee::{Identifier, TaxId};
use rollcall_core::history::Environment;
use rollcall_core::wellhub::Origin;
use secrecy::SecretString;
use serde::Deserialize;
use specta::Type;

use crate::error::CommandError;

/// What a person typed into the form. `Debug` is absent on purpose: it holds a secret.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionForm {
    /// The name that the person gives.
    pub name: String,
    /// Which Wellhub to speak to.
    pub environment: Environment,
    /// Scheme, host and port; for a custom address alone.
    pub origin: Option<String>,
    /// The client id.
    pub client_id: String,
    /// The client secret, on its way to the vault.
    #[specta(type = String)]
    pub secret: SecretString,
    /// The company's eligibility identifier.
    pub identifier: Identifier,
    /// The tax id of a single entity.
    pub company_tax_id: Option<String>,
    /// When the credential expires, YYYY-MM-DD.
    pub expires_on: Option<String>,
}

impl ConnectionForm {
    /// Where the form says that Wellhub is.
    pub fn origin(&self) -> Result<Origin, CommandError> {
        match self.environment {
            Environment::Production => Ok(Origin::PRODUCTION),
            Environment::Sandbox => Ok(Origin::SANDBOX),
            Environment::Custom => {
                let text = self.origin.as_deref().unwrap_or_default();
                text.parse()
                    .map_err(|error: rollcall_core::wellhub::OriginError| {
                        CommandError::invalid(error.to_string()).caused_by(&error)
                    })
            }
            Environment::Demo => Err(CommandError::invalid(
                "The demo has no form: it is started, not connected.",
            )),
        }
    }

    /// What is kept of it.
    pub fn credential(&self) -> Result<NewCredential, CommandError> {
        let tax_id = self.company_tax_id.as_deref().map(str::trim);
        Ok(NewCredential {
            name: self.name.clone(),
            origin: self.origin()?,
            client_id: self.client_id.clone(),
            secret: self.secret.clone(),
            identifier: self.identifier,
            company_tax_id: tax_id.filter(|text| !text.is_empty()).map(TaxId::from),
            expires_on: day(self.expires_on.as_deref())?,
        })
    }
}

/// A day as YYYY-MM-DD; none where nothing was typed.
pub(super) fn day(typed: Option<&str>) -> Result<Option<Date>, CommandError> {
    let text = typed.map(str::trim);
    text.filter(|text| !text.is_empty())
        .map(|text| {
            text.parse::<Date>().map_err(|error| {
                CommandError::invalid(format!("{text} is no date as YYYY-MM-DD.")).caused_by(&error)
            })
        })
        .transpose()
}
