//! What names a person, as the text that is searched: folded words, each behind two spaces, so that a part of a word is
//! found by three signs or more and the beginning of one by a single sign.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::employee::{Employee, Field};
use crate::sheet::without_accents;

/// Signs between the digits of a number, with which and without which it is found.
const BETWEEN_DIGITS: [char; 7] = ['.', '-', '/', '(', ')', '+', ' '];
/// The shortest term that a trigram index finds within a word.
const TRIGRAM: usize = 3;
/// More terms than a person types.
const MOST_TERMS: usize = 12;

/// The fields of a record that name somebody.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Names {
    full_name: Option<String>,
    email: Option<String>,
    employee_id: Option<String>,
    national_id: Option<String>,
    mobile_number: Option<String>,
    payroll_id: Option<String>,
}

impl Names {
    /// Of an item as it was sent; one that cannot be read names nobody more than its line does.
    pub(super) fn of_payload(payload: &[u8]) -> Self {
        serde_json::from_slice(payload).unwrap_or_default()
    }

    /// Of a whole record.
    pub(super) fn of(record: &Employee) -> Self {
        let text = |field: &Field| record.get(field).map(str::to_owned);
        Self {
            full_name: text(&Field::FullName),
            email: text(&Field::Email),
            employee_id: text(&Field::EmployeeId),
            national_id: text(&Field::NationalId),
            mobile_number: text(&Field::MobileNumber),
            payroll_id: text(&Field::PayrollId),
        }
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        [
            &self.full_name,
            &self.email,
            &self.employee_id,
            &self.national_id,
            &self.mobile_number,
            &self.payroll_id,
        ]
        .into_iter()
        .filter_map(Option::as_deref)
    }
}

/// The text of somebody, from what an item's line and the record say and what was known before.
pub(super) fn told(before: &str, name: &str, key: &str, names: &Names) -> String {
    let mut words: Vec<String> = before.split_whitespace().map(str::to_owned).collect();
    let mut seen: BTreeSet<String> = words.iter().cloned().collect();
    for value in [name, key].into_iter().chain(names.all()) {
        let folded = without_accents(value);
        let bare = digits(&folded);
        for word in folded.split_whitespace().chain(bare.as_deref()) {
            if seen.insert(word.to_owned()) {
                words.push(word.to_owned());
            }
        }
    }
    let mut text = String::with_capacity(words.iter().map(|word| word.len() + 2).sum());
    for word in &words {
        text.push_str("  ");
        text.push_str(word);
    }
    text
}

/// A number without the signs between its digits; `None` where it has none, or is no number.
fn digits(text: &str) -> Option<String> {
    let is_number = text
        .chars()
        .all(|sign| sign.is_ascii_digit() || BETWEEN_DIGITS.contains(&sign));
    let bare: String = text.chars().filter(char::is_ascii_digit).collect();
    (is_number && bare.len() >= TRIGRAM && bare.len() < text.len()).then_some(bare)
}

/// The parts that are looked for; all of them must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms(Vec<Term>);

/// One part, and the same without the signs between its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    text: String,
    bare: Option<String>,
}

impl Terms {
    pub(super) fn of(text: &str) -> Self {
        let folded = without_accents(text);
        let terms = folded.split_whitespace().take(MOST_TERMS).map(|term| Term {
            text: term.to_owned(),
            bare: digits(term),
        });
        Self(terms.collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether somebody's text has them all: what the index answers, without it.
    pub(super) fn are_in(&self, told: &str) -> bool {
        self.0.iter().all(|term| {
            let bare = term.bare.as_deref();
            told.contains(&within(&term.text))
                || bare.is_some_and(|bare| told.contains(&within(bare)))
        })
    }

    /// The question as the index understands it. It lets through whoever has the trigrams in any order, so that
    /// [`Self::are_in`] is to be asked of each.
    pub(super) fn query(&self) -> String {
        let terms = self.0.iter().map(|term| match &term.bare {
            None => trigrams(&term.text),
            Some(bare) => format!("(({}) OR ({}))", trigrams(&term.text), trigrams(bare)),
        });
        terms.collect::<Vec<_>>().join(" AND ")
    }
}

/// Trigrams that cover a term, side by side: those between would be read for little.
fn trigrams(term: &str) -> String {
    let signs: Vec<char> = within(term).chars().collect();
    let last = signs.len().saturating_sub(TRIGRAM);
    let begins = (0..last).step_by(TRIGRAM).chain([last]);
    let quoted = begins.map(|begin| {
        let trigram: String = signs.iter().skip(begin).take(TRIGRAM).collect();
        format!("\"{}\"", trigram.replace('"', "\"\""))
    });
    quoted.collect::<Vec<_>>().join(" AND ")
}

/// Short terms are the beginning of a word, longer ones any part of it.
fn within(term: &str) -> String {
    let missing = TRIGRAM.saturating_sub(term.chars().count());
    format!("{}{term}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iris() -> String {
        let payload = br#"{"operation":"UPDATE","email":"iris.lima@aurora.example","national_id":"529.982.247-25","custom_fields":{"site":"Recife"}}"#;
        told("", "Íris  Lima", "004871", &Names::of_payload(payload))
    }

    #[test]
    fn all_that_names_somebody_is_told_once_and_nothing_else() {
        let once = iris();
        assert_eq!(
            once,
            "  iris  lima  004871  iris.lima@aurora.example  529.982.247-25  52998224725"
        );
        let again = told(&once, "Iris Lima", "004871", &Names::default());
        assert_eq!(again, once);
        let married = told(&once, "Íris Souza", "004871", &Names::default());
        assert_eq!(married, format!("{once}  souza"));
    }

    #[test]
    fn parts_are_found_anywhere_and_short_ones_at_the_beginning_of_a_word() {
        let told = iris();
        for text in [
            "ÍRIS",
            "lim iris",
            "ma@aur",
            "4871",
            "l",
            "ir",
            "529.982",
            "5299822",
            "529.982.247-25",
        ] {
            assert!(Terms::of(text).are_in(&told), "{text}");
        }
        for text in ["a@", "is", "iris souza", "recife", "UPDATE"] {
            assert!(!Terms::of(text).are_in(&told), "{text}");
        }
    }

    #[test]
    fn a_question_is_never_a_command_to_the_index() {
        assert_eq!(
            Terms::of("an\" OR *").query(),
            "\"an\"\"\" AND \" or\" AND \"  *\""
        );
        assert_eq!(
            Terms::of("1.2-34").query(),
            "((\"1.2\" AND \"-34\") OR (\"123\" AND \"234\"))"
        );
        assert!(Terms::of("  \u{200b} ").is_empty());
    }
}
