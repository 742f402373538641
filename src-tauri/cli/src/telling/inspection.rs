//! A file in words: what it holds, which row is its header, what its columns are taken for, what stands out.

use rollcall_core::sheet::{ColumnGuess, Inspection, Visibility};

use super::{Lines, findings};
use crate::output::Output;
use crate::words::Say;

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
        lines.push(out.say(Say::Columns, &[]));
        lines.extend(out, seen.columns.iter().map(|guess| column(out, guess)));
    }
    lines.0 + &findings(out, &seen.findings)
}

fn column(out: Output, guess: &ColumnGuess) -> String {
    let field = match &guess.field {
        Some(field) => field.to_string(),
        None => out.say(Say::NotSent, &[]),
    };
    format!("  {:<3} {:<28} → {field}", guess.letter, guess.header)
}
