//! The document of `connect`.

use jiff::civil::Date;
use rollcall_core::employee::{Identifier, TaxId};
use rollcall_core::history::{Connection, Environment};
use rollcall_core::vault::Backend;
use serde::Serialize;

/// `connect`
#[derive(Debug, Serialize)]
pub struct ConnectDocument {
    connection: String,
    environment: Environment,
    url: String,
    client_id: String,
    identifier: Identifier,
    company_tax_id: Option<TaxId>,
    secrets: Backend,
    expires_on: Option<Date>,
    /// Whether the connection was there already and got another secret.
    replaced: bool,
}

impl ConnectDocument {
    /// A connection that was kept.
    pub fn new(kept: &Connection, secrets: Backend, replaced: bool) -> Self {
        let details = &kept.details;
        Self {
            connection: details.name.clone(),
            environment: details.environment,
            url: details.origin.clone(),
            client_id: details.client_id.clone(),
            identifier: details.identifier,
            company_tax_id: details.company_tax_id.clone(),
            secrets,
            expires_on: details.expires_on,
            replaced,
        }
    }
}
