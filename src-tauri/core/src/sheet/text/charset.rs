//! The encodings that text files are read in: those of the WHATWG standard, and code page 850, which DOS programs and
//! consoles of Western Europe and Latin America still write and the standard leaves out.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};
use oem_cp::code_table::DECODING_TABLE_CP850;
use oem_cp::decode_string_complete_table;

use crate::sheet::error::SheetError;

const IBM850: &str = "IBM850";
const LABELS_OF_850: [&str; 5] = ["ibm850", "cp850", "850", "ibm-850", "dos-850"];

/// One way to make text of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// An encoding of the WHATWG standard.
    Standard(&'static Encoding),
    /// Code page 850.
    Ibm850,
}

impl Charset {
    pub(super) const UTF_8: Self = Self::Standard(UTF_8);

    /// What a guess is weighed against: what programs of the countries where Wellhub is sold wrote before UTF-8.
    pub(super) const USUAL: [Self; 4] = [
        Self::Standard(WINDOWS_1252),
        Self::Standard(encoding_rs::ISO_8859_15),
        Self::Ibm850,
        Self::Standard(MACINTOSH),
    ];

    /// The encoding of that name; any usual label is understood, whatever its case.
    pub(super) fn named(name: &str) -> Result<Self, SheetError> {
        let label = name.trim().to_ascii_lowercase();
        if LABELS_OF_850.contains(&label.as_str()) {
            return Ok(Self::Ibm850);
        }
        Encoding::for_label(label.as_bytes())
            .map(Self::Standard)
            .ok_or_else(|| SheetError::UnknownEncoding(name.to_owned()))
    }

    /// Its name: that of the WHATWG standard, or `IBM850`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Standard(encoding) => encoding.name(),
            Self::Ibm850 => IBM850,
        }
    }

    /// The bytes as text; a byte order mark of this encoding is no text, and what fits no character becomes U+FFFD.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Standard(encoding) => encoding.decode_with_bom_removal(bytes).0.into_owned(),
            Self::Ibm850 => decode_string_complete_table(bytes, &DECODING_TABLE_CP850),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_whatever_their_case() {
        for (label, name) in [
            ("cp850", "IBM850"),
            ("IBM850", "IBM850"),
            ("L9", "ISO-8859-15"),
            ("Windows-1252", "windows-1252"),
            ("macintosh", "macintosh"),
        ] {
            assert_eq!(Charset::named(label).ok().map(Charset::name), Some(name));
        }
        assert!(Charset::named("klingon").is_err());
    }

    #[test]
    fn code_page_850_has_its_own_accents() {
        assert_eq!(
            Charset::Ibm850.decode(b"Jo\xc6o Concei\x87\xc6o"),
            "João Conceição"
        );
    }
}
