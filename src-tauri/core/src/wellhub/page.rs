//! Pages of a list (contract §1). A list is read whole or not at all (rule R3).

use std::collections::HashSet;

use serde::Deserialize;

use super::{BadAnswer, WellhubError};

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Page<T> {
    /// What brings the next page, opaque; `None` on the last.
    #[serde(default = "Option::default")]
    pub cursor: Option<String>,
    /// The rows.
    pub data: Vec<T>,
}

/// Walks through the pages of one list and notices when they go round in circles.
#[derive(Debug, Default)]
pub struct PageWalk {
    cursor: Option<String>,
    seen: HashSet<String>,
    pages: u32,
    ended: bool,
}

impl PageWalk {
    /// At the first page.
    pub fn new() -> Self {
        Self::default()
    }

    /// The cursor to read with; `None` once the list has ended.
    pub fn next(&self) -> Option<Option<&str>> {
        (!self.ended).then_some(self.cursor.as_deref())
    }

    /// Goes on from a page that was read.
    pub fn turn(&mut self, cursor: Option<String>) -> Result<(), WellhubError> {
        self.pages += 1;
        match &cursor {
            Some(next) if !self.seen.insert(next.clone()) => {
                return Err(WellhubError::BadAnswer(BadAnswer::Circle));
            }
            Some(_) => {}
            None => self.ended = true,
        }
        self.cursor = cursor;
        Ok(())
    }

    /// How many pages were read.
    pub fn pages(&self) -> u32 {
        self.pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_ends_a_list_and_a_circle_is_an_error() {
        let mut walk = PageWalk::new();
        assert_eq!(walk.next(), Some(None));
        walk.turn(Some("a".into())).expect("goes on");
        assert_eq!(walk.next(), Some(Some("a")));
        walk.turn(Some("b".into())).expect("goes on");
        assert!(matches!(
            walk.turn(Some("a".into())),
            Err(WellhubError::BadAnswer(BadAnswer::Circle))
        ));
        let mut walk = PageWalk::new();
        walk.turn(None).expect("ends");
        assert_eq!((walk.next(), walk.pages()), (None, 1));
    }
}
