//! The connections screen: which Wellhub companies this computer may speak to.

use rollcall_core::employee::Identifier;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::startup::VaultView;
use crate::error::CommandError;

/// Which Wellhub a connection speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// The real one; real people gain and lose access.
    Production,
    /// Wellhub's own place to try things.
    Sandbox,
    /// An address given by the person.
    Custom,
    /// The simulator inside Rollcall.
    Demo,
}

/// Whether a credential covers one company or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// One company.
    Single,
    /// Several companies, told apart by tax id.
    Multiple,
}

/// A connection, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// Local id.
    pub id: u32,
    /// The name that the person gave.
    pub name: String,
    /// Which Wellhub it speaks to.
    pub environment: Environment,
    /// Scheme, host and port.
    pub origin: String,
    /// The client id; the secret never leaves the vault.
    pub client_id: String,
    /// The company's eligibility identifier.
    pub identifier: Identifier,
    /// The tax id of a single entity.
    pub company_tax_id: Option<String>,
    /// Known once the connection was tested.
    pub entity: Option<Entity>,
    /// When the credential expires, YYYY-MM-DD.
    pub expires_on: Option<String>,
    /// How many people the last roster held.
    pub people: Option<u32>,
    /// When that roster was read, RFC 3339.
    pub roster_read_at: Option<String>,
}

/// All connections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionsView {
    /// By name.
    pub connections: Vec<ConnectionView>,
    /// The id of the one in use.
    pub active: Option<u32>,
    /// Where secrets are kept and how that stands.
    pub vault: VaultView,
}

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
    pub secret: String,
    /// The company's eligibility identifier.
    pub identifier: Identifier,
    /// The tax id of a single entity.
    pub company_tax_id: Option<String>,
    /// When the credential expires, YYYY-MM-DD.
    pub expires_on: Option<String>,
}

/// One of the things that a test of a connection looks at, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CheckName {
    /// Client id and secret are right.
    Token,
    /// One company or several.
    Entity,
    /// Which companies.
    Companies,
    /// How many people.
    Roster,
}

/// How a step of a test stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// Asked, not answered.
    Running,
    /// Fine.
    Done,
    /// Not fine; `error` says why.
    Failed,
}

/// One step of a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckStep {
    /// What is looked at.
    pub step: CheckName,
    /// How it stands.
    pub state: CheckState,
    /// One company or several, once known.
    pub entity: Option<Entity>,
    /// How many companies, once known.
    pub companies: Option<u32>,
    /// How many people, once known.
    pub people: Option<u32>,
    /// Why it failed.
    pub error: Option<CommandError>,
}
