//! What the rows before said, so that a value that comes again and again, such as a company or a yes, is worked out
//! once. It holds answers that depend on the text alone and never one that a row could change.

use super::company::Found;
use crate::employee::{TaxId, Text};

/// So few words a column of yes and no has.
const WORDS: usize = 8;

/// What was worked out lately.
#[derive(Debug, Default)]
pub(super) struct Recent {
    company: Option<(Text, Found)>,
    /// By column and word.
    words: Vec<(u16, Text, Option<bool>)>,
    hashed: Option<(TaxId, u32)>,
}

impl Recent {
    /// The company that a text names.
    pub(super) fn company(&mut self, text: &str, find: impl FnOnce(&str) -> Found) -> Found {
        if let Some((said, found)) = &self.company
            && said == text
        {
            return found.clone();
        }
        let found = find(text);
        self.company = Some((text.into(), found.clone()));
        found
    }

    /// What a word of a column means.
    pub(super) fn yes_or_no(
        &mut self,
        column: u16,
        word: &str,
        read: impl FnOnce(&str) -> Option<bool>,
    ) -> Option<bool> {
        let known = |(of, said, _): &&(u16, Text, Option<bool>)| *of == column && said == word;
        if let Some((_, _, yes)) = self.words.iter().find(known) {
            return *yes;
        }
        let yes = read(word);
        if self.words.len() == WORDS {
            self.words.clear();
        }
        self.words.push((column, word.into(), yes));
        yes
    }

    /// The hash of a company.
    pub(super) fn hash(&mut self, company: &TaxId, hash: impl FnOnce(&TaxId) -> u32) -> u32 {
        if let Some((known, hash)) = &self.hashed
            && known == company
        {
            return *hash;
        }
        let hash = hash(company);
        self.hashed = Some((company.clone(), hash));
        hash
    }
}
