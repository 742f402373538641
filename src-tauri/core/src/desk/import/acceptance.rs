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

#[cfg(test)]
mod tests {
    use super::super::tests::opened;
    use super::*;

    fn acceptable(sheet: &str, code: FindingCode) -> Vec<bool> {
        let import = opened(sheet);
        let findings = import.findings();
        let own = findings.iter().filter(|finding| finding.code == code);
        own.map(|finding| import.is_acceptable(finding)).collect()
    }

    #[test]
    fn a_warning_may_be_accepted_and_a_broken_key_may_not() {
        let warned = "employee_id,email\n004871,ana@aurora.example\n004872,no address\n";
        assert_eq!(acceptable(warned, FindingCode::BadEmail), [true]);
        let broken = "employee_id,email\n#N/A,ana@aurora.example\n";
        assert_eq!(acceptable(broken, FindingCode::ErrorCell), [false]);
    }

    #[test]
    fn signs_of_a_cut_off_file_are_never_accepted() {
        let import = opened("employee_id\n1\n");
        for code in [
            FindingCode::ShrunkenFile,
            FindingCode::RowLimit,
            FindingCode::CellLimit,
            FindingCode::OpenQuote,
            FindingCode::EmptyFile,
        ] {
            assert!(
                !import.is_acceptable(&Finding::new(code, Severity::Warn, 1)),
                "{code}"
            );
        }
    }
}
