//! Which column becomes which field, as a person settled it: a value that is kept, compared and remembered.
//! It never looks at the file again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use specta::Type;

use super::columns::{Basis, ColumnGuess};
use super::fold::fold;
use crate::employee::{Field, TaxId};

/// What a blank cell says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// Nothing: what Wellhub has is kept.
    #[default]
    Keep,
    /// That the field is to be cleared.
    Clear,
}

/// The place of a column within the full name: given names before family names.
pub type NamePart = u8;

/// A column that becomes a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// The column, from 0.
    pub index: u16,
    /// Its header.
    pub header: String,
    /// The field.
    pub field: Field,
    /// What a blank cell says.
    #[serde(default)]
    pub blank: Blank,
    /// What the column's values mean, for a field that is yes or no; compared folded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, bool>,
    /// Its place in a field that several columns make up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<NamePart>,
}

/// How a sheet is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The header row, from 1; `None` for a sheet without one.
    pub header_row: Option<u32>,
    /// The columns that are read, by their place in the sheet.
    pub columns: Vec<MappedColumn>,
    /// Columns that would give a field a second value, until a person chooses one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<(Field, u16)>,
    /// The company of every row, where no column names it.
    #[serde(default)]
    pub company: Option<TaxId>,
    /// The country of phone numbers without a country code, as two letters.
    #[serde(default)]
    pub phone_country: Option<String>,
}

impl Mapping {
    /// The mapping that guesses make.
    pub fn of(header_row: Option<u32>, guesses: &[ColumnGuess]) -> Self {
        let mut mapping = Self {
            header_row,
            ..Self::default()
        };
        for guess in guesses {
            if let Some(field) = &guess.field {
                mapping.columns.push(MappedColumn {
                    index: guess.index,
                    header: guess.header.clone(),
                    field: field.clone(),
                    blank: Blank::Keep,
                    values: BTreeMap::new(),
                    join: guess.join,
                });
            } else if let (Basis::Rival, Some(field)) = (guess.basis, &guess.rival) {
                mapping.rivals.push((field.clone(), guess.index));
            }
        }
        mapping
    }

    /// Gives a column a field, and takes the field from every other column; `None` takes the column out.
    pub fn assign(&mut self, index: u16, header: &str, field: Option<Field>) {
        self.columns.retain(|column| column.index != index);
        self.rivals.retain(|(_, rival)| *rival != index);
        let Some(field) = field else { return };
        self.columns.retain(|column| column.field != field);
        self.rivals.retain(|(rival, _)| *rival != field);
        self.columns.push(MappedColumn {
            index,
            header: header.to_owned(),
            field,
            blank: Blank::Keep,
            values: BTreeMap::new(),
            join: None,
        });
        self.columns.sort_by_key(|column| column.index);
    }

    /// Gives a column a place in a field that several columns make up; a column that held the field whole loses it.
    pub fn assign_part(&mut self, index: u16, header: &str, field: Field, place: NamePart) {
        self.columns.retain(|column| {
            column.index != index && (column.field != field || column.join.is_some())
        });
        self.rivals
            .retain(|(rival, at)| *rival != field && *at != index);
        self.columns.push(MappedColumn {
            index,
            header: header.to_owned(),
            field,
            blank: Blank::Keep,
            values: BTreeMap::new(),
            join: Some(place),
        });
        self.columns.sort_by_key(|column| column.index);
    }

    /// Says what blank cells of a field mean.
    pub fn set_blank(&mut self, field: &Field, blank: Blank) {
        let columns = self.columns.iter_mut();
        for column in columns.filter(|column| column.field == *field) {
            column.blank = blank;
        }
    }

    /// The columns that make up a field, in the order in which they are joined.
    pub fn columns_of(&self, field: &Field) -> Vec<&MappedColumn> {
        let mut columns: Vec<_> = self
            .columns
            .iter()
            .filter(|column| column.field == *field)
            .collect();
        columns.sort_by_key(|column| (column.join, column.index));
        columns
    }
}

/// What a mapping is remembered under: a hash of the headers, in order, compared as headers are.
pub fn fingerprint<'h>(headers: impl Iterator<Item = &'h str>) -> String {
    use std::fmt::Write;
    let mut hash = Sha256::new();
    for header in headers {
        hash.update(fold(header));
        hash.update([0x1f]);
    }
    let mut text = String::with_capacity(32);
    for byte in hash.finalize().iter().take(16) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
