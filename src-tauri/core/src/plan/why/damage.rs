//! Damage of single values, with Wellhub's value as the proof (rule R8 and the damage table of the safety rules). What
//! the table blocks withholds the row, what it only warns of holds the change; nothing of either is sent unseen.

use super::told::{About, merge};
use super::{Reason, ReasonCode, dates, digits, fallout, hold, letters};
use crate::employee::{Employee, Field};
use crate::finding::{FindingCode, Severity};
use crate::plan::make::count;
use crate::plan::{Change, FieldChange, Operation, Plan};
use crate::roster::{IncomingRoster, Withheld};

/// Takes changes out of the plan whose value no person can want sent: errors and formulas as text, digits that are gone.
/// Their rows count as present.
pub(super) fn withhold(changes: &mut Vec<Change>, plan: &mut Plan, incoming: &IncomingRoster) {
    let mut told: Vec<About> = Vec::new();
    let mut withheld = Vec::new();
    changes.retain(|change| {
        let Some((row, field, code)) = beyond_repair(change) else {
            return true;
        };
        let at = told.iter().position(|about| about.is(code));
        let at = at.unwrap_or_else(|| {
            told.push(About::new(code, Severity::Block));
            told.len() - 1
        });
        told[at].add(change, field.cell.clone());
        withheld.push(Withheld {
            row: Some(row),
            code,
            cell: field.cell.clone().map(String::from),
            original: field.new.clone().unwrap_or_default().into(),
            employee: said(incoming, row).unwrap_or(&change.item).clone(),
        });
        false
    });
    if withheld.is_empty() {
        return;
    }
    plan.withheld.append(&mut withheld);
    plan.withheld.sort_by_key(|withheld| withheld.row);
    plan.counts.withheld = count(plan.withheld.len());
    for about in told {
        merge(&mut plan.findings, about.finding());
    }
}

/// The first field of a change that cannot be sent, and the row that says it.
fn beyond_repair(change: &Change) -> Option<(u32, &FieldChange, FindingCode)> {
    let row = change
        .row
        .filter(|_| change.operation != Operation::Delete)?;
    change.fields.iter().find_map(|field| {
        let new = field.new.as_deref()?;
        let code = fallout::in_text(new).or_else(|| {
            let cut = digits::are_cut(field.old.as_deref()?, new);
            cut.then_some(FindingCode::DigitsLost)
        });
        Some((row, field, code?))
    })
}

/// What a row of the file says.
fn said(incoming: &IncomingRoster, row: u32) -> Option<&Employee> {
    let at = incoming
        .people
        .binary_search_by_key(&row, |person| person.row);
    Some(&incoming.people[at.ok()?].employee)
}

/// Names what looks like damage in the changed fields, and holds those changes.
pub(super) fn name(changes: &mut [Change]) {
    let updates = changes
        .iter_mut()
        .filter(|change| change.operation == Operation::Update);
    for change in updates {
        let mut reasons: Vec<Reason> = change.fields.iter().filter_map(reason).collect();
        for code in reasons.iter().filter_map(|reason| reason.code.finding()) {
            hold(change, code);
        }
        change.reasons.append(&mut reasons);
    }
}

fn reason(change: &FieldChange) -> Option<Reason> {
    let (old, new) = (change.old.as_deref()?, change.new.as_deref()?);
    let field = &change.field;
    let reason = |code| Reason::new(code).about(field, change.cell.as_ref());
    if *field == Field::EligibleToPayroll {
        return None;
    }
    if fallout::replaces(field, old, new) {
        return Some(reason(ReasonCode::ErrorCell));
    }
    if *field != Field::FullName && *field != Field::Email {
        if digits::lost_zeros(old, new) {
            return Some(reason(ReasonCode::LeadingZerosLost));
        }
        if digits::is_exponent_of(old, new) {
            return Some(reason(ReasonCode::ExponentText));
        }
        if dates::are_swapped(old, new) {
            return Some(reason(ReasonCode::DayMonthSwapped));
        }
    }
    letters::garbled(old, new).map(|reads| reason(ReasonCode::Mojibake).with("reads", reads))
}
