//! Whether the confinement of a reader holds on this computer: a reader that tries what it may not. It never reads a
//! file of a person.

use std::fs::File;
use std::net::TcpListener;
use std::process::{Command, ExitCode, Stdio};

use serde::{Deserialize, Serialize};

use super::{confine, program, serve};
use crate::sheet::error::SheetError;

/// What a reader can be denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Denied {
    /// More memory than it may have.
    Memory,
    /// The network.
    Network,
    /// Files beside its input.
    Files,
    /// Other programs.
    Programs,
}

/// The order by which a reader tries what it may not.
pub(super) const ORDER: &str = "confinement";

/// Starts a reader that tries what it may not, and tells what it was denied.
pub fn check_confinement() -> Result<Vec<Denied>, SheetError> {
    let program = program::reader()?;
    let missing = |error: std::io::Error| {
        SheetError::ReaderMissing(format!("{}: {error}", program.display()))
    };
    let child = Command::new(&program)
        .args([serve::ARGUMENT, ORDER])
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(missing)?;
    confine::child(&child)?;
    let output = child.wait_with_output().map_err(missing)?;
    serde_json::from_slice(&output.stdout)
        .map_err(|_| SheetError::ReaderFailed(output.status.to_string().into()))
}

/// The reader's side.
pub(super) fn serve() -> ExitCode {
    let own = std::env::current_exe();
    confine::oneself();
    let mut much: Vec<u8> = Vec::new();
    let most = usize::try_from(confine::MOST_MEMORY).unwrap_or(usize::MAX);
    let tried = [
        (Denied::Memory, much.try_reserve_exact(most).is_err()),
        (Denied::Network, TcpListener::bind("127.0.0.1:0").is_err()),
        (
            Denied::Files,
            own.as_ref().is_ok_and(|own| File::open(own).is_err()),
        ),
        (
            Denied::Programs,
            own.as_ref()
                .is_ok_and(|own| Command::new(own).arg("--version").spawn().is_err()),
        ),
    ];
    let denied = tried.iter().filter(|(_, denied)| *denied);
    let seen: Vec<Denied> = denied.map(|(what, _)| *what).collect();
    match serde_json::to_writer(std::io::stdout(), &seen) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
