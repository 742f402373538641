//! A file in words: what it holds, which row is its header, what its columns are taken for, what stands out.

use rollcall_core::desk::Import;
use rollcall_core::employee::Field;
use rollcall_core::sheet::{ColumnGuess, Inspection, Visibility};

use super::{Lines, findings};
use crate::documents::{Why, field_of, why};
use crate::output::Output;
use crate::words::{self, Say};

/// An inspection in words.
pub fn inspection(out: Output, seen: &Inspection) -> String {
    let mut lines = Lines::default();
    let file = &seen.file;
    let mut kind: Vec<String> = Vec::new();
    kind.extend(
        file.format
            .map(|format| format!("{format:?}").to_lowercase()),
    );
    kind.extend(file.encoding.clone());
    kind.extend(file.delimiter.map(|delimiter| format!("{delimiter:?}")));
    lines.push(out.say(Say::File, &[&file.name, &kind.join(", "), &file.bytes]));
    for sheet in seen.sheets.iter().filter(|sheet| !sheet.name.is_empty()) {
        let say = match sheet.visibility {
            Visibility::Visible => Say::SheetLine,
            Visibility::Hidden | Visibility::VeryHidden => Say::SheetHidden,
        };
        lines.push(out.say(say, &[&sheet.name, &sheet.rows]));
    }
    if seen.sheet.is_some() {
        match seen.header_row {
            Some(row) => lines.push(out.say(Say::HeaderRow, &[&row])),
            None => lines.push(out.say(Say::NoHeaderRow, &[])),
        }
        let r = &seen.receipt;
        let parts: [&dyn std::fmt::Display; 7] = [
            &r.rows,
            &r.header,
            &r.data,
            &r.blank,
            &r.hidden,
            &r.totals,
            &r.rejected,
        ];
        lines.push(out.say(Say::Receipt, &parts));
        if !seen.unknown.is_empty() {
            let untold = seen.unknown.iter();
            let untold = untold.map(|one| words::unknown(out.language(), *one));
            let untold = untold.collect::<Vec<_>>().join("; ");
            lines.push(out.say(Say::Unknown, &[&untold]));
        }
        lines.push(out.say(Say::Columns, &[]));
        let columns = seen.columns.iter();
        lines.extend(
            out,
            columns.map(|guess| {
                let reason = words::column_reason(out.language(), guess);
                column(out, guess, guess.field.as_ref(), &reason)
            }),
        );
    }
    lines.0 + &findings(out, &seen.findings)
}

/// The columns of an import that are sent, each with why.
pub fn sent_columns(out: Output, import: &Import) -> String {
    let mut lines = Lines::default();
    lines.push(out.say(Say::Columns, &[]));
    let guesses = import.inspection.columns.iter();
    let sent: Vec<String> = guesses
        .filter_map(|guess| {
            let field = field_of(import, guess)?;
            let reason = match why(import, guess) {
                Why::Guessed => words::column_reason(out.language(), guess),
                Why::Remembered => words::settled(out.language(), true).to_owned(),
                Why::Chosen => words::settled(out.language(), false).to_owned(),
            };
            Some(column(out, guess, Some(field), &reason))
        })
        .collect();
    lines.extend(out, sent.into_iter());
    lines.0
}

fn column(out: Output, guess: &ColumnGuess, field: Option<&Field>, reason: &str) -> String {
    let field = match field {
        Some(field) => field.to_string(),
        None => out.say(Say::NotSent, &[]),
    };
    let hidden = guess.hidden.then(|| out.say(Say::HiddenColumn, &[]));
    let notes: Vec<&str> = [Some(reason), hidden.as_deref()]
        .into_iter()
        .flatten()
        .filter(|note| !note.is_empty())
        .collect();
    let line = format!("  {:<3} {:<28} → {field}", guess.letter, guess.header);
    if notes.is_empty() {
        return line;
    }
    format!("{line} ({})", notes.join("; "))
}
