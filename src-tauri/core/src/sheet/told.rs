//! What a format tells of its sheets, and what it cannot tell.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Whether a person sees a sheet in the program that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// As usual.
    Visible,
    /// Hidden, and listed for showing.
    Hidden,
    /// Hidden from the list too.
    VeryHidden,
}

/// What the reader of a format cannot tell, so that nobody takes silence for absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// Whether rows are hidden or filtered out.
    HiddenRows,
    /// Whether columns are hidden.
    HiddenColumns,
    /// Which cells are merged.
    MergedCells,
    /// How numbers are formatted.
    NumberFormats,
    /// Which cells formulas compute.
    Formulas,
    /// What the formulas say; which cells they compute is known.
    FormulaTexts,
}
