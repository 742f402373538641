//! A value that many people share, such as a department: each distinct one once, and a number for each person.

use std::collections::{BTreeSet, HashMap};

use super::super::RemotePerson;
use crate::sheet::without_accents;

/// The distinct values, in the order in which a person reads a list of them, and who has which.
pub(super) struct Labels {
    names: Vec<String>,
    of: Vec<Option<u32>>,
}

impl Labels {
    pub(super) fn of<'a>(
        people: &'a [RemotePerson],
        value: impl Fn(&'a RemotePerson) -> Option<&'a str>,
    ) -> Self {
        let said = |person| value(person).map(str::trim).filter(|text| !text.is_empty());
        let mut distinct: HashMap<&str, u32> = HashMap::new();
        for text in people.iter().filter_map(said) {
            distinct.insert(text, 0);
        }
        let sorted: BTreeSet<(String, &str)> = distinct
            .keys()
            .map(|text| (without_accents(text), *text))
            .collect();
        let names: Vec<String> = sorted.iter().map(|(_, text)| (*text).to_owned()).collect();
        for (number, (_, text)) in (0_u32..).zip(&sorted) {
            distinct.insert(text, number);
        }
        let number = |person| said(person).and_then(|text| distinct.get(text).copied());
        let of = people.iter().map(number).collect();
        Self { names, of }
    }

    /// Every value.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Which one somebody has.
    pub(super) fn number(&self, person: u32) -> Option<u32> {
        self.of.get(person as usize).copied().flatten()
    }

    /// Where somebody stands in an order by this: who has none last.
    pub(super) fn place(&self, person: u32) -> u32 {
        self.number(person).unwrap_or(u32::MAX)
    }

    /// How many people have each, and how many have none.
    pub(super) fn counts(&self) -> (Vec<u32>, u32) {
        let (mut counts, mut none) = (vec![0; self.names.len()], 0);
        for number in &self.of {
            match number.and_then(|number| counts.get_mut(number as usize)) {
                Some(count) => *count += 1,
                None => none += 1,
            }
        }
        (counts, none)
    }
}
