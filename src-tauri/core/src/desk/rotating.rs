//! Replacing a connection's secret in place: tried at Wellhub before it takes the place of the one before, so that a
//! connection that works never loses it. Jobs go on.

use std::sync::Arc;

use jiff::civil::Date;
use secrecy::{ExposeSecret as _, SecretString};

use super::{Desk, DeskError, lock};
use crate::history::{Connection, Environment, NewConnection};
use crate::vault::{self, ConnectionSecret};
use crate::wellhub::{MemoryTokens, Origin};

impl Desk {
    /// Signs in to a connection's Wellhub with another secret. Nothing is kept.
    pub async fn try_secret(
        &self,
        connection: &Connection,
        secret: &SecretString,
    ) -> Result<(), DeskError> {
        let details = &connection.details;
        if details.environment == Environment::Demo {
            return Err(DeskError::DemoSecret);
        }
        if secret.expose_secret().trim().is_empty() {
            let field = "The client secret";
            return Err(DeskError::Missing { field });
        }
        let origin: Origin = details.origin.parse()?;
        let tokens = Arc::new(MemoryTokens::default());
        let client = self.new_client(origin, &details.client_id, secret.clone(), tokens)?;
        Ok(client.token().await?)
    }

    /// Keeps a secret that was tried in the place of the one before, and when it expires. May wait for the keyring.
    pub fn replace_secret(
        &self,
        connection: &Connection,
        secret: &SecretString,
        expires_on: Option<Date>,
    ) -> Result<Connection, DeskError> {
        let details = &connection.details;
        let kept = ConnectionSecret {
            origin: details.origin.parse()?,
            client_id: details.client_id.clone(),
            secret: secret.clone(),
        };
        let id = connection.id;
        vault::write_connection(self.vault.as_ref(), &id.to_string(), &kept)?;
        // A token of the old secret serves until it ends, and a new sign-in takes the new secret.
        if let Some(client) = lock(&self.clients).get(&id) {
            client.replace_secret(secret.clone());
        }
        self.history.note_secret_replaced(id)?;
        if expires_on != details.expires_on {
            let changed = NewConnection {
                expires_on,
                ..details.clone()
            };
            self.history.update_connection(id, &changed)?;
        }
        Ok(self.history.connection(id)?)
    }
}

#[cfg(test)]
mod tests;
