//! Headers whose accents were spoilt by a wrong encoding: what they mean is still told where nothing else fits. It looks
//! at what was lost alone; letters that are there must be the right ones.

use super::{DICTIONARY, Meaning, known};
use crate::sheet::fold::fold;
use crate::sheet::mojibake::before_mojibake;

/// What is left where a byte fits no character.
const LOST: char = '\u{fffd}';
/// Fewer letters that are there could be anything.
const FEWEST: usize = 3;
/// What accented letters are folded to, one or two letters each.
const ACCENTED: [&str; 10] = ["a", "c", "e", "i", "n", "o", "u", "ae", "oe", "ss"];

/// Whether letters were lost: what is left must not pass for the whole, as `CP` would for `CPF`.
pub(super) fn has_lost(header: &str) -> bool {
    header.contains(LOST)
}

/// Meaning of a header that was spoilt; less sure than one that stands as it was written.
pub(super) fn lookup(header: &str) -> Option<(Meaning, f32)> {
    let found = match before_mojibake(header) {
        Some(meant) => known(&meant),
        None if has_lost(header) => lost(header),
        None => None,
    };
    found.map(|(meaning, sure)| (meaning, sure * 0.9))
}

/// The one meaning of all words that fit a header when each lost character is taken for an accented letter.
fn lost(header: &str) -> Option<(Meaning, f32)> {
    // `Nº` and the like say nothing, whatever they were.
    let words: Vec<&str> = header
        .split_whitespace()
        .filter(|word| !has_lost(word) || word.chars().filter(|c| *c != LOST).count() > 1)
        .collect();
    let header = words.join(" ");
    if !has_lost(&header) {
        return known(&header);
    }
    let pieces: Vec<String> = header
        .split(LOST)
        .map(|piece| fold(piece).split(' ').collect())
        .collect();
    if pieces.iter().map(String::len).sum::<usize>() < FEWEST {
        return None;
    }
    let mut fitting = DICTIONARY.iter().filter(|(word, _)| fits(word, &pieces));
    let (_, (meaning, sure)) = fitting.next()?;
    let mut least = *sure;
    for (_, (other, sure)) in fitting {
        if other != meaning {
            return None;
        }
        least = least.min(*sure);
    }
    Some((meaning.clone(), least))
}

fn fits(word: &str, pieces: &[String]) -> bool {
    let Some((first, rest)) = pieces.split_first() else {
        return word.is_empty();
    };
    let Some(left) = word.strip_prefix(first.as_str()) else {
        return false;
    };
    if rest.is_empty() {
        return left.is_empty();
    }
    let mut letters = ACCENTED
        .iter()
        .filter_map(|letters| left.strip_prefix(letters));
    letters.any(|left| fits(left, rest))
}
