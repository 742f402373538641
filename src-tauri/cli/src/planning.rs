//! Reading the roster and planning a file against it, for `plan` and for the demo alike.

use std::sync::Arc;

use rollcall_core::desk::{CheckStep, CheckUp, Desk, Import};
use rollcall_core::history::Connection;
use rollcall_core::plan::SavedPlan;

use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::patience::Patience;
use crate::trouble::Trouble;
use crate::words::Say;

/// Plans an import against the roster as Wellhub has it now.
pub async fn make(
    desk: &Desk,
    connection: &Connection,
    import: &mut Import,
    out: Output,
    interrupt: &Interrupt,
) -> Result<SavedPlan, Trouble> {
    let last_people = desk.last_people(connection)?;
    let patience = Patience::new(desk, connection)?;
    let tell = |check_up| heed(out, &patience, check_up);
    let read = desk.read_roster(connection, &tell, &interrupt.cancel);
    let remote = Arc::new(patience.wait(read).await??);
    import.meet(&remote);
    Ok(desk.plan_people(import, &remote, last_people)?)
}

/// Notes that a read got somewhere, and tells a person.
pub fn heed(out: Output, patience: &Patience, check_up: CheckUp) {
    patience.heed(check_up);
    let words = match check_up {
        CheckUp::Began(CheckStep::Token) => out.say(Say::SigningIn, &[]),
        CheckUp::Began(CheckStep::Entity) => out.say(Say::AskingEntity, &[]),
        CheckUp::Began(CheckStep::Companies) => out.say(Say::AskingCompanies, &[]),
        CheckUp::Began(CheckStep::Roster) => out.say(Say::ReadingRoster, &[]),
        CheckUp::Reading(read) => out.say(Say::PagesRead, &[&read.pages, &read.people]),
        CheckUp::Done(_) => return,
    };
    out.progress(&words);
}
