//! `rollcall history verify`: whether the audit trail is as it was written.

use rollcall_core::history::Fault;

use crate::commands::Call;
use crate::exit::Exit;
use crate::trouble::Trouble;
use crate::words::{Trail, fault, trail};

/// Looks through the file of the history and reads the trail through, and ends with 1 where something is wrong with it.
pub fn run(call: &Call) -> Result<Exit, Trouble> {
    let out = call.out;
    let desk = call.desk()?;
    desk.history().check_file()?;
    let report = desk.history().verify_trail()?;
    out.result(&report, || {
        let language = out.language();
        match report.first_bad {
            None => trail(language, Trail::Whole, &[&report.events]),
            Some(Fault { sequence, what }) => {
                let what = fault(language, what);
                trail(language, Trail::Broken, &[&sequence, &what, &report.events])
            }
        }
    });
    Ok(if report.ok { Exit::Done } else { Exit::Failed })
}
