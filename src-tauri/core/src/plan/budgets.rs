//! Budgets (rule R4): how much a plan would change, measured against what is usual, and what is held where it is more.
//! Nothing here lets anything go; it only holds.

use std::collections::BTreeMap;

use super::census::Census;
use super::{Budget, Budgets, Change, Gauge, Measure, Operation, Plan, Rules};
use crate::employee::{Field, TaxId, Text};
use crate::finding::{Finding, FindingCode, Severity};
use crate::roster::Company;

/// A roster below this share of its last size, in percent, holds everything (rule R3: 30 % smaller).
const SHRUNKEN_PERCENT: u64 = 70;

/// What shares are taken of.
pub(super) struct Rosters<'a> {
    /// The companies of the connection.
    pub(super) companies: &'a [Company],
    /// How many people each company has at Wellhub.
    pub(super) census: &'a Census,
    /// How many people Wellhub has.
    pub(super) people: u32,
    /// How many rows of the file are somebody at Wellhub.
    pub(super) matched: u32,
    /// The same by company, by the meaning of its tax id; one that is not in it has none.
    pub(super) matched_of: BTreeMap<Text, u32>,
}

pub(super) fn hold(changes: &mut [Change], plan: &mut Plan, rosters: &Rosters<'_>, rules: &Rules) {
    let tally = Tally::of(changes, rosters);
    let whole = Scope {
        company: None,
        people: rosters.people,
        removed_lately: rules.removed_lately.values().sum(),
        changes: tally.whole,
    };
    let mut over = Over {
        whole: Held {
            people: measure_people(plan, &rules.budgets, &whole),
            fields: Vec::new(),
        },
        ..Over::default()
    };
    let mut fields: BTreeMap<Field, u32> = BTreeMap::new();
    let several = tally.companies.len() > 1;
    for (meaning, company) in tally.companies {
        for (field, updates) in &company.fields {
            *fields.entry(field.clone()).or_default() += updates;
        }
        let own = rules.company_budgets.get(&meaning);
        if !several && own.is_none() {
            continue;
        }
        let budgets = own.unwrap_or(&rules.budgets);
        let scope = Scope {
            people: rosters.census.of(&meaning),
            removed_lately: rules.removed_lately.get(&meaning).copied().unwrap_or(0),
            company: Some(company.tax_id),
            changes: company.operations,
        };
        let matched = rosters.matched_of.get(&meaning).copied().unwrap_or(0);
        let held = Held {
            people: measure_people(plan, budgets, &scope),
            fields: measure_fields(
                plan,
                budgets,
                matched,
                scope.company.as_ref(),
                company.fields,
            ),
        };
        if !held.people.is_empty() || !held.fields.is_empty() {
            over.companies.insert(meaning, held);
        }
    }
    over.whole.fields = measure_fields(plan, &rules.budgets, rosters.matched, None, fields);
    over.roster = shrunken_roster(plan, rules, rosters.people);
    over.hold(changes);
}

/// Changes by operation.
#[derive(Debug, Clone, Copy, Default)]
struct Operations([u32; 3]);

impl Operations {
    fn of(&mut self, operation: Operation) -> &mut u32 {
        let [create, update, delete] = &mut self.0;
        match operation {
            Operation::Create => create,
            Operation::Update => update,
            Operation::Delete => delete,
        }
    }
}

/// One company's changes.
struct OfCompany {
    /// Its tax id as it is told.
    tax_id: TaxId,
    operations: Operations,
    /// Updates by the field that they touch.
    fields: BTreeMap<Field, u32>,
}

/// The changes of a plan, counted once.
#[derive(Default)]
struct Tally {
    whole: Operations,
    /// By the meaning of the tax id.
    companies: BTreeMap<Text, OfCompany>,
}

impl Tally {
    /// Changes stand in the order of their companies.
    fn of(changes: &[Change], rosters: &Rosters<'_>) -> Self {
        let mut tally = Self::default();
        for company in rosters.companies {
            tally.company(&company.tax_id);
        }
        let of_one = |one: &Change, other: &Change| one.company_tax_id == other.company_tax_id;
        for changes in changes.chunk_by(of_one) {
            let mut operations = Operations::default();
            let company = tally.company(&changes[0].company_tax_id);
            for change in changes {
                *operations.of(change.operation) += 1;
                if change.operation == Operation::Update {
                    company.touch(change);
                }
            }
            for (sum, more) in company.operations.0.iter_mut().zip(operations.0) {
                *sum += more;
            }
            for (sum, more) in tally.whole.0.iter_mut().zip(operations.0) {
                *sum += more;
            }
        }
        tally
    }

    fn company(&mut self, tax_id: &TaxId) -> &mut OfCompany {
        let company = self.companies.entry(tax_id.meaning().as_ref().into());
        company.or_insert_with(|| OfCompany {
            tax_id: tax_id.clone(),
            operations: Operations::default(),
            fields: BTreeMap::new(),
        })
    }
}

impl OfCompany {
    fn touch(&mut self, change: &Change) {
        for changed in &change.fields {
            if let Some(updates) = self.fields.get_mut(&changed.field) {
                *updates += 1;
            } else {
                self.fields.insert(changed.field.clone(), 1);
            }
        }
    }
}

