//! What a text file would say under other encodings and delimiters, so that a person can choose by looking at names.
//! It settles nothing, and shows the file's own words alone.

use serde::Serialize;

use super::charset::Charset;
use super::encoding::Decoded;
use super::records::Records;
use crate::sheet::dictionary;

/// So many texts show a difference; more would not be read.
const SAMPLES: usize = 5;
/// So many characters of each.
const LONGEST: usize = 60;
/// Bytes that are searched for telling texts.
const WINDOW: usize = 4 << 20;
/// Headers stand near the top.
const HEADERS_WITHIN: usize = 25;

/// An encoding that a text file can be read in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EncodingCandidate {
    /// Its WHATWG name, or `IBM850`.
    pub name: &'static str,
    /// Texts of the file as they read in it, names where there are any: the same texts for every candidate, each of
    /// which some candidates read differently. Empty where there is nothing to choose.
    pub samples: Vec<String>,
}

/// A delimiter that parts a text file into columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelimiterCandidate {
    /// The character.
    pub delimiter: char,
    /// How many columns most rows have under it.
    pub columns: u16,
    /// The first three rows under it.
    pub sample: Vec<Vec<String>>,
}

/// The encodings of a file: the one in use, then the others.
pub(super) fn encodings(decoded: &Decoded, delimiter: char) -> Vec<EncodingCandidate> {
    let used = decoded.charset;
    if decoded.rivals.is_empty() {
        return vec![EncodingCandidate {
            name: used.name(),
            samples: Vec::new(),
        }];
    }
    let all: Vec<Charset> = [used]
        .into_iter()
        .chain(decoded.rivals.iter().copied())
        .collect();
    let samples = telling(decoded.bytes(), &all, delimiter);
    let read = |charset: &Charset| EncodingCandidate {
        name: charset.name(),
        samples: samples
            .iter()
            .map(|sample| charset.decode(sample).chars().take(LONGEST).collect())
            .collect(),
    };
    all.iter().map(read).collect()
}

/// The bytes of texts that not all encodings read alike; people's names come first.
fn telling(bytes: &[u8], charsets: &[Charset], delimiter: char) -> Vec<Vec<u8>> {
    // Read as Latin-1 each character is one byte, and delimiters and quotes are where they are.
    let text = encoding_rs::mem::decode_latin1(window(bytes)).into_owned();
    let names = name_columns(bytes, charsets, delimiter);
    let (mut first, mut others): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (Vec::new(), Vec::new());
    let mut records = Records::new(&text, 0, delimiter);
    while records.next().is_some() && first.len() < SAMPLES {
        for (column, field) in records.texts().enumerate() {
            if field.is_ascii() {
                continue;
            }
            let kept = if names.contains(&column) {
                &mut first
            } else {
                &mut others
            };
            let field = as_bytes(field.trim());
            let told = kept.len() >= SAMPLES || kept.contains(&field);
            if !told && differs(&field, charsets) {
                kept.push(field);
            }
        }
    }
    first.extend(others);
    first.truncate(SAMPLES);
    first
}

fn as_bytes(latin1: &str) -> Vec<u8> {
    let byte = |c: char| u8::try_from(u32::from(c)).ok();
    latin1.chars().filter_map(byte).collect()
}

fn differs(field: &[u8], charsets: &[Charset]) -> bool {
    let mut read = charsets.iter().map(|charset| charset.decode(field));
    let first = read.next();
    read.any(|other| Some(&other) != first.as_ref())
}

/// The start of the file, or what follows the line of its first byte that is not ASCII.
fn window(bytes: &[u8]) -> &[u8] {
    let odd = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let start = if odd < WINDOW {
        0
    } else {
        let line = bytes[..odd].iter().rposition(|&b| b == b'\n');
        line.map_or(odd, |at| at + 1)
    };
    &bytes[start..bytes.len().min(start + WINDOW)]
}

/// The columns whose headers speak of names.
fn name_columns(bytes: &[u8], charsets: &[Charset], delimiter: char) -> Vec<usize> {
    let start = &bytes[..bytes.len().min(64 << 10)];
    let text = encoding_rs::mem::decode_latin1(start).into_owned();
    let mut records = Records::new(&text, 0, delimiter);
    let mut looked_at = 0;
    while records.next().is_some() && looked_at < HEADERS_WITHIN {
        looked_at += 1;
        let speaks = |field: &str| {
            let bytes = as_bytes(field);
            charsets
                .iter()
                .any(|charset| dictionary::is_name(&charset.decode(&bytes)))
        };
        let names: Vec<usize> = records
            .texts()
            .enumerate()
            .filter(|(_, field)| field.len() <= LONGEST && speaks(field))
            .map(|(column, _)| column)
            .collect();
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}
