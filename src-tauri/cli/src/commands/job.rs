//! `rollcall job`: one job from history; and what a person can do about one that has ended or never will: give it up, plan
//! what it did not bring about, keep its report. Nothing is sent.

use std::path::Path;

use rollcall_core::desk::Desk;
use rollcall_core::history::JobId;
use rollcall_core::plan::Change;

use super::Call;
use crate::args::Job;
use crate::documents::PlanDocument;
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::patience::Patience;
use crate::planning::heed;
use crate::reporting;
use crate::telling;
use crate::trouble::Trouble;
use crate::words::{self, After, Say};

/// Shows a job, after what was asked for was done.
pub async fn run(call: &Call, desk: &Desk, arguments: &Job) -> Result<Exit, Trouble> {
    let out = call.out;
    let id = JobId(arguments.id);
    if let Some(reason) = arguments.reason.as_ref().filter(|_| arguments.give_up) {
        desk.give_up(id, reason)?;
        out.progress(&words::after(out.language(), After::GivenUp, &[&id]));
    }
    if let Some(file) = &arguments.out {
        return rest(call, desk, id, file).await;
    }
    if let Some(file) = &arguments.report {
        reporting::write(desk, id, file, out)?;
    }
    let job = desk.job_document(id)?;
    out.result(&job, || {
        let told = telling::job(out, &job);
        if arguments.give_up {
            return told + &words::after(out.language(), After::HowToRest, &[&id]);
        }
        told
    });
    Ok(Exit::Done)
}

async fn rest(call: &Call, desk: &Desk, id: JobId, file: &Path) -> Result<Exit, Trouble> {
    let out = call.out;
    let interrupt = Interrupt::listen(out);
    let connection = desk.may_plan_rest(id)?;
    let patience = Patience::new(desk, &connection)?;
    let tell = |check_up| heed(out, &patience, check_up);
    let rest = patience
        .wait(desk.rest(id, &tell, &interrupt.cancel))
        .await??;
    let saved = &rest.saved;
    if !saved.plan.blocked {
        desk.write_plan(file, saved)?;
    }
    let document = PlanDocument::new(saved).rest_of(&rest.report);
    out.result(&document, || {
        let report = &rest.report;
        let values: [&dyn std::fmt::Display; 3] = [&report.job, &report.items, &report.left];
        let said = words::after(out.language(), After::Rest, &values);
        let ending = if saved.plan.blocked {
            out.say(Say::PlanBlocked, &[])
        } else {
            out.say(Say::PlanWritten, &[&file.display()])
        };
        format!("{said}\n{}{ending}", telling::plan(out, saved))
    });
    let held = saved.plan.changes.iter().any(Change::is_held);
    Ok(if held || saved.plan.blocked {
        Exit::NeedsPerson
    } else {
        Exit::Done
    })
}
