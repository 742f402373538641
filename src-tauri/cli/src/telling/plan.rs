//! A plan in words: the headline, each change with its name, what is held and why, what is withheld, findings, budgets.

use std::collections::BTreeMap;
use std::fmt::Display;

use rollcall_core::employee::Field;
use rollcall_core::masking;
use rollcall_core::plan::{Change, FieldChange, Gauge, Measure, Operation, Plan, SavedPlan, moves};
use rollcall_core::roster::Withheld;

use super::why::{self, Pairs};
use super::{Lines, findings};
use crate::documents::held;
use crate::output::Output;
use crate::words::{self, Say, Sentence};

#[cfg(test)]
mod tests;

/// A plan in words.
pub fn plan(out: Output, saved: &SavedPlan) -> String {
    let plan = &saved.plan;
    let mut lines = Lines::default();
    lines.push(headline(out, plan));
    match moves(plan).len() {
        0 => {}
        1 => lines.push(words::sentence(out.language(), Sentence::PersonMoves, &[])),
        several => lines.push(words::sentence(
            out.language(),
            Sentence::OneEach,
            &[&several],
        )),
    }
    if plan.changes.is_empty() && !plan.blocked {
        lines.push(out.say(Say::NoChange, &[]));
    }
    let cosmetic = plan.cosmetic;
    if !cosmetic.is_none() && !cosmetic.sent {
        let values: [&dyn Display; 2] = [&cosmetic.people, &cosmetic.fields];
        lines.push(words::sentence(out.language(), Sentence::Cosmetic, &values));
    }
    changes(out, plan, &mut lines);
    if !plan.withheld.is_empty() {
        lines.push(out.say(Say::Withheld, &[]));
        lines.extend(
            out,
            plan.withheld.iter().map(|row| withheld(out, saved, row)),
        );
    }
    let reasons = why::summed_up(out, plan);
    if !plan.findings.is_empty() || !reasons.is_empty() {
        let findings = match plan.findings.as_slice() {
            [] => out.say(Say::Findings, &[]),
            some => findings(out, some),
        };
        lines.push(findings.trim_end());
        for line in reasons {
            lines.push(line);
        }
    }
    let gauges: Vec<&Gauge> = plan
        .gauges
        .iter()
        .filter(|gauge| is_worth_a_line(gauge))
        .collect();
    if !gauges.is_empty() {
        lines.push(out.say(Say::Budgets, &[]));
        lines.extend(out, gauges.into_iter().map(|gauge| budget(out, gauge)));
    }
    lines.0 + &held_changes(out, plan)
}

fn headline(out: Output, plan: &Plan) -> String {
    let counts = &plan.counts;
    let updates = plan
        .changes
        .iter()
        .filter(|change| change.operation == Operation::Update);
    let fields: usize = updates.map(|change| change.fields.len()).sum();
    out.say(
        Say::Headline,
        &[
            &counts.create,
            &counts.update,
            &fields,
            &counts.delete,
            &counts.unchanged,
            &counts.withheld,
        ],
    )
}

/// Who leaves is never cut off behind others, nor what deserves a look behind what does not; one person's two halves come
/// first and as one.
fn changes(out: Output, plan: &Plan, lines: &mut Lines) {
    let pairs = Pairs::of(plan);
    let rank = |change: &Change| match change.operation {
        Operation::Create if pairs.told(out, plan, change).is_some() => 0,
        Operation::Delete => 1,
        Operation::Create => 2,
        Operation::Update => 3,
    };
    for wanted in 0..4 {
        let of = |change: &&Change| rank(change) == wanted && !why::is_old_half(change);
        let mut changes: Vec<&Change> = plan.changes.iter().filter(of).collect();
        changes.sort_by_key(|change| !change.is_held() && change.reasons.is_empty());
        let changes = changes.into_iter();
        lines.extend(
            out,
            changes.map(|change| one_change(out, plan, &pairs, change)),
        );
    }
}

