//! `rollcall history recover`: the key of a history put back into the vault by its recovery key, which is read from standard
//! input or asked for without echo.

use rollcall_core::desk::DeskError;
use rollcall_core::history::RecoveryKey;
use secrecy::ExposeSecret as _;
use serde::Serialize;

use crate::commands::Call;
use crate::exit::Exit;
use crate::opening;
use crate::output::secret_line;
use crate::trouble::Trouble;
use crate::words::{Safekeeping, safekeeping};

/// That it was recovered.
#[derive(Debug, Serialize)]
struct RecoveredDocument {
    recovered: bool,
}

/// Puts the key back, and opens the history with it.
pub fn run(call: &Call) -> Result<Exit, Trouble> {
    let language = call.out.language();
    let typed = secret_line(&safekeeping(language, Safekeeping::RecoveryPrompt, &[]))?;
    let key = RecoveryKey::read(typed.expose_secret());
    let key = key.map_err(|error| DeskError::Recovery(error.into()))?;
    opening::recover(call.data_dir.as_deref(), &key)?;
    call.desk()?;
    let document = RecoveredDocument { recovered: true };
    call.out.result(&document, || {
        safekeeping(language, Safekeeping::Recovered, &[])
    });
    Ok(Exit::Done)
}
