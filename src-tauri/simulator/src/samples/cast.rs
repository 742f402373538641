//! Who does what in the samples: disjoint groups of people who change, leave, or are new.
//! Nobody must ever be in two groups, so that the samples can be used in any order.

use std::collections::HashSet;

use jiff::Timestamp;
use rand::seq::SliceRandom;
use rand::seq::index::sample;

use crate::config::{Config, IdentifierKind};
use crate::people::{self, PersonMaker};
use crate::person::{Company, Person};

/// The size of roster for which the groups below are meant; a smaller one gets smaller groups.
const FULL_SIZE: usize = 1_200;

/// One sample's new, changed, unchanged and leaving people.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) newcomers: Vec<Person>,
    /// As they will be.
    pub(super) changed: Vec<Person>,
    pub(super) changed_fields: usize,
    pub(super) unchanged: Vec<Person>,
    pub(super) leaving: Vec<Person>,
}

impl Group {
    /// Changed, unchanged and new, by name.
    pub(super) fn rows(&self) -> Vec<Person> {
        let parts = [&self.changed, &self.unchanged, &self.newcomers];
        by_name(parts.into_iter().flatten().cloned().collect())
    }
}

/// Everybody.
#[derive(Debug)]
pub(super) struct Cast {
    /// The current roster by name.
    pub(super) people: Vec<Person>,
    pub(super) full: Group,
    pub(super) changes: Group,
    pub(super) export: Group,
    pub(super) spanish: Group,
    pub(super) leavers: Vec<Person>,
}

impl Cast {
    pub(super) fn new(
        config: &Config,
        companies: &[Company],
        roster: &[Person],
        stamp: Timestamp,
    ) -> Self {
        let current = roster.iter().filter(|person| person.is_current());
        let people = by_name(current.cloned().collect());
        let mut maker = PersonMaker::new(config.seed.wrapping_add(0x5a4d), roster.len());
        maker.avoid(roster);
        let mut pool = people.clone();
        pool.shuffle(maker.random());
        let mut casting = Casting {
            size: people.len(),
            identifier: config.identifier,
            companies,
            stamp,
            maker,
            pool,
        };
        let full = casting.group(12, 48, 13, 0, 3);
        let changes = casting.group(4, 9, 2, 3, 0);
        let export = casting.group(3, 7, 2, 2, 0);
        let spanish = casting.group(3, 6, 1, 2, 0);
        let leavers = by_name(casting.draw(5));
        Self {
            people,
            full,
            changes,
            export,
            spanish,
            leavers,
        }
    }

    /// The current roster after what the full sample does to it.
    pub(super) fn full_file(&self) -> Vec<Person> {
        let group = &self.full;
        let moved = group.leaving.iter().chain(&group.changed);
        let moved: HashSet<&str> = moved.map(|person| person.id.as_str()).collect();
        let stays = |person: &&Person| !moved.contains(person.id.as_str());
        let unchanged = self.people.iter().filter(stays);
        let others = group.changed.iter().chain(&group.newcomers);
        by_name(unchanged.chain(others).cloned().collect())
    }
}

fn by_name(mut people: Vec<Person>) -> Vec<Person> {
    people.sort_by(|a, b| (&a.full_name, &a.id).cmp(&(&b.full_name, &b.id)));
    people
}

struct Casting<'a> {
    size: usize,
    identifier: IdentifierKind,
    companies: &'a [Company],
    stamp: Timestamp,
    maker: PersonMaker,
    /// Who is not in a group yet.
    pool: Vec<Person>,
}

impl Casting<'_> {
    /// `twice` of the `changed` people change in two fields, the others in one.
    fn group(
        &mut self,
        newcomers: usize,
        changed: usize,
        twice: usize,
        unchanged: usize,
        leaving: usize,
    ) -> Group {
        let twice = self.scaled(twice);
        let mut group = Group {
            unchanged: self.draw(unchanged),
            leaving: self.draw(leaving),
            ..Group::default()
        };
        for (nth, mut person) in self.draw(changed).into_iter().enumerate() {
            let fields = if nth < twice { 2 } else { 1 };
            self.change(&mut person, fields);
            group.changed_fields += fields;
            group.changed.push(person);
        }
        for nth in 0..self.scaled(newcomers) {
            let company = &self.companies[nth % self.companies.len()];
            let person = self.maker.person(&company.tax_id, self.stamp);
            group.newcomers.push(person);
        }
        group
    }

    fn draw(&mut self, count: usize) -> Vec<Person> {
        let count = self.scaled(count).min(self.pool.len());
        self.pool.split_off(self.pool.len() - count)
    }

    fn scaled(&self, count: usize) -> usize {
        (count * self.size.min(FULL_SIZE)).div_ceil(FULL_SIZE)
    }

    /// Changes that many fields, each to another value, never an identifier.
    fn change(&mut self, person: &mut Person, fields: usize) {
        let choices = match self.identifier {
            IdentifierKind::MobileNumber => 4,
            _ => 5,
        };
        for choice in sample(self.maker.random(), choices, fields) {
            let random = self.maker.random();
            match choice {
                0 => differ(&mut person.department, || people::department(random)),
                1 => differ(&mut person.cost_center, || people::cost_center(random)),
                2 => differ(&mut person.office_zip_code, || people::office(random)),
                3 => {
                    let before = person.eligible_to_payroll.unwrap_or(false);
                    person.eligible_to_payroll = Some(!before);
                }
                _ => person.mobile_number = self.maker.fresh_mobile_number(),
            }
        }
    }
}

fn differ(value: &mut String, mut make: impl FnMut() -> String) {
    let before = value.clone();
    while *value == before {
        *value = make();
    }
}
