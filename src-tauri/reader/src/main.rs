//! The reader of workbooks: a small program beside the window's and the command line's, so that it starts at once. It
//! does nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    rollcall_core::dumps::switch_off();
    rollcall_core::sheet::serve_if_asked().unwrap_or(ExitCode::FAILURE)
}
