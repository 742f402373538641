//! The plan: what would change at Wellhub, in names and words, and the certainty that nothing else will.
//! `plan` is pure: it reads no file, asks no server, and what the person previewed is the value that is submitted.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use specta::Type;

mod browse;
mod budgets;
mod census;
mod compare;
mod draft;
mod hash;
mod index;
mod inverse;
mod keyless;
mod make;
mod moves;
mod pages;
mod pairs;
mod presence;
mod prints;
#[cfg(test)]
mod properties;
mod rest;
mod rules;
mod saved;
mod stale;
mod unique;
mod value;
mod why;

pub use browse::{Filter, Kind, Line, Order, departments};
pub use hash::PlanHash;
pub(crate) use hash::hex;
pub use inverse::{Done, Impossible, Inverse, Kept, Obstacle, Standing, inverse};
pub use make::plan;
pub(crate) use moves::with_other_halves;
pub use moves::{Move, moves, other_halves};
pub use pages::{Group, GroupTitle, Pages};
pub use rest::rest;
pub use rules::{BadBudgets, Budget, Budgets, CustomFields, Only, Rules};
pub use saved::{PlanFile, SavedPlan, SealKey, SnapshotMark, SourceFile, TakesUp, Unusable};
pub use stale::{Current, is_newly_protected, newly_protected, stale};
pub use why::{Other, Reason, ReasonCode};

use crate::employee::{Employee, Field, Identifier, TaxId, Text};
use crate::finding::{Finding, FindingCode};
use crate::roster::{Intent, Withheld};

/// What an item does at Wellhub (contract §1).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum Operation {
    /// A newcomer.
    Create,
    /// A changed person; carries every known field, since one left out is blanked.
    Update,
    /// A leaver.
    Delete,
}

/// The two lanes of a plan (rules R5 and R6): hires never wait for removals.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Newcomers and updates.
    Safe,
    /// Removals, and both halves of a transfer or of a key pair.
    Removals,
}

/// One field that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which field.
    pub field: Field,
    /// What Wellhub has; `None` where it has nothing.
    pub old: Option<Text>,
    /// What it will have; `None` where the field is erased.
    pub new: Option<Text>,
    /// The cell that the new value came from.
    pub cell: Option<Text>,
}

/// One person's change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What is done.
    pub operation: Operation,
    /// The company.
    pub company_tax_id: TaxId,
    /// The key as it is sent.
    pub key: Text,
    /// The person's name, from the file or from Wellhub.
    pub name: Text,
    /// The row in the sheet, from 1; `None` for somebody absent from it.
    pub row: Option<u32>,
    /// Which lane it goes in.
    pub lane: Lane,
    /// Why it waits for a person; empty when it may go.
    pub held: Vec<FindingCode>,
    /// What a person should know of it, held or not.
    pub notes: Vec<FindingCode>,
    /// Why it deserves a look, with the evidence: damage, a pair, a conflict, a new domain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What changes, field by field. All that is sent for a newcomer; nothing for a leaver.
    pub fields: Vec<FieldChange>,
    /// The whole record that is sent; a newcomer's is the file's own, where nothing in it is left out.
    pub item: Arc<Employee>,
    /// What Wellhub had: the way back (rule R10), and what the stale check compares (rule R7).
    pub before: Option<Box<Employee>>,
}

impl Change {
    /// Whether it waits for a person.
    pub fn is_held(&self) -> bool {
        self.holds().next().is_some()
    }

    /// Whether it removes, or moves, somebody whom no file removes: no release lets it go (rule R10).
    pub fn is_protected(&self) -> bool {
        self.held.contains(&FindingCode::ProtectedPerson)
    }

    /// All that it waits for, as it is written: finding codes, and reasons that the list of these has no word for.
    pub fn holds(&self) -> impl Iterator<Item = &'static str> {
        let codes = self.held.iter().map(|code| code.as_str());
        let reasons = self.reasons.iter().map(|reason| reason.code);
        codes.chain(
            reasons
                .filter(|code| code.holds_alone())
                .map(ReasonCode::as_str),
        )
    }
}

/// How many of what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Counts {
    /// Newcomers.
    pub create: u32,
    /// Changed people.
    pub update: u32,
    /// Leavers.
    pub delete: u32,
    /// People of the file who stay as they are.
    pub unchanged: u32,
    /// Rows that are not sent and count as present.
    pub withheld: u32,
}

/// What means the same at Wellhub and in the file and is written otherwise: case of an e-mail, spaces, the punctuation of
/// a number. It is counted apart, and sent only where a person asks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Cosmetic {
    /// In how many people.
    pub people: u32,
    /// In how many fields of theirs.
    pub fields: u32,
    /// Whether it was asked for, and is among the changes.
    pub sent: bool,
}

impl Cosmetic {
    /// Whether there is nothing of the kind.
    pub fn is_none(&self) -> bool {
        self.fields == 0
    }
}

/// What a budget measures.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// People who leave.
    Removals,
    /// People who come.
    Additions,
    /// People who change.
    Changed,
    /// Matched rows in which one field changes.
    Field,
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Removals => "removals",
            Self::Additions => "additions",
            Self::Changed => "changed people",
            Self::Field => "one field",
        })
    }
}

/// A budget and how much of it a plan uses (rule R4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gauge {
    /// What it measures.
    pub measure: Measure,
    /// The field, for [`Measure::Field`].
    pub field: Option<Field>,
    /// The company, where the budget is one company's.
    pub company: Option<TaxId>,
    /// How many there are, those sent in the last seven days included for removals.
    pub value: u32,
    /// How many there may be.
    pub limit: u32,
    /// Of how many.
    pub of: u32,
    /// Whether the changes that it counts are held.
    pub over: bool,
}

/// The whole plan. Changes are ordered by company, key and operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What the file was declared to be.
    pub intent: Intent,
    /// The key.
    pub identifier: Identifier,
    /// What would change.
    pub changes: Vec<Change>,
    /// Rows that are not sent.
    pub withheld: Vec<Withheld>,
    /// How many.
    pub counts: Counts,
    /// What is only written otherwise.
    #[serde(default, skip_serializing_if = "Cosmetic::is_none")]
    pub cosmetic: Cosmetic,
    /// What stands out: the file's findings and the plan's.
    pub findings: Vec<Finding>,
    /// The budgets.
    pub gauges: Vec<Gauge>,
    /// True when something blocks the whole plan: then there are no changes.
    pub blocked: bool,
    /// True when Wellhub had nobody before (rule R4).
    pub first_load: bool,
}

impl Plan {
    /// A plan that says nothing yet. `first_load`: Wellhub has nobody.
    pub(crate) fn empty(intent: Intent, identifier: Identifier, first_load: bool) -> Self {
        Self {
            intent,
            identifier,
            changes: Vec::new(),
            withheld: Vec::new(),
            counts: Counts::default(),
            cosmetic: Cosmetic::default(),
            findings: Vec::new(),
            gauges: Vec::new(),
            blocked: false,
            first_load,
        }
    }
}
