//! Lists in pages `{cursor, data}` with cursors that only this list can read again.
//! A cursor must never be guessable or valid in another list; a changed one is refused.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::extract::Query;
use axum::http::{StatusCode, Uri};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::answer::Answer;

/// Writes and reads cursors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pages {
    key: u64,
    size: usize,
}

#[derive(Debug, Deserialize)]
struct CursorQuery {
    cursor: Option<String>,
}

impl Pages {
    /// `key` makes cursors of one simulator worthless to another; `size` is rows in a page.
    pub(crate) fn new(key: u64, size: usize) -> Self {
        Self {
            key,
            size: size.max(1),
        }
    }

    /// Answers the page of `rows` that the request's cursor points to. `list` names the list.
    pub(crate) fn answer<T>(
        self,
        uri: &Uri,
        list: &str,
        rows: &[T],
        show: impl Fn(&T) -> serde_json::Value,
    ) -> Answer {
        let Some(start) = self.start(uri, list) else {
            let reason = "The cursor is not one that was given for this list";
            return Answer::refused(StatusCode::BAD_REQUEST, reason, &[]);
        };
        let end = start.saturating_add(self.size).min(rows.len());
        let data: Vec<_> = rows
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .map(show)
            .collect();
        let cursor = (end < rows.len()).then(|| self.cursor(list, end));
        Answer::json(StatusCode::OK, &json!({ "cursor": cursor, "data": data }))
    }

    fn start(self, uri: &Uri, list: &str) -> Option<usize> {
        let Query(query) = Query::<CursorQuery>::try_from_uri(uri).ok()?;
        let Some(cursor) = query.cursor else {
            return Some(0);
        };
        let digits = cursor.strip_prefix("p+")?.split('/').next()?;
        let offset = usize::from_str_radix(digits, 16).ok()? ^ self.mask();
        (self.cursor(list, offset) == cursor).then_some(offset)
    }

    /// Holds every character that breaks a client which does not percent-encode.
    fn cursor(self, list: &str, offset: usize) -> String {
        let mut hasher = DefaultHasher::new();
        (self.key, list, offset).hash(&mut hasher);
        let masked = offset ^ self.mask();
        format!("p+{masked:x}/{:016x}=&%3D #?é==", hasher.finish())
    }

    fn mask(self) -> usize {
        usize::try_from(self.key & 0x00ff_ffff).unwrap_or_default()
    }
}

/// Rows that are shown as they serialise.
pub(crate) fn as_json<T: Serialize>(row: &T) -> serde_json::Value {
    serde_json::to_value(row).unwrap_or_default()
}
