//! The cells in trouble, how severe each is, and the findings that sum them up.
//! A severity depends on the code and on whether the key is concerned, and on nothing else.

use std::collections::BTreeMap;

use super::Problem;
use crate::finding::{Finding, FindingCode, Severity};

/// Collects problems while rows are read.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
}

impl FromIterator<Problems> for Problems {
    fn from_iter<T: IntoIterator<Item = Self>>(parts: T) -> Self {
        let list = parts.into_iter().flat_map(|part| part.list).collect();
        Self { list }
    }
}

impl Problems {
    pub(super) fn add(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// In the order of the sheet.
    pub(super) fn in_order(mut self) -> Vec<Problem> {
        self.list.sort_by(|one, other| {
            (one.row, one.column, one.code).cmp(&(other.row, other.column, other.code))
        });
        self.list
    }
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
