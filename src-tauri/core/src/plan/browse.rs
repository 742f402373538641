//! Looking through a plan: filters that combine, search, order. It chooses and sorts what is there and changes nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Change, Operation, Plan, ReasonCode};
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
                of(&change.item).or_else(|| change.before.as_ref().and_then(of))
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
    pub fn codes(&self) -> &'a [FindingCode] {
        match *self {
            Self::Change(change) => &change.held,
            Self::Withheld(row) => std::slice::from_ref(&row.code),
        }
    }

    /// The row in the sheet.
    pub fn row(&self) -> Option<u32> {
        match self {
            Self::Change(change) => change.row,
            Self::Withheld(row) => Some(row.row),
        }
    }

    fn is_about(&self, code: FindingCode) -> bool {
        match self {
            Self::Change(change) => change.held.contains(&code) || change.notes.contains(&code),
            Self::Withheld(row) => row.code == code,
        }
    }

    fn has_reason(&self, code: ReasonCode) -> bool {
        let Self::Change(change) = self else {
            return false;
        };
        change.reasons.iter().any(|reason| reason.code == code)
    }

    fn says(&self, lower: &str) -> bool {
        let has = |text: &str| contains(text, lower);
        match self {
            Self::Change(change) => {
                let values = change
                    .fields
                    .iter()
                    .flat_map(|field| [&field.old, &field.new]);
                has(&change.name)
                    || has(&change.key)
                    || values.flatten().any(|text: &Text| has(text))
            }
            Self::Withheld(row) => {
                has(self.name()) || has(&row.original) || row.cell.as_deref().is_some_and(has)
            }
        }
    }
}

/// The numbers of the lines that a filter leaves, in its order.
pub fn browse(plan: &Plan, filter: &Filter) -> Vec<u32> {
    let text = filter.text.trim().to_lowercase();
    let wanted = |line: &Line<'_>| {
        (filter.kinds.is_empty() || filter.kinds.contains(&line.kind()))
            && filter.held.is_none_or(|held| line.is_held() == held)
            && filter.finding.is_none_or(|code| line.is_about(code))
            && filter.reason.is_none_or(|code| line.has_reason(code))
            && filter
                .department
                .as_deref()
                .is_none_or(|name| line.department() == Some(name))
            && (text.is_empty() || line.says(&text))
    };
    let mut lines: Vec<(u32, Line<'_>)> = numbered(plan).filter(|(_, line)| wanted(line)).collect();
    match filter.order {
        Order::Kind => lines.sort_by_key(|(_, line)| (!line.is_held(), line.kind())),
        Order::Name => lines.sort_by_cached_key(|(_, line)| line.name().to_lowercase()),
        Order::Department => lines.sort_by_cached_key(|(_, line)| {
            let department = line.department().map(str::to_lowercase);
            (department.is_none(), department, line.name().to_lowercase())
        }),
        Order::Row => lines.sort_by_key(|(_, line)| line.row().unwrap_or(u32::MAX)),
    }
    lines.into_iter().map(|(number, _)| number).collect()
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

fn numbered(plan: &Plan) -> impl Iterator<Item = (u32, Line<'_>)> {
    let changes = plan.changes.iter().map(Line::Change);
    (0u32..).zip(changes.chain(plan.withheld.iter().map(Line::Withheld)))
}

/// Whether `text` contains `lower`, which is lower-case already.
fn contains(text: &str, lower: &str) -> bool {
    if text.is_ascii() && lower.is_ascii() {
        let (text, lower) = (text.as_bytes(), lower.as_bytes());
        return text
            .windows(lower.len().max(1))
            .any(|part| part.eq_ignore_ascii_case(lower));
    }
    text.to_lowercase().contains(lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::{Field, Identifier, TaxId};
    use crate::plan::{Counts, FieldChange, Lane, Reason};
    use crate::roster::Intent;

    fn change(operation: Operation, name: &str, department: &str, held: &[FindingCode]) -> Change {
        let mut item = Employee::of(TaxId::from("1"));
        item.set(&Field::Department, Some(department.into()));
        Change {
            operation,
            company_tax_id: TaxId::from("1"),
            key: "0001".into(),
            name: name.into(),
            row: (operation != Operation::Delete).then_some(7),
            lane: Lane::Safe,
            held: held.to_vec(),
            notes: Vec::new(),
            reasons: Vec::new(),
            fields: vec![FieldChange {
                field: Field::Department,
                old: None,
                new: Some(department.into()),
                cell: None,
            }],
            item,
            before: None,
        }
    }

    fn plan() -> Plan {
        let mut newcomer = change(Operation::Create, "Ana", "People", &[]);
        newcomer.reasons.push(Reason {
            code: ReasonCode::Conflict,
            field: Some(Field::Email),
            cell: None,
            other: None,
            params: BTreeMap::new(),
        });
        Plan {
            intent: Intent::Full,
            identifier: Identifier::EmployeeId,
            changes: vec![
                change(Operation::Update, "Íris", "Sales", &[]),
                newcomer,
                change(
                    Operation::Delete,
                    "Zoe",
                    "Sales",
                    &[FindingCode::MassRemoval],
                ),
            ],
            withheld: vec![Withheld {
                row: 3,
                code: FindingCode::ErrorCell,
                cell: Some("A3".into()),
                original: "#N/A".into(),
                employee: Employee::of(TaxId::from("1")),
            }],
            counts: Counts::default(),
            findings: Vec::new(),
            gauges: Vec::new(),
            blocked: false,
            first_load: false,
        }
    }

    #[test]
    fn filters_combine_and_what_is_held_comes_first() {
        let plan = plan();
        let lines = |filter: Filter| browse(&plan, &filter);
        assert_eq!(lines(Filter::default()), [2, 1, 0, 3]);
        assert_eq!(
            lines(Filter {
                held: Some(false),
                kinds: vec![Kind::New, Kind::Leaving],
                ..Filter::default()
            }),
            [1]
        );
        assert_eq!(
            lines(Filter {
                department: Some("Sales".into()),
                order: Order::Name,
                ..Filter::default()
            }),
            [2, 0]
        );
        assert_eq!(
            lines(Filter {
                finding: Some(FindingCode::ErrorCell),
                ..Filter::default()
            }),
            [3]
        );
        assert_eq!(
            lines(Filter {
                reason: Some(ReasonCode::Conflict),
                ..Filter::default()
            }),
            [1]
        );
        assert_eq!(
            lines(Filter {
                order: Order::Row,
                ..Filter::default()
            }),
            [3, 0, 1, 2]
        );
    }

    #[test]
    fn search_looks_at_names_keys_values_and_cells_without_case() {
        let plan = plan();
        let found = |text: &str| {
            browse(
                &plan,
                &Filter {
                    text: text.into(),
                    ..Filter::default()
                },
            )
        };
        assert_eq!(found("íRIS"), [0]);
        assert_eq!(found("peop"), [1]);
        assert_eq!(found("0001").len(), 3);
        assert_eq!(found("#n/a"), [3]);
        assert!(found("nobody").is_empty());
        assert_eq!(
            departments(&plan),
            [("Sales".to_owned(), 2), ("People".to_owned(), 1)]
        );
        assert!(Line::of(&plan, 4).is_none());
    }
}
