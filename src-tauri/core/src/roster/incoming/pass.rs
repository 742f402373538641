//! One row on its way from cells to a person: each column's value settled, then the name, the company and the key.
//! It judges by what the columns know and never looks at another row.

use std::sync::Arc;

use super::columns::{Column, Columns, has_eleven_digits};
use super::mail::can_be_email;
use super::problems::severity;
use super::recent::Recent;
use super::row::Notes;
use super::value::{self, Origin};
use super::zeros::{Verdict, Zeros};
use super::{Incoming, Problem, yes_no};
use crate::employee::{Employee, Field, Text};
use crate::finding::{FindingCode, Severity};
use crate::sheet::{Blank, Cell, Kind, Page, address, is_cpf};

/// One row on its way to a person.
pub(super) struct Pass<'p, 'm> {
    columns: &'p Columns<'m>,
    recent: &'p mut Recent,
    row: u32,
    employee: &'p mut Employee,
    notes: Notes,
    /// The parts of a name that stands in several columns.
    name: Vec<(Option<u8>, Text)>,
    company: Text,
}

impl<'p, 'm> Pass<'p, 'm> {
    pub(super) fn new(
        columns: &'p Columns<'m>,
        recent: &'p mut Recent,
        person: &'p mut Incoming,
    ) -> Self {
        Self {
            columns,
            recent,
            row: person.row,
            employee: Arc::make_mut(&mut person.employee),
            notes: Notes::default(),
            name: Vec::new(),
            company: Text::default(),
        }
    }

    /// What was noticed, once every column was read.
    pub(super) fn finish(mut self) -> Notes {
        self.join_name();
        self.find_company();
        self.check_required();
        self.check_identity();
        self.notes
    }

    /// Reads the cell of one column; `None` where the row has none there.
    pub(super) fn column(&mut self, page: Page<'p>, column: &Column<'_>, cell: Option<&Cell>) {
        let field = &column.mapped.field;
        let edit = self.columns.edit(self.row, column.mapped.index);
        let as_it_is = cell.filter(|_| edit.is_none() && !column.cut);
        if let Some((text, origin)) = as_it_is.and_then(|cell| value::quick(page, cell, field)) {
            return self.take(column, (text, origin), text);
        }
        let mut value = match (edit, cell) {
            (Some(text), _) => value::text(text, field),
            (None, Some(cell)) => value::read(page, cell, field),
            (None, None) => value::text("", field),
        };
        if column.cut && edit.is_none() {
            value = value.unless_cut();
        }
        let original = edit.unwrap_or_else(|| cell.map_or("", |cell| said(page, cell)));
        for code in &value.faults {
            self.note(column, *code, original, value.text.as_deref());
        }
        if let Some(text) = value.text {
            self.take(column, (&text, value.origin), original);
        }
    }

    /// Takes what a column says of the person.
    fn take(&mut self, column: &Column<'_>, (text, origin): (&str, Origin), original: &str) {
        if text.is_empty() {
            self.blank(column);
        } else {
            self.text(column, (text, origin), original);
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
            row: self.row,
            column: index,
            cell: address(self.row, index).to_string(),
            code,
            severity,
            original: original.to_owned(),
            value: value.map(ToOwned::to_owned),
        };
        self.notes.add(problem);
    }

    fn blank(&mut self, column: &Column<'_>) {
        let clears = column.mapped.blank == Blank::Clear && column.mapped.join.is_none();
        if clears && !column.on_key && column.mapped.field != Field::CompanyTaxId {
            self.employee
                .set(&column.mapped.field, Some(Text::default()));
        }
    }

    fn text(&mut self, column: &Column<'_>, (text, origin): (&str, Origin), original: &str) {
        let field = &column.mapped.field;
        let kept = match field {
            Field::CompanyTaxId => {
                self.company = text.into();
                return;
            }
            Field::FullName if self.columns.one_name => Ok(text.into()),
            Field::FullName => {
                self.name.push((column.mapped.join, text.into()));
                return;
            }
            Field::Email if can_be_email(text) => Ok(text.into()),
            Field::Email => Err(FindingCode::BadEmail),
            Field::MobileNumber => self.columns.dialing.e164(text).ok_or(FindingCode::BadPhone),
            Field::EligibleToPayroll => self.yes_or_no(column, text),
            _ => match &column.zeros {
                Some(zeros) if origin != Origin::Text => {
                    match self.mend_zeros(column, zeros, (text, origin), original) {
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
                self.employee.set(field, Some(kept));
            }
            Err(code) => self.note(column, code, original, None),
        }
    }

    fn yes_or_no(&mut self, column: &Column<'_>, word: &str) -> Result<Text, FindingCode> {
        let read = |word: &str| yes_no::read(word, &column.mapped.values);
        let yes = self.recent.yes_or_no(column.mapped.index, word, read);
        yes.map(|yes| Text::const_new(if yes { "true" } else { "false" }))
            .ok_or(FindingCode::UnknownValue)
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
        if self.name.is_empty() {
            return;
        }
        self.name.sort_by_key(|(place, _)| *place);
        let mut parts = self.name.iter().map(|(_, part)| part);
        let Some(first) = parts.next() else { return };
        let mut name = first.clone();
        for part in parts {
            name.push(' ');
            name.push_str(part);
        }
        self.employee.full_name = Some(name);
    }

    fn find_company(&mut self) {
        let companies = &self.columns.companies;
        let found = self
            .recent
            .company(&self.company, |text| companies.find(text));
        let (code, severity, value) = match found {
            Ok((company, mended)) => {
                self.employee.company_tax_id = company;
                let Some(code) = mended else { return };
                let value = self.employee.company_tax_id.as_str().to_owned();
                (code, Severity::Warn, Some(value))
            }
            Err(code) => (code, Severity::Block, None),
        };
        let company = self.company.to_string();
        let mut problem =
            self.columns
                .problem(self.row, &Field::CompanyTaxId, code, severity, company);
        problem.value = value;
        self.notes.add(problem);
    }

    /// A row without its key is withheld; where something else already explains that, it is not told twice.
    fn check_required(&mut self) {
        for field in self.columns.required {
            let said = self
                .employee
                .get(field)
                .is_some_and(|text| !text.is_empty());
            if said || self.notes.trouble.is_some() {
                continue;
            }
            let problem = self.columns.problem(
                self.row,
                field,
                FindingCode::MissingKey,
                Severity::Block,
                String::new(),
            );
            self.notes.add(problem);
        }
    }

    fn check_identity(&mut self) {
        let Some(id) = &self.employee.employee_id else {
            return;
        };
        let is_theirs = || {
            let national = self.employee.national_id.as_ref()?.meaning();
            let small = |byte: u8| byte.to_ascii_lowercase();
            let plain = id.as_str().bytes().filter(u8::is_ascii_alphanumeric);
            Some(!national.is_empty() && plain.map(small).eq(national.bytes().map(small)))
        };
        let is_one = || self.columns.cpf_ids && is_cpf(id.as_str());
        if !is_theirs().unwrap_or(false) && !is_one() {
            return;
        }
        let (code, text) = (FindingCode::NationalIdInEmployeeId, id.as_str().to_owned());
        let problem =
            self.columns
                .problem(self.row, &Field::EmployeeId, code, Severity::Warn, text);
        self.notes.add(problem);
    }
}

/// What a cell says, for showing: dates as dates, all else as the file has it.
fn said<'a>(page: Page<'a>, cell: &Cell) -> &'a str {
    match cell.kind {
        Kind::FormulaWithoutValue => "",
        _ => page.raw(cell),
    }
}
