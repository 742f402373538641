//! Marks of the values that belong to one person alone: a few bits by which it is told, without a record being fetched
//! from memory again, that nobody on a roster has a value that a change brings. A mark never says that somebody has it.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::fast::FixedState;

use crate::employee::{Field, meaning_of};

/// The fields of which Wellhub lets no two people of a company have the same value (contract §1, job errors).
pub(super) const UNIQUE: [Field; 4] = [
    Field::Email,
    Field::NationalId,
    Field::EmployeeId,
    Field::MobileNumber,
];

const HASHING: FixedState = FixedState::with_seed(0x7061_796c_6973_7421);

/// The hash of a text, letter by letter.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = HASHING.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The mark of one value by its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark(u32);

impl Mark {
    /// No value.
    pub(super) const NONE: Self = Self(0);
    /// A value that must be looked at.
    pub(super) const UNKNOWN: Self = Self(1);

    /// Of a value, by what it means.
    pub(super) fn of(field: &Field, text: &str) -> Self {
        if is_plain(field, text) {
            Self::made_of(hash(text))
        } else {
            Self::made_of(hash(&meaning_of(field, text)))
        }
    }

    /// Of a value whose hash is known: at once where it is written plainly.
    pub(super) fn hashed(field: &Field, text: &str, hash: u64) -> Self {
        if text.is_empty() {
            Self::NONE
        } else if is_plain(field, text) {
            Self::made_of(hash)
        } else {
            Self::UNKNOWN
        }
    }

    fn made_of(hash: u64) -> Self {
        // The second bit keeps it apart from those that say nothing of a value.
        Self(u32::try_from(hash >> 32).unwrap_or_default() | 2)
    }

    /// The bits, as they are spread over tables.
    pub(super) fn bits(self) -> u32 {
        self.0 >> 2
    }
}

/// The marks of one person, in the order of [`UNIQUE`].
pub(super) type Marks = [Mark; UNIQUE.len()];

/// Whether a text is its own meaning, told by its bytes alone and without a branch for each.
fn is_plain(field: &Field, text: &str) -> bool {
    let all = |fits: fn(u8) -> bool| text.bytes().fold(true, |all, byte| all & fits(byte));
    match field {
        Field::NationalId => all(|b| b.is_ascii_digit()),
        Field::MobileNumber => all(|b| b.is_ascii_digit() || b == b'+'),
        Field::Email => all(|b| b.is_ascii_graphic() & !b.is_ascii_uppercase()),
        _ => all(|b| b.is_ascii_graphic()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::employee::same_meaning;

    proptest! {
        #[test]
        fn a_plain_text_is_its_own_meaning(text in "[0-9+]{0,12}|[ -~]{0,30}|\\PC{0,20}") {
            for field in UNIQUE.iter().filter(|field| is_plain(field, &text)) {
                prop_assert_eq!(meaning_of(field, &text), text.as_str());
            }
        }

        #[test]
        fn values_that_mean_the_same_have_one_mark(
            one in "[0-9a-bA-B+. -]{1,4}|\\PC{1,6}",
            other in "[0-9a-bA-B+. -]{1,4}",
        ) {
            for field in &UNIQUE {
                let upper = one.to_uppercase();
                for other in [other.as_str(), upper.as_str(), &format!(" {one}")] {
                    if same_meaning(field, Some(&one), Some(other)) {
                        prop_assert_eq!(Mark::of(field, &one), Mark::of(field, other));
                        let seen = Mark::hashed(field, other, hash(other));
                        prop_assert!(seen == Mark::UNKNOWN || seen == Mark::of(field, &one));
                    }
                }
            }
        }
    }
}
