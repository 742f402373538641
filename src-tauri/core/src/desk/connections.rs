//! Connections: what is kept of them in history, their secret in the vault, and the client that speaks for each.

use std::sync::Arc;

use jiff::civil::Date;
use secrecy::{ExposeSecret as _, SecretString};

use super::{Desk, DeskError, Tokens, limits, lock};
use crate::employee::{Identifier, TaxId};
use crate::history::{Connection, ConnectionId, Environment, NewConnection};
use crate::vault::{self, ConnectionSecret, VaultTokens};
use crate::wellhub::{Client, ClientConfig, MemoryTokens, Origin, TokenStore};

/// What a person enters for a new connection.
#[derive(Clone)]
pub struct NewCredential {
    /// The name by which they know it.
    pub name: String,
    /// Where.
    pub origin: Origin,
    /// As whom.
    pub client_id: String,
    /// The client secret.
    pub secret: SecretString,
    /// The eligibility identifier agreed in the contract.
    pub identifier: Identifier,
    /// The tax id of a single entity.
    pub company_tax_id: Option<TaxId>,
    /// When the credential expires.
    pub expires_on: Option<Date>,
}

impl NewCredential {
    fn check(&self) -> Result<(), DeskError> {
        let filled = [
            ("The name", self.name.as_str()),
            ("The client id", &self.client_id),
            ("The client secret", self.secret.expose_secret()),
        ];
        match filled.iter().find(|(_, text)| text.trim().is_empty()) {
            Some((field, _)) => Err(DeskError::Missing { field }),
            None => Ok(()),
        }
    }
}

impl Desk {
    /// Keeps a connection; its secret goes to the vault. `multiple` is what a check found, if there was one.
    pub fn add_connection(
        &self,
        new: &NewCredential,
        multiple: Option<bool>,
    ) -> Result<Connection, DeskError> {
        new.check()?;
        let id = self.history.add_connection(&NewConnection {
            name: new.name.trim().to_owned(),
            environment: environment(&new.origin),
            origin: new.origin.as_str().to_owned(),
            client_id: new.client_id.trim().to_owned(),
            identifier: new.identifier,
            company_tax_id: new.company_tax_id.clone(),
            multiple,
            expires_on: new.expires_on,
        })?;
        let secret = ConnectionSecret {
            origin: new.origin.clone(),
            client_id: new.client_id.trim().to_owned(),
            secret: new.secret.clone(),
        };
        if let Err(error) = vault::write_connection(self.vault.as_ref(), &id.to_string(), &secret) {
            // A connection without its secret would be of no use.
            self.history.remove_connection(id)?;
            return Err(error.into());
        }
        Ok(self.history.connection(id)?)
    }

    /// Removes a connection and its secret; what was sent over it stays in history.
    pub fn remove_connection(&self, id: ConnectionId) -> Result<(), DeskError> {
        vault::forget_connection(self.vault.as_ref(), &id.to_string())?;
        lock(&self.clients).remove(&id);
        Ok(self.history.remove_connection(id)?)
    }

    /// The client of a connection. The first call reads the secret from the vault and may wait for the keyring.
    pub fn client(&self, connection: &Connection) -> Result<Client, DeskError> {
        if let Some(client) = lock(&self.clients).get(&connection.id) {
            return Ok(client.clone());
        }
        let details = &connection.details;
        let origin: Origin = details.origin.parse()?;
        let secret = if details.environment == Environment::Demo {
            lock(&self.demo).clone().ok_or(DeskError::DemoNotRunning)?
        } else {
            let kept = vault::read_connection(
                self.vault.as_ref(),
                &connection.id.to_string(),
                &origin,
                &details.client_id,
            )?;
            kept.ok_or_else(|| DeskError::NoSecret {
                connection: details.name.clone(),
            })?
        };
        let tokens: Arc<dyn TokenStore> = match self.tokens {
            Tokens::Vault if details.environment != Environment::Demo => {
                Arc::new(VaultTokens::new(
                    self.vault.clone(),
                    &connection.id.to_string(),
                    origin.clone(),
                    details.client_id.clone(),
                ))
            }
            _ => Arc::new(MemoryTokens::default()),
        };
        let client = self.new_client(origin, &details.client_id, secret, tokens)?;
        lock(&self.clients).insert(connection.id, client.clone());
        Ok(client)
    }

    /// Whether a write of any connection was sent and not answered yet.
    pub fn is_writing(&self) -> bool {
        let replaced = lock(&self.replaced).iter().any(Client::is_writing);
        replaced || lock(&self.clients).values().any(Client::is_writing)
    }

    /// Completes once each connection had a moment without a write on the wire.
    pub async fn written(&self) {
        let mut clients: Vec<Client> = lock(&self.clients).values().cloned().collect();
        clients.extend(lock(&self.replaced).iter().cloned());
        for client in clients {
            client.written().await;
        }
    }

    /// A client for what was entered, before it is kept.
    pub fn trial_client(&self, new: &NewCredential) -> Result<Client, DeskError> {
        new.check()?;
        let tokens = Arc::new(MemoryTokens::default());
        self.new_client(
            new.origin.clone(),
            new.client_id.trim(),
            new.secret.clone(),
            tokens,
        )
    }

    pub(super) fn new_client(
        &self,
        origin: Origin,
        client_id: &str,
        secret: SecretString,
        tokens: Arc<dyn TokenStore>,
    ) -> Result<Client, DeskError> {
        let limits = limits::shared(self, &origin, client_id);
        let config = ClientConfig {
            proxy: self.proxy(),
            ..ClientConfig::new(origin, client_id)
        };
        Ok(Client::new(
            config,
            secret,
            limits,
            tokens,
            self.clock.clone(),
        )?)
    }
}

fn environment(origin: &Origin) -> Environment {
    use crate::wellhub::Environment as Of;
    match origin.environment() {
        Of::Production => Environment::Production,
        Of::Sandbox => Environment::Sandbox,
        Of::Custom => Environment::Custom,
    }
}
