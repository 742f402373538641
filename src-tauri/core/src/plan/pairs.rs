//! A newcomer who is somebody already on the roster under another key or in another company (rule R8): shown as one
//! person, never as a leaver and a hire, and never sent without a person having looked.

use super::value::{ByValue, meaning};
use crate::employee::{Employee, Field, Identifier, squeeze};
use crate::finding::FindingCode;
use crate::roster::RemoteRoster;

/// What makes two records one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// The position on the remote roster.
    pub(super) remote: u32,
    /// How the two relate: one person under two keys, a transfer, or a change of key.
    pub(super) code: FindingCode,
}

/// Finds the person at Wellhub whom a newcomer is.
pub(super) struct Pairs<'a> {
    identifier: Identifier,
    remote: &'a RemoteRoster,
    by_email: ByValue,
    by_national_id: ByValue,
    by_bare_key: ByValue,
}

impl<'a> Pairs<'a> {
    /// Over those on the roster whom no row of the file matched.
    pub(super) fn new(identifier: Identifier, unmatched: &[u32], remote: &'a RemoteRoster) -> Self {
        let person = |&position: &u32| (position, &remote.people[position as usize].employee);
        let people = || unmatched.iter().map(person);
        let by_field = |field| ByValue::new(people(), |person| meaning(person, &field));
        let by_key = || ByValue::new(people(), |person| bare_key(identifier, person));
        let (by_email, (by_national_id, by_bare_key)) = rayon::join(
            || by_field(Field::Email),
            || rayon::join(|| by_field(Field::NationalId), by_key),
        );
        Self {
            identifier,
            remote,
            by_email,
            by_national_id,
            by_bare_key,
        }
    }

    fn person(&self, position: u32) -> &'a Employee {
        &self.remote.people[position as usize].employee
    }

    /// The person whom `newcomer` already is, if the evidence points to exactly one.
    pub(super) fn find(&self, newcomer: &Employee) -> Option<Pair> {
        let same_name = |position: &u32| name(self.person(*position)) == name(newcomer);
        let bare = bare_key(self.identifier, newcomer);
        let by_key = bare
            .as_deref()
            .map_or(&[][..], |key| self.by_bare_key.all(key));
        let by_key = match by_key {
            [one] => Some(*one).filter(same_name),
            several => only(several.iter().copied().filter(same_name)),
        };
        let national_id = meaning(newcomer, &Field::NationalId);
        let email = meaning(newcomer, &Field::Email);
        let position = by_key
            .or_else(|| self.by_national_id.only(&national_id?))
            .or_else(|| self.by_email.only(&email?).filter(same_name))?;
        Some(Pair {
            remote: position,
            code: self.relation(newcomer, self.person(position)),
        })
    }

    fn relation(&self, newcomer: &Employee, person: &Employee) -> FindingCode {
        let same_key = bare_key(self.identifier, newcomer) == bare_key(self.identifier, person);
        if newcomer.company_tax_id.meaning() != person.company_tax_id.meaning() {
            FindingCode::Transfer
        } else if same_key {
            FindingCode::IdentityChurn
        } else {
            FindingCode::KeyChange
        }
    }
}

fn only(mut found: impl Iterator<Item = u32>) -> Option<u32> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn name(person: &Employee) -> Option<String> {
    person
        .full_name
        .as_deref()
        .map(|name| squeeze(name).to_lowercase())
}

/// The key as a spreadsheet may have left it: without leading zeros, punctuation and case.
fn bare_key(identifier: Identifier, person: &Employee) -> Option<String> {
    let text = person.get(&identifier.key_field())?;
    if identifier == Identifier::Email {
        return meaning(person, &Field::Email);
    }
    let kept: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let bare = kept.trim_start_matches('0');
    (!bare.is_empty()).then(|| bare.to_owned())
}
