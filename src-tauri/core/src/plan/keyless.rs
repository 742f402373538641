//! People at Wellhub who would be removed and whom no item can name, since their record lacks the connection's identifier
//! (contract §1: a DELETE is its identifier and the tax id). They become withheld, never a removal without a name.

use super::draft::Draft;
use super::make::{Making, count};
use crate::employee::{Employee, Field, meaning_of};
use crate::finding::{Finding, FindingCode, Severity};
use crate::roster::Withheld;

/// How many people the finding names.
const MOST_NAMES: usize = 5;

impl Making<'_> {
    /// Takes the removals out of `drafts` that no item could name, and keeps those people as withheld.
    pub(super) fn keep_keyless(&mut self, drafts: &mut Vec<Draft>) {
        let keyless = drafts.extract_if(.., |draft| {
            let leaver = draft.is_removal().then(|| self.draft_person(draft));
            leaver.is_some_and(|person| !self.can_be_named(person))
        });
        let withheld = keyless.map(|draft| Withheld {
            row: draft.row.map(|row| self.row(row).row),
            code: FindingCode::MissingKey,
            cell: None,
            original: String::new(),
            employee: self.draft_person(&draft).clone(),
        });
        self.keyless = withheld.collect();
    }

    fn can_be_named(&self, person: &Employee) -> bool {
        let mut required = self.incoming.identifier.required_fields().iter();
        let says = |field: &Field, text: &str| !meaning_of(field, text).is_empty();
        required.all(|field| person.get(field).is_some_and(|text| says(field, text)))
    }
}

/// What is told of them: a warning with `at` = `wellhub`, since it is Wellhub's record that has no key, and `names`.
pub(super) fn told(keyless: &[Withheld]) -> Option<Finding> {
    if keyless.is_empty() {
        return None;
    }
    let people = u64::from(count(keyless.len()));
    let finding = Finding::new(FindingCode::MissingKey, Severity::Warn, people);
    let names = keyless
        .iter()
        .filter_map(|one| one.employee.full_name.as_deref());
    let names: Vec<&str> = names
        .filter(|name| !name.is_empty())
        .take(MOST_NAMES)
        .collect();
    Some(
        finding
            .with("at", "wellhub")
            .with("names", names.join(", ")),
    )
}
