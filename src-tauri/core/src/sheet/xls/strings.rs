//! Texts of BIFF8: one or two bytes a character, with formatting behind them, and cut anywhere into continued records
//! ([MS-XLS] 2.5.293 and 2.5.294). Formatting is passed over.

use super::{Damage, malformed};
use crate::sheet::cell::{Arena, Span};
use crate::sheet::error::SheetError;

const CUT: Damage = "a text ends before its last character";

/// The bytes of a record and of those that continue it.
pub(super) struct Pieces<'a> {
    all: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
    /// The characters of the text that is being read.
    units: Vec<u16>,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(pieces: Vec<&'a [u8]>) -> Self {
        Self {
            all: pieces,
            piece: 0,
            at: 0,
            units: Vec::new(),
        }
    }

    /// Goes past so many bytes, wherever they are cut.
    pub(super) fn skip(&mut self, mut bytes: usize) {
        while let Some(piece) = self.all.get(self.piece) {
            let here = piece.len().saturating_sub(self.at);
            if bytes <= here {
                self.at += bytes;
                return;
            }
            bytes -= here;
            self.piece += 1;
            self.at = 0;
        }
    }

    /// A text whose length takes one byte.
    pub(super) fn short_text(&mut self, arena: &mut Arena) -> Result<Span, SheetError> {
        let count = self.byte().map_err(malformed)?;
        self.text(usize::from(count), arena)
    }

    /// A text whose length takes two bytes.
    pub(super) fn long_text(&mut self, arena: &mut Arena) -> Result<Span, SheetError> {
        let count = self.pair().map_err(malformed)?;
        self.text(usize::from(count), arena)
    }

    /// All texts that are shared between cells; their number is told, and not believed.
    pub(super) fn shared(&mut self, arena: &mut Arena) -> Result<Vec<Span>, SheetError> {
        self.skip(4);
        let low = u32::from(self.pair().map_err(malformed)?);
        let count = low | u32::from(self.pair().map_err(malformed)?) << 16;
        let mut spans = Vec::new();
        for _ in 0..count {
            if self.is_done() {
                break;
            }
            spans.push(self.long_text(arena)?);
        }
        Ok(spans)
    }

    fn text(&mut self, count: usize, arena: &mut Arena) -> Result<Span, SheetError> {
        self.characters(count).map_err(malformed)?;
        let start = arena.len();
        for unit in char::decode_utf16(self.units.iter().copied()) {
            arena.push_char(unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        arena.since(start)
    }

    fn characters(&mut self, count: usize) -> Result<(), Damage> {
        self.units.clear();
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 {
            0
        } else {
            usize::from(self.pair()?)
        };
        let extra = if flags & 4 == 0 {
            0
        } else {
            usize::from(self.pair()?) | usize::from(self.pair()?) << 16
        };
        let mut wide = flags & 1 == 1;
        for _ in 0..count {
            if self.at_end_of_piece() {
                // Where a text is cut, the next record says anew how wide its characters are.
                self.piece += 1;
                self.at = 0;
                wide = self.byte()? & 1 == 1;
            }
            let unit = if wide {
                self.pair()?
            } else {
                u16::from(self.byte()?)
            };
            self.units.push(unit);
        }
        self.skip(runs * 4);
        self.skip(extra);
        Ok(())
    }

    fn at_end_of_piece(&self) -> bool {
        self.all
            .get(self.piece)
            .is_some_and(|piece| self.at >= piece.len())
    }

    fn is_done(&mut self) -> bool {
        self.leave_ended();
        self.piece >= self.all.len()
    }

    fn leave_ended(&mut self) {
        while self.at_end_of_piece() {
            self.piece += 1;
            self.at = 0;
        }
    }

    fn pair(&mut self) -> Result<u16, Damage> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn byte(&mut self) -> Result<u8, Damage> {
        self.leave_ended();
        let piece = self.all.get(self.piece).ok_or(CUT)?;
        let byte = piece.get(self.at).copied().ok_or(CUT)?;
        self.at += 1;
        Ok(byte)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn texts_are_whole_however_they_are_cut() {
        let mut arena = Arena::default();
        let pieces: Vec<&[u8]> = vec![
            &[9, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0b1000, 1, 0, b'J', 0xe3],
            &[1, b'o', 0, 0x3d],
            &[],
        ];
        let mut read = Pieces::of(pieces);
        assert!(matches!(
            read.shared(&mut arena),
            Err(SheetError::Malformed { .. })
        ));
        let mut arena = Arena::default();
        let pieces: Vec<&[u8]> = vec![
            &[9, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0b1000, 1, 0, b'J', 0xe3],
            &[1, b'o', 0, 0x41, 0x26, 9, 9],
            &[9, 9, 1, 0, 0, b'x'],
        ];
        let spans = Pieces::of(pieces).shared(&mut arena).unwrap();
        let texts: Vec<_> = spans.iter().map(|span| arena.get(*span)).collect();
        assert_eq!(texts, ["Jão\u{2641}", "x"]);
    }
}
