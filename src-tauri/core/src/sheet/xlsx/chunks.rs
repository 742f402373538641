//! Large parts in chunks that end before a tag, unpacked by a thread of their own while the chunk before is scanned. A
//! chunk is never cut inside of a tag: `<` begins one wherever it stands, but for comments, CDATA and instructions, and
//! a part that has those is taken whole.

use std::io::Read;
use std::sync::mpsc::{Receiver, sync_channel};

use super::{Entry, Guarded, Scanner, What};
use crate::sheet::error::{Cause, SheetError};

/// Large enough that its ends do not matter, small enough to stay in the cache.
const CHUNK: usize = 256 * 1024;
/// How many chunks are unpacked ahead.
const AHEAD: usize = 4;

/// A part that is read in chunks.
pub(super) struct Chunks<'r, R: Read> {
    pub(super) inner: Guarded<Entry<'r, R>>,
    pub(super) name: String,
}

impl<R: Read + Send> Chunks<'_, R> {
    /// Hands a scanner over every chunk of the part to `take`, in order, until it has seen enough and returns false.
    pub(super) fn each(
        self,
        mut take: impl FnMut(&mut Scanner<'_>) -> Result<Result<bool, What>, SheetError>,
    ) -> Result<(), SheetError> {
        let Self { mut inner, name } = self;
        std::thread::scope(|scope| {
            let (send, unpacked) = sync_channel(AHEAD);
            let limit = inner.limit;
            scope.spawn(move || {
                loop {
                    let mut piece = Vec::with_capacity(CHUNK);
                    let read = inner.by_ref().take(CHUNK as u64).read_to_end(&mut piece);
                    let last = read.is_err() || piece.len() < CHUNK;
                    // Nobody listens any more where the scan has failed or seen enough.
                    if send.send(read.map(|_| piece)).is_err() || last {
                        return;
                    }
                }
            });
            let mut pieces = Pieces {
                unpacked,
                rest: Vec::new(),
                name: &name,
                limit,
            };
            while let Some(chunk) = pieces.next()? {
                let text =
                    std::str::from_utf8(&chunk).map_err(|_| malformed(&name, "it is not UTF-8"))?;
                match take(&mut Scanner::over(text))? {
                    Ok(true) => {}
                    Ok(false) => return Ok(()),
                    Err(what) => return Err(malformed(&name, what)),
                }
            }
            Ok(())
        })
    }
}

/// What is unpacked, cut before tags.
struct Pieces<'n> {
    unpacked: Receiver<std::io::Result<Vec<u8>>>,
    /// What begins the next chunk.
    rest: Vec<u8>,
    name: &'n str,
    limit: u64,
}

impl Pieces<'_> {
    /// The next chunk; `None` behind the last.
    fn next(&mut self) -> Result<Option<Vec<u8>>, SheetError> {
        let mut chunk = std::mem::take(&mut self.rest);
        let mut whole = false;
        loop {
            let Ok(piece) = self.unpacked.recv() else {
                return Ok(Some(chunk).filter(|chunk| !chunk.is_empty()));
            };
            let piece = piece.map_err(|error| self.refused(&error))?;
            if chunk.is_empty() {
                chunk = piece;
            } else {
                chunk.extend_from_slice(&piece);
            }
            whole = whole || may_hide_tags(&chunk);
            // A text longer than a chunk has no tag to end it yet.
            if let Some(end) = last_tag(&chunk).filter(|_| !whole) {
                self.rest.extend_from_slice(&chunk[end..]);
                chunk.truncate(end);
                return Ok(Some(chunk));
            }
        }
    }

    fn refused(&self, error: &std::io::Error) -> SheetError {
        let part = self.name.to_owned();
        if error.kind() == std::io::ErrorKind::FileTooLarge {
            SheetError::Inflated {
                part,
                limit: self.limit,
            }
        } else {
            SheetError::Part {
                part,
                source: Cause::of(error),
            }
        }
    }
}

pub(super) fn malformed(part: &str, what: What) -> SheetError {
    SheetError::Malformed {
        part: part.to_owned(),
        what: what.into(),
    }
}

/// Where the last tag begins, unless it is the very first thing.
fn last_tag(chunk: &[u8]) -> Option<usize> {
    memchr::memrchr(b'<', chunk).filter(|&at| at > 0)
}

/// Whether `<` may stand in the chunk without beginning a tag. The XML declaration at the very start holds none.
fn may_hide_tags(chunk: &[u8]) -> bool {
    memchr::memmem::find(chunk, b"<!").is_some()
        || memchr::memmem::find_iter(chunk, b"<?").any(|at| at > 3)
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
        for before in [
            "",
            "<!-- a < b -->",
            "<?x a < b?>",
            "<x><![CDATA[</row><row>]]></x>",
        ] {
            let workbook = read(sheet(before, 3000));
            let page = workbook.chosen().unwrap();
            for number in 1..=3000_u32 {
                let n = number as usize - 1;
                let cell = page.cell(number, 0).unwrap();
                assert_eq!(page.raw(&cell), format!("{}<{n}", "é ".repeat(n % 300)));
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
        assert_eq!(page.raw(&page.cell(1, 0).unwrap()), long);
    }
}
