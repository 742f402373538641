//! `rollcall history …`: looking back over what was kept, offline.

use super::Call;
use crate::args::{History, HistoryCommand};
use crate::exit::Exit;
use crate::trouble::Trouble;

mod find;
mod person;
mod recover;
pub(super) mod recovery_key;
mod restore;
mod tidy;
mod verify;

/// Does what was asked of the history.
pub fn run(call: &Call, arguments: &History) -> Result<Exit, Trouble> {
    match &arguments.command {
        HistoryCommand::Find(find) => find::run(call, find),
        HistoryCommand::Export(export) => person::export(call, export),
        HistoryCommand::Erase(erase) => person::erase(call, erase),
        HistoryCommand::Tidy(tidy) => tidy::run(call, tidy),
        HistoryCommand::Verify => verify::run(call),
        HistoryCommand::Restore => restore::run(call),
        HistoryCommand::RecoveryKey(arguments) => recovery_key::run(call, arguments),
        HistoryCommand::Recover => recover::run(call),
    }
}
