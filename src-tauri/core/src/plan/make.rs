//! Makes the plan: match, compare, pair, hold. Pure; the order of the rows in the file changes nothing but row numbers.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use rayon::prelude::*;

use super::census::Census;
use super::index::{ByPlace, Joined, Shards};
use super::pairs::{Pair, Pairs};
use super::presence::{Presence, presence};
use super::prints::Prints;
use super::unique::Marks;
use super::{Change, Cosmetic, Operation, Plan, Rules, budgets, keyless, moves, why};
use crate::employee::{Employee, Text};
use crate::finding::{Finding, FindingCode, Severity};
use crate::roster::{Incoming, IncomingRoster, Intent, RemoteRoster, Withheld, place};

/// Days within which adding somebody again tries to restore their subscription (contract §1, data model rules).
const RESTORE_DAYS: i64 = 30;

/// What would change at Wellhub if the file is what `intent` says it is.
pub fn plan(
    remote: &RemoteRoster,
    incoming: &IncomingRoster,
    intent: Intent,
    rules: &Rules,
) -> Plan {
    let mut findings = incoming.findings.clone();
    findings.extend(shrunken_file(incoming, intent, rules));
    let mut plan = Plan {
        withheld: incoming.withheld.clone(),
        findings,
        ..Plan::empty(intent, incoming.identifier, remote.people.is_empty())
    };
    plan.counts.withheld = count(incoming.withheld.len());
    plan.blocked = plan
        .findings
        .iter()
        .any(|finding| finding.severity == Severity::Block && finding.code.stops_file())
        || incoming.people.is_empty();
    if plan.blocked {
        return plan;
    }
    let mut making = Making::new(remote, incoming, intent, rules);
    making.write_out();
    making.pair();
    making.finish(plan)
}

fn shrunken_file(incoming: &IncomingRoster, intent: Intent, rules: &Rules) -> Option<Finding> {
    let last = rules.last_rows.filter(|_| intent == Intent::Full)?;
    let rows = count(incoming.people.len() + incoming.withheld.len());
    let shrunken = u64::from(rows) * 100 < u64::from(last) * 90;
    shrunken.then(|| {
        Finding::new(FindingCode::ShrunkenFile, Severity::Block, u64::from(rows))
            .with("last", last)
            .with("percent", u64::from(rows) * 100 / u64::from(last.max(1)))
    })
}

/// The plan while it is being made.
pub(super) struct Making<'a> {
    pub(super) remote: &'a RemoteRoster,
    pub(super) incoming: &'a IncomingRoster,
    pub(super) intent: Intent,
    pub(super) rules: &'a Rules,
    pub(super) joined: Joined,
    pub(super) presence: Presence,
    /// The index over the roster, and how many people each company has.
    there: ByPlace<Marks>,
    /// How many rows the file has of each company.
    rows: Census,
    /// The companies that a full roster speaks for, by the meaning of their tax id (rule R1).
    companies: BTreeSet<Text>,
    pub(super) changes: Vec<Change>,
    /// For each change the position of the person at Wellhub.
    pub(super) positions: Vec<Option<u32>>,
    pub(super) unchanged: u32,
    pub(super) cosmetic: Cosmetic,
    pub(super) not_on_roster: Finding,
    /// Positions of those who go although no row says so: the way back of newcomers.
    pub(super) leaving: Vec<u32>,
    /// Whether it brings back what stood at Wellhub, instead of what a file says.
    pub(super) is_way_back: bool,
    /// People at Wellhub who would be removed and whom no item can name.
    pub(super) keyless: Vec<Withheld>,
}

impl<'a> Making<'a> {
    pub(super) fn new(
        remote: &'a RemoteRoster,
        incoming: &'a IncomingRoster,
        intent: Intent,
        rules: &'a Rules,
    ) -> Self {
        let (people, rows) = (&remote.people, &incoming.people);
        // A list of leavers says who, not what: each row is compared with nobody.
        let prints = Prints::of(if intent == Intent::Leavers { &[] } else { rows });
        let identifier = incoming.identifier;
        let shards = Shards::for_people(people.len().max(rows.len()));
        let there = ByPlace::new(
            identifier,
            shards,
            people,
            |one| &one.employee,
            |one| prints.remote(one),
        );
        let here = ByPlace::new(
            identifier,
            shards,
            rows,
            |one| &one.employee,
            |one| (prints.row(one), ()),
        );
        let said = |row: u32| &*rows[row as usize].employee;
        let at = |position: u32| &people[position as usize].employee;
        let mut joined = there.join(&here, said, at);
        let presence = presence(remote, incoming, &there);
        joined
            .absent
            .retain(|position| !presence.kept.contains(position));
        let more = rules.companies.iter();
        let more = more.map(|tax_id| Text::from(tax_id.meaning().as_ref()));
        Self {
            remote,
            incoming,
            intent,
            rules,
            joined,
            presence,
            there,
            companies: here.census.companies().cloned().chain(more).collect(),
            rows: here.census,
            changes: Vec::new(),
            positions: Vec::new(),
            unchanged: 0,
            cosmetic: Cosmetic {
                sent: rules.cosmetic,
                ..Cosmetic::default()
            },
            not_on_roster: Finding::new(FindingCode::NotOnRoster, Severity::Inform, 0),
            leaving: Vec::new(),
            is_way_back: false,
            keyless: Vec::new(),
        }
    }

