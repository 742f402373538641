//! A value that is sent in another form than its cell says, as the window shows it beside the cell.

use rollcall_core::desk::ReadAs;
use rollcall_core::masking;
use serde::Serialize;
use specta::Type;

/// A cell that is read as something else than it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReadAsView {
    /// Its address, such as C7.
    pub cell: String,
    /// Its column, from 0.
    pub column: u16,
    /// What it says.
    pub said: String,
    /// What is sent of it.
    pub read: String,
}

impl ReadAsView {
    /// The view of what reading made of a cell.
    pub(super) fn of(read_as: &ReadAs) -> Self {
        Self {
            cell: read_as.cell.clone(),
            column: read_as.column,
            said: masking::shown(&read_as.field, &read_as.said),
            read: masking::shown(&read_as.field, &read_as.read),
        }
    }
}
