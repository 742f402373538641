//! Which findings a person may accept for a file, and which nobody may (rules R2 and R4): signs of a file that was cut
//! short never, a repair only where the evidence is whole.

use super::Import;
use crate::finding::{Finding, FindingCode, Severity};

impl Import {
    /// Whether a person may accept this finding of the file.
    pub fn is_acceptable(&self, finding: &Finding) -> bool {
        match finding.code {
            FindingCode::ShrunkenFile
            | FindingCode::RowLimit
            | FindingCode::CellLimit
            | FindingCode::OpenQuote
            | FindingCode::EmptyFile => false,
            FindingCode::LeadingZerosLost => self.knows_every_zero(),
            _ => finding.severity == Severity::Warn,
        }
    }

    /// Whether a finding of that code was accepted.
    pub fn has_accepted(&self, code: FindingCode) -> bool {
        self.choices.accepted.contains(&code)
    }

    /// Whether there is one proposal for each value whose zeros were lost.
    fn knows_every_zero(&self) -> bool {
        self.people.as_ref().is_some_and(|people| {
            let mut lost = people
                .problems
                .iter()
                .filter(|problem| problem.code == FindingCode::LeadingZerosLost);
            lost.all(|problem| problem.value.is_some())
        })
    }
}
