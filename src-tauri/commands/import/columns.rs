//! The columns step: what each column is taken for, and what the person says about it.

use std::collections::BTreeMap;

use rollcall_core::desk::Import;
use rollcall_core::employee::{Field, TaxId};
use rollcall_core::roster::Company;
use rollcall_core::sheet::{Basis, Blank, ColumnGuess, MappedColumn, Mapping};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::ImportView;
use crate::commands::masking;
use crate::commands::review::FieldName;
use crate::error::CommandError;
use crate::state::AppState;

/// Why a column was given its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ColumnReason {
    /// By its header.
    Header,
    /// By its values.
    Content,
    /// By both.
    HeaderAndContent,
    /// As last time with this connection.
    Remembered,
    /// The person chose it.
    Chosen,
    /// It has none.
    Unmapped,
}

/// One value of a yes/no column and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ValueView {
    /// The value as it stands in the cells.
    pub text: String,
    /// In how many cells.
    pub count: u32,
    /// Yes, no, or not known.
    pub means: Option<bool>,
}

/// One column of the sheet and what it is taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// Its place, from 0.
    pub column: u32,
    /// Its letter in the spreadsheet.
    pub letter: String,
    /// Its header.
    pub header: String,
    /// The first values, masked where they are national ids.
    pub samples: Vec<String>,
    /// The field it is taken for; null when it is not sent.
    pub field: Option<FieldName>,
    /// Why.
    pub reason: ColumnReason,
    /// The reason in numbers or words, such as "412 of 415".
    pub detail: Option<String>,
    /// How sure this is, from 0 to 1.
    // Finite by construction; a float would be exported as `number | null`.
    #[specta(type = u8)]
    pub confidence: f64,
    /// What a blank cell means.
    pub blank: Blank,
    /// How many cells are blank.
    pub blanks: u32,
    /// The values of a yes/no column; empty for others.
    pub values: Vec<ValueView>,
}

/// A company of a multiple entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CompanyView {
    /// Its tax id.
    pub tax_id: String,
    /// Its name.
    pub name: String,
}

/// What one value of a yes/no column means, as the person chose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ValueChoice {
    /// The value as it stands in the cells.
    pub text: String,
    /// Yes, no, or not known.
    pub means: Option<bool>,
}

/// What one column is, as the person chose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnChoice {
    /// Its place, from 0.
    pub column: u32,
    /// The field; null when it is not sent.
    pub field: Option<FieldName>,
    /// What a blank cell means.
    pub blank: Blank,
    /// The values of a yes/no column.
    pub values: Vec<ValueChoice>,
}

/// What a person chose about the columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnsChoice {
    /// The columns that change; others stay as they are.
    pub columns: Vec<ColumnChoice>,
    /// The tax id of one company for the whole file.
    pub company: Option<String>,
}

impl CompanyView {
    /// The view of a company.
    pub fn of(company: &Company) -> Self {
        Self {
            tax_id: company.tax_id.as_str().to_owned(),
            name: company.name.to_string(),
        }
    }
}

/// Every column of the sheet and what it is taken for.
pub(super) fn columns(import: &Import) -> Vec<ColumnView> {
    let guesses = import.inspection.columns.iter();
    guesses.map(|guess| view(import, guess)).collect()
}

fn view(import: &Import, guess: &ColumnGuess) -> ColumnView {
    let mapped = import
        .mapping
        .columns
        .iter()
        .find(|column| column.index == guess.index);
    let field = mapped.map(|column| &column.field);
    let reason = reason(import, guess, field);
    let matched = matches!(
        reason,
        ColumnReason::Content | ColumnReason::HeaderAndContent
    );
    ColumnView {
        column: u32::from(guess.index),
        letter: guess.letter.clone(),
        header: guess.header.clone(),
        samples: guess
            .samples
            .iter()
            .map(|text| masking::shown_cell(field.or(guess.field.as_ref()), text))
            .collect(),
        field: field.map(|field| FieldName(field.name())),
        reason,
        detail: (matched && guess.of > 0).then(|| format!("{}/{}", guess.matched, guess.of)),
        confidence: f64::from(guess.confidence),
        blank: mapped.map_or(Blank::Keep, |column| column.blank),
        blanks: guess.blanks,
        values: mapped
            .map(|column| values(import, column))
            .unwrap_or_default(),
    }
}

fn reason(import: &Import, guess: &ColumnGuess, field: Option<&Field>) -> ColumnReason {
    let guessed = field == guess.field.as_ref();
    match guess.basis {
        _ if import.remembered && field.is_some() => ColumnReason::Remembered,
        _ if !guessed => ColumnReason::Chosen,
        Basis::Header => ColumnReason::Header,
        Basis::Content | Basis::Roster => ColumnReason::Content,
        Basis::NotSent | Basis::Rival | Basis::Nothing => ColumnReason::Unmapped,
    }
}

fn values(import: &Import, column: &MappedColumn) -> Vec<ValueView> {
    let words = import.words(column).into_iter();
    words
        .map(|word| ValueView {
            text: word.text,
            count: word.count,
            means: word.means,
        })
        .collect()
}

/// Settles what the columns are; those not named stay as they are.
#[tauri::command]
#[specta::specta]
pub async fn choose_columns(
    state: State<'_, AppState>,
    id: u32,
    choice: ColumnsChoice,
) -> Result<ImportView, CommandError> {
    let chosen = read(choice.columns)?;
    state
        .change(id, move |import| {
            let mut mapping = import.mapping.clone();
            for (index, chosen) in chosen {
                settle(&mut mapping, import, index, chosen);
            }
            mapping.rivals.clear();
            mapping.company = choice.company.map(TaxId::from);
            import.choose_columns(mapping);
            Ok(())
        })
        .await
}

/// What was chosen for one column: field, blank cells, words.
struct Chosen {
    field: Option<Field>,
    blank: Blank,
    values: BTreeMap<String, bool>,
}

fn read(columns: Vec<ColumnChoice>) -> Result<Vec<(u16, Chosen)>, CommandError> {
    let read = columns.into_iter().map(|column| {
        let index = u16::try_from(column.column).map_err(|_| {
            CommandError::invalid(format!("No sheet has a column {}.", column.column))
        })?;
        let field = column.field.map(|FieldName(name)| {
            Field::named(&name)
                .ok_or_else(|| CommandError::invalid(format!("{name} is no field of a person.")))
        });
        let known = |value: ValueChoice| Some((value.text, value.means?));
        let chosen = Chosen {
            field: field.transpose()?,
            blank: column.blank,
            values: column.values.into_iter().filter_map(known).collect(),
        };
        Ok((index, chosen))
    });
    read.collect()
}

/// A column that keeps its field keeps its place in a joined name too.
fn settle(mapping: &mut Mapping, import: &Import, index: u16, chosen: Chosen) {
    let now = |mapping: &Mapping| {
        let own = mapping.columns.iter().find(|column| column.index == index);
        own.map(|column| column.field.clone())
    };
    if now(mapping) != chosen.field {
        let columns = &import.inspection.columns;
        let header = columns.iter().find(|guess| guess.index == index);
        let header = header.map_or("", |guess| guess.header.as_str());
        mapping.assign(index, header, chosen.field);
    }
    if let Some(own) = mapping
        .columns
        .iter_mut()
        .find(|column| column.index == index)
    {
        own.blank = chosen.blank;
        own.values = chosen.values;
    }
}