    /// The person of a position at Wellhub.
    pub(super) fn person(&self, position: u32) -> &'a Employee {
        &self.remote.people[position as usize].employee
    }

    /// The file's row of a place in its list of people.
    pub(super) fn row(&self, row: u32) -> &'a Incoming {
        &self.incoming.people[row as usize]
    }

    /// Whether the file speaks for the company of a person.
    pub(super) fn speaks_for(&self, person: &Employee) -> bool {
        let company = person.company_tax_id.meaning();
        self.companies.contains(company.as_ref())
    }

    /// What was last sent of a person's custom fields; `None` where that is not known.
    pub(super) fn custom(&self, person: &Employee) -> Option<&'a BTreeMap<Text, Text>> {
        let last_sent = &self.rules.custom.last_sent;
        if last_sent.is_empty() {
            return None;
        }
        last_sent.get(&place(self.incoming.identifier, person)?)
    }

    /// Every change, in the order of the plan.
    pub(super) fn write_out(&mut self) {
        let drafts = self.drafts();
        self.positions = drafts.iter().map(|draft| draft.position).collect();
        let changes = drafts.into_par_iter().map(|draft| self.change(draft));
        self.changes = changes.collect();
    }

    /// Newcomers who are somebody already on the roster (rule R8), and those who left a short while ago.
    pub(super) fn pair(&mut self) {
        let of_newcomers = |index: &usize| self.changes[*index].operation == Operation::Create;
        let newcomers: Vec<usize> = (0..self.changes.len()).filter(of_newcomers).collect();
        if newcomers.is_empty() {
            return;
        }
        let identifier = self.incoming.identifier;
        let pairs = Pairs::new(identifier, &self.joined.absent, self.remote);
        let found: Vec<(usize, Pair)> = newcomers
            .into_par_iter()
            .filter_map(|index| Some((index, pairs.find(&self.changes[index].item)?)))
            .collect();
        let leavers = self.positions.iter().enumerate();
        let leavers: HashMap<u32, usize> = leavers
            .filter_map(|(index, at)| Some(((*at)?, index)))
            .collect();
        for (index, Pair { remote, code }) in found {
            self.changes[index].before = Some(Box::new(self.person(remote).clone()));
            moves::hold_pair(
                &mut self.changes,
                index,
                leavers.get(&remote).copied(),
                code,
            );
        }
        self.restores();
    }

    fn restores(&mut self) {
        let since = self.remote.read_at - jiff::SignedDuration::from_hours(24 * RESTORE_DAYS);
        let lately: Vec<&Employee> = self
            .remote
            .past
            .iter()
            .filter(|person| person.deleted_at.is_some_and(|at| at >= since))
            .map(|person| &person.employee)
            .collect();
        if lately.is_empty() {
            return;
        }
        let shards = Shards::for_people(lately.len());
        let identifier = self.incoming.identifier;
        let by_place = ByPlace::new(identifier, shards, &lately, |one| one, |_| (0, ()));
        let at = |position: u32| lately[position as usize];
        for change in &mut self.changes {
            let newcomer = change.operation == Operation::Create;
            if newcomer && by_place.find(&change.item, at).is_some() {
                change.notes.push(FindingCode::PossibleRestore);
            }
        }
    }

    /// How many rows of each company are somebody at Wellhub, by the meaning of its tax id.
    fn matched_of(&self) -> BTreeMap<Text, u32> {
        let (mut counted, mut newcomers) = (Census::default(), Census::default());
        for &row in &self.joined.newcomers {
            counted.count(&self.row(row).employee.company_tax_id);
        }
        newcomers.add(counted);
        let companies = self.rows.companies();
        companies
            .map(|company| {
                (
                    company.clone(),
                    self.rows.of(company) - newcomers.of(company),
                )
            })
            .collect()
    }

    pub(super) fn finish(mut self, mut plan: Plan) -> Plan {
        let matched = count(self.incoming.people.len() - self.joined.newcomers.len());
        let rosters = budgets::Rosters {
            companies: &self.remote.companies,
            census: &self.there.census,
            people: count(self.remote.people.len()),
            matched,
            matched_of: self.matched_of(),
        };
        let there = (self.remote, &*self.there.seen);
        if self.is_way_back {
            why::explain_way_back(&mut self.changes, there, self.incoming.identifier);
        } else {
            why::explain(&mut self.changes, &mut plan, there, self.incoming);
        }
        budgets::hold(&mut self.changes, &mut plan, &rosters, self.rules);
        why::told(&mut plan.findings, &self.changes);
        plan.findings.extend(keyless::told(&self.keyless));
        plan.withheld.append(&mut self.keyless);
        plan.counts.withheld = count(plan.withheld.len());
        if self.not_on_roster.count > 0 {
            plan.findings.push(self.not_on_roster);
        }
        if plan.first_load && !self.changes.is_empty() {
            let newcomers = self.changes.len() as u64;
            let finding = Finding::new(FindingCode::FirstLoad, Severity::Inform, newcomers);
            plan.findings.push(finding);
        }
        for change in &self.changes {
            *match change.operation {
                Operation::Create => &mut plan.counts.create,
                Operation::Update => &mut plan.counts.update,
                Operation::Delete => &mut plan.counts.delete,
            } += 1;
        }
        plan.counts.unchanged = self.unchanged;
        plan.cosmetic = self.cosmetic;
        plan.changes = self.changes;
        plan
    }
}

/// A length as a count of people; files end far below the limit.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
