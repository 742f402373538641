//! Fingerprints of what a file says about people and of what Wellhub has, so that those who stay as they are are told
//! by two hashes of 64 bits each, place and print, without a record being fetched from memory a second time.

use super::unique::{Mark, Marks, UNIQUE, hash};
use crate::employee::{Employee, Field};
use crate::roster::Incoming;

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

    /// The print of a record at Wellhub, and the marks of the values that are its person's alone.
    pub(super) fn remote(&self, person: &Employee) -> (u64, Marks) {
        let mut print = 0;
        let mut marks = [Mark::UNKNOWN; UNIQUE.len()];
        for (is_said, field) in self.fields.iter().zip(&Field::STANDARD[1..]) {
            if *is_said {
                let text = person.get(field).unwrap_or_default();
                let hash = hash(text);
                print = with(print, hash);
                if let Some(at) = UNIQUE.iter().position(|unique| unique == field) {
                    marks[at] = Mark::hashed(field, text, hash);
                }
            }
        }
        (print | 1, marks)
    }

    /// The print of a row; zero, which no record has, for one that speaks of other fields and must be compared field by
    /// field.
    pub(super) fn row(&self, person: &Employee) -> u64 {
        let mut print = 0;
        for (is_said, field) in self.fields.iter().zip(&Field::STANDARD[1..]) {
            let text = person.get(field);
            if text.is_some() != *is_said {
                return 0;
            }
            if let Some(text) = text {
                print = with(print, hash(text));
            }
        }
        if person.custom_fields.is_empty() {
            print | 1
        } else {
            0
        }
    }
}

/// The print of one more field: what came before counts by its place.
fn with(print: u64, hash: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    print.wrapping_mul(ODD).wrapping_add(hash)
}
