//! Makes the plan: match, compare, pair, hold. Pure; the order of the rows in the file changes nothing but row numbers.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::compare;
use super::index::{ByPlace, Match, Prints};
use super::pairs::{Pair, Pairs};
use super::presence::{Presence, presence};
use super::{Change, Counts, FieldChange, Lane, Operation, Plan, Rules, budgets, why};
use crate::employee::{Employee, TaxId, Text};
use crate::finding::{Finding, FindingCode, Severity};
use crate::roster::{IncomingRoster, Intent, RemotePerson, RemoteRoster, place};

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
        intent,
        identifier: incoming.identifier,
        changes: Vec::new(),
        withheld: incoming.withheld.clone(),
        counts: Counts::default(),
        findings,
        gauges: Vec::new(),
        blocked: false,
        first_load: remote.people.is_empty(),
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
    making.rows();
    making.absent();
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
struct Making<'a> {
    remote: &'a RemoteRoster,
    incoming: &'a IncomingRoster,
    intent: Intent,
    rules: &'a Rules,
    matches: Vec<Option<Match>>,
    presence: Presence,
    matched: Vec<bool>,
    matched_rows: u32,
    changes: Vec<Change>,
    /// For each change the position of the person at Wellhub.
    positions: Vec<Option<u32>>,
    unchanged: u32,
    not_on_roster: Finding,
}

impl<'a> Making<'a> {
    fn new(
        remote: &'a RemoteRoster,
        incoming: &'a IncomingRoster,
        intent: Intent,
        rules: &'a Rules,
    ) -> Self {
        let said = |row: u32| &incoming.people[row as usize].employee;
        let at = |position: u32| &remote.people[position as usize].employee;
        let prints = Prints::of(incoming.people.iter().map(|row| &row.employee));
        let people = remote.people.iter().map(|person| &person.employee);
        let by_place = ByPlace::new(incoming.identifier, people, |person| prints.remote(person));
        let rows = incoming.people.iter().map(|row| &row.employee);
        let rows = ByPlace::new(incoming.identifier, rows, |row| prints.row(row));
        let matches = by_place.join(&rows, incoming.people.len(), said, at);
        let presence = presence(remote, incoming, &by_place);
        let mut present = vec![false; remote.people.len()];
        for &position in &presence.kept {
            present[position as usize] = true;
        }
        Self {
            remote,
            incoming,
            intent,
            rules,
            matches,
            presence,
            matched: present,
            matched_rows: 0,
            changes: Vec::new(),
            positions: Vec::new(),
            unchanged: 0,
            not_on_roster: Finding::new(FindingCode::NotOnRoster, Severity::Inform, 0),
        }
    }

