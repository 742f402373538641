//! Where the next character stands that ends a plain field, found 64 bytes at a time: most of the time of reading a
//! long text goes into this question. It looks at bytes alone and knows no quotes.

use wide::u8x32;

/// Bytes that are looked at together.
const BLOCK: usize = 64;
const HALF: usize = BLOCK / 2;

/// Finds delimiters and line ends.
pub(super) struct Marks {
    delimiter: u8,
    /// Where the block begins whose marks are known; none at first.
    block: usize,
    /// A bit for each byte of the block that is a mark.
    found: u64,
}

impl Marks {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            block: usize::MAX,
            found: 0,
        }
    }

    /// The first mark at or behind a place; the length of the text where there is none.
    pub(super) fn at_or_behind(&mut self, bytes: &[u8], place: usize) -> usize {
        let mut block = place - place % BLOCK;
        let mut skipped = place % BLOCK;
        while block < bytes.len() {
            if block != self.block {
                self.look(bytes, block);
            }
            let left = self.found >> skipped;
            if left != 0 {
                return block + skipped + left.trailing_zeros() as usize;
            }
            block += BLOCK;
            skipped = 0;
        }
        bytes.len()
    }

    fn look(&mut self, bytes: &[u8], block: usize) {
        let rest = bytes.get(block..).unwrap_or_default();
        self.found = if let Some((whole, _)) = rest.split_first_chunk::<BLOCK>() {
            self.marks(whole)
        } else {
            let mut padded = [0; BLOCK];
            padded[..rest.len()].copy_from_slice(rest);
            self.marks(&padded) & ((1 << rest.len()) - 1)
        };
        self.block = block;
    }

    fn marks(&self, bytes: &[u8; BLOCK]) -> u64 {
        let mut halves = [[0_u8; HALF]; 2];
        for (half, bytes) in halves.iter_mut().zip(bytes.as_chunks::<HALF>().0) {
            half.copy_from_slice(bytes);
        }
        let [low, high] = halves.map(|half| {
            let half = u8x32::new(half);
            let is = |byte: u8| half.simd_eq(u8x32::splat(byte));
            (is(self.delimiter) | is(b'\n') | is(b'\r')).to_bitmask()
        });
        u64::from(low) | u64::from(high) << HALF
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn marks_are_those_of_a_plain_search(
            bytes in prop::collection::vec(prop::sample::select(b"ab,;\n\r\"\0\xff".to_vec()), 0..300),
            places in prop::collection::vec(0_usize..300, 1..20),
        ) {
            let mut marks = Marks::new(b',');
            for place in places.into_iter().filter(|&place| place <= bytes.len()) {
                let ends = |&b: &u8| matches!(b, b',' | b'\n' | b'\r');
                let expected = bytes[place..].iter().position(ends).map_or(bytes.len(), |at| place + at);
                prop_assert_eq!(marks.at_or_behind(&bytes, place), expected);
            }
        }
    }
}
