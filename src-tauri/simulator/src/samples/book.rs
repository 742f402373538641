//! Clean samples as workbooks: identifiers as text, dates as dates.
//! Nothing in them must need a repair.

use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::SampleError;
use super::columns::{Column, Language, birth_date};
use crate::person::{Company, Person};

const PORTUGUESE: Language = Language::Portuguese;
/// Rows above the header of a full roster.
pub(super) const TITLE_ROWS: u32 = 2;

/// The cell formats that workbooks share.
#[derive(Debug)]
pub(super) struct Formats {
    title: Format,
    header: Format,
    date: Format,
    /// Text, so that a spreadsheet program leaves the zeros alone.
    pub(super) text: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        Self {
            title: Format::new().set_bold().set_font_size(14),
            header: Format::new().set_bold(),
            date: Format::new().set_num_format("dd/mm/yyyy"),
            text: Format::new().set_num_format("@"),
        }
    }
}

/// A full roster under its title rows and above its totals row.
pub(super) fn write_full(
    path: &Path,
    company: &Company,
    columns: &[Column],
    people: &[Person],
) -> Result<(), SampleError> {
    save(path, "Colaboradores", |sheet| {
        let formats = Formats::new();
        titles(sheet, company, &formats)?;
        headers(sheet, TITLE_ROWS, columns, &formats)?;
        let mut row = TITLE_ROWS + 1;
        for person in people {
            person_row(sheet, row, columns, person, &formats)?;
            row += 1;
        }
        totals(sheet, row, people.len(), &formats)
    })
}

/// A plain list with its header in the first row.
pub(super) fn write_list(
    path: &Path,
    name: &str,
    columns: &[Column],
    people: &[Person],
) -> Result<(), SampleError> {
    save(path, name, |sheet| {
        let formats = Formats::new();
        headers(sheet, 0, columns, &formats)?;
        for (row, person) in (1..).zip(people) {
            person_row(sheet, row, columns, person, &formats)?;
        }
        Ok(())
    })
}

/// Fills one sheet and writes the workbook.
pub(super) fn save(
    path: &Path,
    name: &str,
    fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>,
) -> Result<(), SampleError> {
    let write = || -> Result<(), XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name(name)?;
        fill(sheet)?;
        workbook.save(path)
    };
    write().map_err(|source| SampleError::Workbook {
        path: path.to_owned(),
        source,
    })
}

pub(super) fn titles(
    sheet: &mut Worksheet,
    company: &Company,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let title = format!("{} · Folha de pagamento", company.name);
    sheet.write_string_with_format(0, 0, title, &formats.title)?;
    sheet.write_string(1, 0, format!("CNPJ {}", company.tax_id))?;
    Ok(())
}

pub(super) fn headers(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[Column],
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(row, at, column.header(PORTUGUESE), &formats.header)?;
        sheet.set_column_width(at, 20)?;
    }
    Ok(())
}

pub(super) fn person_row(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[Column],
    person: &Person,
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(columns) {
        if *column == Column::BirthDate {
            let (year, month, day) = birth_date(person);
            let date = ExcelDateTime::from_ymd(year, month, day)?;
            sheet.write_datetime_with_format(row, at, date, &formats.date)?;
        } else {
            let text = column.text(person, PORTUGUESE);
            sheet.write_string_with_format(row, at, text, &formats.text)?;
        }
    }
    Ok(())
}

pub(super) fn totals(
    sheet: &mut Worksheet,
    row: u32,
    people: usize,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, "Total", &formats.header)?;
    let text = format!("{people} colaboradores");
    sheet.write_string_with_format(row, 1, text, &formats.header)?;
    Ok(())
}
