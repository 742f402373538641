//! The companies of an entity, and whether there is one or many (contract §1).

use serde::Deserialize;

use crate::employee::{TaxId, Text};
use crate::roster::Company;

use super::loose::Loose;

/// What kind of entity a credential is for. A multi entity and a channel partner cannot be told apart (contract §1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entity {
    /// One company, whose tax id the API does not tell.
    Single,
    /// Many, each with its tax id.
    Multiple(Vec<Company>),
}

/// A row of the list of companies.
#[derive(Deserialize)]
pub(super) struct WireCompany {
    company_tax_id: Text,
    #[serde(default)]
    company_name: Loose,
}

impl From<WireCompany> for Company {
    fn from(wire: WireCompany) -> Self {
        Self {
            tax_id: TaxId(wire.company_tax_id),
            name: wire.company_name.0.unwrap_or_default(),
        }
    }
}
