//! The columns step: what each column is taken for, and what the person says about it.

use std::collections::BTreeMap;

use rollcall_core::desk::{Drift, Import};
use rollcall_core::employee::{Field, TaxId};
use rollcall_core::masking;
use rollcall_core::roster::{Company, is_country};
use rollcall_core::sheet::{Basis, Blank, ColumnGuess, MappedColumn, Mapping, NamePart};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::ImportView;
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
    /// By its values, which Wellhub's roster has too.
    Roster,
    /// By its header and by values that Wellhub's roster has too.
    HeaderAndRoster,
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
    /// Its place in the full name, where several columns make it up.
    pub join: Option<u8>,
    /// The field that a header of nearly the same letters would name. It decides nothing.
    pub suggestion: Option<FieldName>,
    /// Whether the column is hidden in the file.
    pub hidden: bool,
}

/// How the headers differ from those of an earlier file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DriftView {
    /// Headers that are gone.
    pub missing: Vec<String>,
    /// Headers that are new.
    pub added: Vec<String>,
    /// Headers that stand elsewhere among the others.
    pub moved: Vec<String>,
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
    /// Its place in the full name, from 0; null leaves a column that keeps its field where it is.
    pub join: Option<u8>,
}

/// What a person chose about the columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnsChoice {
    /// The columns that change; others stay as they are.
    pub columns: Vec<ColumnChoice>,
    /// The tax id of one company for the whole file.
    pub company: Option<String>,
    /// The country of phone numbers without a country code, as two letters; null for what other data show.
    pub phone_country: Option<String>,
}

impl DriftView {
    /// The view of a drift.
    pub(super) fn of(drift: &Drift) -> Self {
        Self {
            missing: drift.missing.clone(),
            added: drift.added.clone(),
            moved: drift.moved.clone(),
        }
    }
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
        ColumnReason::Content
            | ColumnReason::HeaderAndContent
            | ColumnReason::Roster
            | ColumnReason::HeaderAndRoster
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
        join: mapped.and_then(|column| column.join),
        suggestion: guess
            .suggestion
            .as_ref()
            .map(|field| FieldName(field.name())),
        hidden: guess.hidden,
    }
}

fn reason(import: &Import, guess: &ColumnGuess, field: Option<&Field>) -> ColumnReason {
    let guessed = field == guess.field.as_ref();
    match guess.basis {
        _ if field.is_some() && import.is_remembered(guess.index) => ColumnReason::Remembered,
        _ if !guessed => ColumnReason::Chosen,
        Basis::Header => match guess.support {
            Some(Basis::Roster) => ColumnReason::HeaderAndRoster,
            Some(_) => ColumnReason::HeaderAndContent,
            None => ColumnReason::Header,
        },
        Basis::Content => ColumnReason::Content,
        Basis::Roster => ColumnReason::Roster,
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
    let country = choice.phone_country.map(|code| {
        if is_country(&code) {
            Ok(code.to_ascii_uppercase())
        } else {
            let what = format!("{code:?} is no country by its two letters, such as BR.");
            Err(CommandError::invalid(what))
        }
    });
    let country = country.transpose()?;
    state
        .change(id, move |import| {
            let mut mapping = import.mapping.clone();
            for (index, chosen) in chosen {
                settle(&mut mapping, import, index, chosen);
            }
            mapping.rivals.clear();
            mapping.company = choice.company.map(TaxId::from);
            mapping.phone_country = country;
            import.choose_columns(mapping);
            Ok(())
        })
        .await
}

/// What was chosen for one column: field and place in it, blank cells, words.
struct Chosen {
    field: Option<Field>,
    join: Option<NamePart>,
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
        let field = field.transpose()?;
        if column.join.is_some() && field != Some(Field::FullName) {
            let what = "Only the full name is made up of several columns.";
            return Err(CommandError::invalid(what));
        }
        let known = |value: ValueChoice| Some((value.text, value.means?));
        let chosen = Chosen {
            field,
            join: column.join,
            blank: column.blank,
            values: column.values.into_iter().filter_map(known).collect(),
        };
        Ok((index, chosen))
    });
    read.collect()
}

/// A column that keeps its field keeps its place in a joined name too.
fn settle(mapping: &mut Mapping, import: &Import, index: u16, chosen: Chosen) {
    let own = mapping.columns.iter().find(|column| column.index == index);
    let (field, join) = own.map_or((None, None), |own| (Some(own.field.clone()), own.join));
    let columns = &import.inspection.columns;
    let header = columns.iter().find(|guess| guess.index == index);
    let header = header.map_or("", |guess| guess.header.as_str());
    match (chosen.field, chosen.join) {
        (Some(part), Some(place)) if (Some(&part), Some(place)) != (field.as_ref(), join) => {
            mapping.assign_part(index, header, part, place);
        }
        (now, None) if now != field => mapping.assign(index, header, now),
        _ => {}
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
