//! A row while it is read: what is known of the person, and the first reason to withhold it.

use super::Problem;
use crate::employee::{Employee, TaxId, Text};
use crate::finding::{FindingCode, Severity};

/// Why a row is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) code: FindingCode,
    pub(super) cell: Option<String>,
    pub(super) original: String,
}

/// A row that was read.
#[derive(Debug)]
pub(super) struct ReadRow {
    pub(super) number: u32,
    pub(super) hidden: bool,
    pub(super) employee: Employee,
    pub(super) trouble: Option<Trouble>,
}

impl ReadRow {
    pub(super) fn new(number: u32) -> Self {
        Self {
            number,
            hidden: false,
            employee: Employee::of(TaxId(Text::default())),
            trouble: None,
        }
    }

    /// A blocking problem withholds the row; the first one is its reason.
    pub(super) fn mind(&mut self, problem: &Problem) {
        if problem.severity == Severity::Block && self.trouble.is_none() {
            self.trouble = Some(Trouble {
                code: problem.code,
                cell: Some(problem.cell.clone()),
                original: problem.original.clone(),
            });
        }
    }

    /// A person's decision, which outranks what is wrong with the row.
    pub(super) fn leave_out(&mut self, code: FindingCode) {
        self.trouble = Some(Trouble {
            code,
            cell: None,
            original: String::new(),
        });
    }
}
