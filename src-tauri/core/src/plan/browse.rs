//! Looking through a plan: what a line of it is, what is asked for, in which order. It changes nothing of the plan.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Change, Lane, Operation, Plan, ReasonCode};
use crate::employee::{Employee, Text};
use crate::finding::FindingCode;
use crate::roster::Withheld;

/// What a line of a plan is to a person.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody who leaves.
    Leaving,
    /// Somebody who comes.
    New,
    /// Somebody who changes.
    Changed,
    /// A row that is not sent.
    Blocked,
}

/// In which order lines are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// What is held first, then who leaves, comes, changes, and what is blocked.
    #[default]
    Kind,
    /// By name.
    Name,
    /// By department, then name.
    Department,
    /// By the row in the sheet; who is absent from it last.
    Row,
}

/// Which lines are wanted; each part narrows further.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Filter {
    /// Of these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// Held or not; `None` for both.
    pub held: Option<bool>,
    /// Of that lane; `None` for both. Rows that are not sent are in neither.
    #[serde(default)]
    pub lane: Option<Lane>,
    /// Of people whom no file removes, or of all others; `None` for both.
    #[serde(default)]
    pub protected: Option<bool>,
    /// That a finding is about.
    pub finding: Option<FindingCode>,
    /// That deserve a look for this reason.
    #[serde(default)]
    pub reason: Option<ReasonCode>,
    /// Of that department.
    pub department: Option<String>,
    /// Whose name, key or changed value contains this, without case.
    pub text: String,
    /// In which order.
    pub order: Order,
    /// The other way round.
    #[serde(default)]
    pub descending: bool,
}

/// A line of a plan: a change, or a row that is not sent. Numbered through: changes first, then withheld rows.
#[derive(Debug, Clone, Copy)]
pub enum Line<'a> {
    /// A change.
    Change(&'a Change),
    /// A row that is not sent.
    Withheld(&'a Withheld),
}

impl<'a> Line<'a> {
    /// The line of that number; `None` past the end.
    pub fn of(plan: &'a Plan, number: u32) -> Option<Self> {
        let number = number as usize;
        match plan.changes.get(number) {
            Some(change) => Some(Self::Change(change)),
            None => plan
                .withheld
                .get(number - plan.changes.len())
                .map(Self::Withheld),
        }
    }

    /// What it is to a person.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Change(change) => match change.operation {
                Operation::Create => Kind::New,
                Operation::Update => Kind::Changed,
                Operation::Delete => Kind::Leaving,
            },
            Self::Withheld(_) => Kind::Blocked,
        }
    }

    /// Whether it waits for a person.
    pub fn is_held(&self) -> bool {
        matches!(self, Self::Change(change) if change.is_held())
    }

    /// Whether no release lets it go (rule R10).
    pub fn is_protected(&self) -> bool {
        matches!(self, Self::Change(change) if change.is_protected())
    }

    /// The person's name; empty where it is not known.
    pub fn name(&self) -> &'a str {
        match self {
            Self::Change(change) => &change.name,
            Self::Withheld(row) => row.employee.full_name.as_deref().unwrap_or_default(),
        }
    }

    /// The department that the person is in, or will be.
    pub fn department(&self) -> Option<&'a str> {
        let of =
            |person: &'a Employee| person.department.as_deref().filter(|text| !text.is_empty());
        match self {
            Self::Change(change) => {
                of(&change.item).or_else(|| change.before.as_deref().and_then(of))
            }
            Self::Withheld(row) => of(&row.employee),
        }
    }

    /// The key as it is sent; of a row that is not sent, as far as it could be read.
    pub fn key(&self, plan: &Plan) -> &'a str {
        match *self {
            Self::Change(change) => &change.key,
            Self::Withheld(row) => {
                let key = row.employee.get(&plan.identifier.key_field());
                key.filter(|key| !key.is_empty()).unwrap_or(&row.original)
            }
        }
    }

    /// Why it waits for a person, or is not sent.
    pub fn held_by(&self) -> &'a [FindingCode] {
        match *self {
            Self::Change(change) => &change.held,
            Self::Withheld(row) => std::slice::from_ref(&row.code),
        }
    }

    /// The row in the sheet.
    pub fn row(&self) -> Option<u32> {
        match self {
            Self::Change(change) => change.row,
            Self::Withheld(row) => row.row,
        }
    }

    /// The lane that it goes in; `None` for a row that is not sent.
    pub fn lane(&self) -> Option<Lane> {
        match self {
            Self::Change(change) => Some(change.lane),
            Self::Withheld(_) => None,
        }
    }

    /// Why it deserves a look.
    pub(super) fn reasons(&self) -> impl Iterator<Item = ReasonCode> + 'a {
        let reasons = match *self {
            Self::Change(change) => change.reasons.as_slice(),
            Self::Withheld(_) => &[],
        };
        reasons.iter().map(|reason| reason.code)
    }

    /// What findings are about it.
    pub(super) fn codes(&self) -> impl Iterator<Item = FindingCode> + 'a {
        let (held, notes, row) = match self {
            Self::Change(change) => (&change.held[..], &change.notes[..], None),
            Self::Withheld(row) => (&[][..], &[][..], Some(row.code)),
        };
        held.iter().chain(notes).copied().chain(row)
    }

    /// What a search looks through: name, key, and each value before and after; of a row that is not sent its name, the
    /// cell that is the reason, and what that said.
    pub(super) fn texts(&self) -> Vec<&'a str> {
        match self {
            Self::Change(change) => {
                let values = change.fields.iter();
                let values = values.flat_map(|field| [&field.old, &field.new]).flatten();
                let named = [change.name.as_str(), change.key.as_str()].into_iter();
                named.chain(values.map(Text::as_str)).collect()
            }
            Self::Withheld(row) => {
                let said = [self.name(), row.original.as_str()].into_iter();
                said.chain(row.cell.as_deref()).collect()
            }
        }
    }
}

/// The departments that a plan touches, with how many lines each, the largest first.
pub fn departments(plan: &Plan) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, line) in numbered(plan) {
        if let Some(department) = line.department() {
            *counts.entry(department).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

pub(super) fn numbered(plan: &Plan) -> impl Iterator<Item = (u32, Line<'_>)> {
    let changes = plan.changes.iter().map(Line::Change);
    (0u32..).zip(changes.chain(plan.withheld.iter().map(Line::Withheld)))
}

#[cfg(test)]
mod tests;
