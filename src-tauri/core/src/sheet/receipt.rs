//! The file receipt (rule R2): each row that the file holds is counted once, and the parts add up or nothing goes on.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::header::{Layout, RowKind};
use super::page::Page;

/// How many rows of which kind. Titles count under `header`; hidden rows stay hidden even when they are included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Receipt {
    /// Rows from the first of the sheet to the last that says anything.
    pub rows: u32,
    /// The header row and the titles above it.
    pub header: u32,
    /// Rows that became people.
    pub data: u32,
    /// Rows that say nothing.
    pub blank: u32,
    /// Hidden or filtered rows.
    pub hidden: u32,
    /// Sums at the end.
    pub totals: u32,
    /// Data rows that are not sent and count as present.
    pub rejected: u32,
}

impl Receipt {
    /// Counts the rows of a sheet; none is rejected yet.
    pub fn of(page: Page<'_>, layout: &Layout) -> Self {
        let mut receipt = Self {
            rows: layout.last_row,
            ..Self::default()
        };
        let mut said = 0;
        for row in page
            .rows()
            .iter()
            .filter(|row| row.number <= layout.last_row)
        {
            said += 1;
            match layout.kind(page, row) {
                RowKind::Header => receipt.header += 1,
                RowKind::Data => receipt.data += 1,
                RowKind::Blank => receipt.blank += 1,
                RowKind::Hidden => receipt.hidden += 1,
                RowKind::Totals => receipt.totals += 1,
            }
        }
        receipt.blank += receipt.rows.saturating_sub(said);
        receipt
    }

    /// Moves data rows to the rejected ones.
    pub fn reject(&mut self, rows: u32) {
        let rows = rows.min(self.data);
        self.data -= rows;
        self.rejected += rows;
    }

    /// Whether the parts add up to the rows.
    pub fn adds_up(&self) -> bool {
        let parts = [
            self.header,
            self.data,
            self.blank,
            self.hidden,
            self.totals,
            self.rejected,
        ];
        parts.iter().map(|&part| u64::from(part)).sum::<u64>() == u64::from(self.rows)
    }
}
