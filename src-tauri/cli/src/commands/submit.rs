//! `rollcall submit`: sends a lane of a plan, once. What is held stays unless a person released it by number and reason.

use rollcall_core::desk::{Asked, Desk, SubmitOrder};
use rollcall_core::history::OpId;
use rollcall_core::submission::Until;
use uuid::Uuid;

use super::Call;
use crate::args::Submit;
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::print_document;
use crate::sending::send;
use crate::telling;
use crate::trouble::Trouble;
use crate::words::Say;

/// Sends a plan.
pub async fn run(call: &Call, desk: &Desk, arguments: Submit) -> Result<Exit, Trouble> {
    let out = call.out;
    let interrupt = Interrupt::listen(out);
    let saved = desk.read_plan(&arguments.plan)?;
    let connection = desk.connection_of(&saved)?;
    let release = arguments.release.zip(arguments.reason);
    let order = SubmitOrder {
        op_id: OpId(Uuid::now_v7().to_string()),
        lane: arguments.lane.into(),
        release: release.map(|(count, reason)| Asked {
            plan_hash: saved.hash.clone(),
            count,
            reason,
        }),
    };
    let until = if arguments.no_wait {
        Until::Submitted
    } else {
        Until::Ended
    };
    let sent = send(desk, &connection, &saved, &order, until, out, &interrupt).await?;
    let exit = sent.exit;
    if out.is_for_people() {
        out.tell(&telling::sent(out, &sent));
        if let Some(trouble) = &sent.trouble {
            out.failure(trouble);
        } else if arguments.no_wait && !sent.jobs.is_empty() {
            out.progress(&out.say(Say::NoWait, &[]));
        }
    } else {
        print_document(&sent.into_document(out));
    }
    Ok(exit)
}
