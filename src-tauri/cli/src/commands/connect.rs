//! `rollcall connect`: keeps a connection, its secret in the vault. The secret is never an argument, and is not echoed.

use std::io::{BufRead as _, IsTerminal as _};

use rollcall_core::desk::NewCredential;
use rollcall_core::employee::TaxId;
use secrecy::SecretString;

use super::Call;
use crate::args::Connect;
use crate::documents::ConnectDocument;
use crate::exit::Exit;
use crate::trouble::{Code, Trouble};
use crate::words::{self, Say};

/// Keeps a connection.
pub fn run(call: &Call, arguments: Connect) -> Result<Exit, Trouble> {
    let out = call.out;
    let desk = call.desk()?;
    let secret = secret(call, &arguments.client_id)?;
    let new = NewCredential {
        name: arguments.name,
        origin: arguments.url,
        client_id: arguments.client_id,
        secret,
        identifier: arguments.identifier,
        company_tax_id: arguments.tax_id.map(TaxId::from),
        expires_on: None,
    };
    let kept = desk.add_connection(&new, None)?;
    let backend = desk.backend();
    out.result(&ConnectDocument::new(&kept, backend), || {
        let vault = words::vault(out.language(), backend);
        out.say(
            Say::Connected,
            &[&kept.details.name, &kept.details.origin, &vault],
        )
    });
    Ok(Exit::Done)
}

/// One line of standard input; at a terminal, asked for without echo.
fn secret(call: &Call, client_id: &str) -> Result<SecretString, Trouble> {
    let unreadable = |error: std::io::Error| Trouble::with(Code::Usage, [error.to_string()]);
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        let prompt = call.out.say(Say::SecretPrompt, &[&client_id]);
        return Ok(rpassword::prompt_password(prompt)
            .map_err(unreadable)?
            .into());
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line).map_err(unreadable)?;
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(line.into())
}
