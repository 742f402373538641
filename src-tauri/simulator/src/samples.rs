//! Sample spreadsheets that match the roster: clean ones, and ones with planted trouble.
//! They must never name anybody who is neither on the roster nor made for them.

mod book;
mod cast;
mod columns;
mod text;
mod trouble;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rust_xlsxwriter::XlsxError;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::person::{Company, Person};
use cast::{Cast, Group};
use columns::{Column, Language};
use text::TextForm;

/// What a file is meant to be imported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SampleIntent {
    /// New and changed people only.
    Changes,
    /// Everybody; absence proposes removal.
    Full,
    /// Those who go.
    Leavers,
}

impl SampleIntent {
    /// `changes`, `full` or `leavers`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Changes => "changes",
            Self::Full => "full",
            Self::Leavers => "leavers",
        }
    }
}

/// One file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Where it is.
    pub path: PathBuf,
    /// The file name without its ending.
    pub title: String,
    /// How to import it.
    pub intent: SampleIntent,
    /// What is in it, in one English sentence.
    pub what: String,
}

/// A sample could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The folder or a file in it.
    #[error("the sample {} cannot be written; check that its folder may be written to and has room", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A workbook.
    #[error("the sample workbook {} cannot be written; close it if it is open, and check the disk", path.display())]
    Workbook {
        /// The file.
        path: PathBuf,
        /// Why.
        source: XlsxError,
    },
    /// A csv file.
    #[error("the sample {} cannot be put together as csv", path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// Why.
        source: csv::Error,
    },
}

/// Writes all samples; files of the same name are replaced.
pub(crate) fn write(
    folder: &Path,
    config: &Config,
    companies: &[Company],
    roster: &[Person],
    stamp: Timestamp,
) -> Result<Vec<Sample>, SampleError> {
    let failed = |source| SampleError::File {
        path: folder.to_owned(),
        source,
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let cast = Cast::new(config, companies, roster, stamp);
    let writer = Writer {
        folder,
        companies,
        cast: &cast,
    };
    Ok(vec![
        writer.full()?,
        writer.changes()?,
        writer.leavers()?,
        writer.trouble()?,
        writer.cut_short()?,
        writer.export()?,
        writer.spanish()?,
    ])
}

struct Writer<'a> {
    folder: &'a Path,
    companies: &'a [Company],
    cast: &'a Cast,
}

impl Writer<'_> {
    fn full(&self) -> Result<Sample, SampleError> {
        let people = self.cast.full_file();
        let path = self.folder.join("Folha completa.xlsx");
        let columns = self.columns();
        book::write_full(&path, &self.companies[0], &columns, &people)?;
        let group = &self.cast.full;
        let what = format!(
            "Everybody on the payroll: {} new, {} changed in {} fields, {} gone, under two title rows and above a totals row.",
            group.newcomers.len(),
            group.changed.len(),
            group.changed_fields,
            group.leaving.len(),
        );
        Ok(sample(path, SampleIntent::Full, what))
    }

    fn changes(&self) -> Result<Sample, SampleError> {
        let form = TextForm {
            language: Language::Portuguese,
            delimiter: b';',
            encoding: encoding_rs::WINDOWS_1252,
            mark: false,
        };
        let what = "from a Brazilian payroll: semicolons, Windows-1252";
        self.group_as_text("Alterações.csv", &self.cast.changes, form, what)
    }

    fn export(&self) -> Result<Sample, SampleError> {
        let form = TextForm {
            language: Language::English,
            delimiter: b',',
            encoding: encoding_rs::UTF_8,
            mark: false,
        };
        let what = "exported in English: commas, UTF-8";
        self.group_as_text("Payroll export.csv", &self.cast.export, form, what)
    }

    fn spanish(&self) -> Result<Sample, SampleError> {
        let form = TextForm {
            language: Language::Spanish,
            delimiter: b';',
            encoding: encoding_rs::UTF_8,
            mark: true,
        };
        let what = "under Spanish headers: semicolons, UTF-8 with its mark";
        self.group_as_text("Altas y cambios.csv", &self.cast.spanish, form, what)
    }

    fn group_as_text(
        &self,
        name: &str,
        group: &Group,
        form: TextForm,
        how: &str,
    ) -> Result<Sample, SampleError> {
        let path = self.folder.join(name);
        text::write(&path, form, &self.columns(), &group.rows())?;
        let what = format!(
            "{} new and {} changed people, {how}.",
            group.newcomers.len(),
            group.changed.len()
        );
        Ok(sample(path, SampleIntent::Changes, what))
    }

    fn leavers(&self) -> Result<Sample, SampleError> {
        let path = self.folder.join("Desligados.xlsx");
        let mut columns = vec![Column::EmployeeId, Column::FullName, Column::NationalId];
        columns.extend([Column::Email, Column::Mobile]);
        columns.extend(self.tax_id_column());
        let leaving = &self.cast.leavers;
        book::write_list(&path, "Desligados", &columns, leaving)?;
        let what = format!("{} people who leave, and nobody else.", leaving.len());
        Ok(sample(path, SampleIntent::Leavers, what))
    }

    fn trouble(&self) -> Result<Sample, SampleError> {
        let path = self.folder.join("Folha com problemas.xlsx");
        let mut columns = self.columns();
        columns.insert(4, Column::Status);
        trouble::write(&path, &self.companies[0], &columns, &self.cast.people)?;
        let what = "Everybody, with planted trouble: lost zeros, #N/A, keys twice, formulas without a value, filtered rows, no-break spaces, broken phones and e-mails.";
        Ok(sample(path, SampleIntent::Full, what.to_owned()))
    }

    fn cut_short(&self) -> Result<Sample, SampleError> {
        let path = self.folder.join("Folha cortada.csv");
        let form = TextForm {
            language: Language::Portuguese,
            delimiter: b';',
            encoding: encoding_rs::UTF_8,
            mark: true,
        };
        let people = &self.cast.people[..self.cast.people.len() * 7 / 10];
        text::write(&path, form, &self.columns(), people)?;
        let what = "A full roster of which the last third is missing; it must be held.";
        Ok(sample(path, SampleIntent::Full, what.to_owned()))
    }

    fn columns(&self) -> Vec<Column> {
        let mut columns = Column::USUAL.to_vec();
        columns.extend(self.tax_id_column());
        columns
    }

    /// Only a multi entity says in each row whose the person is.
    fn tax_id_column(&self) -> Option<Column> {
        (self.companies.len() > 1).then_some(Column::TaxId)
    }
}

fn sample(path: PathBuf, intent: SampleIntent, what: String) -> Sample {
    let title = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    Sample {
        path,
        title,
        intent,
        what,
    }
}
