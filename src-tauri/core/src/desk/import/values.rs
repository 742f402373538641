//! The words of a yes/no column with how often each stands there, so that a person can say once what each means. It
//! proposes the usual meaning and settles nothing.

use std::collections::BTreeMap;

use super::Import;
use crate::employee::Field;
use crate::roster::yes_or_no;
use crate::sheet::{Layout, MappedColumn};

/// Past so many different words a column is no yes/no column, and nobody reads on.
const MOST_WORDS: usize = 100;

/// One word of a yes/no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it stands in the cells.
    pub text: String,
    /// In how many cells.
    pub count: u32,
    /// What it means, mapped or usual; `None` for a word that nobody explained.
    pub means: Option<bool>,
}

impl Import {
    /// The words of a column, the most frequent first; none for a column that is not yes or no.
    pub fn words(&self, column: &MappedColumn) -> Vec<Word> {
        let (Field::EligibleToPayroll, Some(page)) = (&column.field, self.workbook.chosen()) else {
            return Vec::new();
        };
        let layout = Layout::of(page, self.choices.header);
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for (row, _) in layout.people_rows(page) {
            let Some(cell) = page.cell(row.number, column.index) else {
                continue;
            };
            let text = page.shown(&cell).trim().to_owned();
            if !text.is_empty() && (counts.len() < MOST_WORDS || counts.contains_key(&text)) {
                *counts.entry(text).or_default() += 1;
            }
        }
        let mut words: Vec<Word> = counts
            .into_iter()
            .map(|(text, count)| Word {
                means: yes_or_no(&text, &column.values),
                text,
                count,
            })
            .collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.count));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::opened;
    use super::*;

    #[test]
    fn words_are_counted_with_what_they_usually_mean() {
        let import = opened("employee_id,eligible_to_payroll\n1,Sim\n2,Sim\n3,talvez\n4,\n");
        let columns = import.mapping.columns_of(&Field::EligibleToPayroll);
        let words = import.words(columns[0]);
        let said: Vec<_> = words
            .iter()
            .map(|word| (word.text.as_str(), word.count, word.means))
            .collect();
        assert_eq!(said, [("Sim", 2, Some(true)), ("talvez", 1, None)]);
        let key = import.mapping.columns_of(&Field::EmployeeId);
        assert!(import.words(key[0]).is_empty());
    }
}