fn one_change(out: Output, plan: &Plan, pairs: &Pairs<'_>, change: &Change) -> String {
    let key = masking::shown(&plan.identifier.key_field(), pairs.key(change));
    let row = change.row.map(|row| out.say(Say::Row, &[&row]));
    let place = [Some(key), row]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let moves = pairs.told(out, plan, change);
    let as_one = moves.is_some();
    let (glyph, what) = match (moves, change.operation) {
        (Some(moves), _) => ("~", moves),
        (None, Operation::Create) => ("+", out.say(Say::Newcomer, &[])),
        (None, Operation::Delete) => ("−", out.say(Say::Leaving, &[])),
        (None, Operation::Update) => ("~", fields(out, &change.fields)),
    };
    let mut lines = vec![format!("  {glyph} {} ({place}): {what}", change.name)];
    lines.extend(why::beneath(out, plan.identifier, change, as_one));
    lines.join("\n")
}

fn fields(out: Output, fields: &[FieldChange]) -> String {
    let value = |field: &Field, text: Option<&str>| match text {
        Some(text) if !text.is_empty() => masking::shown(field, text),
        _ => out.say(Say::Nothing, &[]),
    };
    let each = fields.iter().map(|change| {
        let old = value(&change.field, change.old.as_deref());
        let new = value(&change.field, change.new.as_deref());
        format!("{}: {old} → {new}", change.field)
    });
    each.collect::<Vec<_>>().join("; ")
}

fn withheld(out: Output, saved: &SavedPlan, row: &Withheld) -> String {
    let reason = words::finding(out.language(), row.code);
    let name = row.employee.full_name.as_deref().unwrap_or_default();
    let cell = match (&row.cell, row.row) {
        (Some(cell), _) => cell,
        (None, Some(number)) => return format!("  ! {number}: {reason}"),
        (None, None) => {
            let words = words::sentence(out.language(), Sentence::Keyless, &[&name]);
            return format!("  ! {words}");
        }
    };
    let said = match field_at(&saved.columns, cell) {
        Some(field) => masking::shown(field, &row.original),
        None => row.original.clone(),
    };
    format!("  ! {cell} ({said}): {reason}")
}

/// Which field stands at an address such as `B17`.
fn field_at<'a>(columns: &'a BTreeMap<Field, Vec<String>>, cell: &str) -> Option<&'a Field> {
    let letter = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let found = columns
        .iter()
        .find(|(_, letters)| letters.iter().any(|one| one == letter));
    found.map(|(field, _)| field)
}

/// A company's budget for a field is worth a line once half of it is used; there are many of them.
fn is_worth_a_line(gauge: &Gauge) -> bool {
    let one_of_many = gauge.measure == Measure::Field && gauge.company.is_some();
    gauge.value > 0 && (!one_of_many || gauge.over || gauge.value * 2 >= gauge.limit)
}

fn budget(out: Output, gauge: &Gauge) -> String {
    let mut name = words::measure(out.language(), gauge.measure).to_owned();
    if let Some(field) = &gauge.field {
        name = format!("{name} {field}");
    }
    if let Some(company) = &gauge.company {
        name = format!("{name} [{}]", company.as_str());
    }
    let say = if gauge.over {
        Say::GaugeOver
    } else {
        Say::Gauge
    };
    out.say(say, &[&name, &gauge.value, &gauge.limit])
}

fn held_changes(out: Output, plan: &Plan) -> String {
    let count = plan
        .changes
        .iter()
        .filter(|change| change.is_held())
        .count();
    if count == 0 {
        return String::new();
    }
    let reasons = held(&plan.changes).into_iter();
    let reasons = reasons.map(|held| {
        format!(
            "{} ({})",
            words::held(out.language(), held.reason),
            held.count
        )
    });
    let reasons = reasons.collect::<Vec<_>>().join(", ");
    let mut said = Lines::default();
    said.push(out.say(Say::HeldSum, &[&count, &reasons]));
    let protected = plan.changes.iter().filter(|change| change.is_protected());
    let protected = protected.count();
    let rest = count - protected;
    if protected > 0 {
        let values: [&dyn Display; 2] = [&protected, &rest];
        said.push(words::sentence(
            out.language(),
            Sentence::Protected,
            &values,
        ));
    }
    if rest > 0 {
        said.push(out.say(Say::HowToRelease, &[]));
    }
    said.0
}
