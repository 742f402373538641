//! The lines of a job's report: one for each person, one more for each further thing that Wellhub said. Words come from
//! whoever asks; values are as they were sent.

use std::collections::HashMap;

use crate::history::{ItemError, ItemResult, JobItemRow};
use crate::plan::Operation;

/// The words of the lines, in the language of who reads them.
pub trait JobWords {
    /// What was asked.
    fn operation(&self, operation: Operation) -> String;
    /// What became of an item; nothing is known of one without a result.
    fn result(&self, result: Option<ItemResult>) -> String;
    /// What Wellhub said.
    fn error(&self, error: &ItemError) -> String;
}

/// The lines in the order of the items; what Wellhub said without saying of whom comes last. The columns are operation,
/// name, key, company, row, result, what Wellhub said, the value and the cell that it is about.
pub fn job_rows(
    items: &[JobItemRow],
    errors: &[ItemError],
    words: &impl JobWords,
) -> Vec<Vec<String>> {
    let mut by_item: HashMap<u32, Vec<&ItemError>> = HashMap::new();
    let mut of_nobody = Vec::new();
    for error in errors {
        match error.ordinal {
            Some(ordinal) => by_item.entry(ordinal).or_default().push(error),
            None => of_nobody.push(error),
        }
    }
    let mut rows = Vec::new();
    for item in items {
        let person = person(item, words);
        let line = |said: [String; 3]| person.iter().cloned().chain(said).collect();
        match by_item.get(&item.ordinal) {
            None => rows.push(line(<[String; 3]>::default())),
            Some(errors) => rows.extend(errors.iter().map(|error| line(said(error, words)))),
        }
    }
    let nobody = || std::iter::repeat_n(String::new(), PERSON);
    rows.extend(
        of_nobody
            .into_iter()
            .map(|error| nobody().chain(said(error, words)).collect()),
    );
    rows
}

/// How many columns tell of the person.
const PERSON: usize = 6;

fn person(row: &JobItemRow, words: &impl JobWords) -> [String; PERSON] {
    let item = &row.item;
    [
        words.operation(item.operation),
        item.name.clone(),
        item.key.clone(),
        item.company.clone(),
        item.row.map(|row| row.to_string()).unwrap_or_default(),
        words.result(row.result),
    ]
}

fn said(error: &ItemError, words: &impl JobWords) -> [String; 3] {
    [
        words.error(error),
        error.value.clone().unwrap_or_default(),
        error.cell.clone().unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::fixture;

    struct Codes;

    impl JobWords for Codes {
        fn operation(&self, operation: Operation) -> String {
            format!("{operation:?}")
        }

        fn result(&self, result: Option<ItemResult>) -> String {
            format!("{result:?}")
        }

        fn error(&self, error: &ItemError) -> String {
            error.code.clone()
        }
    }

    #[test]
    fn each_error_has_a_line_and_what_is_said_of_nobody_comes_last() {
        let item = |ordinal| JobItemRow {
            ordinal,
            item: fixture::item(ordinal).item,
            change_number: None,
            result: Some(ItemResult::Failed),
        };
        let error = |ordinal, code: &str| ItemError {
            ordinal,
            code: code.to_owned(),
            ..ItemError::default()
        };
        let errors = [error(None, "c"), error(Some(1), "a"), error(Some(1), "b")];
        let rows = job_rows(&[item(0), item(1)], &errors, &Codes);
        let told: Vec<(&str, &str)> = rows
            .iter()
            .map(|row| (row[2].as_str(), row[6].as_str()))
            .collect();
        let key = "000001";
        assert_eq!(told, [("000000", ""), (key, "a"), (key, "b"), ("", "c")]);
        assert!(rows.iter().all(|row| row.len() == 9));
    }
}
