//! The recovery key as a person writes it down: seven groups of four letters or digits and a fifth that checks them, so
//! that a slip of the pen is told by its group. It has no `Debug`, `Display` or `Serialize`.

use hmac::{Hmac, KeyInit as _, Mac as _};
use rand::TryRngCore as _;
use rand::rngs::OsRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::history::HistoryError;

/// Digits and letters without I, L, O and U (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 7;
/// Of a group, the check aside.
const LETTERS: usize = 4;

/// A recovery key: 140 random bits.
#[derive(Clone)]
pub struct RecoveryKey(Zeroizing<[u8; GROUPS * LETTERS]>);

/// Why a text is no recovery key. None of its letters is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadWords {
    /// Too short or too long.
    #[error(
        "a recovery key has {GROUPS} groups of five letters and digits, and this has {found} letters and digits in all; look for what is missing or too many"
    )]
    Length {
        /// How many letters and digits there are.
        found: usize,
    },
    /// A group that does not agree with its check.
    #[error("group {group} of the recovery key is mistyped; compare it with what was written down")]
    Group {
        /// Which, from 1.
        group: usize,
    },
}

impl RecoveryKey {
    /// A new random one.
    pub fn generate() -> Result<Self, HistoryError> {
        let mut values = Zeroizing::new([0; GROUPS * LETTERS]);
        OsRng
            .try_fill_bytes(&mut values[..])
            .map_err(HistoryError::NoRandomness)?;
        values.iter_mut().for_each(|value| *value &= 31);
        Ok(Self(values))
    }

    /// What a person typed: upper or lower case, with any blanks and strokes; O is taken for 0, and I and L for 1.
    pub fn read(text: &str) -> Result<Self, BadWords> {
        let mut typed = Zeroizing::new(Vec::with_capacity(GROUPS * (LETTERS + 1)));
        let letters = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '—' | '·'));
        typed.extend(letters.map(value));
        if typed.len() != GROUPS * (LETTERS + 1) {
            let found = typed.len();
            return Err(BadWords::Length { found });
        }
        let mut values = Zeroizing::new([0; GROUPS * LETTERS]);
        let places = values.chunks_exact_mut(LETTERS);
        for (index, (group, place)) in typed.chunks_exact(LETTERS + 1).zip(places).enumerate() {
            let bad = BadWords::Group { group: index + 1 };
            for (slot, value) in place.iter_mut().zip(group) {
                *slot = value.ok_or(bad)?;
            }
            if group[LETTERS] != Some(check(index, place)) {
                return Err(bad);
            }
        }
        Ok(Self(values))
    }

    /// What is written down.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(GROUPS * (LETTERS + 2)));
        for (index, group) in self.0.chunks_exact(LETTERS).enumerate() {
            if index > 0 {
                text.push('-');
            }
            for value in group.iter().copied().chain([check(index, group)]) {
                text.push(char::from(ALPHABET[usize::from(value)]));
            }
        }
        text
    }

    /// The key that closes the history's. The recovery key is random in full, so one pass serves.
    pub(super) fn wrapping(&self, salt: &[u8; 16]) -> Zeroizing<[u8; 32]> {
        let mut block = Zeroizing::new([0; 64]);
        block[..self.0.len()].copy_from_slice(&self.0[..]);
        let mut mac = Hmac::<Sha256>::new((&*block).into());
        mac.update(b"rollcall recovery 1");
        mac.update(salt);
        Zeroizing::new(mac.finalize().into_bytes().into())
    }
}

fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET
        .iter()
        .position(|known| char::from(*known) == letter);
    place.and_then(|place| u8::try_from(place).ok())
}

/// A weighted sum over GF(32), each weight another power of x: any one wrong letter, any two that changed places and any
/// two groups that did are found.
fn check(group: usize, letters: &[u8]) -> u8 {
    let number = u8::try_from(group + 1).unwrap_or(u8::MAX) & 31;
    letters
        .iter()
        .fold(double(number), |sum, letter| double(sum ^ letter))
}

/// Times x, modulo x⁵ + x² + 1.
fn double(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 {
        shifted
    } else {
        (shifted ^ 0b10_0101) & 31
    }
}

#[cfg(test)]
mod tests;
