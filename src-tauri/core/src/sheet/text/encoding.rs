//! Which encoding a text file is in: its byte order mark, then strict UTF-8, then a guess that is named as one.
//! Bytes that fit no character become U+FFFD and are found later, never dropped.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::sheet::error::SheetError;

/// Text, and how it was read.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) guessed: bool,
}

/// Decodes a file, with the encoding named or found out.
pub(super) fn decode(bytes: Vec<u8>, named: Option<&str>) -> Result<Decoded, SheetError> {
    if let Some(name) = named {
        let encoding = Encoding::for_label(name.as_bytes())
            .ok_or_else(|| SheetError::UnknownEncoding(name.to_owned()))?;
        return Ok(with(encoding, &bytes, false));
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return Ok(with(encoding, &bytes, false));
    }
    if let Some(encoding) = wide(&bytes) {
        return Ok(with(encoding, &bytes, true));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text,
            encoding: UTF_8.name(),
            guessed: false,
        }),
        Err(error) => {
            let bytes = error.into_bytes();
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            Ok(with(
                detector.guess(None, Utf8Detection::Deny),
                &bytes,
                true,
            ))
        }
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        guessed,
    }
}

/// UTF-16 without a mark: Western text has a zero in every second byte.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| {
        start
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let most = start.len() / 2 * 2 / 3;
    if start.len() < 4 {
        None
    } else if zeros(1) > most && zeros(0) == 0 {
        Some(UTF_16LE)
    } else if zeros(0) > most && zeros(1) == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}
