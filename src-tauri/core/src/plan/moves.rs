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
    moves_among(&(0u32..).zip(&plan.changes))
}

/// The moves whose halves are both among some changes, each told with its place in the plan.
fn moves_among<'a>(changes: &(impl Iterator<Item = (u32, &'a Change)> + Clone)) -> Vec<Move> {
    let halves = |operation| {
        changes
            .clone()
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
    halves(moves(plan))
}

fn halves(moves: Vec<Move>) -> BTreeMap<u32, u32> {
    moves
        .into_iter()
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
/// `among` are all that may go.
pub(crate) fn with_other_halves<'a>(
    among: &(impl Iterator<Item = (u32, &'a Change)> + Clone),
    mut staying: BTreeSet<u32>,
) -> BTreeSet<u32> {
    if !staying.is_empty() {
        let others = halves(moves_among(among));
        let more: Vec<u32> = staying
            .iter()
            .filter_map(|index| others.get(index).copied())
            .collect();
        staying.extend(more);
    }
    staying
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::{Employee, Field, TaxId};
    use crate::plan::Other;

    const LEAVES: &str = "11222333000181";
    const COMES: &str = "11444777000161";

    /// One half of a person who moves from one company to another.
    fn half(operation: Operation, company: &str, other: &str) -> Change {
        let mut item = Employee::of(TaxId::from(company));
        item.set(&Field::EmployeeId, Some("0007".into()));
        let transfer = Reason {
            code: ReasonCode::Transfer,
            field: None,
            cell: None,
            other: Some(Other {
                name: "Ana Exemplo".into(),
                key: "0007".into(),
                company_tax_id: TaxId::from(other),
                row: None,
            }),
            params: BTreeMap::new(),
        };
        Change {
            operation,
            company_tax_id: TaxId::from(company),
            key: "0007".into(),
            name: "Ana Exemplo".into(),
            row: None,
            lane: Lane::Removals,
            held: Vec::new(),
            notes: Vec::new(),
            reasons: vec![transfer],
            fields: Vec::new(),
            item: item.into(),
            before: None,
        }
    }

    #[test]
    fn a_person_who_moves_stays_behind_with_both_halves_or_with_none() {
        let changes = [
            half(Operation::Delete, LEAVES, COMES),
            half(Operation::Create, COMES, LEAVES),
        ];
        let all = || (0_u32..).zip(&changes);
        let (both, none) = (BTreeSet::from([0, 1]), BTreeSet::new());
        for half in 0..2 {
            assert_eq!(with_other_halves(&all(), BTreeSet::from([half])), both);
        }
        assert_eq!(with_other_halves(&all(), none.clone()), none);
        // Where the removal went in a job before, the addition is alone.
        let second = BTreeSet::from([1]);
        assert_eq!(with_other_halves(&all().skip(1), second.clone()), second);
    }
}
