//! `rollcall plan`: what would change at Wellhub, written to a plan file. Nothing is sent, and no file is written for a
//! plan that is blocked.

use rollcall_core::desk::{Desk, DeskError, Import, ImportChoices};
use rollcall_core::finding::Finding;
use rollcall_core::history::JobId;
use rollcall_core::plan::{Change, Counts};
use rollcall_core::roster::Intent;
use rollcall_core::sheet::{ReadOptions, SheetError, Watch};

use super::{Call, inspect};
use crate::args::PlanArguments;
use crate::documents::{PlanDocument, blocks};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::planning;
use crate::telling;
use crate::trouble::Trouble;
use crate::words::Say;

mod columns;

/// Plans a file.
pub async fn run(call: &Call, desk: &Desk, arguments: PlanArguments) -> Result<Exit, Trouble> {
    let out = call.out;
    let interrupt = Interrupt::listen(out);
    let intent = Intent::from(arguments.intent);
    let connection = desk.history().connection_named(&arguments.connection)?;
    if let Some(job) = arguments.only_failed_of {
        desk.may_plan_rest(JobId(job))?;
    }
    let mut import = match desk.look_at(
        &connection,
        &arguments.file,
        choices(&arguments),
        &Watch::default(),
    ) {
        Ok(import) => import,
        Err(DeskError::Sheet(error)) => return unreadable(call, &arguments, &error),
        Err(error) => return Err(error.into()),
    };
    // What is settled here ends the drift, which a person is told of all the same.
    let drift = import.drift.clone();
    columns::settle(&mut import, &arguments)?;
    if let Some(drift) = &drift {
        out.progress(&telling::drift(out, drift));
    }
    if !import.has_key() {
        let findings = import.findings();
        let document = PlanDocument::blocked(intent, counts(&import), &findings).read_from(&import);
        return Ok(blocked(call, &document.after(drift.as_ref()), &findings));
    }
    let saved = planning::make(desk, &connection, &mut import, out, &interrupt).await?;
    if !saved.plan.blocked {
        desk.write_plan(&arguments.out, &saved)?;
    }
    let document = PlanDocument::new(&saved).after(drift.as_ref());
    out.result(&document.read_from(&import), || {
        let file = arguments.out.display();
        let ending = if saved.plan.blocked {
            out.say(Say::PlanBlocked, &[])
        } else {
            out.say(Say::PlanWritten, &[&file])
        };
        telling::sent_columns(out, &import) + &telling::plan(out, &saved) + &ending
    });
    let held = saved.plan.changes.iter().any(Change::is_held);
    let needs_person = saved.plan.blocked || held || blocks(&saved.plan.findings);
    Ok(if needs_person {
        Exit::NeedsPerson
    } else {
        Exit::Done
    })
}

fn choices(arguments: &PlanArguments) -> ImportChoices {
    ImportChoices {
        intent: Some(arguments.intent.into()),
        options: ReadOptions {
            sheet: arguments.sheet.clone(),
            encoding: arguments.text.encoding.clone(),
            delimiter: arguments.text.delimiter,
        },
        hidden: arguments.hidden.map(Into::into),
        accepted: arguments.accept.iter().copied().collect(),
        cosmetic: arguments.cosmetic,
        only_failed_of: arguments.only_failed_of,
        ..ImportChoices::default()
    }
}

fn unreadable(call: &Call, arguments: &PlanArguments, error: &SheetError) -> Result<Exit, Trouble> {
    let seen = inspect::unreadable(&arguments.file, error)?;
    let intent = arguments.intent.into();
    let document = PlanDocument::blocked(intent, Counts::default(), &seen.findings);
    Ok(blocked(call, &document, &seen.findings))
}

fn counts(import: &Import) -> Counts {
    let withheld = import
        .people
        .as_ref()
        .map_or(0, |people| people.roster.withheld.len());
    Counts {
        withheld: u32::try_from(withheld).unwrap_or(u32::MAX),
        ..Counts::default()
    }
}

/// A file that cannot be planned at all; no plan file is written.
fn blocked(call: &Call, document: &PlanDocument<'_>, findings: &[Finding]) -> Exit {
    let out = call.out;
    out.result(document, || {
        telling::findings(out, findings) + &out.say(Say::PlanBlocked, &[])
    });
    Exit::NeedsPerson
}
