//! Large parts in chunks that end before a tag, so that quick-xml reads borrowed text instead of copying each event.
//! A chunk is never cut inside of a tag: `<` begins one wherever it stands, but for comments and CDATA, and a part that
//! has those is taken whole.

use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Entry, Guarded};
use crate::sheet::error::SheetError;

/// Large enough that its ends do not matter, small enough to stay in the cache.
const CHUNK: usize = 256 * 1024;

/// A part that is read in chunks.
pub(super) struct Chunks<'r, 'a> {
    pub(super) inner: Guarded<Entry<'r, 'a>>,
    pub(super) name: String,
}

impl Chunks<'_, '_> {
    /// Hands every event of the part to `take`, in order; empty elements come as a start and an end.
    pub(super) fn each(
        &mut self,
        mut take: impl FnMut(&str, Event<'_>) -> Result<(), SheetError>,
    ) -> Result<(), SheetError> {
        let mut buffer: Vec<u8> = Vec::with_capacity(CHUNK + CHUNK / 4);
        let mut whole = false;
        loop {
            let done = self.fill(&mut buffer, whole)?;
            if !whole && !done && may_hide_tags(&buffer) {
                whole = true;
                continue;
            }
            let end = if done {
                buffer.len()
            } else {
                last_tag(&buffer)
            };
            let text = std::str::from_utf8(&buffer[..end]).map_err(|_| SheetError::Malformed {
                part: self.name.clone(),
                what: "it is not UTF-8",
            })?;
            self.events(text, &mut take)?;
            if done {
                return Ok(());
            }
            buffer.drain(..end);
        }
    }

    /// Reads on until a chunk is there, or the part's end; true at the end.
    fn fill(&mut self, buffer: &mut Vec<u8>, whole: bool) -> Result<bool, SheetError> {
        loop {
            let before = buffer.len();
            let read = self.inner.by_ref().take(CHUNK as u64).read_to_end(buffer);
            read.map_err(|error| self.refused(error))?;
            if buffer.len() - before < CHUNK {
                return Ok(true);
            }
            // A text longer than a chunk has no tag to end it yet.
            if !whole && last_tag(buffer) > 0 {
                return Ok(false);
            }
        }
    }

    fn refused(&self, error: std::io::Error) -> SheetError {
        if error.kind() == std::io::ErrorKind::FileTooLarge {
            SheetError::Inflated {
                part: self.name.clone(),
                limit: self.inner.limit,
            }
        } else {
            self.broken(error.into())
        }
    }

    fn broken(&self, source: quick_xml::Error) -> SheetError {
        SheetError::Part {
            part: self.name.clone(),
            source,
        }
    }

    fn events(
        &self,
        text: &str,
        take: &mut impl FnMut(&str, Event<'_>) -> Result<(), SheetError>,
    ) -> Result<(), SheetError> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        loop {
            match reader.read_event().map_err(|error| self.broken(error))? {
                Event::Eof => return Ok(()),
                event => take(&self.name, event)?,
            }
        }
    }
}

/// Where the last tag begins; 0 where there is none but one at the very start.
fn last_tag(buffer: &[u8]) -> usize {
    buffer.iter().rposition(|&b| b == b'<').unwrap_or(0)
}

/// Whether `<` may stand in the chunk without beginning a tag.
fn may_hide_tags(buffer: &[u8]) -> bool {
    buffer.contains(&b'!') && buffer.windows(2).any(|pair| pair == b"<!")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::sheet::fixtures::{hand_cut, read};

    /// Cells of texts so long that chunks end everywhere within them.
    fn sheet(before: &str, rows: usize) -> Vec<u8> {
        let row = |n: usize| {
            format!(
                "<row><c t=\"str\"><v>{}&lt;{n}</v></c></row>",
                "é ".repeat(n % 300)
            )
        };
        let rows: String = (0..rows).map(row).collect();
        hand_cut(&format!("{before}<sheetData>{rows}</sheetData>"))
    }

    #[test]
    fn chunks_lose_nothing_at_their_ends() {
        for before in ["", "<!-- a < b -->", "<x><![CDATA[</row><row>]]></x>"] {
            let workbook = read(sheet(before, 3000));
            let page = workbook.chosen().unwrap();
            for number in 1..=3000_u32 {
                let n = number as usize - 1;
                let cell = page.cell(number, 0).unwrap();
                assert_eq!(page.raw(cell), format!("{}<{n}", "é ".repeat(n % 300)));
            }
        }
    }

    #[test]
    fn a_text_longer_than_a_chunk_is_whole() {
        let long = "á".repeat(400_000);
        let bytes = hand_cut(&format!(
            "<sheetData><row><c t=\"str\"><v>{long}</v></c></row></sheetData>"
        ));
        let workbook = read(bytes);
        let page = workbook.chosen().unwrap();
        assert_eq!(page.raw(page.cell(1, 0).unwrap()), long);
    }
}
