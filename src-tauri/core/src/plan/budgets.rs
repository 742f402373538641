//! Budgets (rule R4): how much a plan would change, measured against what is usual, and what is held where it is more.
//! Nothing here lets anything go; it only holds.

use std::collections::BTreeMap;

use super::make::count;
use super::{Change, Gauge, Measure, Operation, Plan, Rules};
use crate::employee::{Field, TaxId, Text};
use crate::finding::{Finding, FindingCode, Severity};
use crate::roster::RemoteRoster;

/// A roster below this share of its last size, in percent, holds everything (rule R3: 30 % smaller).
const SHRUNKEN_PERCENT: u64 = 70;

pub(super) fn hold(
    changes: &mut [Change],
    plan: &mut Plan,
    remote: &RemoteRoster,
    rules: &Rules,
    matched: u32,
) {
    let companies = companies(remote, changes);
    let whole = Scope {
        company: None,
        people: count(remote.people.len()),
        removed_lately: rules.removed_lately.values().sum(),
    };
    measure_people(changes, plan, rules, &whole);
    if companies.len() > 1 {
        for (meaning, (tax_id, people)) in companies {
            let scope = Scope {
                company: Some(tax_id),
                people,
                removed_lately: rules.removed_lately.get(&meaning).copied().unwrap_or(0),
            };
            measure_people(changes, plan, rules, &scope);
        }
    }
    measure_fields(changes, plan, rules, matched);
    shrunken_roster(changes, plan, rules, whole.people);
}

/// Whom a budget speaks of: everybody, or one company's people.
struct Scope {
    company: Option<TaxId>,
    people: u32,
    removed_lately: u32,
}

impl Scope {
    fn holds(&self, change: &Change) -> bool {
        let company = self.company.as_ref();
        company.is_none_or(|company| company.meaning() == change.company_tax_id.meaning())
    }
}

/// Each company with its tax id and the size of its roster, by meaning.
fn companies(remote: &RemoteRoster, changes: &[Change]) -> BTreeMap<Text, (TaxId, u32)> {
    let mut companies: BTreeMap<Text, (TaxId, u32)> = BTreeMap::new();
    let known = remote.companies.iter().map(|company| &company.tax_id);
    for tax_id in known.chain(changes.iter().map(|change| &change.company_tax_id)) {
        let meaning = Text::from(tax_id.meaning().as_ref());
        companies
            .entry(meaning)
            .or_insert_with(|| (tax_id.clone(), 0));
    }
    for person in &remote.people {
        let meaning = person.employee.company_tax_id.meaning();
        if let Some(company) = companies.get_mut(meaning.as_ref()) {
            company.1 += 1;
        }
    }
    companies
}

fn measure_people(changes: &mut [Change], plan: &mut Plan, rules: &Rules, scope: &Scope) {
    let parts = [
        (
            Measure::Removals,
            Operation::Delete,
            rules.budgets.removals,
            FindingCode::MassRemoval,
        ),
        (
            Measure::Additions,
            Operation::Create,
            rules.budgets.additions,
            FindingCode::MassAddition,
        ),
        (
            Measure::Changed,
            Operation::Update,
            rules.budgets.changed,
            FindingCode::MassChange,
        ),
    ];
    for (measure, operation, budget, code) in parts {
        let counted = |change: &&mut Change| change.operation == operation && scope.holds(change);
        let in_plan = count(changes.iter_mut().filter(counted).count());
        let lately = if measure == Measure::Removals {
            scope.removed_lately
        } else {
            0
        };
        let value = in_plan + lately;
        let limit = budget.limit(scope.people);
        let last_person = measure == Measure::Removals && in_plan >= scope.people;
        let over = in_plan > 0 && (value > limit || last_person);
        if over {
            for change in changes.iter_mut().filter(counted) {
                hold_for(change, code);
            }
            let mut finding = Finding::new(code, Severity::Warn, u64::from(in_plan))
                .with("limit", limit)
                .with("of", scope.people)
                .with("percent", percent(in_plan, scope.people));
            if let Some(company) = &scope.company {
                finding = finding.with("company", company.as_str());
            }
            if lately > 0 {
                finding = finding.with("lately", lately);
            }
            plan.findings.push(finding);
        }
        plan.gauges.push(Gauge {
            measure,
            field: None,
            company: scope.company.clone(),
            value,
            limit,
            of: scope.people,
            over,
        });
    }
}

/// `field_rate`: one field that changes in too many of the matched rows.
fn measure_fields(changes: &mut [Change], plan: &mut Plan, rules: &Rules, matched: u32) {
    let mut per_field: BTreeMap<Field, u32> = BTreeMap::new();
    let updates = changes
        .iter()
        .filter(|change| change.operation == Operation::Update);
    for field in updates.flat_map(|change| &change.fields) {
        *per_field.entry(field.field.clone()).or_default() += 1;
    }
    for (field, value) in per_field {
        let limit = rules.budgets.field.limit(matched);
        let over = matched >= rules.budgets.field_from_rows && value > limit;
        if over {
            let touched = |change: &&mut Change| {
                change.operation == Operation::Update
                    && change.fields.iter().any(|one| one.field == field)
            };
            for change in changes.iter_mut().filter(touched) {
                hold_for(change, FindingCode::FieldRate);
            }
            let finding = Finding::new(FindingCode::FieldRate, Severity::Warn, u64::from(value))
                .with("field", &field)
                .with("limit", limit)
                .with("of", matched)
                .with("percent", percent(value, matched));
            plan.findings.push(finding);
        }
        plan.gauges.push(Gauge {
            measure: Measure::Field,
            field: Some(field),
            company: None,
            value,
            limit,
            of: matched,
            over,
        });
    }
}

fn shrunken_roster(changes: &mut [Change], plan: &mut Plan, rules: &Rules, people: u32) {
    let Some(last) = rules.last_people else {
        return;
    };
    if u64::from(people) * 100 > u64::from(last) * SHRUNKEN_PERCENT || people >= last {
        return;
    }
    for change in changes.iter_mut() {
        hold_for(change, FindingCode::ShrunkenRoster);
    }
    let finding = Finding::new(
        FindingCode::ShrunkenRoster,
        Severity::Warn,
        u64::from(people),
    )
    .with("last", last)
    .with("percent", percent(people, last));
    plan.findings.push(finding);
}

fn hold_for(change: &mut Change, code: FindingCode) {
    if !change.held.contains(&code) {
        change.held.push(code);
    }
}

/// Percent with one decimal, as it is shown.
fn percent(part: u32, of: u32) -> String {
    let tenths = u64::from(part) * 1000 / u64::from(of.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}
