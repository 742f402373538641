//! What each column is taken for, with the reason and how sure it is. Guesses are shown to a person and never sent by
//! themselves; no two columns get one field.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::address::letters;
use super::dictionary::{Meaning, suggestion};
use super::evidence::{ColumnValues, Known, by_look, collect, looks_like};
use super::header::Layout;
use super::mapping::NamePart;
use super::names::{Names, Place};
use super::page::Page;
use crate::employee::{Employee, Field};

/// What a guess rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The header names the field.
    Header,
    /// The values look like it.
    Content,
    /// Wellhub's roster has the same values.
    Roster,
    /// The header names something that is not sent.
    NotSent,
    /// Another column has the field already.
    Rival,
    /// Nothing tells.
    Nothing,
}

/// What a column is taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnGuess {
    /// The column's letters.
    pub letter: String,
    /// The header, as it stands; empty where there is none.
    pub header: String,
    /// The field; `None` when the column is not sent.
    pub field: Option<Field>,
    /// The reason, in English; other languages make theirs from `basis`, `matched` and `of`.
    pub reason: String,
    /// From 0 to 1.
    pub confidence: f32,
    /// The column, from 0.
    pub index: u16,
    /// What the guess rests on.
    pub basis: Basis,
    /// How many values say so, where values do.
    pub matched: u32,
    /// Of how many.
    pub of: u32,
    /// What the values add where the header decided: `content` or `roster`, with `matched` and `of`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Basis>,
    /// The field that another column has, when this one could have it too and just as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rival: Option<Field>,
    /// Its place in the full name, where several columns make it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<NamePart>,
    /// The field whose header this one is so like that it may be misspelt. It decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Field>,
    /// The first values.
    pub samples: Vec<String>,
    /// How many data rows say something.
    pub values: u32,
    /// How many data rows say nothing.
    pub blanks: u32,
    /// Whether the column is hidden.
    pub hidden: bool,
}

const SAMPLES: usize = 3;
/// Nobody reads suggestions for more columns, and each is compared with the whole dictionary.
const MOST_SUGGESTED: u16 = 256;

/// Guesses what the columns are: headers first, then what the values say, the roster's values where it is at hand.
pub fn guess_columns(page: Page<'_>, layout: &Layout, roster: &[&Employee]) -> Vec<ColumnGuess> {
    let columns = collect(page, layout, page.width());
    let mut meanings: Vec<Option<Meaning>> = Vec::with_capacity(columns.len());
    let mut guesses: Vec<ColumnGuess> = Vec::with_capacity(columns.len());
    let headers = layout.headers(page);
    for ((index, values), header) in (0_u16..).zip(&columns).zip(&headers) {
        let found = header.meaning();
        let mut guess = unknown(index, header.text(), values);
        guess.hidden = page.is_hidden_column(index);
        if let Some((_, sure)) = &found {
            guess.confidence = *sure;
        }
        meanings.push(found.map(|(meaning, _)| meaning));
        guesses.push(guess);
    }
    by_header(&mut guesses, &meanings);
    by_values(&mut guesses, &meanings, &columns, roster);
    one_column_a_field(&mut guesses);
    for guess in &mut guesses {
        guess.reason = reason(guess);
        if guess.basis == Basis::Nothing && guess.index < MOST_SUGGESTED {
            guess.suggestion = suggestion(&guess.header);
        }
    }
    guesses
}

/// The different values of a column with how many people have each, for mapping yes and no once; `None` for a column of
/// more than `most` values, which is no list of choices.
pub fn value_counts(
    page: Page<'_>,
    layout: &Layout,
    column: u16,
    most: usize,
) -> Option<BTreeMap<String, u32>> {
    let mut counts = BTreeMap::new();
    for (row, _) in layout.people_rows(page) {
        let cell = page
            .cell(row.number, column)
            .filter(|cell| !page.is_blank(cell));
        let Some(cell) = cell else { continue };
        *counts
            .entry(page.shown(&cell).trim().to_owned())
            .or_insert(0) += 1;
        if counts.len() > most {
            return None;
        }
    }
    Some(counts)
}

fn unknown(index: u16, header: String, values: &ColumnValues) -> ColumnGuess {
    ColumnGuess {
        letter: letters(index).to_string(),
        header,
        field: None,
        reason: String::new(),
        confidence: 0.0,
        index,
        basis: Basis::Nothing,
        matched: 0,
        of: 0,
        support: None,
        rival: None,
        join: None,
        suggestion: None,
        samples: values
            .first
            .iter()
            .take(SAMPLES)
            .map(ToString::to_string)
            .collect(),
        values: values.filled,
        blanks: values.rows.saturating_sub(values.filled),
        hidden: false,
    }
}

