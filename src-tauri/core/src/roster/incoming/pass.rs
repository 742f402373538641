//! One row on its way from cells to a person: each column's value settled, then the name, the company and the key.
//! It judges by what the columns know and never looks at another row.

use super::columns::{Column, Columns, has_eleven_digits};
use super::mail::can_be_email;
use super::problems::{Problems, severity};
use super::row::ReadRow;
use super::value::{self, Origin, Value};
use super::zeros::{Verdict, Zeros};
use super::{Problem, yes_no};
use crate::employee::{Field, Text};
use crate::finding::{FindingCode, Severity};
use crate::sheet::{Blank, Cell, Kind, Page, address, is_cpf};

/// One row on its way.
pub(super) struct Pass<'p, 'm> {
    columns: &'p Columns<'m>,
    read: ReadRow,
    problems: &'p mut Problems,
    name: Vec<(Option<u8>, Text)>,
    company: Text,
}

impl<'p, 'm> Pass<'p, 'm> {
    pub(super) fn new(columns: &'p Columns<'m>, row: u32, problems: &'p mut Problems) -> Self {
        Self {
            columns,
            read: ReadRow::new(row),
            problems,
            name: Vec::new(),
            company: Text::default(),
        }
    }

    /// What was read, once every column was.
    pub(super) fn finish(mut self) -> ReadRow {
        self.join_name();
        self.find_company();
        self.check_required();
        self.check_identity();
        self.read
    }

    /// Reads the cell of one column; `None` where the row has none there.
    pub(super) fn column(&mut self, page: Page<'_>, column: &Column<'_>, cell: Option<&Cell>) {
        let place = (self.read.number, column.mapped.index);
        let edit = self.columns.edits.get(&place).copied();
        let value = match (edit, cell) {
            (Some(text), _) => value::text(text, &column.mapped.field),
            (None, Some(cell)) => value::read(page, cell, &column.mapped.field),
            (None, None) => value::text("", &column.mapped.field),
        };
        let value = if column.cut && edit.is_none() {
            value.unless_cut()
        } else {
            value
        };
        let original = || edit.unwrap_or_else(|| cell.map_or("", |cell| said(page, cell)));
        for code in &value.faults {
            self.note(column, *code, original(), value.text.as_deref());
        }
        match value.text.as_deref() {
            None => {}
            Some("") => self.blank(column),
            Some(text) => self.text(column, text, &value, original()),
        }
    }

    fn note(
        &mut self,
        column: &Column<'_>,
        code: FindingCode,
        original: &str,
        value: Option<&str>,
    ) {
        self.note_as(column, code, severity(code, column.on_key), original, value);
    }

    fn note_as(
        &mut self,
        column: &Column<'_>,
        code: FindingCode,
        severity: Severity,
        original: &str,
        value: Option<&str>,
    ) {
        let index = column.mapped.index;
        let problem = Problem {
            row: self.read.number,
            column: index,
            cell: address(self.read.number, index).to_string(),
            code,
            severity,
            original: original.to_owned(),
            value: value.map(ToOwned::to_owned),
        };
        self.read.mind(&problem);
        self.problems.add(problem);
    }

    fn blank(&mut self, column: &Column<'_>) {
        let clears = column.mapped.blank == Blank::Clear && column.mapped.join.is_none();
        if clears && !column.on_key && column.mapped.field != Field::CompanyTaxId {
            self.read
                .employee
                .set(&column.mapped.field, Some(Text::default()));
        }
    }

    fn text(&mut self, column: &Column<'_>, text: &str, value: &Value, original: &str) {
        let field = &column.mapped.field;
        let kept = match field {
            Field::CompanyTaxId => {
                self.company = text.into();
                return;
            }
            Field::FullName => {
                self.name.push((column.mapped.join, text.into()));
                return;
            }
            Field::Email if can_be_email(text) => Ok(text.into()),
            Field::Email => Err(FindingCode::BadEmail),
            Field::MobileNumber => self.columns.dialing.e164(text).ok_or(FindingCode::BadPhone),
            Field::EligibleToPayroll => yes_no::read(text, &column.mapped.values)
                .map(|yes| Text::from(if yes { "true" } else { "false" }))
                .ok_or(FindingCode::UnknownValue),
            _ => match &column.zeros {
                Some(zeros) if value.origin != Origin::Text => {
                    match self.mend_zeros(column, zeros, (text, value.origin), original) {
                        Some(text) => Ok(text),
                        None => return,
                    }
                }
                _ => Ok(text.into()),
            },
        };
        match kept {
            Ok(kept) => {
                if column.cpf && has_eleven_digits(&kept) && !is_cpf(&kept) {
                    self.note(column, FindingCode::BadCheckDigit, original, Some(&kept));
                }
                self.read.employee.set(field, Some(kept));
            }
            Err(code) => self.note(column, code, original, None),
        }
    }

