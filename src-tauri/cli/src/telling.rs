//! Plans, files and jobs in words for a person. National ids are masked here; the JSON documents and what is sent are not.

use std::fmt::Write as _;

use rollcall_core::desk::Drift;
use rollcall_core::employee::Identifier;
use rollcall_core::finding::{Finding, Severity};
use rollcall_core::masking;

use crate::output::Output;
use crate::words::{self, Say};

mod found;
mod inspection;
mod job;
mod plan;
mod undo;
mod why;

pub use found::found;
pub use inspection::{inspection, sent_columns};
pub use job::{job, sent};
pub use plan::plan;
pub use undo::undo;

/// A key for a person to see: masked where it is a national id.
pub fn shown_key(identifier: Identifier, key: &str) -> String {
    masking::shown_key(identifier, key)
}

/// How many lines of one kind a person is shown.
const MOST_LINES: usize = 40;
/// How many addresses one finding shows.
const MOST_CELLS: usize = 5;
/// How many people one reason names.
const MOST_NAMES: usize = 5;

/// Text that grows by lines.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    fn push(&mut self, line: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    /// At most so many lines, and how many more there are.
    fn extend(&mut self, out: Output, lines: impl ExactSizeIterator<Item = String>) {
        let more = lines.len().saturating_sub(MOST_LINES);
        for line in lines.take(MOST_LINES) {
            self.push(line);
        }
        if more > 0 {
            self.push(out.say(Say::More, &[&more]));
        }
    }
}

/// How the headers differ from those whose mapping was taken over.
pub fn drift(out: Output, drift: &Drift) -> String {
    let named = |headers: &[String]| match headers {
        [] => "–".to_owned(),
        some => some.join(", "),
    };
    let parts = [&drift.missing, &drift.added, &drift.moved].map(|headers| named(headers));
    out.say(Say::Drift, &[&parts[0], &parts[1], &parts[2]])
}

/// Findings, the worst first.
pub fn findings(out: Output, findings: &[Finding]) -> String {
    let mut lines = Lines::default();
    if findings.is_empty() {
        lines.push(out.say(Say::NoFindings, &[]));
        return lines.0;
    }
    lines.push(out.say(Say::Findings, &[]));
    lines.extend(
        out,
        findings.iter().map(|finding| one_finding(out, finding)),
    );
    lines.0
}

fn one_finding(out: Output, finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Block => out.say(Say::Blocks, &[]),
        Severity::Warn => out.say(Say::Warns, &[]),
        Severity::Inform => out.say(Say::Informs, &[]),
    };
    let words = words::told(out.language(), finding);
    let mut line = format!("  {severity} {} ×{}: {words}", finding.code, finding.count);
    if !finding.cells.is_empty() {
        let cells: Vec<&str> = finding
            .cells
            .iter()
            .take(MOST_CELLS)
            .map(String::as_str)
            .collect();
        let more = if finding.cells.len() > MOST_CELLS {
            " …"
        } else {
            ""
        };
        line = format!("{line} ({}{more})", cells.join(", "));
    }
    if let Some(names) = finding.params.get("names") {
        line = format!("{line}: {names}");
    }
    match finding.params.get("message") {
        Some(message) => format!("{line}\n    {message}"),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn drift_names_what_is_gone_new_and_elsewhere() {
        let headers = Drift {
            missing: vec!["Setor".to_owned(), "Obs".to_owned()],
            added: vec!["Turno".to_owned()],
            moved: Vec::new(),
        };
        let said = drift(Output::new(false, Language::En), &headers);
        assert!(
            said.ends_with("Gone: Setor, Obs. New: Turno. Moved: –."),
            "{said}"
        );
    }
}
