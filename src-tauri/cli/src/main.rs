//! Rollcall in a terminal: the same core without a window, for a scheduler, for support and for tests. It decides
//! nothing that the core does not decide, and prints no secret.

mod args;
mod commands;
mod documents;
mod exit;
mod interrupt;
mod language;
mod opening;
mod output;
mod patience;
mod planning;
mod reporting;
mod sending;
mod telling;
mod trouble;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    rollcall_core::dumps::switch_off();
    if let Some(end) = rollcall_core::sheet::serve_if_asked() {
        return end;
    }
    commands::run()
}
