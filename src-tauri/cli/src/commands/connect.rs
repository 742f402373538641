//! `rollcall connect`: keeps a connection, its secret in the vault, or replaces the secret of one that is kept already. The
//! secret is never an argument, and is not echoed.

use rollcall_core::desk::{Desk, DeskError, NewCredential};
use rollcall_core::employee::TaxId;
use rollcall_core::history::{Connection, HistoryError};
use secrecy::SecretString;

use super::Call;
use super::history::recovery_key;
use crate::args::Connect;
use crate::documents::ConnectDocument;
use crate::exit::Exit;
use crate::output::secret_line;
use crate::trouble::Trouble;
use crate::words::{self, Safekeeping, Say};

/// Keeps a connection, or replaces the secret of the one of that name, address and client id.
pub async fn run(call: &Call, desk: &Desk, arguments: Connect) -> Result<Exit, Trouble> {
    let out = call.out;
    let known = known(desk, &arguments)?;
    let secret = secret_line(&out.say(Say::SecretPrompt, &[&arguments.client_id]))?;
    let replaced = known.is_some();
    let kept = match known {
        Some(connection) => replace(desk, &connection, &arguments, &secret).await?,
        None => desk.add_connection(&new(arguments, secret), None)?,
    };
    let backend = desk.backend();
    out.result(&ConnectDocument::new(&kept, backend, replaced), || {
        let vault = words::vault(out.language(), backend);
        let details = &kept.details;
        if replaced {
            words::safekeeping(
                out.language(),
                Safekeeping::Replaced,
                &[&details.name, &vault],
            )
        } else {
            out.say(Say::Connected, &[&details.name, &details.origin, &vault])
        }
    });
    recovery_key::tell_first(call, desk)?;
    Ok(Exit::Done)
}

fn new(arguments: Connect, secret: SecretString) -> NewCredential {
    NewCredential {
        name: arguments.name,
        origin: arguments.url,
        client_id: arguments.client_id,
        secret,
        identifier: arguments.identifier,
        company_tax_id: arguments.tax_id.map(TaxId::from),
        expires_on: arguments.expires,
    }
}

/// The connection of that name, where it is the same one; another one of that name is refused when it is to be kept.
fn known(desk: &Desk, arguments: &Connect) -> Result<Option<Connection>, DeskError> {
    let known = match desk.history().connection_named(arguments.name.trim()) {
        Err(HistoryError::Absent { .. }) => return Ok(None),
        known => known?,
    };
    let details = &known.details;
    let same = details.origin == arguments.url.as_str()
        && details.client_id == arguments.client_id.trim()
        && details.identifier == arguments.identifier;
    Ok(same.then_some(known))
}

/// Tried at Wellhub first: the secret before stays where this one is refused.
async fn replace(
    desk: &Desk,
    connection: &Connection,
    arguments: &Connect,
    secret: &SecretString,
) -> Result<Connection, DeskError> {
    desk.try_secret(connection, secret).await?;
    // The day of the credential before says nothing about this one.
    desk.replace_secret(connection, secret, arguments.expires)
}
