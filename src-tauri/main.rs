//! The desktop program; started so, the reader of workbooks.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    rollcall_core::dumps::switch_off();
    if let Some(end) = rollcall_core::sheet::serve_if_asked() {
        return end;
    }
    match rollcall_desktop_lib::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Rollcall could not start: {error}");
            ExitCode::FAILURE
        }
    }
}
