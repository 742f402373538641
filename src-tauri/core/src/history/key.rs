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

impl HistoryKey {
    /// A key of these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A new random key.
    pub fn generate() -> Result<Self, HistoryError> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        OsRng
            .try_fill_bytes(&mut bytes[..])
            .map_err(HistoryError::NoRandomness)?;
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

    /// What other keys are made from.
    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key for the history at `path`: the one that the vault kept, or a new one where no history stands there yet,
    /// then with true: it is to be put in the vault before the history is opened. Never a new key for an old history.
    pub fn for_file(path: &Path, kept: Option<Self>) -> Result<(Self, bool), HistoryError> {
        if let Some(key) = kept {
            return Ok((key, false));
        }
        let stands = path.try_exists().map_err(|source| HistoryError::File {
            path: path.to_owned(),
            source,
        })?;
        if stands {
            return Err(HistoryError::MissingKey {
                path: path.to_owned(),
            });
        }
        Ok((Self::generate()?, true))
    }
}
