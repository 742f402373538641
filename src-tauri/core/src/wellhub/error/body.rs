//! What an answer that reports a failure says, in any of the shapes of the contract (§1, Error bodies). For showing;
//! nothing is decided by its wording.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::wellhub::loose::Loose;

/// The parts of an error answer, every one of them optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Raw")]
pub struct ErrorBody {
    /// What happened.
    pub message: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What is wrong with single items.
    pub errors: Vec<ItemFault>,
    /// Wellhub's number for the failure.
    pub trace_id: Option<String>,
}

/// What is wrong with a field of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemFault {
    /// Where, such as `[0].company_tax_id`: the item's place in the request from 0, and the field.
    pub field: String,
    /// What.
    pub message: String,
}

impl ItemFault {
    /// The item's place in the request, from 0.
    pub fn index(&self) -> Option<usize> {
        let (index, _) = self.field.strip_prefix('[')?.split_once(']')?;
        index.parse().ok()
    }

    /// The field's name without the item's place.
    pub fn name(&self) -> &str {
        match self.field.split_once(']') {
            Some((_, name)) => name.trim_start_matches('.'),
            None => &self.field,
        }
    }
}

impl ErrorBody {
    /// Reads what can be read; a body of another shape is an empty one.
    pub(in crate::wellhub) fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }
}

/// Shown behind a sentence: empty, or a colon and what Wellhub says.
impl fmt::Display for ErrorBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = [&self.message, &self.reason];
        let mut mark = ". Wellhub says: ";
        for text in said.into_iter().flatten() {
            write!(f, "{mark}{text}")?;
            mark = "; ";
        }
        for fault in self.errors.iter().take(3) {
            write!(f, "{mark}{} {}", fault.field, fault.message)?;
            mark = "; ";
        }
        if self.errors.len() > 3 {
            write!(f, " (and {} more)", self.errors.len() - 3)?;
        }
        match &self.trace_id {
            Some(trace) => write!(f, " (trace {trace})"),
            None => Ok(()),
        }
    }
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    error: Lax,
    #[serde(default)]
    message: Lax,
    #[serde(default)]
    reason: Lax,
    #[serde(default)]
    trace_id: Lax,
    #[serde(default)]
    errors: serde_json::Value,
}

/// Text where it is text, and nothing where it is anything else.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Lax {
    Text(Loose),
    Other(serde::de::IgnoredAny),
    #[default]
    #[serde(skip)]
    Absent,
}

impl Lax {
    fn text(self) -> Option<String> {
        match self {
            Self::Text(Loose(text)) => text.map(Into::into),
            Self::Other(_) | Self::Absent => None,
        }
    }
}

impl From<Raw> for ErrorBody {
    fn from(raw: Raw) -> Self {
        let faults = raw.errors.as_array().into_iter().flatten();
        Self {
            message: raw.message.text().or(raw.error.text()),
            reason: raw.reason.text(),
            errors: faults
                .filter_map(|fault| ItemFault::deserialize(fault).ok())
                .collect(),
            trace_id: raw.trace_id.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_of_the_contract_is_read() {
        let items = ErrorBody::read(
            br#"{"message":"Bad Request","reason":"Bad information","errors":[{"field":"[12].company_tax_id","message":"cannot be blank"},7]}"#,
        );
        assert_eq!(items.message.as_deref(), Some("Bad Request"));
        assert_eq!(items.errors.len(), 1);
        assert_eq!(items.errors[0].index(), Some(12));
        assert_eq!(items.errors[0].name(), "company_tax_id");
        assert_eq!(
            items.to_string(),
            ". Wellhub says: Bad Request; Bad information; [12].company_tax_id cannot be blank"
        );
        let gateway = ErrorBody::read(br#"{"error":"gone","path":"/v1","status_code":502}"#);
        assert_eq!(gateway.message.as_deref(), Some("gone"));
        let traced = ErrorBody::read(br#"{"error":{"a":1},"trace_id":"t-9"}"#);
        assert_eq!(traced.message, None);
        assert_eq!(traced.trace_id.as_deref(), Some("t-9"));
        assert_eq!(ErrorBody::read(b"<html>"), ErrorBody::default());
    }
}
