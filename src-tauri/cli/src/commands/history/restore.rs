//! `rollcall history restore`: the newest whole backup in the place of a damaged history. One that is whole is left alone.

use serde::Serialize;

use crate::commands::Call;
use crate::exit::Exit;
use crate::opening;
use crate::trouble::Trouble;
use crate::words::{Trail, trail};

/// What was brought back.
#[derive(Debug, Serialize)]
struct RestoredDocument {
    /// The backup, as it stays where it is.
    backup: String,
    /// When it was made, RFC 3339; null where the file system does not tell.
    made_at: Option<String>,
    /// Where the damaged history stands now.
    aside: String,
}

/// Brings a backup back, and says which and where the damaged history went.
pub fn run(call: &Call) -> Result<Exit, Trouble> {
    let out = call.out;
    let restored = opening::restore(call.data_dir.as_deref())?;
    let document = RestoredDocument {
        backup: restored.backup.path.display().to_string(),
        made_at: restored.backup.made_at.map(|at| at.to_string()),
        aside: restored.aside.display().to_string(),
    };
    out.result(&document, || {
        let values: [&dyn std::fmt::Display; 2] = [&document.backup, &document.aside];
        trail(out.language(), Trail::Restored, &values)
    });
    Ok(Exit::Done)
}
