//! The key of the encrypted history: 32 random bytes that live in the vault and in no file. It has no `Debug` that shows it.

use rand::TryRngCore;
use rand::rngs::OsRng;
use std::path::Path;
use zeroize::Zeroizing;

use super::HistoryError;

/// The key that opens a history.
#[derive(Clone)]
pub struct HistoryKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for HistoryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HistoryKey(…)")
    }
}

/// The system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error(
    "the system has no random numbers to make a key of: {0}; restart the computer and try again"
)]
pub struct NoRandomness(#[source] rand::rand_core::OsError);

impl HistoryKey {
    /// A key of these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A new random key.
    pub fn generate() -> Result<Self, NoRandomness> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        OsRng.try_fill_bytes(&mut bytes[..]).map_err(NoRandomness)?;
        Ok(Self(bytes))
    }

    /// The key as the vault keeps it: 64 hexadecimal digits. `None` when the text is something else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// What the vault is to keep.
    pub fn to_hex(&self) -> Zeroizing<String> {
        use std::fmt::Write as _;
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Says whether a history stands at `path` that needs the key that it was made with. Asked before a key is made:
    /// where this is true and the vault has none, the answer is [`HistoryError::MissingKey`], never a new key.
    pub fn is_needed(path: &Path) -> Result<bool, HistoryError> {
        path.try_exists().map_err(|source| HistoryError::File {
            path: path.to_owned(),
            source,
        })
    }
}
