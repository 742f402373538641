//! Samples as csv, in the forms that payroll systems write.
//! A character that the encoding does not have must never be written as a question mark unseen.

use std::fs;
use std::io;
use std::path::Path;

use encoding_rs::Encoding;

use super::SampleError;
use super::columns::{Column, Language};
use crate::person::Person;

/// How a csv file is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextForm {
    pub(super) language: Language,
    pub(super) delimiter: u8,
    pub(super) encoding: &'static Encoding,
    /// Whether a byte order mark leads.
    pub(super) mark: bool,
}

/// Writes header and rows.
pub(super) fn write(
    path: &Path,
    form: TextForm,
    columns: &[Column],
    people: &[Person],
) -> Result<(), SampleError> {
    let failed = |source| SampleError::File {
        path: path.to_owned(),
        source,
    };
    let text = lines(form, columns, people).map_err(|source| SampleError::Csv {
        path: path.to_owned(),
        source,
    })?;
    let marked = if form.mark {
        format!("\u{feff}{text}")
    } else {
        text
    };
    let (bytes, _, lossy) = form.encoding.encode(&marked);
    if lossy {
        let message = format!("a name does not fit {}", form.encoding.name());
        return Err(failed(io::Error::new(io::ErrorKind::InvalidData, message)));
    }
    fs::write(path, bytes).map_err(failed)
}

fn lines(form: TextForm, columns: &[Column], people: &[Person]) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(form.delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| column.header(form.language)))?;
    for person in people {
        let cells = columns
            .iter()
            .map(|column| column.text(person, form.language));
        writer.write_record(cells)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    let text = String::from_utf8(bytes);
    text.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error).into())
}
