//! Why a change deserves a look, as lines beneath it: what holds it, and each reason with its cell and the other person.
//! Two halves of one person are one line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use rollcall_core::employee::{Field, Identifier};
use rollcall_core::masking;
use rollcall_core::plan::{Change, Operation, Plan, Reason, ReasonCode};

use super::MOST_NAMES;
use crate::output::Output;
use crate::words::{self, Say, Sentence};

/// The newcomers' halves of pairs whose leaving half is in the plan too, by company and key.
pub(super) struct Pairs<'a>(BTreeSet<(&'a str, &'a str)>);

impl<'a> Pairs<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        let leavers = plan.changes.iter().filter(|change| is_old_half(change));
        let halves = leavers.filter_map(|change| {
            let other = change.pair()?.other.as_ref()?;
            Some((other.company_tax_id.as_str(), other.key.as_str()))
        });
        Self(halves.collect())
    }

    /// What happens to somebody who leaves and comes at once; `None` for everybody else.
    pub(super) fn told(&self, out: Output, plan: &Plan, change: &Change) -> Option<String> {
        let place = (change.company_tax_id.as_str(), change.key.as_str());
        if change.operation != Operation::Create || !self.0.contains(&place) {
            return None;
        }
        let reason = change.pair()?;
        let old = reason.other.as_ref()?;
        let language = out.language();
        if reason.code == ReasonCode::Transfer {
            let companies: [&dyn Display; 2] = [
                &old.company_tax_id.as_str(),
                &change.company_tax_id.as_str(),
            ];
            return Some(words::sentence(language, Sentence::Moves, &companies));
        }
        let key = masking::shown(&plan.identifier.key_field(), &change.key);
        Some(words::sentence(language, Sentence::ChangesKey, &[&key]))
    }

    /// The key by which the person is known until now.
    pub(super) fn key<'c>(&self, change: &'c Change) -> &'c str {
        let place = (change.company_tax_id.as_str(), change.key.as_str());
        let known = self.0.contains(&place).then(|| change.pair()).flatten();
        let old = known.and_then(|reason| reason.other.as_ref());
        old.map_or(change.key.as_str(), |old| old.key.as_str())
    }
}

/// Whether a change is the leaving half of a pair, which is told with the other.
pub(super) fn is_old_half(change: &Change) -> bool {
    change.operation == Operation::Delete && change.pair().is_some()
}

/// The lines beneath a change, which may be told as one with its other half.
pub(super) fn beneath(
    out: Output,
    identifier: Identifier,
    change: &Change,
    as_one: bool,
) -> Vec<String> {
    let language = out.language();
    let mut lines = Vec::new();
    let held: Vec<&str> = change
        .holds()
        .map(|one| words::held(language, one))
        .collect();
    if !held.is_empty() {
        lines.push(format!(
            "      ! {}",
            out.say(Say::Held, &[&held.join(", ")])
        ));
    }
    for reason in &change.reasons {
        let sentence = match reason.params.get("same") {
            Some(same) if as_one => words::sentence(language, Sentence::OnePerson, &[same]),
            _ => sentence(out, identifier, reason),
        };
        lines.push(match &reason.cell {
            Some(cell) => format!("        {cell}: {sentence}"),
            None => format!("        {sentence}"),
        });
    }
    lines
}

fn sentence(out: Output, identifier: Identifier, reason: &Reason) -> String {
    let field = reason.field.as_ref().map(Field::name).unwrap_or_default();
    let param = |name: &str| reason.params.get(name).map_or("", String::as_str);
    let other = reason.other.as_ref();
    let name = other.map_or("", |other| other.name.as_str());
    let key = other.map(|other| masking::shown(&identifier.key_field(), &other.key));
    let key = key.unwrap_or_default();
    let company = other.map_or("", |other| other.company_tax_id.as_str());
    let reads = reason
        .field
        .as_ref()
        .map(|field| masking::shown(field, param("reads")));
    let reads = reads.unwrap_or_default();
    let about_other: [&dyn Display; 4] = [&field, &name, &key, &param("same")];
    let (which, values): (Sentence, Vec<&dyn Display>) = match reason.code {
        ReasonCode::LeadingZerosLost => (Sentence::LeadingZeros, vec![&field]),
        ReasonCode::ExponentText => (Sentence::Exponent, vec![&field]),
        ReasonCode::DayMonthSwapped => (Sentence::Swapped, vec![&field]),
        ReasonCode::Mojibake => (Sentence::Garbled, vec![&field, &reads]),
        ReasonCode::ErrorCell => (Sentence::Error, vec![&field]),
        ReasonCode::IdentityChurn => (Sentence::Churn, about_other.to_vec()),
        ReasonCode::Transfer => {
            let same = about_other[3];
            (Sentence::Transfer, vec![&company, &name, &key, same])
        }
        ReasonCode::KeyChange => (Sentence::Key, about_other.to_vec()),
        ReasonCode::Conflict if param("leaves").is_empty() => {
            (Sentence::Conflict, about_other.to_vec())
        }
        ReasonCode::Conflict => (Sentence::ConflictUntilRemoved, about_other.to_vec()),
        ReasonCode::NewEmailDomain => return domain(out, reason),
        ReasonCode::PossibleRestore => return restore(out, param("date")),
    };
    words::sentence(out.language(), which, &values)
}

fn domain(out: Output, reason: &Reason) -> String {
    let param = |name: &str| reason.params.get(name).map_or("", String::as_str);
    let values = ["domain", "count", "of", "percent", "like"].map(param);
    let which = if values[4].is_empty() {
        Sentence::Domain
    } else {
        Sentence::DomainLike
    };
    let values: Vec<&dyn Display> = values.iter().map(|value| value as &dyn Display).collect();
    words::sentence(out.language(), which, &values)
}

fn restore(out: Output, date: &str) -> String {
    let which = if date.is_empty() {
        Sentence::Restore
    } else {
        Sentence::RestoreSince
    };
    words::sentence(out.language(), which, &[&date])
}

/// Reasons that the list of findings has no code for, summed up like findings.
pub(super) fn summed_up(out: Output, plan: &Plan) -> Vec<String> {
    let mut found: BTreeMap<ReasonCode, Vec<&str>> = BTreeMap::new();
    for change in &plan.changes {
        for reason in change
            .reasons
            .iter()
            .filter(|reason| reason.code.finding().is_none())
        {
            found.entry(reason.code).or_default().push(&change.name);
        }
    }
    let line = |(code, names): (ReasonCode, Vec<&str>)| {
        let severity = out.say(Say::Warns, &[]);
        let words = words::reason(out.language(), code);
        let count = names.len();
        let more = if count > MOST_NAMES { " …" } else { "" };
        let names = names[..count.min(MOST_NAMES)].join(", ");
        format!(
            "  {severity} {} ×{count}: {words}: {names}{more}",
            code.as_str()
        )
    };
    found.into_iter().map(line).collect()
}
