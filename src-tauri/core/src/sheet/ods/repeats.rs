//! How much a file may say again without writing it again: rows, cells and spaces come with a number of repeats, and a
//! few bytes of it could fill any memory. One allowance holds for a whole workbook.

use quick_xml::events::BytesStart;

use crate::sheet::error::SheetError;
use crate::sheet::xlsx::attribute;

/// Far more than rows that are alike in every cell come to in a list of people.
const FREE: u64 = 4_000_000;
/// What each cell that is written out allows beyond that: neighbours that are alike are written as one in every row.
const EARNED: u64 = 16;
/// Looking at so much text takes about as long as making a copy.
const THING: usize = 256;

/// The copies that a workbook may still ask for.
pub(super) struct Repeats {
    left: u64,
}

impl Default for Repeats {
    fn default() -> Self {
        Self { left: FREE }
    }
}

impl Repeats {
    /// Counts a cell that is written out.
    pub(super) fn earn(&mut self) {
        self.left = self.left.saturating_add(EARNED);
    }

    /// Counts `times` copies of so many things that say so much text; an error once they are too many. Copies share
    /// their text, but each is looked at later on.
    pub(super) fn allow(
        &mut self,
        times: u32,
        things: usize,
        text: usize,
    ) -> Result<(), SheetError> {
        let size = u64::try_from(things + text / THING).unwrap_or(u64::MAX);
        let copies = u64::from(times).saturating_mul(size);
        self.left = self
            .left
            .checked_sub(copies)
            .ok_or(SheetError::TooMuchText)?;
        Ok(())
    }
}

/// How often an element stands there, by the attribute that says so: at least once.
pub(super) fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).map_or(1, |said| number(&said))
}

/// A count as it is written; what is no number counts once.
pub(super) fn number(said: &str) -> u32 {
    let digits = !said.is_empty() && said.bytes().all(|b| b.is_ascii_digit());
    // More digits than fit are more than any sheet has, and are refused or blank as such.
    let most = if digits { u32::MAX } else { 1 };
    said.parse().unwrap_or(most).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_allowed_by_what_is_written_out() {
        let mut bomb = Repeats::default();
        assert!(bomb.allow(1_048_575, 3, 0).is_ok());
        assert!(bomb.allow(1_048_575, 3, 0).is_err());
        let mut long = Repeats::default();
        assert!(long.allow(100_000, 1, 32_767).is_err());
        let mut list = Repeats::default();
        for _ in 0..1_000_000 {
            list.earn();
            assert!(list.allow(15, 1, 3).is_ok());
        }
    }

    #[test]
    fn what_is_no_number_counts_once() {
        for (said, count) in [
            ("3", 3),
            ("0", 1),
            ("", 1),
            ("-2", 1),
            ("99999999999", u32::MAX),
        ] {
            assert_eq!(number(said), count);
        }
    }
}
