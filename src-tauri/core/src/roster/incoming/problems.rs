//! The cells in trouble, how severe each is, and the findings that sum them up.
//! A severity depends on the code and on whether the key is concerned, and on nothing else.

use std::collections::BTreeMap;

use super::Problem;
use crate::finding::{Finding, FindingCode, Severity};

/// Puts problems in the order of the sheet.
pub(super) fn in_order(problems: &mut [Problem]) {
    problems.sort_by(|one, other| {
        (one.row, one.column, one.code).cmp(&(other.row, other.column, other.code))
    });
}

/// How severe a code is where a cell has it (the list in the safety rules).
pub(super) fn severity(code: FindingCode, on_key: bool) -> Severity {
    use FindingCode as Code;
    match code {
        Code::LeadingZerosLost
        | Code::ExponentText
        | Code::BadEmail
        | Code::BadPhone
        | Code::MergedCells => {
            if on_key {
                Severity::Block
            } else {
                Severity::Warn
            }
        }
        Code::WrapperRemoved => Severity::Inform,
        Code::InvisibleCharacters
        | Code::BadCheckDigit
        | Code::NationalIdInEmployeeId
        | Code::Mojibake => Severity::Warn,
        _ => Severity::Block,
    }
}

/// One finding for each code and severity.
pub(super) fn summed_up(problems: &[Problem]) -> Vec<Finding> {
    let mut findings: BTreeMap<(Severity, FindingCode), Finding> = BTreeMap::new();
    for problem in problems {
        let place = (problem.severity, problem.code);
        let finding = findings
            .entry(place)
            .or_insert_with(|| Finding::new(problem.code, problem.severity, 0));
        finding.add(problem.cell.as_str());
    }
    findings.into_values().collect()
}
