//! Checking a connection step by step: token, entity type, companies, roster size. It only reads; that writing is
//! allowed cannot be known before writing (contract §1).

use tokio_util::sync::CancellationToken;

use super::{Desk, DeskError};
use crate::employee::TaxId;
use crate::roster::{RemoteRoster, read_roster};
use crate::wellhub::{Client, Entity};

/// The steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckStep {
    /// Signing in.
    Token,
    /// One company or many.
    Entity,
    /// The companies.
    Companies,
    /// The roster.
    Roster,
}

/// How far a check came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckUp {
    /// A step began.
    Began(CheckStep),
    /// Pages and people of the roster so far.
    Reading(crate::roster::Progress),
    /// A step is done.
    Done(CheckStep),
}

/// What a check found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// One company or many.
    pub entity: Entity,
    /// The roster, whole.
    pub roster: RemoteRoster,
}

impl Desk {
    /// Checks what a client reaches. `failed` steps are those begun and not done when this returns an error.
    pub async fn check(
        &self,
        client: &Client,
        tax_id: Option<&TaxId>,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<Checked, DeskError> {
        tell(CheckUp::Began(CheckStep::Token));
        client.token().await?;
        tell(CheckUp::Done(CheckStep::Token));
        tell(CheckUp::Began(CheckStep::Entity));
        let entity = client.entity().await?;
        tell(CheckUp::Done(CheckStep::Entity));
        tell(CheckUp::Began(CheckStep::Companies));
        let company = match (&entity, tax_id) {
            (Entity::Single, None) => return Err(DeskError::TaxIdNeeded),
            (Entity::Single, Some(tax_id)) => tax_id.clone(),
            (Entity::Multiple(_), _) => TaxId::from(""),
        };
        tell(CheckUp::Done(CheckStep::Companies));
        tell(CheckUp::Began(CheckStep::Roster));
        let reading = |progress| tell(CheckUp::Reading(progress));
        let roster = read_roster(
            client,
            &entity,
            &company,
            self.clock.as_ref(),
            reading,
            cancel,
        )
        .await?;
        tell(CheckUp::Done(CheckStep::Roster));
        Ok(Checked { entity, roster })
    }
}
