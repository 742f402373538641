//! `rollcall history`: what is kept on this computer, looked at without network.

use super::Call;
use crate::args::{History, HistoryCommand};
use crate::exit::Exit;
use crate::trouble::Trouble;

mod find;

/// Does what was asked of the history.
pub fn run(call: &Call, arguments: &History) -> Result<Exit, Trouble> {
    match &arguments.command {
        HistoryCommand::Find(find) => find::run(call, find),
    }
}
