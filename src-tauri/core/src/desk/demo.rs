//! The demo's connection: Wellhub simulated on this computer, at another port each time, with a secret that no vault keeps.

use secrecy::SecretString;

use super::{Desk, DeskError, lock};
use crate::employee::{Identifier, TaxId};
use crate::history::{Connection, Environment, HistoryError, NewConnection};
use crate::wellhub::Origin;

/// A simulator that is running.
#[derive(Debug, Clone)]
pub struct DemoServer {
    /// The company's name, by which the connection goes.
    pub company: String,
    /// Where.
    pub origin: Origin,
    /// As whom.
    pub client_id: String,
    /// The client secret.
    pub secret: SecretString,
    /// The key.
    pub identifier: Identifier,
    /// The company's tax id.
    pub company_tax_id: TaxId,
}

impl Desk {
    /// Connects the demo, or points its connection to where the simulator now is.
    pub fn connect_demo(&self, server: &DemoServer) -> Result<Connection, DeskError> {
        let details = NewConnection {
            name: server.company.clone(),
            environment: Environment::Demo,
            origin: server.origin.as_str().to_owned(),
            client_id: server.client_id.clone(),
            identifier: server.identifier,
            company_tax_id: Some(server.company_tax_id.clone()),
            multiple: Some(false),
            expires_on: None,
        };
        let known = self.history.connections()?;
        let demo = known
            .iter()
            .find(|known| known.details.environment == Environment::Demo);
        let id = match demo {
            Some(demo) => {
                self.history.update_connection(demo.id, &details)?;
                demo.id
            }
            None => match self.history.add_connection(&details) {
                Err(HistoryError::NameTaken(_)) => {
                    let name = format!("{} (demo)", details.name);
                    self.history
                        .add_connection(&NewConnection { name, ..details })?
                }
                added => added?,
            },
        };
        lock(&self.clients).remove(&id);
        *lock(&self.demo) = Some(server.secret.clone());
        Ok(self.history.connection(id)?)
    }
}
