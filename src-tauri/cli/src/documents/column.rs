//! A column in a document: what it is taken for, and why.

use rollcall_core::desk::Import;
use rollcall_core::employee::Field;
use rollcall_core::sheet::{Basis, ColumnGuess};
use serde::Serialize;

/// One column of the sheet.
#[derive(Debug, Serialize)]
pub struct ColumnEntry<'a> {
    letter: &'a str,
    header: &'a str,
    field: Option<&'a Field>,
    reason: &'a str,
    confidence: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a Field>,
    /// What the guess rests on; left out where a person settled the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<Basis>,
    /// How many values say so, of how many, where values do.
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Share>,
    /// Whether the column is hidden in the file.
    hidden: bool,
}

#[derive(Debug, Serialize)]
struct Share {
    basis: Basis,
    matched: u32,
    of: u32,
}

impl<'a> ColumnEntry<'a> {
    /// A column as it was guessed.
    pub fn of(guess: &'a ColumnGuess) -> Self {
        Self {
            letter: &guess.letter,
            header: &guess.header,
            field: guess.field.as_ref(),
            reason: &guess.reason,
            confidence: guess.confidence,
            suggestion: guess.suggestion.as_ref(),
            basis: Some(guess.basis),
            values: (guess.of > 0).then(|| Share {
                basis: guess.support.unwrap_or(guess.basis),
                matched: guess.matched,
                of: guess.of,
            }),
            hidden: guess.hidden,
        }
    }

    /// The columns of an import as they will be read.
    pub fn of_import(import: &'a Import) -> Vec<Self> {
        let guesses = import.inspection.columns.iter();
        guesses.map(|guess| Self::settled(import, guess)).collect()
    }

    fn settled(import: &'a Import, guess: &'a ColumnGuess) -> Self {
        let entry = Self::of(guess);
        let field = field_of(import, guess);
        let reason = match why(import, guess) {
            Why::Guessed => return entry,
            Why::Remembered => "as last time",
            Why::Chosen => "chosen",
        };
        Self {
            field,
            reason,
            basis: None,
            values: None,
            ..entry
        }
    }
}

/// Where a column's field comes from.
pub enum Why {
    /// The file says so.
    Guessed,
    /// A person settled it with an earlier file.
    Remembered,
    /// A person settled it now.
    Chosen,
}

/// Where a column's field comes from.
pub fn why(import: &Import, guess: &ColumnGuess) -> Why {
    let field = field_of(import, guess);
    if field.is_some() && import.is_remembered(guess.index) {
        Why::Remembered
    } else if field == guess.field.as_ref() {
        Why::Guessed
    } else {
        Why::Chosen
    }
}

/// The field that a column is sent as.
pub fn field_of<'a>(import: &'a Import, guess: &ColumnGuess) -> Option<&'a Field> {
    let mut columns = import.mapping.columns.iter();
    let mapped = columns.find(|column| column.index == guess.index);
    mapped.map(|column| &column.field)
}
