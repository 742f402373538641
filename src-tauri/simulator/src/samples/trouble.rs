//! The workbook with planted trouble: what spreadsheets do to identifiers, all in one file.
//! Each kind must stay where it is: tests and the demo count on the numbers below.

use std::path::Path;

use rust_xlsxwriter::{FilterCondition, Format, Formula, Worksheet, XlsxError};

use super::SampleError;
use super::book::{self, Formats, TITLE_ROWS};
use super::columns::Column;
use crate::person::{Company, Person};

/// Rows that the filter on the status column hides.
pub(super) const HIDDEN_ROWS: usize = 37;

/// Writes the roster with its trouble.
pub(super) fn write(
    path: &Path,
    company: &Company,
    columns: &[Column],
    people: &[Person],
) -> Result<(), SampleError> {
    book::save(path, "Colaboradores", |sheet| {
        let mut page = Page {
            sheet,
            columns,
            formats: Formats::new(),
            padded: Format::new().set_num_format("000000"),
        };
        book::titles(page.sheet, company, &page.formats)?;
        book::headers(page.sheet, TITLE_ROWS, columns, &page.formats)?;
        let mut row = TITLE_ROWS + 1;
        for (nth, person) in people.iter().enumerate() {
            page.person(row, nth, person, people.len())?;
            row += 1;
        }
        for person in people.iter().skip(10).take(2) {
            page.again(row, person)?;
            row += 1;
        }
        page.filter(row - 1)?;
        book::totals(page.sheet, row, people.len(), &page.formats)
    })
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    columns: &'a [Column],
    formats: Formats,
    padded: Format,
}

impl Page<'_> {
    fn person(
        &mut self,
        row: u32,
        nth: usize,
        person: &Person,
        people: usize,
    ) -> Result<(), XlsxError> {
        book::person_row(self.sheet, row, self.columns, person, &self.formats)?;
        self.employee_id(row, nth, person)?;
        self.status(row, nth, people)?;
        match nth {
            20 | 21 => self.error(row, Column::Department),
            22 => self.error(row, Column::CostCenter),
            23 => self.error(row, Column::EmployeeId),
            30 | 31 => self.formula_without_value(row),
            40..=45 => {
                let name = person.full_name.replacen(' ', "\u{a0}", 1);
                self.text(row, Column::FullName, &format!("{name}\u{a0}"))
            }
            46 | 47 => self.text(row, Column::Email, &format!("{}\u{a0}", person.email)),
            50..=52 => self.phone_as_number(row, person),
            53 | 54 => self.text(row, Column::Mobile, "5,5119E+12"),
            55..=60 => self.text(row, Column::Mobile, &national(&person.mobile_number)),
            61 => self.text(row, Column::Email, &person.email.replace(".example", "")),
            62 => self.text(row, Column::Email, &person.email.replace('@', ".")),
            63 => self.text(row, Column::Email, &person.email.replace('@', "@@")),
            _ => Ok(()),
        }
    }

    /// The same key once more, in another department.
    fn again(&mut self, row: u32, person: &Person) -> Result<(), XlsxError> {
        book::person_row(self.sheet, row, self.columns, person, &self.formats)?;
        self.text(row, Column::Department, "Almoxarifado")
    }

    /// Two of five as plain numbers, one of five as a number that shows its zeros, the rest as text.
    fn employee_id(&mut self, row: u32, nth: usize, person: &Person) -> Result<(), XlsxError> {
        let (Ok(number), Some(column)) = (
            person.employee_id.parse::<u32>(),
            self.column(Column::EmployeeId),
        ) else {
            return Ok(());
        };
        match nth % 5 {
            0 | 1 => self.sheet.write_number(row, column, number)?,
            2 => {
                let padded = &self.padded;
                self.sheet
                    .write_number_with_format(row, column, number, padded)?
            }
            _ => self.sheet,
        };
        Ok(())
    }

    fn status(&mut self, row: u32, nth: usize, people: usize) -> Result<(), XlsxError> {
        let away = nth >= people.saturating_sub(HIDDEN_ROWS);
        let text = if away { "Afastado" } else { "Ativo" };
        self.text(row, Column::Status, text)
    }

    /// A lookup that failed, with the error as its cached value.
    fn error(&mut self, row: u32, column: Column) -> Result<(), XlsxError> {
        if let Some(at) = self.column(column) {
            let formula = Formula::new("=NA()").set_result("#N/A");
            self.sheet.write_formula(row, at, formula)?;
        }
        Ok(())
    }

    fn formula_without_value(&mut self, row: u32) -> Result<(), XlsxError> {
        if let Some(at) = self.column(Column::CostCenter) {
            // A formula's own empty result counts as none, so the sheet's default is what is written.
            self.sheet.set_formula_result_default("");
            self.sheet
                .write_formula(row, at, "=CONCATENATE(\"CC-\",\"012\")")?;
        }
        Ok(())
    }

    /// Thirteen digits as a number, which a spreadsheet shows as 5.51E+12.
    fn phone_as_number(&mut self, row: u32, person: &Person) -> Result<(), XlsxError> {
        let digits = person.mobile_number.trim_start_matches('+').parse::<u64>();
        if let (Ok(number), Some(at)) = (digits, self.column(Column::Mobile)) {
            self.sheet.write_number(row, at, number as f64)?;
        }
        Ok(())
    }

    fn text(&mut self, row: u32, column: Column, text: &str) -> Result<(), XlsxError> {
        if let Some(at) = self.column(column) {
            let format = &self.formats.text;
            self.sheet.write_string_with_format(row, at, text, format)?;
        }
        Ok(())
    }

    /// The filter hides whoever is away.
    fn filter(&mut self, last_row: u32) -> Result<(), XlsxError> {
        let Some(status) = self.column(Column::Status) else {
            return Ok(());
        };
        let last_column = u16::try_from(self.columns.len() - 1).unwrap_or(u16::MAX);
        self.sheet
            .autofilter(TITLE_ROWS, 0, last_row, last_column)?;
        let at_work = FilterCondition::new().add_list_filter("Ativo");
        self.sheet.filter_column(status, &at_work)?;
        Ok(())
    }

    fn column(&self, column: Column) -> Option<u16> {
        let at = self.columns.iter().position(|one| *one == column)?;
        u16::try_from(at).ok()
    }
}

/// `+5511988110020` as people write it at home: `11 98811-0020`.
fn national(mobile_number: &str) -> String {
    let digits = mobile_number.trim_start_matches("+55");
    match digits.len() {
        11 => format!("{} {}-{}", &digits[..2], &digits[2..7], &digits[7..]),
        _ => digits.to_owned(),
    }
}
