//! What stands beside a row that was read: its problems, and the first reason to withhold it.

use super::Problem;
use crate::finding::{FindingCode, Severity};

/// Why a row is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) code: FindingCode,
    pub(super) cell: Option<String>,
    pub(super) original: String,
}

/// What was noticed in one row; nothing in nearly all of them.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) trouble: Option<Trouble>,
    pub(super) problems: Vec<Problem>,
}

impl Notes {
    /// Keeps a problem. A blocking one withholds the row; the first one is its reason.
    pub(super) fn add(&mut self, problem: Problem) {
        if problem.severity == Severity::Block && self.trouble.is_none() {
            self.trouble = Some(Trouble {
                code: problem.code,
                cell: Some(problem.cell.clone()),
                original: problem.original.clone(),
            });
        }
        self.problems.push(problem);
    }

    /// A person's decision, which outranks what is wrong with the row.
    pub(super) fn leave_out(&mut self, code: FindingCode) {
        self.trouble = Some(Trouble {
            code,
            cell: None,
            original: String::new(),
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.trouble.is_none() && self.problems.is_empty()
    }
}
