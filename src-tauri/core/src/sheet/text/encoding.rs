//! Which encoding a text file is in: its byte order mark, then strict UTF-8, then a guess that is named as one.
//! Bytes that fit no character become U+FFFD and are found later, never dropped.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::charset::Charset;
use crate::sheet::error::SheetError;

/// Text, and how it was read.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Where the text begins, behind a byte order mark.
    pub(super) start: usize,
    pub(super) charset: Charset,
    pub(super) guessed: bool,
    /// The file's bytes; `None` where the text is made of the very same.
    pub(super) bytes: Option<Vec<u8>>,
    /// What the file could be read in otherwise, likeliest first; empty where its content leaves no choice.
    pub(super) rivals: Vec<Charset>,
}

impl Decoded {
    /// The file's bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.text.as_bytes())
    }
}

/// Decodes a file, with the encoding named or found out.
pub(super) fn decode(bytes: Vec<u8>, named: Option<&str>) -> Result<Decoded, SheetError> {
    let named = named.map(Charset::named).transpose()?;
    let mut bytes = bytes;
    if named.is_none_or(|named| named == Charset::UTF_8) && may_be_utf8(&bytes) {
        // The usual file: its bytes are its text, and are not copied.
        match String::from_utf8(bytes) {
            Ok(text) => return Ok(Decoded::usual(text)),
            Err(error) => bytes = error.into_bytes(),
        }
    }
    let found = find(&bytes);
    let charset = named.unwrap_or(found.charset);
    let text = charset.decode(&bytes);
    let mut rivals = vec![found.charset];
    rivals.extend(found.rivals);
    rivals.retain(|other| *other != charset);
    Ok(Decoded {
        text,
        start: 0,
        charset,
        guessed: named.is_none() && !found.certain,
        bytes: Some(bytes),
        rivals,
    })
}

impl Decoded {
    fn usual(text: String) -> Self {
        let mark = text.starts_with('\u{feff}');
        Self {
            text,
            start: if mark { '\u{feff}'.len_utf8() } else { 0 },
            charset: Charset::UTF_8,
            guessed: false,
            bytes: None,
            rivals: Vec::new(),
        }
    }
}

/// Whether nothing at the start speaks against UTF-8.
fn may_be_utf8(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).is_none_or(|(encoding, _)| encoding == UTF_8);
    marked && wide(bytes).is_none()
}

/// What the bytes say.
struct Found {
    charset: Charset,
    certain: bool,
    rivals: Vec<Charset>,
}

impl Found {
    fn certain(charset: Charset) -> Self {
        Self {
            charset,
            certain: true,
            rivals: Vec::new(),
        }
    }
}

fn find(bytes: &[u8]) -> Found {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Found::certain(Charset::Standard(encoding));
    }
    if let Some(encoding) = wide(bytes) {
        return Found {
            charset: Charset::Standard(encoding),
            certain: false,
            rivals: Vec::new(),
        };
    }
    let Err(_) = std::str::from_utf8(bytes) else {
        return Found::certain(Charset::UTF_8);
    };
    guess(bytes)
}

/// A file that is no strict UTF-8. One that mostly is was damaged or mixed: read as anything else, every accent that is
/// whole would be spoilt without a sign, while read as UTF-8 the broken ones show.
fn guess(bytes: &[u8]) -> Found {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let detected = || {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        Charset::Standard(detector.guess(None, Utf8Detection::Deny))
    };
    let charset = if whole > broken {
        Charset::UTF_8
    } else {
        detected()
    };
    let mut rivals = Vec::new();
    let seen = Alphabet::of(bytes);
    let utf8 = (whole > 0).then_some(Charset::UTF_8);
    for rival in Charset::USUAL.into_iter().chain(utf8) {
        let known = [charset].into_iter().chain(rivals.iter().copied());
        if known.into_iter().all(|other| seen.tells(rival, other)) {
            rivals.push(rival);
        }
    }
    Found {
        charset,
        certain: false,
        rivals,
    }
}

/// The bytes of a file on which encodings differ.
struct Alphabet(Vec<u8>);

impl Alphabet {
    fn of(bytes: &[u8]) -> Self {
        let mut seen = [false; 256];
        for &byte in bytes {
            seen[usize::from(byte)] = true;
        }
        Self((0x80..=0xff).filter(|&b| seen[usize::from(b)]).collect())
    }

    /// Whether two encodings read any of these bytes differently.
    fn tells(&self, one: Charset, other: Charset) -> bool {
        one != other
            && self
                .0
                .iter()
                .any(|&b| one.decode(&[b]) != other.decode(&[b]))
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
