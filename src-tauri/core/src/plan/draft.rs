//! What happens to each person, before it is written out: found in the order of memory, put in the order of the plan,
//! then made into changes. Nothing is held here.

use std::sync::Arc;

use rayon::prelude::*;

use super::make::Making;
use super::{Change, FieldChange, Lane, Only, Operation, compare};
use crate::employee::{Employee, Text};
use crate::finding::FindingCode;
use crate::roster::{Intent, place};

/// One change to be, by where the row and the person stand.
pub(super) struct Draft {
    operation: Operation,
    /// The place of the row among the file's people.
    pub(super) row: Option<u32>,
    /// The position of the person at Wellhub.
    pub(super) position: Option<u32>,
    fields: Vec<FieldChange>,
}

impl Draft {
    fn leaver(position: u32, row: Option<u32>) -> Self {
        Self {
            operation: Operation::Delete,
            row,
            position: Some(position),
            fields: Vec::new(),
        }
    }

    pub(super) fn is_removal(&self) -> bool {
        self.operation == Operation::Delete
    }
}

impl Making<'_> {
    /// What happens to whom, by company, key and operation, whatever the order of the rows.
    pub(super) fn drafts(&mut self) -> Vec<Draft> {
        let mut drafts = match self.intent {
            Intent::Leavers => self.leavers(),
            Intent::Full | Intent::Changes => self.changed(),
        };
        if self.intent == Intent::Full {
            drafts.extend(self.absent());
        }
        if let Some(only) = &self.rules.only {
            drafts.retain(|draft| self.is_among(only, draft));
        }
        let leaving = self.leaving.iter();
        drafts.extend(leaving.map(|&position| Draft::leaver(position, None)));
        self.keep_keyless(&mut drafts);
        drafts.par_sort_by_cached_key(|draft| {
            let person = self.draft_person(draft);
            let company = Text::from(person.company_tax_id.meaning().as_ref());
            (company, self.key(person), draft.operation, draft.position)
        });
        drafts
    }

    fn is_among(&self, only: &Only, draft: &Draft) -> bool {
        let row = draft.row.map(|row| self.row(row).row);
        let place = place(self.incoming.identifier, self.draft_person(draft));
        row.is_some_and(|row| only.rows.contains(&row))
            || place.is_some_and(|place| only.places.contains(&place))
    }

    /// Those that the file lists to go; who is not on the roster is told.
    fn leavers(&mut self) -> Vec<Draft> {
        let key = self.incoming.identifier.key_field();
        for &row in &self.joined.newcomers {
            let row = self.row(row).row;
            let cell = self.incoming.cell(&key, row);
            self.not_on_roster
                .add(cell.unwrap_or_else(|| row.to_string().into()));
        }
        let listed = self.joined.differing.iter();
        listed
            .map(|&(row, position)| Draft::leaver(position, Some(row)))
            .collect()
    }

    /// New and changed people.
    fn changed(&mut self) -> Vec<Draft> {
        let differing = self.joined.differing.par_iter();
        let compared: Vec<(Option<Draft>, usize)> = differing
            .map(|&(row, position)| self.update(row, position))
            .collect();
        for fields in compared.iter().map(|(_, fields)| *fields) {
            self.cosmetic.people += u32::from(fields > 0);
            self.cosmetic.fields += super::make::count(fields);
        }
        let mut drafts: Vec<Draft> = compared
            .into_iter()
            .filter_map(|(draft, _)| draft)
            .collect();
        let alike = self.joined.differing.len() - drafts.len();
        self.unchanged = self.joined.unchanged + super::make::count(alike);
        let newcomers = self.joined.newcomers.iter().map(|&row| Draft {
            operation: Operation::Create,
            row: Some(row),
            position: None,
            fields: Vec::new(),
        });
        drafts.extend(newcomers);
        drafts
    }

    /// What changes, and in how many fields only the writing differs; that is sent only where it was asked for.
    fn update(&self, row: u32, position: u32) -> (Option<Draft>, usize) {
        let (said, person) = (self.row(row), self.person(position));
        let custom = self.custom(person);
        let found = compare::changes(person, said.row, &said.employee, self.incoming, custom);
        let cosmetic = found.cosmetic.len();
        let mut fields = found.changes;
        if self.rules.cosmetic {
            fields.extend(found.cosmetic);
        }
        let draft = (!fields.is_empty()).then_some(Draft {
            operation: Operation::Update,
            row: Some(row),
            position: Some(position),
            fields,
        });
        (draft, cosmetic)
    }

    /// In a full roster, everybody of the companies it speaks for who is not in it (rule R1).
    fn absent(&self) -> Vec<Draft> {
        let absent = self.joined.absent.iter();
        let gone = absent.filter(|&&position| self.speaks_for(self.person(position)));
        gone.map(|&position| Draft::leaver(position, None))
            .collect()
    }

    pub(super) fn draft_person(&self, draft: &Draft) -> &Employee {
        match (draft.position, draft.row) {
            (Some(position), _) => self.person(position),
            // A draft without a position is a newcomer's, who has a row.
            (None, row) => &self.row(row.unwrap_or_default()).employee,
        }
    }

    fn key(&self, person: &Employee) -> Text {
        let key = person.get(&self.incoming.identifier.key_field());
        key.unwrap_or_default().into()
    }

    /// The change that a draft is.
    pub(super) fn change(&self, draft: Draft) -> Change {
        let person = self.draft_person(&draft);
        let row = draft.row.map(|row| self.row(row));
        let (item, fields) = match (draft.operation, row) {
            (Operation::Create, Some(row)) => {
                let item = compare::created(&row.employee);
                let fields = compare::creation(&item, self.incoming, row.row);
                (item, fields)
            }
            (Operation::Update, _) => {
                let item = compare::updated(person, &draft.fields, self.custom(person));
                (Arc::new(item), draft.fields)
            }
            _ => {
                let item = compare::removed(person, self.incoming.identifier);
                (Arc::new(item), draft.fields)
            }
        };
        let mut change = Change {
            operation: draft.operation,
            company_tax_id: item.company_tax_id.clone(),
            key: self.key(person),
            name: person.full_name.clone().unwrap_or_default(),
            row: row.map(|row| row.row),
            lane: Lane::Safe,
            held: Vec::new(),
            notes: Vec::new(),
            reasons: Vec::new(),
            fields,
            item,
            before: draft.position.map(|_| Box::new(person.clone())),
        };
        match draft.operation {
            Operation::Create => {}
            Operation::Update => self.hold_update(&mut change, person),
            Operation::Delete => self.hold_removal(&mut change, person),
        }
        change
    }

    fn hold_update(&self, change: &mut Change, person: &Employee) {
        if self.rules.custom.used && self.custom(person).is_none() {
            change.held.push(FindingCode::CustomFieldsUnknown);
        }
    }

    fn hold_removal(&self, change: &mut Change, person: &Employee) {
        change.lane = Lane::Removals;
        if self.intent == Intent::Full
            && let Some(code) = self.presence.could_be(person)
        {
            change.held.push(code);
        }
        if self.rules.protected.is_empty() {
            return;
        }
        let place = place(self.incoming.identifier, person);
        if place.is_some_and(|place| self.rules.protected.contains(&place)) {
            change.held.push(FindingCode::ProtectedPerson);
        }
    }
}
