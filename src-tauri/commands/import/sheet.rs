//! The file step: sheets, header row, and where every row went.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Whether hidden rows count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HiddenRows {
    /// They count.
    Include,
    /// They are left out.
    Exclude,
}

/// Whether a sheet can be seen in the spreadsheet program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// It can.
    Visible,
    /// It is hidden.
    Hidden,
    /// It is hidden even from the list of hidden sheets.
    VeryHidden,
}

/// The file as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    /// Its name without folders.
    pub name: String,
    /// Its size.
    pub bytes: u32,
    /// Its hash, in hexadecimal.
    pub sha256: String,
    /// What its content is: xlsx, csv …
    pub format: String,
    /// The encoding, a WHATWG name; text files alone.
    pub encoding: Option<String>,
    /// The delimiter; text files alone.
    pub delimiter: Option<String>,
}

/// One sheet of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// Whether it can be seen.
    pub visibility: Visibility,
    /// How many rows it has.
    pub rows: u32,
}

/// Where every row of the sheet went; the parts are disjoint and add up to `rows`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// All rows.
    pub rows: u32,
    /// The header and the titles above it.
    pub header: u32,
    /// Rows that become people.
    pub data: u32,
    /// Empty rows.
    pub blank: u32,
    /// Hidden rows.
    pub hidden: u32,
    /// Rows that sum others up.
    pub totals: u32,
    /// Rows that were left out for a problem.
    pub rejected: u32,
}

/// What a person chose about the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetChoice {
    /// The sheet.
    pub sheet: String,
    /// The header row, from 1; null to have it found.
    pub header_row: Option<u32>,
    /// Whether hidden rows count.
    pub hidden: Option<HiddenRows>,
}

/// What a row of the sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A title above the header.
    Title,
    /// The header.
    Header,
    /// A person.
    Data,
    /// Empty.
    Blank,
    /// Hidden.
    Hidden,
    /// A sum of others.
    Totals,
    /// Left out for a problem.
    Rejected,
}

/// A row of the sheet, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRow {
    /// From 1, as in the sheet.
    pub row: u32,
    /// What it is taken for.
    pub kind: RowKind,
    /// Its cells as text.
    pub cells: Vec<String>,
}
