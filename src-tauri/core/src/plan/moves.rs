//! A removal and an addition that are one person (rule R8): which two changes of a plan they are, so that they are shown
//! as one move and neither half ever goes without the other. It finds what `why` said and decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::{Change, Lane, Operation, Plan, Reason, ReasonCode};
use crate::finding::FindingCode;

/// One person's two halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// How they relate: a transfer, a change of key, one person under two keys.
    pub code: ReasonCode,
    /// The place of the removal among the plan's changes.
    pub leaver: u32,
    /// The place of the addition.
    pub newcomer: u32,
}

impl Change {
    /// Holds the change for a finding, once.
    pub(super) fn hold_for(&mut self, code: FindingCode) {
        if !self.held.contains(&code) {
            self.held.push(code);
        }
    }

    /// What makes this change one half of a pair; `None` for all others.
    pub fn pair(&self) -> Option<&Reason> {
        let mut reasons = self.reasons.iter();
        reasons.find(|reason| reason.code.is_pair())
    }
}

impl ReasonCode {
    /// Whether it says that two changes are one person.
    pub fn is_pair(self) -> bool {
        matches!(self, Self::IdentityChurn | Self::Transfer | Self::KeyChange)
    }
}

/// Every move of a plan whose halves are both in it, in the order of the removals.
pub fn moves(plan: &Plan) -> Vec<Move> {
    let halves = |operation| {
        (0u32..)
            .zip(&plan.changes)
            .filter(move |(_, change)| change.operation == operation)
            .filter_map(|(index, change)| Some((index, change, change.pair()?)))
    };
    let newcomers: HashMap<_, u32> = halves(Operation::Create)
        .map(|(index, change, _)| ((&change.company_tax_id, &change.key), index))
        .collect();
    let whole = |(leaver, _, reason): (u32, &Change, &Reason)| {
        let other = reason.other.as_ref()?;
        let newcomer = *newcomers.get(&(&other.company_tax_id, &other.key))?;
        Some(Move {
            code: reason.code,
            leaver,
            newcomer,
        })
    };
    halves(Operation::Delete).filter_map(whole).collect()
}

/// For each half of a move the place of the other.
pub fn other_halves(plan: &Plan) -> BTreeMap<u32, u32> {
    let halves = moves(plan).into_iter();
    halves
        .flat_map(|one| [(one.leaver, one.newcomer), (one.newcomer, one.leaver)])
        .collect()
}

/// Holds both halves of a pair. Where the removal is of a protected person, the addition waits with it: sent alone it would
/// be a second record of them (rules R8 and R10).
pub(super) fn hold_pair(
    changes: &mut [Change],
    newcomer: usize,
    leaver: Option<usize>,
    code: FindingCode,
) {
    let protected = leaver.is_some_and(|leaver| changes[leaver].is_protected());
    for half in [Some(newcomer), leaver].into_iter().flatten() {
        let change = &mut changes[half];
        change.lane = Lane::Removals;
        change.hold_for(code);
        if protected {
            change.hold_for(FindingCode::ProtectedPerson);
        }
    }
}

/// Adds to changes that do not go the other halves of their people: a person is never added while their removal stays
/// behind, nor removed while their addition does.
pub(crate) fn with_other_halves(plan: &Plan, mut changes: BTreeSet<u32>) -> BTreeSet<u32> {
    if !changes.is_empty() {
        let others = other_halves(plan);
        let more: Vec<u32> = changes
            .iter()
            .filter_map(|index| others.get(index).copied())
            .collect();
        changes.extend(more);
    }
    changes
}
