//! What processing a submitted job does to the roster, item by item (contract §1).
//! An item with an error that was not recovered must never change anybody.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use super::index::RosterIndex;
use super::rules::{self, KeyField};
use super::{Change, Item, JobError, Operation, Statistics};
use crate::config::Config;
use crate::ledger::AppliedChange;
use crate::person::{Company, Person};

/// Re-adding under the same key within this time restores (contract §1).
const RESTORABLE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What came of a job.
#[derive(Debug, Default)]
pub(crate) struct Processed {
    pub(crate) statistics: Statistics,
    pub(crate) errors: Vec<JobError>,
    pub(crate) applied: Vec<AppliedChange>,
    /// Items that failed.
    pub(crate) failed: usize,
}

/// Processes the items in the order of their change numbers.
pub(crate) fn process(
    items: &[Item],
    companies: &[Company],
    roster: &mut Vec<Person>,
    config: &Config,
    stamp: Timestamp,
) -> Processed {
    let lookup = rules::lookup(config.identifier);
    let index = RosterIndex::new(companies, roster, lookup);
    let counts = count_keys(items, &index, config);
    let mut run = Run {
        companies,
        roster,
        config,
        stamp,
        index,
        counts,
        processed: Processed::default(),
    };
    for item in items {
        run.item(item);
    }
    run.processed
}

type KeyCounts = HashMap<(usize, KeyField, String), u32>;

/// The key fields of an item that count: of a DELETE the identifier alone, all else is ignored.
fn key_fields(change: &Change, config: &Config) -> &'static [KeyField] {
    match change.operation {
        Operation::Delete => rules::required(config.identifier),
        Operation::Create | Operation::Update => &KeyField::ALL,
    }
}

