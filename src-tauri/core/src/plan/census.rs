//! How many people each company has, by the meaning of its tax id, however it is spelt.

use std::collections::BTreeMap;

use crate::employee::{TaxId, Text};

/// People counted by company.
#[derive(Debug, Clone, Default)]
pub(super) struct Census {
    people: BTreeMap<Text, u32>,
    /// The company of the last one counted: most people in a row are of one.
    run: Option<(TaxId, u32)>,
}

impl Census {
    /// Counts one person of a company.
    pub(super) fn count(&mut self, company: &TaxId) {
        match &mut self.run {
            Some((of, people)) if of == company => *people += 1,
            _ => {
                self.close();
                self.run = Some((company.clone(), 1));
            }
        }
    }

    /// Counts what another counted.
    pub(super) fn add(&mut self, mut other: Self) {
        other.close();
        for (company, people) in other.people {
            *self.people.entry(company).or_default() += people;
        }
    }

    /// How many people of a company were added, by the meaning of its tax id.
    pub(super) fn of(&self, company: &str) -> u32 {
        self.people.get(company).copied().unwrap_or(0)
    }

    /// The companies that were added, by the meaning of their tax id.
    pub(super) fn companies(&self) -> impl Iterator<Item = &Text> {
        self.people.keys()
    }

    fn close(&mut self) {
        if let Some((company, people)) = self.run.take() {
            let company = company.meaning();
            if let Some(known) = self.people.get_mut(company.as_ref()) {
                *known += people;
            } else {
                self.people.insert(company.as_ref().into(), people);
            }
        }
    }
}
