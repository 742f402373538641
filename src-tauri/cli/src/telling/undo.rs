//! An undo in words: what comes back, what is kept and why, what has no way back, and what no undo ever takes back.

use rollcall_core::desk::Undo;
use rollcall_core::employee::{Field, Identifier};
use rollcall_core::masking;
use rollcall_core::plan::{Impossible, Kept, Standing};

use super::{Lines, plan};
use crate::output::Output;
use crate::words::{self, After, Found};

/// An undo in words, its plan included.
pub fn undo(out: Output, undo: &Undo) -> String {
    let report = &undo.report;
    let identifier = undo.saved.plan.identifier;
    let mut lines = Lines::default();
    let (kept, impossible) = (report.kept.len(), report.impossible.len());
    lines.push(words::after(
        out.language(),
        After::Undo,
        &[&report.job, &report.restored, &kept, &impossible],
    ));
    lines.push(plan(out, &undo.saved).trim_end());
    if !report.kept.is_empty() {
        lines.push(words::after(out.language(), After::Kept, &[]));
        let people = report.kept.iter();
        lines.extend(out, people.map(|one| one_kept(out, identifier, one)));
    }
    if !report.impossible.is_empty() {
        lines.push(words::after(out.language(), After::Impossible, &[]));
        let entries = report.impossible.iter();
        lines.extend(out, entries.map(|one| one_impossible(out, identifier, one)));
    }
    lines.push(words::after(out.language(), After::NeverUndone, &[]));
    lines.0
}

fn one_kept(out: Output, identifier: Identifier, one: &Kept) -> String {
    let key = masking::shown(&identifier.key_field(), &one.key);
    let shown = |standing: &Standing| {
        let field = Field::named(&standing.field);
        let value = |value: &Option<String>| match (value.as_deref(), &field) {
            (None | Some(""), _) => "–".to_owned(),
            (Some(value), Some(field)) => masking::shown(field, value),
            (Some(value), None) => value.to_owned(),
        };
        let (expected, found) = (value(&standing.expected), value(&standing.found));
        words::found(
            out.language(),
            Found::Field,
            &[&one.name, &key, &standing.field, &expected, &found],
        )
    };
    let lines: Vec<String> = one.differences.iter().map(shown).collect();
    lines.join("\n")
}

fn one_impossible(out: Output, identifier: Identifier, one: &Impossible) -> String {
    let key = masking::shown(&identifier.key_field(), &one.key);
    let mut why = words::obstacle(out.language(), one.reason).to_owned();
    if !one.fields.is_empty() {
        why = format!("{why} ({})", one.fields.join(", "));
    }
    words::after(out.language(), After::Entry, &[&one.name, &key, &why])
}
