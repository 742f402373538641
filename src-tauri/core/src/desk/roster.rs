//! Reading Wellhub's roster whole and keeping it, so that the desk and the people are there offline.

use sha2::{Digest as _, Sha256};
use tokio_util::sync::CancellationToken;

use super::{CheckUp, Desk, DeskError};
use crate::employee::TaxId;
use crate::history::{Connection, Environment};
use crate::plan::hex;
use crate::roster::{Company, RemoteRoster, read_roster};
use crate::wellhub::Entity;

impl Desk {
    /// Reads the roster of a connection and keeps it. The entity type is asked for once and remembered.
    pub async fn read_roster(
        &self,
        connection: &Connection,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<RemoteRoster, DeskError> {
        let roster = self.fetch_roster(connection, tell, cancel).await?;
        self.history
            .keep_roster(connection.id, &roster, &content_hash(&roster))?;
        Ok(roster)
    }

    async fn fetch_roster(
        &self,
        connection: &Connection,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<RemoteRoster, DeskError> {
        let client = self.client(connection)?;
        let details = &connection.details;
        if details.multiple.is_none() {
            let checked = self
                .check(&client, details.company_tax_id.as_ref(), tell, cancel)
                .await?;
            self.remember_entity(connection, &checked.entity)?;
            return Ok(checked.roster);
        }
        let entity = if details.multiple == Some(true) {
            Entity::Multiple(client.companies().await?)
        } else {
            Entity::Single
        };
        let company = match (&entity, &details.company_tax_id) {
            (Entity::Single, None) => return Err(DeskError::TaxIdNeeded),
            (_, tax_id) => tax_id.clone().unwrap_or_else(|| TaxId::from("")),
        };
        let reading = |progress| tell(CheckUp::Reading(progress));
        Ok(read_roster(
            &client,
            &entity,
            &company,
            self.clock.as_ref(),
            reading,
            cancel,
        )
        .await?)
    }

    fn remember_entity(&self, connection: &Connection, entity: &Entity) -> Result<(), DeskError> {
        let mut details = connection.details.clone();
        details.multiple = Some(matches!(entity, Entity::Multiple(_)));
        Ok(self.history.update_connection(connection.id, &details)?)
    }

    /// The companies of a connection as last read: the single entity's own where nothing was read yet.
    pub fn companies(&self, connection: &Connection) -> Result<Vec<Company>, DeskError> {
        if let Some(roster) = self.history.last_roster(connection.id)? {
            return Ok(roster.companies);
        }
        let own = connection.details.company_tax_id.iter().cloned();
        Ok(own
            .map(|tax_id| Company {
                tax_id,
                name: crate::employee::Text::default(),
            })
            .collect())
    }

    /// Whether what is read back need not be what was sent (contract §1: the sandbox answers with synthetic data).
    pub fn is_synthetic(connection: &Connection) -> bool {
        connection.details.environment == Environment::Sandbox
    }
}

/// SHA-256 over what the roster says of people, in the order of their ids, so that pages in another order hash alike.
pub(super) fn content_hash(roster: &RemoteRoster) -> String {
    let mut people: Vec<_> = roster.people.iter().collect();
    people.sort_by(|one, other| one.id.cmp(&other.id));
    let mut sha = Sha256::new();
    for person in people {
        sha.update(person.id.as_bytes());
        sha.update([0]);
        // A record of texts always serialises.
        if let Ok(json) = serde_json::to_vec(&person.employee) {
            sha.update(&json);
        }
        sha.update([0]);
    }
    hex(&sha.finalize())
}
