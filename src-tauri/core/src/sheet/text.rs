//! Text with delimiters: encodings, delimiters and quotes found out, each row counted, blank ones included.
//! The csv crate is not used for reading since it skips blank lines, which a receipt must count, and does not tell a
//! quote that is never closed.

use super::cell::Arena;
use super::container::FileFormat;
use super::error::SheetError;
use super::page::{Sheet, Workbook};
use super::read::{ReadOptions, Source};
use super::told::Visibility;
use crate::finding::{Finding, FindingCode, Severity};
use rows::Course;

mod candidates;
mod charset;
mod delimiter;
mod encoding;
mod marks;
mod records;
mod rows;

pub use candidates::{DelimiterCandidate, EncodingCandidate};
pub use delimiter::named_delimiter;

/// Reads a text file as one sheet without a name.
pub(super) fn read(
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
) -> Result<Workbook, SheetError> {
    let decoded = encoding::decode(bytes, options.encoding.as_deref())?;
    let chosen = delimiter::choose(&decoded.text, decoded.start, options.delimiter);
    let course = Course {
        start: chosen.start,
        line: chosen.line,
        row: 1,
        delimiter: chosen.delimiter,
    };
    let (source, rows) = rayon::join(
        || Source::of(name, decoded.bytes()),
        || rows::read(&decoded.text, course),
    );
    let rows = rows?;
    let damage = rows.damage;
    let encoding = decoded.charset.name();
    let encodings = candidates::encodings(&decoded, chosen.delimiter);
    let delimiters = delimiter::candidates(&decoded.text, &chosen);
    let mut notes = Vec::new();
    if decoded.guessed {
        notes.push(guessed(encoding, &encodings));
    }
    if chosen.guessed {
        let found = Finding::new(FindingCode::DelimiterGuessed, Severity::Inform, 1);
        notes.push(found.with("delimiter", chosen.delimiter));
    }
    let mut arena = Arena::holding(decoded.text);
    let grid = rows.in_arena(&mut arena)?;
    if let Some(line) = damage.open_quote {
        let found = Finding::new(FindingCode::OpenQuote, Severity::Block, 1);
        notes.push(found.with("line", line));
    }
    if let Some(line) = damage.lone_cr {
        // The part before the break would pass for a whole row.
        let found = Finding::new(FindingCode::RaggedRows, Severity::Block, 1);
        notes.push(found.with("line", line).with("lone_cr", true));
    }
    Ok(Workbook {
        source,
        format: FileFormat::Csv,
        encoding: Some(encoding),
        encodings,
        delimiter: Some(chosen.delimiter),
        delimiters,
        sheets: vec![Sheet::of(String::new(), Visibility::Visible, grid)],
        notes,
        unknown: Vec::new(),
        chosen: 0,
        arena,
        formats: Vec::new(),
        epoch_1904: false,
    })
}

/// Whether a text names an encoding in which files can be read.
pub fn is_encoding(name: &str) -> bool {
    charset::Charset::named(name).is_ok()
}

/// The guess, with how the same texts read under each candidate.
fn guessed(encoding: &str, candidates: &[EncodingCandidate]) -> Finding {
    let read: Vec<String> = candidates
        .iter()
        .map(|candidate| format!("{}: {}", candidate.name, candidate.samples.join(", ")))
        .collect();
    Finding::new(FindingCode::EncodingGuessed, Severity::Warn, 1)
        .with("encoding", encoding)
        .with("samples", read.join(" | "))
}
