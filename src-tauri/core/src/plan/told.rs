//! Findings for what single changes carry, apart from the budgets, which speak for themselves.

use super::{Change, Operation};
use crate::finding::{Finding, FindingCode, Severity};

/// What is told of single changes, in this order.
const PER_CHANGE: [(FindingCode, Severity); 6] = [
    (FindingCode::IdentityChurn, Severity::Warn),
    (FindingCode::Transfer, Severity::Warn),
    (FindingCode::KeyChange, Severity::Warn),
    (FindingCode::ProtectedPerson, Severity::Warn),
    (FindingCode::CustomFieldsUnknown, Severity::Warn),
    (FindingCode::PossibleRestore, Severity::Inform),
];

/// One finding a code that some change carries, with the rows or keys of the first of them.
pub(super) fn findings(changes: &[Change]) -> Vec<Finding> {
    let mut findings = PER_CHANGE.map(|(code, severity)| Finding::new(code, severity, 0));
    for change in changes {
        for code in change.held.iter().chain(&change.notes) {
            let finding = findings.iter_mut().find(|finding| finding.code == *code);
            if let Some(finding) = finding.filter(|_| !is_second_half(change, *code)) {
                finding.add(shown(change));
            }
        }
    }
    let told = findings.into_iter().filter(|finding| finding.count > 0);
    told.collect()
}

/// A pair is told once, by its newcomer.
fn is_second_half(change: &Change, code: FindingCode) -> bool {
    let pairs = [
        FindingCode::IdentityChurn,
        FindingCode::Transfer,
        FindingCode::KeyChange,
    ];
    change.operation == Operation::Delete && pairs.contains(&code)
}

fn shown(change: &Change) -> String {
    match change.row {
        Some(row) => format!("{row}:{row}"),
        None => change.key.to_string(),
    }
}
