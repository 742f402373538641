//! All that is kept of one person, line by line, for a file that they may be given. Every cell of a workbook is a text, so
//! that nothing in it is ever computed.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::super::{Desk, DeskError, Story};
use crate::employee::{Employee, Field};
use crate::history::{Person, ProtectedPerson, Record, Source, Who};

/// One line: what is kept somewhere of one field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct DossierEntry {
    /// Where it stands: `sent`, `plan`, `before`, `not_sent`, `roster`, `custom_fields`, `protected`.
    pub(super) place: &'static str,
    /// The job or plan, by its number here.
    pub(super) number: Option<u32>,
    /// When that was.
    pub(super) at: Option<Timestamp>,
    /// The field, as the API names it.
    pub(super) field: String,
    /// What it says.
    pub(super) value: String,
    /// The cell or row that it came from.
    pub(super) cell: Option<String>,
}

/// All that is kept of one person.
#[derive(Debug, Serialize)]
pub(super) struct Dossier {
    /// When it was put together.
    pub(super) made_at: Timestamp,
    /// What was sent about them, job by job, and what became of it.
    pub(super) story: Story,
    /// Every record of them.
    pub(super) entries: Vec<DossierEntry>,
}

/// The words of a workbook, in the person's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DossierWords {
    /// The name of the sheet.
    pub sheet: String,
    /// The headers: where, number, when, field, value, cell.
    pub columns: Vec<String>,
    /// The places, by [`DossierEntry::place`]; one without words goes by that name.
    pub places: BTreeMap<String, String>,
    /// The fields, by the API's names; one without words goes by that name.
    pub fields: BTreeMap<String, String>,
}

impl Dossier {
    pub(super) fn of(desk: &Desk, who: &Who, person: &Person) -> Result<Self, DeskError> {
        let history = &desk.history;
        let mut entries = Vec::new();
        history.walk_records(person, &mut |record| tell(record, &mut entries))?;
        let sent = history.last_sent(who.connection)?;
        let fields = person.places().filter_map(|place| sent.get(place));
        for (name, value) in fields.flatten() {
            entries.push(DossierEntry {
                place: "custom_fields",
                field: Field::Custom(name.clone()).name(),
                value: value.to_string(),
                ..DossierEntry::default()
            });
        }
        let listed = history.protected_people(who.connection)?;
        let theirs = |one: &&ProtectedPerson| person.places().any(|place| *place == one.place);
        for one in listed.iter().filter(theirs) {
            entries.push(DossierEntry {
                place: "protected",
                at: Some(one.since),
                field: Field::FullName.name(),
                value: one.name.to_string(),
                ..DossierEntry::default()
            });
        }
        let story = desk.story(who.connection, &who.company, &who.key)?;
        Ok(Self {
            made_at: desk.clock.now(),
            story,
            entries,
        })
    }
}

fn tell(record: &Record<'_>, entries: &mut Vec<DossierEntry>) {
    let (place, number, at) = match record.source {
        Source::Sent { job } => ("sent", Some(job.0), None),
        Source::Plan { plan } => ("plan", Some(plan.0), None),
        Source::Withheld { plan } => ("not_sent", Some(plan.0), None),
        Source::Roster { read_at } => ("roster", None, Some(read_at)),
    };
    let row = record.line.and_then(|line| line.row);
    let cell = record
        .withheld
        .and_then(|row| row.cell.clone())
        .or(row.map(|row| row.to_string()));
    let base = DossierEntry {
        place,
        number,
        at,
        cell,
        ..DossierEntry::default()
    };
    if let Some(line) = record.line {
        entries.push(DossierEntry {
            field: Field::FullName.name(),
            value: line.name.clone(),
            ..base.clone()
        });
    }
    if let Some(change) = record.change {
        let before = DossierEntry {
            place: "before",
            ..base.clone()
        };
        entries.extend(
            change
                .before
                .iter()
                .flat_map(|before_it| fields(before_it, &before)),
        );
        entries.extend(fields(&change.item, &base));
    }
    if let Some(row) = record.withheld.filter(|row| !row.original.is_empty()) {
        entries.push(DossierEntry {
            field: String::new(),
            value: row.original.clone(),
            ..base.clone()
        });
    }
    entries.extend(record.said.into_iter().flat_map(|said| fields(said, &base)));
}

fn fields(record: &Employee, base: &DossierEntry) -> Vec<DossierEntry> {
    let custom = record.custom_fields.keys().cloned().map(Field::Custom);
    let all = Field::STANDARD.into_iter().chain(custom);
    let said = all.filter_map(|field| {
        let value = record.get(&field).filter(|value| !value.is_empty())?;
        Some(DossierEntry {
            field: field.name(),
            value: value.to_owned(),
            ..base.clone()
        })
    });
    said.collect()
}

/// Writes the lines as a workbook.
pub(super) fn book(path: &Path, dossier: &Dossier, words: &DossierWords) -> Result<(), DeskError> {
    let unwritable = |source: XlsxError| DeskError::Unwritable {
        source: Box::new(source),
    };
    let bytes = sheet(dossier, words).map_err(unwritable)?;
    write(path, &bytes)
}

/// Writes the file where a person said.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), DeskError> {
    std::fs::write(path, bytes).map_err(|source| DeskError::Write {
        path: path.display().to_string(),
        source,
    })
}

fn sheet(dossier: &Dossier, words: &DossierWords) -> Result<Vec<u8>, XlsxError> {
    let text = Format::new().set_num_format("@");
    let header = text
        .clone()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(&words.sheet)?;
    for (column, name) in (0_u16..).zip(&words.columns) {
        sheet.write_string_with_format(0, column, name, &header)?;
        sheet.set_column_width(column, 24)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let said = |words: &BTreeMap<String, String>, name: &str| {
        words.get(name).cloned().unwrap_or_else(|| name.to_owned())
    };
    for (line, one) in (1_u32..).zip(&dossier.entries) {
        let cells = [
            said(&words.places, one.place),
            one.number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            one.at.map(|at| at.to_string()).unwrap_or_default(),
            said(&words.fields, &one.field),
            one.value.clone(),
            one.cell.clone().unwrap_or_default(),
        ];
        for (column, cell) in (0_u16..).zip(&cells) {
            sheet.write_string_with_format(line, column, cell, &text)?;
        }
    }
    book.save_to_buffer()
}
