//! What single changes carry, summed up as findings with the names, rows and cells of those whom they are about.

use super::ReasonCode;
use crate::employee::Text;
use crate::finding::{Finding, FindingCode, Severity};
use crate::plan::{Change, Operation};

/// How many people a finding names.
const MOST_NAMES: usize = 5;

/// A finding about people.
pub(super) struct About {
    finding: Finding,
    names: Vec<String>,
    rows: Vec<String>,
}

impl About {
    pub(super) fn new(code: FindingCode, severity: Severity) -> Self {
        Self {
            finding: Finding::new(code, severity, 0),
            names: Vec::new(),
            rows: Vec::new(),
        }
    }

    pub(super) fn is(&self, code: FindingCode) -> bool {
        self.finding.code == code
    }

    /// One more person; told by their cell, else by their row, else by their key.
    pub(super) fn add(&mut self, change: &Change, cell: Option<Text>) {
        let place = || match change.row {
            Some(row) => format!("{row}:{row}"),
            None => change.key.to_string(),
        };
        self.finding.add(cell.map_or_else(place, String::from));
        if self.names.len() < MOST_NAMES && !change.name.is_empty() {
            self.names.push(change.name.to_string());
        }
        if let Some(row) = change.row.filter(|_| self.rows.len() < Finding::MOST_CELLS) {
            self.rows.push(row.to_string());
        }
    }

    /// The finding, with `names` and `rows` for its words.
    pub(super) fn finding(self) -> Finding {
        let mut finding = self.finding;
        for (name, values) in [("names", self.names), ("rows", self.rows)] {
            if !values.is_empty() {
                finding = finding.with(name, values.join(", "));
            }
        }
        finding
    }
}

/// Adds a finding; where the file has the same one already, its cells and names go to it.
pub(super) fn merge(findings: &mut Vec<Finding>, finding: Finding) {
    let same =
        |known: &&mut Finding| (known.code, known.severity) == (finding.code, finding.severity);
    let Some(known) = findings.iter_mut().find(same) else {
        findings.push(finding);
        return;
    };
    let complete = known.cells.len() < Finding::MOST_CELLS;
    for cell in finding.cells {
        if !known.cells.contains(&cell) && complete {
            known.add(cell);
        }
    }
    known.count = known.count.max(finding.count);
    known.params.extend(finding.params);
}

/// Findings for what single changes carry, apart from the budgets, which speak for themselves.
pub(in crate::plan) fn told(findings: &mut Vec<Finding>, changes: &[Change]) {
    let per_change = [
        (FindingCode::IdentityChurn, Severity::Warn),
        (FindingCode::Transfer, Severity::Warn),
        (FindingCode::KeyChange, Severity::Warn),
        (FindingCode::LeadingZerosLost, Severity::Warn),
        (FindingCode::ExponentText, Severity::Warn),
        (FindingCode::Mojibake, Severity::Warn),
        (FindingCode::ErrorCell, Severity::Warn),
        (FindingCode::ProtectedPerson, Severity::Warn),
        (FindingCode::CustomFieldsUnknown, Severity::Warn),
        (FindingCode::PossibleRestore, Severity::Inform),
    ];
    let mut all = per_change.map(|(code, severity)| About::new(code, severity));
    let worth_a_look = |change: &&Change| change.is_held() || !change.notes.is_empty();
    for change in changes.iter().filter(worth_a_look) {
        for about in &mut all {
            add(about, change);
        }
    }
    for about in all.into_iter().filter(|about| about.finding.count > 0) {
        merge(findings, about.finding());
    }
}

fn add(about: &mut About, change: &Change) {
    let code = about.finding.code;
    let is_pair = matches!(
        code,
        FindingCode::IdentityChurn | FindingCode::Transfer | FindingCode::KeyChange
    );
    let carries = change.held.contains(&code) || change.notes.contains(&code);
    // A pair is told once, by its newcomer; that somebody is protected, by their removal.
    let told_by_other = match change.operation {
        Operation::Delete => is_pair,
        Operation::Create | Operation::Update => code == FindingCode::ProtectedPerson,
    };
    if !carries || told_by_other {
        return;
    }
    let of_code = |reason: &&super::Reason| reason.code.finding() == Some(code);
    let mut cells = change
        .reasons
        .iter()
        .filter(of_code)
        .filter(|reason| !is_pair && reason.code != ReasonCode::PossibleRestore)
        .map(|reason| reason.cell.clone());
    about.add(change, cells.next().flatten());
    for cell in cells.flatten() {
        about.finding.add(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_file_told_already_is_not_told_twice() {
        let finding = |severity, cells: &[&str]| {
            let mut finding = Finding::new(FindingCode::Mojibake, severity, 0);
            for cell in cells {
                finding.add(*cell);
            }
            finding
        };
        let mut findings = vec![finding(Severity::Warn, &["B2", "B9"])];
        let own = finding(Severity::Warn, &["B2", "B7"]).with("names", "Ana, Bia");
        merge(&mut findings, own);
        assert_eq!((findings.len(), findings[0].count), (1, 3));
        assert_eq!(findings[0].cells, ["B2", "B9", "B7"]);
        assert_eq!(findings[0].params["names"], "Ana, Bia");
        merge(&mut findings, finding(Severity::Block, &["B2"]));
        assert_eq!(
            findings.len(),
            2,
            "what blocks is told apart from what warns"
        );
    }
}
