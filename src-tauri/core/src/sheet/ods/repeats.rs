//! How much a file may say again without writing it again: rows, cells and spaces come with a number of repeats, and a
//! few bytes of it could fill any memory. One allowance holds for a whole workbook.

use quick_xml::events::BytesStart;

use crate::sheet::error::SheetError;
use crate::sheet::xlsx::attribute;

/// Far more than rows that are alike in every cell come to in a list of people.
const MOST_COPIES: u64 = 4_000_000;

/// Looking at so much text takes about as long as making a copy.
const THING: usize = 256;

/// The copies that a workbook asked for so far.
#[derive(Default)]
pub(super) struct Repeats {
    copies: u64,
}

impl Repeats {
    /// Counts `times` copies of so many things that say so much text; an error once they are too many. Copies share
    /// their text, but each is looked at later on.
    pub(super) fn allow(
        &mut self,
        times: u32,
        things: usize,
        text: usize,
    ) -> Result<(), SheetError> {
        let size = u64::try_from(things + text / THING).unwrap_or(u64::MAX);
        self.copies = self
            .copies
            .saturating_add(u64::from(times).saturating_mul(size));
        if self.copies > MOST_COPIES {
            return Err(SheetError::TooMuchText);
        }
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
