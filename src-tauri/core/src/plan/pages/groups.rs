//! Headings for the lines that a filter leaves: where each group of them begins and how many it has. It orders and leaves
//! out nothing.

use serde::Serialize;
use specta::Type;

use super::Pages;
use crate::plan::browse::{Kind, Order};

/// More headings than this part nothing any more; none are given then.
const MOST: usize = 2_000;

/// What the lines of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum GroupTitle {
    /// What happens to the people.
    Kind {
        /// What.
        kind: Kind,
        /// Whether it waits for a person.
        held: bool,
    },
    /// One person in two changes, who moves.
    Moves {
        /// Whether it waits for a person.
        held: bool,
    },
    /// The department, without case.
    Department {
        /// As the first of them has it; `None` for people without one.
        name: Option<String>,
    },
}

/// Lines that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Group {
    /// What they have in common.
    pub title: GroupTitle,
    /// The place of the first among the lines that the filter leaves, from 0.
    pub first: u32,
    /// How many lines.
    pub count: u32,
}

impl Pages {
    /// The groups of the lines that [`Pages::browse`] left, in its order; none under an order that parts nothing.
    pub fn groups(&self, order: Order, lines: &[u32]) -> Vec<Group> {
        match order {
            Order::Kind => self.by_kind_and_held(lines),
            Order::Department => self.by_department(lines),
            Order::Name | Order::Row => Vec::new(),
        }
    }

    fn by_kind_and_held(&self, lines: &[u32]) -> Vec<Group> {
        let of = |line: &u32| {
            let facts = self.facts[*line as usize];
            let kind = self.other_half(*line).is_none().then_some(facts.kind);
            (kind, facts.held)
        };
        told(
            lines.chunk_by(|one, other| of(one) == of(other)),
            |line| match of(line) {
                (Some(kind), held) => GroupTitle::Kind { kind, held },
                (None, held) => GroupTitle::Moves { held },
            },
        )
    }

    /// Departments that differ in case alone stand among each other, so they share a heading. Who moves to another one
    /// stands beside their first half, under its heading.
    fn by_department(&self, lines: &[u32]) -> Vec<Group> {
        let mut names = vec![""; self.departments.len()];
        for (name, number) in &self.departments {
            names[*number as usize] = name;
        }
        let folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let folded = |line: &u32| {
            let department = self.facts[*line as usize].department?;
            Some(folded[department as usize].as_str())
        };
        let beside = |one: &u32, other: &u32| self.other_half(*one) == Some(*other);
        let mut heading = None;
        let together = |one: &u32, other: &u32| {
            let current = heading.get_or_insert_with(|| folded(one));
            if beside(one, other) {
                return true;
            }
            let last = std::mem::replace(current, folded(other));
            last == folded(other)
        };
        told(lines.chunk_by(together), |line| {
            let department = self.facts[*line as usize].department;
            let name = department.map(|department| names[department as usize].to_owned());
            GroupTitle::Department { name }
        })
    }
}

/// A group for each chunk, titled by its first line; none where there are too many.
fn told<'a>(
    chunks: impl Iterator<Item = &'a [u32]>,
    title: impl Fn(&u32) -> GroupTitle,
) -> Vec<Group> {
    let (mut groups, mut first) = (Vec::new(), 0);
    for lines in chunks {
        let Some(line) = lines.first() else { continue };
        if groups.len() == MOST {
            return Vec::new();
        }
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        groups.push(Group {
            title: title(line),
            first,
            count,
        });
        first = first.saturating_add(count);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::{Employee, Field, Identifier, TaxId};
    use crate::finding::FindingCode;
    use crate::plan::{Change, Filter, Lane, Operation, Plan};
    use crate::roster::Intent;

    fn leaver(name: &str, department: Option<&str>, held: bool) -> Change {
        let mut item = Employee::of(TaxId::from("1"));
        item.set(&Field::Department, department.map(Into::into));
        Change {
            operation: Operation::Delete,
            company_tax_id: TaxId::from("1"),
            key: name.into(),
            name: name.into(),
            row: None,
            lane: Lane::Removals,
            held: held
                .then_some(FindingCode::MassRemoval)
                .into_iter()
                .collect(),
            notes: Vec::new(),
            reasons: Vec::new(),
            fields: Vec::new(),
            item: item.into(),
            before: None,
        }
    }

    fn plan(changes: Vec<Change>) -> Plan {
        Plan {
            changes,
            ..Plan::empty(Intent::Full, Identifier::EmployeeId, false)
        }
    }

    fn groups(plan: &Plan, filter: &Filter) -> Vec<Group> {
        let pages = Pages::of(plan);
        pages.groups(filter.order, &pages.browse(filter))
    }

    fn by(order: Order) -> Filter {
        Filter {
            order,
            ..Filter::default()
        }
    }

    #[test]
    fn what_is_held_has_a_heading_of_its_own_and_a_filter_counts() {
        let mut plan = plan(vec![
            leaver("Ana", None, false),
            leaver("Ben", None, true),
            leaver("Bia", None, true),
        ]);
        let title = |held| GroupTitle::Kind {
            kind: Kind::Leaving,
            held,
        };
        let told = groups(&plan, &by(Order::Kind));
        let told: Vec<_> = told
            .iter()
            .map(|one| (&one.title, one.first, one.count))
            .collect();
        assert_eq!(told, [(&title(true), 0, 2), (&title(false), 2, 1)]);
        plan.changes[0].operation = Operation::Update;
        let filter = Filter {
            text: "b".into(),
            ..by(Order::Kind)
        };
        assert_eq!(groups(&plan, &filter).len(), 1);
        assert!(groups(&plan, &by(Order::Name)).is_empty());
    }

    #[test]
    fn departments_that_differ_in_case_share_a_heading_and_those_without_come_last() {
        let plan = plan(vec![
            leaver("Ana", Some("Sales"), false),
            leaver("Ben", Some("SALES"), false),
            leaver("Cid", Some("Sales"), false),
            leaver("Dea", None, false),
            leaver("Eva", Some("People"), false),
        ]);
        let told = groups(&plan, &by(Order::Department));
        let name = |name: Option<&str>| GroupTitle::Department {
            name: name.map(Into::into),
        };
        let told: Vec<_> = told
            .into_iter()
            .map(|one| (one.title, one.first, one.count))
            .collect();
        assert_eq!(
            told,
            [
                (name(Some("People")), 0, 1),
                (name(Some("Sales")), 1, 3),
                (name(None), 4, 1)
            ]
        );
    }

    #[test]
    fn too_many_headings_are_none() {
        let alone = |number: usize| leaver("Ana", Some(&number.to_string()), false);
        let most = plan((0..MOST).map(alone).collect());
        assert_eq!(groups(&most, &by(Order::Department)).len(), MOST);
        let more = plan((0..=MOST).map(alone).collect());
        assert!(groups(&more, &by(Order::Department)).is_empty());
    }
}
