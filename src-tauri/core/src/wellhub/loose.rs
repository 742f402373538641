//! Values as real answers hold them: text that may come as a number, a truth or null. Loses nothing and judges nothing.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

use crate::employee::Text;

/// Text, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Loose(pub Option<Text>);

impl Loose {
    /// Read as a truth; `None` for anything that is neither.
    pub(super) fn truth(&self) -> Option<bool> {
        match self.0.as_deref() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

macro_rules! number {
    ($name:ident, $kind:ty) => {
        fn $name<E>(self, number: $kind) -> Result<Loose, E> {
            Ok(Loose(Some(
                compact_str::ToCompactString::to_compact_string(&number),
            )))
        }
    };
}

impl Visitor<'_> for LooseVisitor {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, true, false or null")
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose(Some(text.into())))
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose(None))
    }

    number!(visit_u64, u64);
    number!(visit_i64, i64);
    number!(visit_f64, f64);
    number!(visit_bool, bool);
}

/// An object of loose texts; null is an empty one, and a null in it an empty text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LooseMap(pub BTreeMap<Text, Text>);

impl<'de> Deserialize<'de> for LooseMap {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = Option::<BTreeMap<Text, Loose>>::deserialize(deserializer)?;
        let entries = map.unwrap_or_default().into_iter();
        Ok(Self(
            entries
                .map(|(name, value)| (name, value.0.unwrap_or_default()))
                .collect(),
        ))
    }
}
