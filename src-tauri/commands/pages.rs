//! Long lists cross to the window a page at a time. What a page is of stays with the command that hands it over.

use serde::Serialize;
use specta::Type;

use super::number;

/// The most rows of a page.
const MOST: u32 = 200;

/// A page of what a filter leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// How many there are under this filter.
    pub total: u32,
    /// This page of them.
    pub rows: Vec<T>,
}

/// Which page is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// The first row of it, from 0.
    pub(super) offset: u32,
    /// How many rows, 200 at most.
    pub(super) limit: u32,
}

impl Span {
    /// The page that the window asks for.
    pub(super) fn of(offset: u32, limit: u32) -> Self {
        Self {
            offset,
            limit: limit.min(MOST),
        }
    }

    /// The page of all of these.
    pub(super) fn cut<T>(self, all: &[T]) -> impl Iterator<Item = &T> {
        let page = all.iter().skip(self.offset as usize);
        page.take(self.limit as usize)
    }

    /// The page of all of these, each as `view` makes it; what has no view is left out.
    pub(super) fn page<T, V>(self, all: &[T], view: impl Fn(&T) -> Option<V>) -> Page<V> {
        Page {
            total: number(all.len()),
            rows: self.cut(all).filter_map(view).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_never_longer_than_agreed_and_tells_of_all() {
        let all: Vec<u32> = (0..500).collect();
        let page = |offset, limit| Span::of(offset, limit).page(&all, |one| Some(*one));
        assert_eq!(page(0, 9_999).rows.len(), 200);
        assert_eq!(page(498, 9).rows, [498, 499]);
        assert_eq!((page(600, 9).rows.len(), page(600, 9).total), (0, 500));
    }
}
