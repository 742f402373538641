//! The columns step: what each column is taken for, and what the person says about it.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::commands::review::FieldName;

/// What a blank cell of a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// The known value stays.
    Keep,
    /// The known value is removed.
    Clear,
}

/// Why a column was given its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ColumnReason {
    /// By its header.
    Header,
    /// By its values.
    Content,
    /// By both.
    HeaderAndContent,
    /// As last time with this connection.
    Remembered,
    /// The person chose it.
    Chosen,
    /// It has none.
    Unmapped,
}

/// One value of a yes/no column and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ValueView {
    /// The value as it stands in the cells.
    pub text: String,
    /// In how many cells.
    pub count: u32,
    /// Yes, no, or not known.
    pub means: Option<bool>,
}

/// One column of the sheet and what it is taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// Its place, from 0.
    pub column: u32,
    /// Its letter in the spreadsheet.
    pub letter: String,
    /// Its header.
    pub header: String,
    /// The first values, masked where they are national ids.
    pub samples: Vec<String>,
    /// The field it is taken for; null when it is not sent.
    pub field: Option<FieldName>,
    /// Why.
    pub reason: ColumnReason,
    /// The reason in numbers or words, such as "412 of 415".
    pub detail: Option<String>,
    /// How sure this is, from 0 to 1.
    // Finite by construction; a float would be exported as `number | null`.
    #[specta(type = u8)]
    pub confidence: f64,
    /// What a blank cell means.
    pub blank: Blank,
    /// How many cells are blank.
    pub blanks: u32,
    /// The values of a yes/no column; empty for others.
    pub values: Vec<ValueView>,
}

/// A company of a multiple entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CompanyView {
    /// Its tax id.
    pub tax_id: String,
    /// Its name.
    pub name: String,
}

/// What one value of a yes/no column means, as the person chose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ValueChoice {
    /// The value as it stands in the cells.
    pub text: String,
    /// Yes, no, or not known.
    pub means: Option<bool>,
}

/// What one column is, as the person chose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnChoice {
    /// Its place, from 0.
    pub column: u32,
    /// The field; null when it is not sent.
    pub field: Option<FieldName>,
    /// What a blank cell means.
    pub blank: Blank,
    /// The values of a yes/no column.
    pub values: Vec<ValueChoice>,
}

/// What a person chose about the columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnsChoice {
    /// The columns that change; others stay as they are.
    pub columns: Vec<ColumnChoice>,
    /// The tax id of one company for the whole file.
    pub company: Option<String>,
}
