//! Fingerprints of what a file says about people and of what Wellhub has, so that those who stay as they are are told
//! by two hashes of 64 bits each, place and print, without a record being fetched from memory a second time.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::fast::FixedState;

use crate::employee::{Employee, Field};
use crate::roster::Incoming;

const PRINTING: FixedState = FixedState::with_seed(0x7061_796c_6973_7421);

/// How many of a file's rows show which fields it speaks of.
const SHOWING: usize = 64;

/// The fields that prints are made over: those that the first rows speak of.
pub(super) struct Prints {
    /// For each field after the company whether it is one of them.
    fields: [bool; FIELDS],
}

/// All standard fields but the company, which is a part of the place.
const FIELDS: usize = Field::STANDARD.len() - 1;

impl Prints {
    /// Over the fields that the first rows speak of.
    pub(super) fn of(rows: &[Incoming]) -> Self {
        let rows = &rows[..rows.len().min(SHOWING)];
        let said = |field: &Field| rows.iter().any(|row| row.employee.get(field).is_some());
        let mut fields = [false; FIELDS];
        for (is_said, field) in fields.iter_mut().zip(&Field::STANDARD[1..]) {
            *is_said = said(field);
        }
        Self { fields }
    }

    /// The print of a record at Wellhub.
    pub(super) fn remote(&self, person: &Employee) -> u64 {
        let mut hasher = PRINTING.build_hasher();
        for (_, field) in self
            .fields
            .iter()
            .zip(&Field::STANDARD[1..])
            .filter(|(said, _)| **said)
        {
            let text = person.get(field).unwrap_or_default();
            hasher.write(text.as_bytes());
            hasher.write_usize(text.len());
        }
        hasher.finish() | 1
    }

    /// The print of a row; zero, which no record has, for one that speaks of other fields and must be compared field by
    /// field.
    pub(super) fn row(&self, person: &Employee) -> u64 {
        let mut hasher = PRINTING.build_hasher();
        for (is_said, field) in self.fields.iter().zip(&Field::STANDARD[1..]) {
            let text = person.get(field);
            if text.is_some() != *is_said {
                return 0;
            }
            if let Some(text) = text {
                hasher.write(text.as_bytes());
                hasher.write_usize(text.len());
            }
        }
        if person.custom_fields.is_empty() {
            hasher.finish() | 1
        } else {
            0
        }
    }
}