/// Whom a budget speaks of: everybody, or one company's people.
struct Scope {
    company: Option<TaxId>,
    people: u32,
    removed_lately: u32,
    changes: Operations,
}

/// What one budget holds.
#[derive(Default)]
struct Held {
    people: Vec<(Operation, FindingCode)>,
    fields: Vec<Field>,
}

impl Held {
    fn hold(&self, change: &mut Change) {
        for (operation, code) in &self.people {
            if change.operation == *operation {
                change.hold_for(*code);
            }
        }
        let mut touched = change.fields.iter();
        if change.operation == Operation::Update
            && touched.any(|touched| self.fields.contains(&touched.field))
        {
            change.hold_for(FindingCode::FieldRate);
        }
    }
}

/// What is over its budget.
#[derive(Default)]
struct Over {
    whole: Held,
    /// By the meaning of the company's tax id.
    companies: BTreeMap<Text, Held>,
    roster: bool,
}

impl Over {
    fn hold(&self, changes: &mut [Change]) {
        let whole = !self.whole.people.is_empty() || !self.whole.fields.is_empty();
        if !whole && self.companies.is_empty() && !self.roster {
            return;
        }
        for change in changes {
            self.whole.hold(change);
            let company = (!self.companies.is_empty())
                .then(|| self.companies.get(change.company_tax_id.meaning().as_ref()))
                .flatten();
            if let Some(company) = company {
                company.hold(change);
            }
            if self.roster {
                change.hold_for(FindingCode::ShrunkenRoster);
            }
        }
    }
}

fn measure_people(
    plan: &mut Plan,
    budgets: &Budgets,
    scope: &Scope,
) -> Vec<(Operation, FindingCode)> {
    let parts = [
        (
            Measure::Removals,
            Operation::Delete,
            budgets.removals,
            FindingCode::MassRemoval,
        ),
        (
            Measure::Additions,
            Operation::Create,
            budgets.additions,
            FindingCode::MassAddition,
        ),
        (
            Measure::Changed,
            Operation::Update,
            budgets.changed,
            FindingCode::MassChange,
        ),
    ];
    let (mut codes, mut counts) = (Vec::new(), scope.changes);
    for (measure, operation, budget, code) in parts {
        let in_plan = *counts.of(operation);
        let gauge = gauge(measure, &budget, in_plan, scope);
        if gauge.over {
            codes.push((operation, code));
            plan.findings.push(too_many(code, in_plan, &gauge));
        }
        plan.gauges.push(gauge);
    }
    codes
}

fn gauge(measure: Measure, budget: &Budget, in_plan: u32, scope: &Scope) -> Gauge {
    let removals = measure == Measure::Removals;
    let value = in_plan + if removals { scope.removed_lately } else { 0 };
    let limit = budget.limit(scope.people);
    let last_person = removals && in_plan >= scope.people;
    Gauge {
        measure,
        field: None,
        company: scope.company.clone(),
        value,
        limit,
        of: scope.people,
        over: in_plan > 0 && (value > limit || last_person),
    }
}

fn too_many(code: FindingCode, in_plan: u32, gauge: &Gauge) -> Finding {
    let mut finding = Finding::new(code, Severity::Warn, u64::from(in_plan))
        .with("limit", gauge.limit)
        .with("of", gauge.of)
        .with("percent", percent(in_plan, gauge.of));
    if let Some(company) = &gauge.company {
        finding = finding.with("company", company.as_str());
    }
    if gauge.value > in_plan {
        finding = finding.with("lately", gauge.value - in_plan);
    }
    finding
}

/// `field_rate`: fields that change in too many of the matched rows, of everybody or of one company.
fn measure_fields(
    plan: &mut Plan,
    budgets: &Budgets,
    matched: u32,
    company: Option<&TaxId>,
    fields: BTreeMap<Field, u32>,
) -> Vec<Field> {
    let mut held = Vec::new();
    for (field, value) in fields {
        let limit = budgets.field.limit(matched);
        let over = matched >= budgets.field_from_rows && value > limit;
        let gauge = Gauge {
            measure: Measure::Field,
            field: Some(field.clone()),
            company: company.cloned(),
            value,
            limit,
            of: matched,
            over,
        };
        if over {
            let finding = too_many(FindingCode::FieldRate, value, &gauge);
            plan.findings.push(finding.with("field", &field));
            held.push(field);
        }
        plan.gauges.push(gauge);
    }
    held
}

/// Whether the roster is far smaller than when it was last read (rule R3).
fn shrunken_roster(plan: &mut Plan, rules: &Rules, people: u32) -> bool {
    let Some(last) = rules.last_people else {
        return false;
    };
    if u64::from(people) * 100 > u64::from(last) * SHRUNKEN_PERCENT || people >= last {
        return false;
    }
    let finding = Finding::new(
        FindingCode::ShrunkenRoster,
        Severity::Warn,
        u64::from(people),
    )
    .with("last", last)
    .with("percent", percent(people, last));
    plan.findings.push(finding);
    true
}

/// Percent with one decimal, as it is shown.
fn percent(part: u32, of: u32) -> String {
    let tenths = u64::from(part) * 1000 / u64::from(of.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}
