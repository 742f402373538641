//! A plan made ready to be looked through: what filters, search and orders need of each line, close together, so that a
//! page of a large plan is there at once. It chooses and sorts what is there and changes nothing.

use std::collections::BTreeMap;

use memchr::memmem;
use rayon::prelude::*;

use super::browse::{Filter, Kind, Line, Order, numbered};
use super::{Lane, Plan, ReasonCode};
use crate::finding::FindingCode;

mod groups;
mod moves;

pub use groups::{Group, GroupTitle};

/// What parts two values in the text that is searched; a search for it finds nothing.
const PARTING: char = '\n';

/// What a filter asks of one line.
#[derive(Clone, Copy)]
struct Facts {
    /// A bit for each finding that is about it.
    codes: u64,
    /// A bit for each reason to look at it.
    reasons: u16,
    kind: Kind,
    held: bool,
    /// Whether no release lets it go.
    protected: bool,
    lane: Option<Lane>,
    /// Among the departments; `None` where it has none.
    department: Option<u32>,
}

/// A plan made ready to be looked through.
pub struct Pages {
    facts: Vec<Facts>,
    departments: BTreeMap<String, u32>,
    /// Every line's number, for each [`Order`].
    by_kind: Vec<u32>,
    by_name: Vec<u32>,
    by_department: Vec<u32>,
    by_row: Vec<u32>,
    /// For each line the other half of its person's move; empty where nobody moves.
    others: Vec<Option<u32>>,
    /// What is searched, in lower case, line after line.
    text: String,
    /// Where each line's text ends.
    ends: Vec<usize>,
}

impl Pages {
    /// Makes a plan ready; takes a moment for a large one, once.
    pub fn of(plan: &Plan) -> Self {
        let lines: Vec<(u32, Line<'_>)> = numbered(plan).collect();
        let mut departments: BTreeMap<String, u32> = BTreeMap::new();
        for department in lines.iter().filter_map(|(_, line)| line.department()) {
            if !departments.contains_key(department) {
                let next = u32::try_from(departments.len()).unwrap_or(u32::MAX);
                departments.insert(department.to_owned(), next);
            }
        }
        let facts = |(_, line): &(u32, Line<'_>)| Facts {
            codes: line.codes().map(bit).fold(0, |codes, bit| codes | bit),
            reasons: line.reasons().fold(0, |bits, code| bits | reason_bit(code)),
            kind: line.kind(),
            held: line.is_held(),
            protected: line.is_protected(),
            lane: line.lane(),
            department: line
                .department()
                .and_then(|name| departments.get(name).copied()),
        };
        let facts: Vec<Facts> = lines.par_iter().map(facts).collect();
        let name = |line: &Line<'_>| line.name().to_lowercase();
        let (text, ends) = searched(&lines);
        let others = moves::others(plan, lines.len());
        let moves = |number: u32| others.get(number as usize).copied().flatten().is_some();
        Self {
            by_kind: ordered(&lines, |number, line| {
                let kind = (!moves(number)).then(|| line.kind());
                (!line.is_held(), kind)
            }),
            by_name: ordered(&lines, |_, line| name(line)),
            by_department: ordered(&lines, |_, line| {
                let department = line.department().map(str::to_lowercase);
                (department.is_none(), department, name(line))
            }),
            by_row: ordered(&lines, |_, line| line.row().unwrap_or(u32::MAX)),
            others,
            facts,
            departments,
            text,
            ends,
        }
    }

    /// The line of the other half of somebody's move; `None` for everybody else.
    pub fn other_half(&self, line: u32) -> Option<u32> {
        self.others.get(line as usize).copied().flatten()
    }

    /// The numbers of the lines that a filter leaves, in its order. Two halves of one person that are both among them
    /// stand side by side (rule R8).
    pub fn browse(&self, filter: &Filter) -> Vec<u32> {
        let department = match &filter.department {
            None => None,
            Some(name) => match self.departments.get(name) {
                Some(department) => Some(*department),
                None => return Vec::new(),
            },
        };
        let text = filter.text.trim().to_lowercase();
        let said = (!text.is_empty()).then(|| self.saying(&text));
        let wanted = |number: &u32| {
            let line = *number as usize;
            let facts = self.facts[line];
            (filter.kinds.is_empty() || filter.kinds.contains(&facts.kind))
                && filter.held.is_none_or(|held| facts.held == held)
                && filter.lane.is_none_or(|lane| facts.lane == Some(lane))
                && filter
                    .protected
                    .is_none_or(|wanted| facts.protected == wanted)
                && filter
                    .finding
                    .is_none_or(|code| facts.codes & bit(code) != 0)
                && filter
                    .reason
                    .is_none_or(|code| facts.reasons & reason_bit(code) != 0)
                && (department.is_none() || facts.department == department)
                && said.as_ref().is_none_or(|said| said[line])
        };
        let order = match filter.order {
            Order::Kind => &self.by_kind,
            Order::Name => &self.by_name,
            Order::Department => &self.by_department,
            Order::Row => &self.by_row,
        };
        let mut lines: Vec<u32> = order.iter().copied().filter(wanted).collect();
        if filter.descending {
            lines.reverse();
        }
        moves::side_by_side(lines, &self.others)
    }

    /// For each line whether one of its values contains `lower`.
    fn saying(&self, lower: &str) -> Vec<bool> {
        let mut saying = vec![false; self.ends.len()];
        if lower.contains(PARTING) {
            return saying;
        }
        let finder = memmem::Finder::new(lower);
        let (mut from, mut line) = (0, 0);
        while let Some(found) = finder.find(&self.text.as_bytes()[from..]) {
            let at = from + found;
            line += self.ends[line..].partition_point(|end| *end <= at);
            let (Some(says), Some(end)) = (saying.get_mut(line), self.ends.get(line)) else {
                break;
            };
            *says = true;
            // One find is enough for a line.
            from = *end;
        }
        saying
    }
}

/// The bit of a finding's code.
fn bit(code: FindingCode) -> u64 {
    const { assert!(FindingCode::ALL.len() <= 64) };
    1 << (code as u32)
}

/// The bit of a reason.
fn reason_bit(code: ReasonCode) -> u16 {
    const { assert!(ReasonCode::ALL.len() <= 16) };
    1 << (code as u16)
}

/// The numbers of lines by a key of each; equal ones stay in the plan's order.
fn ordered<K: Ord + Send>(
    lines: &[(u32, Line<'_>)],
    key: impl Fn(u32, &Line<'_>) -> K + Sync,
) -> Vec<u32> {
    let mut keyed: Vec<(K, u32)> = lines
        .par_iter()
        .map(|(number, line)| (key(*number, line), *number))
        .collect();
    keyed.par_sort_unstable();
    keyed.into_iter().map(|(_, number)| number).collect()
}

/// The text that is searched, and where each line's ends.
fn searched(lines: &[(u32, Line<'_>)]) -> (String, Vec<usize>) {
    let lower = |(_, line): &(u32, Line<'_>)| {
        let mut text = line.texts().join("\n").to_lowercase();
        text.push(PARTING);
        text
    };
    let texts: Vec<String> = lines.par_iter().map(lower).collect();
    let mut text = String::with_capacity(texts.iter().map(String::len).sum());
    let mut ends = Vec::with_capacity(texts.len());
    for one in texts {
        text.push_str(&one);
        ends.push(text.len());
    }
    (text, ends)
}
