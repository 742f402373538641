//! Where a cell stands: letters and numbers as a person sees them, such as `B17`.
//! It must never know what stands there.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::employee::Text;

/// The last row that any spreadsheet format has.
pub const LAST_ROW: u32 = 1_048_576;
/// The last column that any spreadsheet format has, counted from 0.
pub const LAST_COLUMN: u16 = 16_383;

/// The letters of a column counted from 0: 0 is `A`, 26 is `AA`.
pub fn letters(column: u16) -> Text {
    let mut left = u32::from(column) + 1;
    let mut reversed = [0_u8; 4];
    let mut used = 0;
    while left > 0 {
        let digit = (left - 1) % 26;
        reversed[used] = b'A' + u8::try_from(digit).unwrap_or_default();
        used += 1;
        left = (left - 1) / 26;
    }
    reversed[..used].iter().rev().map(|&b| b as char).collect()
}

/// The address of a cell: row from 1, column from 0.
pub fn address(row: u32, column: u16) -> Text {
    let mut text = letters(column);
    // Writing to a string cannot fail.
    let _ = write!(text, "{row}");
    text
}

/// Reads `B17` as row 17, column 1; `None` for anything that is no address within a spreadsheet's bounds.
pub fn parse_address(text: &str) -> Option<(u32, u16)> {
    let mut column = 0_u32;
    let mut row = 0_u32;
    let mut letters = 0;
    let mut digits = 0;
    for byte in text.bytes().filter(|&b| b != b'$') {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if digits == 0 && letters < 3 => {
                column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                letters += 1;
            }
            b'0'..=b'9' if letters > 0 && digits < 7 => {
                row = row * 10 + u32::from(byte - b'0');
                digits += 1;
            }
            _ => return None,
        }
    }
    let column = u16::try_from(column.checked_sub(1)?).ok()?;
    ((1..=LAST_ROW).contains(&row) && column <= LAST_COLUMN).then_some((row, column))
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row, from 1.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column, from 0.
    pub left: u16,
    /// Last column.
    pub right: u16,
}

impl Area {
    /// Reads `A1:B2`, or a single address.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (top, left) = parse_address(first)?;
        let (bottom, right) = parse_address(last)?;
        (top <= bottom && left <= right).then_some(Self {
            top,
            bottom,
            left,
            right,
        })
    }

    /// Whether a cell lies in it.
    pub fn holds(&self, row: u32, column: u16) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        for (column, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), expected);
        }
        assert_eq!(parse_address("XFE1"), None);
        assert_eq!(parse_address("A1048577"), None);
        assert_eq!(parse_address("1A"), None);
        assert_eq!(
            Area::parse("B2:C4"),
            Some(Area {
                top: 2,
                bottom: 4,
                left: 1,
                right: 2
            })
        );
    }

    proptest! {
        #[test]
        fn addresses_go_both_ways(row in 1..=LAST_ROW, column in 0..=LAST_COLUMN) {
            prop_assert_eq!(parse_address(&address(row, column)), Some((row, column)));
        }
    }
}