fn count_keys(items: &[Item], index: &RosterIndex, config: &Config) -> KeyCounts {
    let mut counts = KeyCounts::new();
    for Item { change, .. } in items {
        let Some(company) = index.company(&change.company_tax_id) else {
            continue;
        };
        for field in key_fields(change, config) {
            if let Some(value) = field.sent(change) {
                let key = (company, *field, field.comparable(value));
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    counts
}

struct Run<'a> {
    companies: &'a [Company],
    roster: &'a mut Vec<Person>,
    config: &'a Config,
    stamp: Timestamp,
    index: RosterIndex,
    counts: KeyCounts,
    processed: Processed,
}

impl Run<'_> {
    fn item(&mut self, item: &Item) {
        let mut errors = Vec::new();
        let target = self.judge(item, &mut errors);
        let failed = errors.iter().any(|error| error.recovered_by.is_none());
        self.processed.errors.append(&mut errors);
        match target {
            Some(target) if !failed => self.apply(item, target),
            _ => self.processed.failed += 1,
        }
    }

    /// Collects every error of the item; gives company and person where it can be applied.
    fn judge(&self, item: &Item, errors: &mut Vec<JobError>) -> Option<Target> {
        let change = &item.change;
        let Some(company) = self.index.company(&change.company_tax_id) else {
            let value = &change.company_tax_id;
            errors.push(error(
                item,
                "COMPANY_TAX_ID",
                value,
                "INVALID_COMPANY_TAX_ID",
            ));
            return None;
        };
        let required = rules::required(self.config.identifier);
        for field in required {
            if field.sent(change).is_none() {
                errors.push(error(item, field.name(), "", "MISSING"));
            }
        }
        for field in key_fields(change, self.config) {
            self.judge_value(item, company, *field, errors);
        }
        if change.operation != Operation::Delete {
            let discount = change.discount_subset_id.as_deref().unwrap_or_default();
            if !rules::is_discount_subset(discount) {
                errors.push(error(item, "DISCOUNT_SUBSET_ID", discount, "WRONG_FORMAT"));
            }
        }
        let lookup = rules::lookup(self.config.identifier);
        let key = lookup.sent(change)?;
        let holder = self.index.holder(company, lookup, key);
        if change.operation != Operation::Create && holder.is_none() {
            errors.push(error(item, lookup.name(), key, "NOT_FOUND"));
        }
        if change.operation != Operation::Delete {
            self.judge_conflicts(item, company, holder, errors);
        }
        let person = match change.operation {
            Operation::Create => self.restorable(company, key),
            Operation::Update | Operation::Delete => holder,
        };
        Some(Target { company, person })
    }

    fn judge_value(
        &self,
        item: &Item,
        company: usize,
        field: KeyField,
        errors: &mut Vec<JobError>,
    ) {
        let Some(value) = field.sent(&item.change) else {
            return;
        };
        if let Some(flaw) = field.flaw(value) {
            errors.push(error(item, field.name(), value, flaw));
        } else if field == KeyField::Email && value != field.comparable(value) {
            let mut recovered = error(item, field.name(), value, "WRONG_FORMAT");
            recovered.recovered_by = Some("NORMALIZATION".to_owned());
            errors.push(recovered);
        }
        let key = (company, field, field.comparable(value));
        if self.counts.get(&key).is_some_and(|count| *count > 1) {
            errors.push(error(item, field.name(), value, "DUPLICATED"));
        }
    }

    /// A CREATE conflicts with any holder of one of its keys, an UPDATE with any other holder.
    fn judge_conflicts(
        &self,
        item: &Item,
        company: usize,
        target: Option<usize>,
        errors: &mut Vec<JobError>,
    ) {
        for field in KeyField::ALL {
            let Some(value) = field.sent(&item.change) else {
                continue;
            };
            let Some(holder) = self.index.holder(company, field, value) else {
                continue;
            };
            if item.change.operation == Operation::Create || target.is_some_and(|at| at != holder) {
                errors.push(error(item, field.name(), value, "CONFLICT"));
            }
        }
    }

    fn restorable(&self, company: usize, key: &str) -> Option<usize> {
        let at = self.index.past_holder(company, key)?;
        let deleted_at = self.roster[at].deleted_at?;
        (self.stamp.duration_since(deleted_at) <= RESTORABLE).then_some(at)
    }

    fn apply(&mut self, item: &Item, target: Target) {
        let before = target.person.map(|at| self.roster[at].clone());
        let statistics = &mut self.processed.statistics;
        match item.change.operation {
            Operation::Create => statistics.newcomers += 1,
            Operation::Update => statistics.updaters += 1,
            Operation::Delete => statistics.leavers += 1,
        }
        let mut after = before
            .clone()
            .unwrap_or_else(|| self.newcomer(target.company));
        after.updated_at = self.stamp;
        if item.change.operation == Operation::Delete {
            after.deleted_at = Some(self.stamp);
        } else {
            after.deleted_at = None;
            self.fill(&mut after, &item.change);
        }
        let at = target.person.unwrap_or(self.roster.len());
        if let Some(before) = &before {
            self.index.remove(at, before);
            self.roster[at] = after.clone();
        } else {
            self.roster.push(after.clone());
        }
        self.index.add(at, &after);
        self.processed.applied.push(AppliedChange {
            job_id: item.job_id.clone(),
            change_number: item.change_number,
            operation: item.change.operation,
            before,
            after,
        });
    }

    fn newcomer(&self, company: usize) -> Person {
        Person {
            id: format!("emp_{}", Uuid::new_v4().simple()),
            company_tax_id: self.companies[company].tax_id.clone(),
            full_name: String::new(),
            email: String::new(),
            employee_id: String::new(),
            national_id: String::new(),
            invitation_status: "INVITED".to_owned(),
            mobile_number: String::new(),
            cost_center: String::new(),
            department: String::new(),
            office_zip_code: String::new(),
            payroll_id: String::new(),
            discount_subset_id: String::new(),
            eligible_to_payroll: None,
            custom_fields: BTreeMap::new(),
            deleted_at: None,
            updated_at: self.stamp,
        }
    }

    /// Sets every field; what was left out becomes blank, but for the two documented exceptions.
    fn fill(&self, person: &mut Person, change: &Change) {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        person.full_name = text(&change.full_name);
        person.email = KeyField::Email.comparable(&text(&change.email));
        person.employee_id = KeyField::EmployeeId.comparable(&text(&change.employee_id));
        person.national_id = text(&change.national_id);
        person.mobile_number = text(&change.mobile_number);
        person.cost_center = text(&change.cost_center);
        person.department = text(&change.department);
        person.office_zip_code = text(&change.office_zip_code);
        person.payroll_id = text(&change.payroll_id);
        person.discount_subset_id = text(&change.discount_subset_id);
        person.eligible_to_payroll = self.payroll(person.eligible_to_payroll, change);
        person.custom_fields = self.custom_fields(change);
    }

    /// Left out: false without payroll; else what was set before; else, on an UPDATE, true.
    fn payroll(&self, before: Option<bool>, change: &Change) -> Option<bool> {
        change.eligible_to_payroll.or_else(|| {
            if !self.config.payroll_enabled {
                Some(false)
            } else if change.operation == Operation::Update {
                before.or(Some(true))
            } else {
                before
            }
        })
    }

    /// Only configured keys persist. A configured key that is left out is blanked like any other
    /// field: the documents leave this open, and the harsher reading finds the careless client.
    fn custom_fields(&self, change: &Change) -> BTreeMap<String, Value> {
        let sent = change.custom_fields.iter().flatten();
        sent.filter(|(name, _)| self.config.configured_custom_fields.contains(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}

#[derive(Debug, Clone, Copy)]
struct Target {
    company: usize,
    /// `None` for somebody new.
    person: Option<usize>,
}

fn error(item: &Item, field: &str, value: &str, kind: &str) -> JobError {
    JobError {
        change_number: Some(item.change_number),
        field_name: field.to_owned(),
        field_value: value.to_owned(),
        error_type: kind.to_owned(),
        recovered_by: None,
        company_tax_id: item.change.company_tax_id.clone(),
    }
}
