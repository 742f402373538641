//! The records of a stream: a number, a length, and as many bytes. Nothing is copied, and a record that goes beyond
//! the stream is damage.

use super::{Damage, malformed};
use crate::sheet::error::SheetError;

/// The end of a part of the stream.
pub(super) const END: u16 = 0x000a;
/// The beginning of a part of the stream.
pub(super) const BEGIN: u16 = 0x0809;
/// More bytes of the record before.
const CONTINUE: u16 = 0x003c;

const CUT: Damage = "it ends in the middle of a record";

/// The records from a place on.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) id: u16,
    pub(super) data: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn of(stream: &'a [u8]) -> Self {
        Self { stream, at: 0 }
    }

    /// How many bytes were read so far.
    pub(super) fn read(&self) -> usize {
        self.at
    }

    /// The next record; a stream ends with a record that says so, so that running out of bytes is damage.
    pub(super) fn next(&mut self) -> Result<Record<'a>, SheetError> {
        let (record, end) = self.peek().map_err(malformed)?;
        self.at = end;
        Ok(record)
    }

    /// The pieces of a record that may go on in those behind it.
    pub(super) fn with_continued(&mut self, first: Record<'a>) -> Vec<&'a [u8]> {
        let mut pieces = vec![first.data];
        while let Ok((record, end)) = self.peek() {
            if record.id != CONTINUE {
                break;
            }
            pieces.push(record.data);
            self.at = end;
        }
        pieces
    }

    fn peek(&self) -> Result<(Record<'a>, usize), Damage> {
        let rest = self.stream.get(self.at..).ok_or(CUT)?;
        let len = usize::from(u16_at(rest, 2)?);
        let data = rest.get(4..4 + len).ok_or(CUT)?;
        let id = u16_at(rest, 0)?;
        Ok((Record { id, data }, self.at + 4 + len))
    }
}

/// Two bytes of a record.
pub(super) fn u16_at(data: &[u8], at: usize) -> Result<u16, Damage> {
    bytes_at(data, at).map(u16::from_le_bytes)
}

/// Four bytes of a record.
pub(super) fn u32_at(data: &[u8], at: usize) -> Result<u32, Damage> {
    bytes_at(data, at).map(u32::from_le_bytes)
}

/// Some bytes of a record.
pub(super) fn bytes_at<const N: usize>(data: &[u8], at: usize) -> Result<[u8; N], Damage> {
    data.get(at..)
        .and_then(|rest| rest.first_chunk())
        .copied()
        .ok_or("a record is shorter than what it has to say")
}
