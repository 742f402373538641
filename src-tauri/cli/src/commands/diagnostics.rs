//! `rollcall diagnostics`: what support needs to know, as one JSON document whoever asks, and nothing about anybody.

use crate::commands::Call;
use crate::exit::Exit;
use crate::output::print_document;
use crate::trouble::Trouble;

/// Prints it.
pub fn run(call: &Call) -> Result<Exit, Trouble> {
    print_document(&call.desk()?.diagnostics(None)?);
    Ok(Exit::Done)
}
