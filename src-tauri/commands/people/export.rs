//! People of the roster as a workbook: those that a filter leaves, with every field that Wellhub tells. Written where the
//! person said, unmasked, in the words that the window gives.

use std::collections::BTreeMap;
use std::path::Path;

use rollcall_core::desk::People;
use rollcall_core::employee::Field;
use rollcall_core::history::Connection;
use rollcall_core::report::{Front, Table, tables_book};
use rollcall_core::roster::PeopleFilter;
use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, Runtime, State};

use super::people_of;
use crate::commands::number;
use crate::commands::review::person::company_name;
use crate::commands::saving::{self, Written};
use crate::error::CommandError;
use crate::state::AppState;

/// The words of the workbook, in the person's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PeopleWords {
    /// What it is.
    pub title: String,
    /// What was looked for and when it was read, each with its label.
    pub facts: Vec<(String, String)>,
    /// The names of the two sheets: the summary, the people.
    pub sheets: (String, String),
    /// The fields, by the API's names.
    pub fields: BTreeMap<String, String>,
    /// The headers of what is no field: company, invitation, protected.
    pub others: (String, String, String),
    /// What is said of somebody whom no file removes.
    pub protected: String,
}

/// Asks where the workbook is to be written; null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn pick_people_file<R: Runtime>(
    app: AppHandle<R>,
) -> Result<Option<String>, CommandError> {
    let name = "Rollcall.xlsx".to_owned();
    Ok(saving::ask_path(&app, Written::WORKBOOK, name).await)
}

/// Writes the people that a filter leaves; tells how many.
#[tauri::command]
#[specta::specta]
pub async fn export_people(
    state: State<'_, AppState>,
    connection: u32,
    filter: PeopleFilter,
    path: String,
    words: PeopleWords,
) -> Result<u32, CommandError> {
    let path = saving::allowed(path, &[Written::WORKBOOK])?;
    state
        .work(move |desk| {
            let (connection, people) = people_of(desk, connection)?;
            write(&connection, &people, &filter, &path, &words)
        })
        .await
}

fn write(
    connection: &Connection,
    people: &People,
    filter: &PeopleFilter,
    path: &Path,
    words: &PeopleWords,
) -> Result<u32, CommandError> {
    let lines = people.browse(filter);
    let rows: Vec<Vec<String>> = lines
        .iter()
        .filter_map(|line| row(connection, people, *line, words))
        .collect();
    let (company, invitation, protected) = &words.others;
    let fields = Field::STANDARD.iter().map(|field| {
        let word = words.fields.get(&field.name());
        word.cloned().unwrap_or_else(|| field.name())
    });
    let others = [company, invitation, protected];
    let columns: Vec<String> = fields.chain(others.into_iter().cloned()).collect();
    let front = Front {
        name: &words.sheets.0,
        title: &words.title,
        facts: &words.facts,
    };
    let table = Table {
        name: &words.sheets.1,
        columns: &columns,
        wide: &[2, 3, 12],
        rows: &rows,
    };
    tables_book(path, &front, &[table]).map_err(|error| saving::not_written(&error))?;
    Ok(number(rows.len()))
}

fn row(
    connection: &Connection,
    people: &People,
    person: u32,
    words: &PeopleWords,
) -> Option<Vec<String>> {
    let remote = people.directory.person(person)?;
    let record = &remote.employee;
    let fields = Field::STANDARD.iter();
    let mut row: Vec<String> = fields
        .map(|field| record.get(field).unwrap_or_default().to_owned())
        .collect();
    let companies = people.directory.companies();
    row.push(company_name(connection, companies, &record.company_tax_id));
    row.push(
        remote
            .invitation_status
            .as_deref()
            .unwrap_or_default()
            .to_owned(),
    );
    let protected = people.protected.has(person);
    row.push(if protected {
        words.protected.clone()
    } else {
        String::new()
    });
    Some(row)
}
