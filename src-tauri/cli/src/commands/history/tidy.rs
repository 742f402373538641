//! `rollcall history tidy`: what is kept for longer than this data folder keeps it, shown, and deleted where that is said.

use rollcall_core::desk::WhatGoes;
use rollcall_core::history::{Due, Gone, KeepFor};
use serde::Serialize;

use crate::args::Tidy;
use crate::commands::Call;
use crate::exit::Exit;
use crate::trouble::Trouble;
use crate::words::{Keeping, keeping};

/// What is due, or was deleted.
#[derive(Debug, Serialize)]
struct TidyDocument {
    /// How long is kept.
    keep: KeepFor,
    /// What was due.
    due: Due,
    /// What was deleted; null where nothing was.
    deleted: Option<Gone>,
}

/// Shows what is due, which counts as having told of it, and deletes it with `--yes`.
pub fn run(call: &Call, arguments: &Tidy) -> Result<Exit, Trouble> {
    let (out, desk) = (call.out, call.desk()?);
    let language = out.language();
    let WhatGoes { keep, due, .. } = desk.what_retention_would_delete()?;
    let told = keeping(
        language,
        Keeping::WouldGo,
        &[
            &keep.days,
            &keep.months,
            &due.jobs,
            &due.people,
            &due.plans,
            &due.rosters,
            &due.imports,
            &due.summaries,
        ],
    );
    let deleted = if arguments.yes && !due.is_nothing() {
        Some(desk.delete_due_now(&|| true)?)
    } else {
        None
    };
    if out.is_for_people() && deleted.is_none() && !due.is_nothing() {
        desk.history().told_of_retention()?;
    }
    out.result(&TidyDocument { keep, due, deleted }, || match deleted {
        Some(Gone { counts, copies, .. }) => keeping(
            language,
            Keeping::Gone,
            &[&counts.jobs, &counts.people, &counts.plans, &copies],
        ),
        None if due.is_nothing() => told,
        None => format!("{told}\n{}", keeping(language, Keeping::HowToDelete, &[])),
    });
    Ok(Exit::Done)
}
