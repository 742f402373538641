//! Finds people by the meaning of one field, or of a value made from it. It only points; what two people with one value
//! are to each other is for others to say.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::employee::{Employee, Field, meaning_of};

/// People by a value. Holds every position with that value.
pub(super) struct ByValue {
    positions: HashMap<Box<str>, Vec<u32>, FixedState>,
}

impl ByValue {
    /// Over people and their positions; those of whom `value` gives nothing are left out.
    pub(super) fn new<'a>(
        people: impl Iterator<Item = (u32, &'a Employee)>,
        value: impl Fn(&'a Employee) -> Option<String>,
    ) -> Self {
        let mut positions: HashMap<Box<str>, Vec<u32>, FixedState> = HashMap::default();
        for (position, person) in people {
            if let Some(value) = value(person) {
                let same = positions.entry(value.into_boxed_str()).or_default();
                same.push(position);
            }
        }
        Self { positions }
    }

    /// Everybody with that value.
    pub(super) fn all(&self, value: &str) -> &[u32] {
        self.positions.get(value).map_or(&[], Vec::as_slice)
    }

    /// The one person with that value; `None` when there are none or several.
    pub(super) fn only(&self, value: &str) -> Option<u32> {
        match self.all(value) {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// The meaning of a field, where it is not empty.
pub(super) fn meaning(person: &Employee, field: &Field) -> Option<String> {
    let text = meaning_of(field, person.get(field)?).into_owned();
    (!text.is_empty()).then_some(text)
}