    /// The text that is sent for a number that may have lost its zeros; `None` where it cannot be trusted.
    fn mend_zeros(
        &mut self,
        column: &Column<'_>,
        zeros: &Zeros,
        (text, origin): (&str, Origin),
        original: &str,
    ) -> Option<Text> {
        let code = FindingCode::LeadingZerosLost;
        let (proposal, twin) = match zeros.judge(text, origin) {
            Verdict::Whole => return Some(text.into()),
            Verdict::Twin(twin) => (Some(twin), true),
            Verdict::Padded(padded) => (Some(padded), false),
            Verdict::Unknown => (None, false),
        };
        if self.columns.zeros_accepted && proposal.is_some() {
            self.note_as(column, code, Severity::Warn, original, proposal.as_deref());
            return proposal;
        }
        self.note(column, code, original, proposal.as_deref());
        // The one twin at Wellhub is the person behind a withheld row: with its key the row keeps them (rule R2).
        if column.on_key && twin {
            proposal
        } else {
            None
        }
    }

    fn join_name(&mut self) {
        self.name.sort_by_key(|(place, _)| *place);
        let mut parts = self.name.iter().map(|(_, part)| part);
        let Some(first) = parts.next() else { return };
        let mut name = first.clone();
        for part in parts {
            name.push(' ');
            name.push_str(part);
        }
        self.read.employee.full_name = Some(name);
    }

    fn find_company(&mut self) {
        let (code, severity, value) = match self.columns.companies.find(&self.company) {
            Ok((company, mended)) => {
                self.read.employee.company_tax_id = company;
                let Some(code) = mended else { return };
                let value = self.read.employee.company_tax_id.as_str().to_owned();
                (code, Severity::Warn, Some(value))
            }
            Err(code) => (code, Severity::Block, None),
        };
        let company = self.company.to_string();
        let mut problem = self.columns.problem(
            self.read.number,
            &Field::CompanyTaxId,
            code,
            severity,
            company,
        );
        problem.value = value;
        self.read.mind(&problem);
        self.problems.add(problem);
    }

    /// A row without its key is withheld; where something else already explains that, it is not told twice.
    fn check_required(&mut self) {
        for field in self.columns.required {
            let said = self
                .read
                .employee
                .get(field)
                .is_some_and(|text| !text.is_empty());
            if said || self.read.trouble.is_some() {
                continue;
            }
            let number = self.read.number;
            let problem = self.columns.problem(
                number,
                field,
                FindingCode::MissingKey,
                Severity::Block,
                String::new(),
            );
            self.read.mind(&problem);
            self.problems.add(problem);
        }
    }

    fn check_identity(&mut self) {
        let person = &self.read.employee;
        let Some(id) = &person.employee_id else {
            return;
        };
        let is_theirs = || {
            let national = person.national_id.as_ref()?.meaning();
            let plain: Text = id
                .as_str()
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            Some(!plain.is_empty() && plain.eq_ignore_ascii_case(&national))
        };
        let is_one = || self.columns.cpf_ids && is_cpf(id.as_str());
        if !is_theirs().unwrap_or(false) && !is_one() {
            return;
        }
        let (code, text) = (FindingCode::NationalIdInEmployeeId, id.as_str().to_owned());
        let problem = self.columns.problem(
            self.read.number,
            &Field::EmployeeId,
            code,
            Severity::Warn,
            text,
        );
        self.problems.add(problem);
    }
}

/// What a cell says, for showing: dates as dates, all else as the file has it.
fn said<'a>(page: Page<'a>, cell: &Cell) -> &'a str {
    match cell.kind {
        Kind::FormulaWithoutValue => "",
        _ => page.raw(cell),
    }
}