/// Headers decide; given and family names make up the full name where no column has it whole.
fn by_header(guesses: &mut [ColumnGuess], meanings: &[Option<Meaning>]) {
    let names = Names::of(guesses, meanings);
    for (guess, meaning) in guesses.iter_mut().zip(meanings) {
        let Some(meaning) = meaning else { continue };
        let (field, join) = match meaning {
            Meaning::Field(field) => (Some(field.clone()), None),
            Meaning::NotSent => (None, None),
            _ => match names.place(meaning) {
                Place::Whole => (Some(Field::FullName), None),
                Place::Part(place) => (Some(Field::FullName), Some(place)),
                Place::Alone(place) => {
                    guess.confidence *= 0.5;
                    (Some(Field::FullName), Some(place))
                }
                Place::Unused => (None, None),
            },
        };
        guess.basis = if field.is_some() {
            Basis::Header
        } else {
            Basis::NotSent
        };
        guess.field = field;
        guess.join = join;
    }
}

/// Columns whose headers say nothing are told by their values; where a header decides, values are added as a reason.
fn by_values(
    guesses: &mut [ColumnGuess],
    meanings: &[Option<Meaning>],
    columns: &[ColumnValues],
    roster: &[&Employee],
) {
    let known = Known::of(roster, columns, |index, field| {
        let at = usize::from(index);
        meanings[at].is_none() || guesses[at].field.as_ref() == Some(field)
    });
    for ((guess, meaning), values) in guesses.iter_mut().zip(meanings).zip(columns) {
        let evidence = match (meaning, &guess.field) {
            (None, _) => known
                .matches(guess.index, values)
                .or_else(|| by_look(values)),
            (Some(_), Some(field)) if guess.join.is_none() => known
                .confirms(guess.index, values, field)
                .or_else(|| looks_like(values, field)),
            _ => None,
        };
        let Some(evidence) = evidence else { continue };
        guess.matched = evidence.matched;
        guess.of = evidence.of;
        if meaning.is_some() {
            guess.support = Some(evidence.basis);
            continue;
        }
        guess.confidence = evidence.confidence();
        guess.field = Some(evidence.field);
        guess.basis = evidence.basis;
    }
}

/// Leaves each field to the column that is surest of it. A column that is as sure and holds values is a rival, which a
/// person must decide; a weaker one is set aside.
fn one_column_a_field(guesses: &mut [ColumnGuess]) {
    let mut best: HashMap<(Field, Option<NamePart>), usize> = HashMap::new();
    for at in 0..guesses.len() {
        let Some(field) = guesses[at].field.clone() else {
            continue;
        };
        let place = (field, guesses[at].join);
        let Some(&before) = best.get(&place) else {
            best.insert(place, at);
            continue;
        };
        let sure = |at: usize| (guesses[at].values > 0, guesses[at].confidence);
        let (winner, loser) = if sure(at) > sure(before) {
            (at, before)
        } else {
            (before, at)
        };
        let equal = sure(winner) == sure(loser) && guesses[winner].basis == Basis::Header;
        guesses[loser].basis = Basis::Rival;
        guesses[loser].rival = equal.then(|| place.0.clone());
        guesses[loser].field = None;
        guesses[loser].join = None;
        best.insert(place, winner);
    }
}

/// The reason in words. The look of values is only told where it decided: a header needs no second reason but people
/// who are known.
fn reason(guess: &ColumnGuess) -> String {
    let (matched, of) = (guess.matched, guess.of);
    let share = format!("{matched} of {of} values");
    match (guess.basis, guess.support, &guess.field) {
        (Basis::Header, Some(Basis::Roster), Some(field)) => {
            format!("header; {share} match {field} at Wellhub")
        }
        (Basis::Header, ..) => "header".to_owned(),
        (Basis::Content, _, Some(Field::Email)) => format!("{share} look like e-mail addresses"),
        (Basis::Content, _, Some(Field::NationalId)) => {
            format!("{share} have the check digits of a CPF")
        }
        (Basis::Content, _, Some(Field::CompanyTaxId)) => {
            format!("{share} have the check digits of a CNPJ")
        }
        (Basis::Content, _, Some(Field::MobileNumber)) => {
            format!("{share} look like phone numbers")
        }
        (Basis::Roster, _, Some(field)) => format!("{share} match {field} at Wellhub"),
        (Basis::NotSent, ..) => "header of something that is not sent".to_owned(),
        (Basis::Rival, ..) => "another column has this field".to_owned(),
        _ => "unknown".to_owned(),
    }
}