    fn person(&self, position: u32) -> &'a RemotePerson {
        &self.remote.people[position as usize]
    }

    fn push(&mut self, change: Change, position: Option<u32>) {
        self.changes.push(change);
        self.positions.push(position);
    }

    /// Each row of the file against the person of the same company and key.
    fn rows(&mut self) {
        let incoming = self.incoming;
        for (row, found) in incoming
            .people
            .iter()
            .zip(std::mem::take(&mut self.matches))
        {
            let said = &row.employee;
            if let Some(found) = found {
                self.matched[found.position as usize] = true;
                self.matched_rows += 1;
            }
            match (self.intent, found) {
                (Intent::Leavers, Some(found)) => self.remove(found.position, Some(row.row)),
                (Intent::Leavers, None) => {
                    let cell = incoming.cell(&incoming.identifier.key_field(), row.row);
                    self.not_on_roster
                        .add(cell.unwrap_or_else(|| row.row.to_string()));
                }
                (_, Some(found)) if found.unchanged => self.unchanged += 1,
                (_, Some(found)) => self.update(found.position, row.row, said),
                (_, None) => self.create(row.row, said),
            }
        }
    }

    fn update(&mut self, position: u32, row: u32, said: &Employee) {
        let person = &self.person(position).employee;
        let custom = self.custom(person);
        let fields = compare::changes(person, row, said, self.incoming, custom);
        if fields.is_empty() {
            self.unchanged += 1;
            return;
        }
        let item = compare::updated(person, &fields, custom);
        let mut change = self.change(Operation::Update, person, item, fields);
        change.row = Some(row);
        if self.rules.custom.used && custom.is_none() {
            change.held.push(FindingCode::CustomFieldsUnknown);
        }
        change.before = Some(person.clone());
        self.push(change, Some(position));
    }

    fn custom(&self, person: &Employee) -> Option<&'a std::collections::BTreeMap<Text, Text>> {
        if self.rules.custom.last_sent.is_empty() {
            return None;
        }
        self.rules
            .custom
            .last_sent
            .get(&place(self.incoming.identifier, person)?)
    }

    fn create(&mut self, row: u32, said: &Employee) {
        let item = compare::created(said);
        let fields = compare::creation(&item, self.incoming, row);
        let mut change = self.change(Operation::Create, said, item, fields);
        change.row = Some(row);
        self.push(change, None);
    }

    fn remove(&mut self, position: u32, row: Option<u32>) {
        let person = &self.person(position).employee;
        let item = compare::removed(person, self.incoming.identifier);
        let mut change = self.change(Operation::Delete, person, item, Vec::new());
        change.row = row;
        change.before = Some(person.clone());
        if self.intent == Intent::Full
            && let Some(code) = self.presence.could_be(person)
        {
            change.held.push(code);
        }
        let place = place(self.incoming.identifier, person);
        if place.is_some_and(|place| self.rules.protected.contains(&place)) {
            change.held.push(FindingCode::ProtectedPerson);
        }
        self.push(change, Some(position));
    }

    fn change(
        &self,
        operation: Operation,
        person: &Employee,
        item: Employee,
        fields: Vec<FieldChange>,
    ) -> Change {
        let key = person.get(&self.incoming.identifier.key_field());
        Change {
            operation,
            company_tax_id: item.company_tax_id.clone(),
            key: key.unwrap_or_default().into(),
            name: person.full_name.clone().unwrap_or_default(),
            row: None,
            lane: if operation == Operation::Delete {
                Lane::Removals
            } else {
                Lane::Safe
            },
            held: Vec::new(),
            notes: Vec::new(),
            reasons: Vec::new(),
            fields,
            item,
            before: None,
        }
    }

    /// In a full roster, everybody of the companies it speaks for who is not in it (rule R1).
    fn absent(&mut self) {
        if self.intent != Intent::Full {
            return;
        }
        let named = self
            .incoming
            .people
            .iter()
            .map(|row| &row.employee.company_tax_id);
        let mut tax_ids: Vec<&TaxId> = named.chain(&self.rules.companies).collect();
        // Most rows in a row are of one company.
        tax_ids.dedup();
        let companies: BTreeSet<Text> = tax_ids
            .into_iter()
            .map(|tax_id| tax_id.meaning().as_ref().into())
            .collect();
        for position in 0..count(self.remote.people.len()) {
            let company = self.person(position).employee.company_tax_id.meaning();
            if !self.matched[position as usize] && companies.contains(company.as_ref()) {
                self.remove(position, None);
            }
        }
    }

    /// Newcomers who are somebody already on the roster (rule R8), and those who left a short while ago.
    fn pair(&mut self) {
        let newcomers: Vec<usize> = (0..self.changes.len())
            .filter(|&index| self.changes[index].operation == Operation::Create)
            .collect();
        if newcomers.is_empty() {
            return;
        }
        let unmatched: Vec<u32> = (0..count(self.matched.len()))
            .filter(|&position| !self.matched[position as usize])
            .collect();
        let remote = self.remote;
        let at = move |position: u32| &remote.people[position as usize].employee;
        let pairs = Pairs::new(self.incoming.identifier, &unmatched, &at);
        let leavers = self.positions.iter().enumerate();
        let leavers: HashMap<u32, usize> = leavers
            .filter_map(|(index, at)| Some(((*at)?, index)))
            .collect();
        for index in newcomers {
            if let Some(Pair { remote, code }) = pairs.find(&self.changes[index].item) {
                self.changes[index].before = Some(self.person(remote).employee.clone());
                self.hold_pair([Some(index), leavers.get(&remote).copied()], code);
            }
        }
        self.restores();
    }

    fn hold_pair(&mut self, halves: [Option<usize>; 2], code: FindingCode) {
        for index in halves.into_iter().flatten() {
            let change = &mut self.changes[index];
            change.lane = Lane::Removals;
            if !change.held.contains(&code) {
                change.held.push(code);
            }
        }
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
        let by_place = ByPlace::new(self.incoming.identifier, lately.iter().copied(), |_| 0);
        for change in &mut self.changes {
            let newcomer = change.operation == Operation::Create;
            if newcomer
                && by_place
                    .find(&change.item, |position| lately[position as usize])
                    .is_some()
            {
                change.notes.push(FindingCode::PossibleRestore);
            }
        }
    }

    fn finish(mut self, mut plan: Plan) -> Plan {
        why::explain(&mut self.changes, &mut plan, self.remote, self.incoming);
        budgets::hold(
            &mut self.changes,
            &mut plan,
            self.remote,
            self.rules,
            self.matched_rows,
        );
        self.changes.sort_by_cached_key(|change| {
            let company: Text = change.company_tax_id.meaning().as_ref().into();
            (company, change.key.clone(), change.operation)
        });
        why::told(&mut plan.findings, &self.changes);
        if self.not_on_roster.count > 0 {
            plan.findings.push(self.not_on_roster);
        }
        if plan.first_load && !self.changes.is_empty() {
            let newcomers = self.changes.len() as u64;
            plan.findings.push(Finding::new(
                FindingCode::FirstLoad,
                Severity::Inform,
                newcomers,
            ));
        }
        let of = |operation| {
            count(
                self.changes
                    .iter()
                    .filter(|change| change.operation == operation)
                    .count(),
            )
        };
        plan.counts.create = of(Operation::Create);
        plan.counts.update = of(Operation::Update);
        plan.counts.delete = of(Operation::Delete);
        plan.counts.unchanged = self.unchanged;
        plan.changes = self.changes;
        plan
    }
}

/// A length as a count of people; files end far below the limit.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
