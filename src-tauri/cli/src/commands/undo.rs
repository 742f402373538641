//! `rollcall undo`: the plan that takes a job back, written to a plan file. Nothing is sent: that is `submit`'s to do.

use rollcall_core::desk::Desk;
use rollcall_core::history::JobId;
use rollcall_core::plan::Change;

use super::Call;
use crate::args::Undo;
use crate::documents::PlanDocument;
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::patience::Patience;
use crate::planning::heed;
use crate::telling;
use crate::trouble::Trouble;
use crate::words::Say;

/// Plans the way back of a job.
pub async fn run(call: &Call, desk: &Desk, arguments: Undo) -> Result<Exit, Trouble> {
    let out = call.out;
    let interrupt = Interrupt::listen(out);
    let job = JobId(arguments.id);
    let connection = desk.may_undo(job)?;
    let patience = Patience::new(desk, &connection)?;
    let tell = |check_up| heed(out, &patience, check_up);
    let undo = patience
        .wait(desk.undo(job, &tell, &interrupt.cancel))
        .await??;
    desk.write_plan(&arguments.out, &undo.saved)?;
    let document = PlanDocument::new(&undo.saved).undoing(&undo.report);
    out.result(&document, || {
        let file = arguments.out.display();
        telling::undo(out, &undo) + &out.say(Say::PlanWritten, &[&file])
    });
    let held = undo.saved.plan.changes.iter().any(Change::is_held);
    Ok(if held { Exit::NeedsPerson } else { Exit::Done })
}
