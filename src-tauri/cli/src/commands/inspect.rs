//! `rollcall inspect`: what a file is and holds. Without a connection it needs no data folder, vault or network.

use std::path::Path;

use rollcall_core::roster::survey;
use rollcall_core::sheet::{
    HeaderChoice, Inspection, ReadOptions, SheetError, Source, Workbook, read_file,
};

use super::Call;
use crate::args::Inspect;
use crate::documents::InspectDocument;
use crate::exit::Exit;
use crate::telling;
use crate::trouble::{Code, Trouble};

/// Looks at a file.
pub fn run(call: &Call, arguments: &Inspect) -> Result<Exit, Trouble> {
    let options = ReadOptions {
        sheet: arguments.sheet.clone(),
        encoding: arguments.text.encoding.clone(),
        delimiter: arguments.text.delimiter,
    };
    let seen = match read_file(&arguments.file, &options) {
        Ok(workbook) => look(call, arguments.connection.as_deref(), &workbook)?,
        Err(error) => unreadable(&arguments.file, &error)?,
    };
    let out = call.out;
    out.result(&InspectDocument::new(&seen), || {
        telling::inspection(out, &seen)
    });
    Ok(if seen.is_blocked() {
        Exit::NeedsPerson
    } else {
        Exit::Done
    })
}

fn look(call: &Call, connection: Option<&str>, workbook: &Workbook) -> Result<Inspection, Trouble> {
    let Some(page) = workbook.chosen() else {
        return Ok(Inspection::of_unreadable(
            workbook.source.clone(),
            &SheetError::NoSheet,
        ));
    };
    let Some(name) = connection else {
        return Ok(survey(page, HeaderChoice::Found, None, &[], None).inspection);
    };
    let desk = call.desk()?;
    let connection = desk.history().connection_named(name)?;
    let companies = desk.companies(&connection)?;
    let roster = desk.history().last_roster(connection.id)?;
    let identifier = Some(connection.details.identifier);
    Ok(survey(
        page,
        HeaderChoice::Found,
        identifier,
        &companies,
        roster.as_ref(),
    )
    .inspection)
}

/// A file that cannot be read is inspected all the same: with its finding. A sheet that is not there is a slip of the
/// command line instead.
pub fn unreadable(path: &Path, error: &SheetError) -> Result<Inspection, Trouble> {
    if let SheetError::NoSuchSheet { name, sheets } = error {
        return Err(Trouble::with(
            Code::NoSuchSheet,
            [name.clone(), sheets.join(", ")],
        ));
    }
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    let source = match error {
        // What is too large to be read is not read for its hash either.
        SheetError::TooManyBytes { .. } | SheetError::Open { .. } => Source {
            name: name.into_owned(),
            bytes: std::fs::metadata(path).map_or(0, |file| file.len()),
            sha256: String::new(),
        },
        _ => Source::of(&name, &std::fs::read(path).unwrap_or_default()),
    };
    Ok(Inspection::of_unreadable(source, error))
}
