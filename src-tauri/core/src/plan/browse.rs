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
mod tests {
    use super::*;
    use crate::employee::{Field, Identifier, TaxId};
    use crate::plan::{Cosmetic, Counts, FieldChange, GroupTitle, Other, Pages, Reason};
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
                row: Some(3),
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
            cosmetic: Cosmetic::default(),
        }
    }

    #[test]
    fn filters_combine_and_what_is_held_comes_first() {
        let plan = plan();
        let pages = Pages::of(&plan);
        let lines = |filter: Filter| pages.browse(&filter);
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
                lane: Some(Lane::Safe),
                kinds: vec![Kind::New, Kind::Blocked],
                ..Filter::default()
            }),
            [1]
        );
        assert!(
            lines(Filter {
                lane: Some(Lane::Removals),
                ..Filter::default()
            })
            .is_empty()
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
    fn one_persons_two_halves_stand_together_in_every_order() {
        let mut plan = plan();
        let other = |change: &Change| Other {
            name: change.name.clone(),
            key: change.key.clone(),
            company_tax_id: change.company_tax_id.clone(),
            row: change.row,
        };
        let reason = |other| Reason {
            code: ReasonCode::Transfer,
            field: None,
            cell: None,
            other: Some(other),
            params: BTreeMap::new(),
        };
        let (new, old) = (other(&plan.changes[1]), other(&plan.changes[2]));
        plan.changes[1].reasons.push(reason(old));
        plan.changes[1].held.push(FindingCode::Transfer);
        plan.changes[2].reasons.push(reason(new));
        let pages = Pages::of(&plan);
        let lines = |order| {
            pages.browse(&Filter {
                order,
                ..Filter::default()
            })
        };
        assert_eq!(lines(Order::Kind), [1, 2, 0, 3]);
        assert_eq!(lines(Order::Name), [3, 1, 2, 0]);
        assert_eq!(lines(Order::Department), [1, 2, 0, 3]);
        assert_eq!(lines(Order::Row), [3, 0, 1, 2]);
        let groups = |order| {
            let groups = pages.groups(order, &lines(order)).into_iter();
            groups
                .map(|group| (group.title, group.count))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            groups(Order::Kind)[0],
            (GroupTitle::Moves { held: true }, 2)
        );
        let department = |name: &str| GroupTitle::Department {
            name: Some(name.to_owned()),
        };
        assert_eq!(
            groups(Order::Department)[..2],
            [(department("People"), 2), (department("Sales"), 1)]
        );
        let only = pages.browse(&Filter {
            kinds: vec![Kind::Leaving],
            ..Filter::default()
        });
        assert_eq!(only, [2]);
        assert_eq!((pages.other_half(1), pages.other_half(0)), (Some(2), None));
    }

    #[test]
    fn search_looks_at_names_keys_values_and_cells_without_case() {
        let plan = plan();
        let found = |text: &str| {
            Pages::of(&plan).browse(&Filter {
                text: text.into(),
                ..Filter::default()
            })
        };
        assert_eq!(found("íRIS"), [0]);
        assert_eq!(found("peop"), [1]);
        assert_eq!(found("0001").len(), 3);
        assert_eq!(found("#n/a"), [3]);
        // A text never reaches from one value into the next.
        assert!(found("ana0001").is_empty() && found("a\n0").is_empty());
        assert!(found("nobody").is_empty());
        assert_eq!(
            departments(&plan),
            [("Sales".to_owned(), 2), ("People".to_owned(), 1)]
        );
        assert!(Line::of(&plan, 4).is_none());
    }
}
