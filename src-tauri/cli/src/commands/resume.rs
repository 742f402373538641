//! `rollcall resume`: drives every unfinished job from where the journal says it stands. It makes no new job.

use rollcall_core::desk::Desk;
use rollcall_core::submission::Progress;

use super::Call;
use crate::documents::{JobEntry, JobsDocument};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::print_document;
use crate::sending::{Teller, error_body, look_again};
use crate::telling;
use crate::trouble::Trouble;
use crate::words::Say;

/// Drives what is unfinished.
pub async fn run(call: &Call, desk: &Desk) -> Result<Exit, Trouble> {
    let out = call.out;
    let interrupt = Interrupt::listen(out);
    let teller = Teller::new(out);
    let tell = |progress: &Progress| teller.tell(progress);
    let driven = desk.resume(&interrupt.stop, &tell).await?;
    let mut exit = Exit::Done;
    let mut jobs = Vec::new();
    for (id, ended) in driven {
        let trouble = match ended {
            Ok(state) => {
                exit = exit.max(Exit::of_job(state));
                look_again(desk, id, out, &interrupt).await;
                None
            }
            Err(error) => {
                let trouble = Trouble::from(error);
                exit = exit.max(trouble.code.exit());
                Some(trouble)
            }
        };
        let job = desk.job_document(id)?;
        out.tell(&telling::job(out, &job));
        if let Some(trouble) = trouble.as_ref().filter(|_| out.is_for_people()) {
            out.failure(trouble);
        }
        let error = trouble.map(|trouble| error_body(out, &trouble));
        jobs.push(JobEntry { job, error });
    }
    if jobs.is_empty() {
        out.tell(&out.say(Say::NothingToResume, &[]));
    }
    if !out.is_for_people() {
        print_document(&JobsDocument { jobs });
    }
    Ok(exit)
}
