//! Who holds which key in which company, for the length of one job's processing.
//! It must never outlive that: the roster may change between jobs.

use std::collections::HashMap;

use super::rules::KeyField;
use crate::person::{Company, Person, letters_and_digits};

type Key = (usize, KeyField, String);

/// The current holders of every key and the past holders of the lookup key.
#[derive(Debug)]
pub(crate) struct RosterIndex {
    companies: HashMap<String, usize>,
    current: HashMap<Key, usize>,
    past: HashMap<Key, usize>,
    lookup: KeyField,
}

impl RosterIndex {
    pub(crate) fn new(companies: &[Company], roster: &[Person], lookup: KeyField) -> Self {
        let companies = companies
            .iter()
            .enumerate()
            .map(|(at, company)| (letters_and_digits(&company.tax_id), at))
            .collect();
        let mut index = Self {
            companies,
            current: HashMap::new(),
            past: HashMap::new(),
            lookup,
        };
        for (at, person) in roster.iter().enumerate() {
            index.add(at, person);
        }
        index
    }

    /// The company with this tax id, compared by letters and digits.
    pub(crate) fn company(&self, tax_id: &str) -> Option<usize> {
        self.companies.get(&letters_and_digits(tax_id)).copied()
    }

    /// The current person with this value.
    pub(crate) fn holder(&self, company: usize, field: KeyField, value: &str) -> Option<usize> {
        let key = (company, field, field.comparable(value));
        self.current.get(&key).copied()
    }

    /// The person who was removed last with this value of the lookup key.
    pub(crate) fn past_holder(&self, company: usize, value: &str) -> Option<usize> {
        let key = (company, self.lookup, self.lookup.comparable(value));
        self.past.get(&key).copied()
    }

    pub(crate) fn add(&mut self, at: usize, person: &Person) {
        let Some(company) = self.company(&person.company_tax_id) else {
            return;
        };
        if !person.is_current() {
            let key = self.lookup.comparable(self.lookup.of(person));
            self.past.insert((company, self.lookup, key), at);
            return;
        }
        for field in KeyField::ALL {
            let value = field.comparable(field.of(person));
            if !value.is_empty() {
                self.current.insert((company, field, value), at);
            }
        }
    }

    pub(crate) fn remove(&mut self, at: usize, person: &Person) {
        let Some(company) = self.company(&person.company_tax_id) else {
            return;
        };
        for field in KeyField::ALL {
            let key = (company, field, field.comparable(field.of(person)));
            if self.current.get(&key) == Some(&at) {
                self.current.remove(&key);
            }
        }
        let key = (
            company,
            self.lookup,
            self.lookup.comparable(self.lookup.of(person)),
        );
        if self.past.get(&key) == Some(&at) {
            self.past.remove(&key);
        }
    }
}
