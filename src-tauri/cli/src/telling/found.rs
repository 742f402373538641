//! What a search found, in words, and one person's story. National ids are masked, as everywhere in words.

use rollcall_core::desk::{Sending, SentField};
use rollcall_core::employee::Identifier;
use rollcall_core::masking;
use rollcall_core::plan::Operation;

use super::Lines;
use crate::documents::{FoundDocument, FoundJobEntry, PersonEntry};
use crate::output::Output;
use crate::words::{self, Back, back};

/// What was found, in words.
pub fn found(out: Output, found: &FoundDocument) -> String {
    let mut lines = Lines::default();
    let say = |what, values: &[&dyn std::fmt::Display]| back(out.language(), what, values);
    if found.people.is_empty() && found.jobs.is_empty() {
        lines.push(say(Back::Nothing, &[]));
        return lines.0;
    }
    if !found.people.is_empty() {
        lines.push(say(Back::People, &[&found.people.len()]));
        lines.extend(out, found.people.iter().map(|one| person(out, one)));
    }
    if found.more_people {
        lines.push(say(Back::More, &[]));
    }
    if !found.jobs.is_empty() {
        lines.push(say(Back::Jobs, &[&found.jobs.len()]));
        lines.extend(out, found.jobs.iter().map(|one| job(out, one)));
    }
    if found.more_jobs {
        lines.push(say(Back::More, &[]));
    }
    if let (Some(story), [one]) = (&found.story, found.people.as_slice()) {
        lines.push(say(Back::Story, &[&story.name, &key(one)]));
        for sending in &story.sendings {
            tell(out, &mut lines, sending);
        }
    }
    lines.0
}

fn key(one: &PersonEntry) -> String {
    let field = one.identifier.map(Identifier::key_field);
    field.map_or_else(|| one.key.clone(), |field| masking::shown(&field, &one.key))
}

fn person(out: Output, one: &PersonEntry) -> String {
    let sent = one.last_sent_at.as_deref().unwrap_or("–");
    back(
        out.language(),
        Back::Person,
        &[
            &one.name,
            &key(one),
            &one.connection,
            &one.jobs,
            &one.last_job,
            &sent,
        ],
    )
}

fn job(out: Output, one: &FoundJobEntry) -> String {
    let state = words::state(out.language(), one.state);
    back(
        out.language(),
        Back::Job,
        &[&one.id, &one.created_at, &one.file, &state, &one.items],
    )
}

fn tell(out: Output, lines: &mut Lines, one: &Sending) {
    let language = out.language();
    let glyph = match one.operation {
        Operation::Create => "+",
        Operation::Update => "~",
        Operation::Delete => "−",
    };
    let when = one.sent_at.unwrap_or(one.created_at);
    let row = one
        .row
        .map_or_else(|| "–".to_owned(), |row| row.to_string());
    let result = words::row_result(language, one.result);
    let line = [
        &glyph as &dyn std::fmt::Display,
        &when,
        &one.job,
        &one.file,
        &row,
        &result,
    ];
    lines.push(back(language, Back::Sent, &line));
    lines.push(format!("      SHA-256 {}", one.file_sha256));
    lines.extend(out, one.fields.iter().map(field));
    if let Some(release) = &one.release {
        let held: Vec<&str> = one
            .held
            .iter()
            .map(|code| words::held(language, code))
            .collect();
        let held = held.join("; ");
        lines.push(back(
            language,
            Back::Released,
            &[&held, &release.count, &release.reason],
        ));
    }
    let errors = one.errors.iter();
    lines.extend(
        out,
        errors.map(|error| format!("      ! {} {}", error.field, error.code)),
    );
    let differences = one.differences.iter();
    lines.extend(
        out,
        differences.map(|one| back(language, Back::Differs, &[&one.field])),
    );
    for undone in &one.undone_by {
        lines.push(back(language, Back::UndoneBy, &[undone]));
    }
}

fn field(one: &SentField) -> String {
    let shown = |value: Option<&str>| match value {
        None | Some("") => "–".to_owned(),
        Some(value) => masking::shown(&one.field, value),
    };
    let cell = one.cell.as_ref().map(|cell| format!(" ({cell})"));
    format!(
        "      {}: {} → {}{}",
        one.field.name(),
        shown(one.old.as_deref()),
        shown(one.new.as_deref()),
        cell.unwrap_or_default()
    )
}
