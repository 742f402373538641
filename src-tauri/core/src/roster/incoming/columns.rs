//! The mapped columns, ready to read rows: what each is for, and the evidence gathered over the whole column that a
//! single cell cannot give.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::company::Companies;
use super::mail::can_be_email;
use super::phone::Dialing;
use super::problems::{Problems, severity};
use super::row::ReadRow;
use super::value::{self, Origin, Value, loses_zeros};
use super::zeros::{Verdict, Zeros};
use super::{Problem, Reading, yes_no};
use crate::employee::{Employee, Field, Text};
use crate::finding::{FindingCode, Severity};
use crate::sheet::{
    Blank, Cell, Kind, Layout, MappedColumn, Mapping, Page, Row, address, fold, is_cpf, letters,
    parse_address,
};

struct Column<'m> {
    mapped: &'m MappedColumn,
    on_key: bool,
    zeros: Option<Zeros>,
    cpf: bool,
}

/// Everything that rows are read with.
pub(super) struct Columns<'m> {
    list: Vec<Column<'m>>,
    required: &'static [Field],
    companies: Companies,
    dialing: Dialing,
    edits: HashMap<(u32, u16), &'m str>,
    zeros_accepted: bool,
}

impl<'m> Columns<'m> {
    pub(super) fn of(
        page: Page<'_>,
        layout: &Layout,
        mapping: &'m Mapping,
        reading: &Reading<'m>,
    ) -> Self {
        let people = reading.remote.into_iter().flat_map(|roster| &roster.people);
        let roster: Vec<&Employee> = people.map(|person| &person.employee).collect();
        let required = reading.identifier.required_fields();
        let mut mapped: Vec<&MappedColumn> = mapping.columns.iter().collect();
        mapped.sort_by_key(|column| column.index);
        let column = |mapped: &'m MappedColumn| {
            let cpf = mapped.field == Field::NationalId && holds_cpfs(page, layout, mapped);
            let zeros = || Zeros::of(page, layout, mapped.index, &mapped.field, &roster, cpf);
            Column {
                mapped,
                on_key: required.contains(&mapped.field),
                zeros: loses_zeros(&mapped.field).then(zeros),
                cpf,
            }
        };
        let place = |(at, text): (&String, &'m String)| Some((parse_address(at)?, text.as_str()));
        Self {
            list: mapped.into_iter().map(column).collect(),
            required,
            companies: Companies::of(reading.companies, mapping.company.as_ref()),
            dialing: Dialing::of(mapping.phone_country.as_deref()),
            edits: reading.choices.edits.iter().filter_map(place).collect(),
            zeros_accepted: reading
                .choices
                .accepted
                .contains(&FindingCode::LeadingZerosLost),
        }
    }

    /// Where each field stands.
    pub(super) fn letters(&self) -> BTreeMap<Field, Vec<String>> {
        let mut found: BTreeMap<Field, Vec<(Option<u8>, String)>> = BTreeMap::new();
        for column in &self.list {
            let place = (column.mapped.join, letters(column.mapped.index).to_string());
            found
                .entry(column.mapped.field.clone())
                .or_default()
                .push(place);
        }
        let sorted = |mut columns: Vec<(Option<u8>, String)>| {
            columns.sort_by_key(|(join, _)| *join);
            columns.into_iter().map(|(_, letter)| letter).collect()
        };
        found
            .into_iter()
            .map(|(field, columns)| (field, sorted(columns)))
            .collect()
    }

    /// A problem of a field in a row; a field without a column is told at the row's first column.
    pub(super) fn problem(
        &self,
        row: u32,
        field: &Field,
        code: FindingCode,
        severity: Severity,
        original: String,
    ) -> Problem {
        let column = self
            .list
            .iter()
            .find(|column| column.mapped.field == *field);
        let column = column.map_or(0, |column| column.mapped.index);
        Problem {
            row,
            column,
            cell: address(row, column).to_string(),
            code,
            severity,
            original,
            value: None,
        }
    }

    /// Reads one row.
    pub(super) fn read(&self, page: Page<'_>, row: &Row, problems: &mut Problems) -> ReadRow {
        let mut pass = Pass {
            columns: self,
            read: ReadRow::new(row.number),
            problems,
            name: Vec::new(),
            company: Text::default(),
        };
        let mut cells = page.cells(row).iter().peekable();
        for column in &self.list {
            let index = column.mapped.index;
            while cells.next_if(|cell| cell.column < index).is_some() {}
            let cell = cells.peek().filter(|cell| cell.column == index).copied();
            pass.column(page, column, cell);
        }
        pass.join_name();
        pass.find_company();
        pass.check_required();
        pass.check_identity();
        pass.read
    }
}

/// Whether most of a column's eleven-digit values are CPFs, so that the others are typing errors.
fn holds_cpfs(page: Page<'_>, layout: &Layout, mapped: &MappedColumn) -> bool {
    const LOOKED_AT: usize = 500;
    if fold(&mapped.header).split(' ').any(|word| word == "cpf") {
        return true;
    }
    let values = layout
        .people_rows(page)
        .filter_map(|(row, _)| page.cell(row.number, mapped.index));
    let (mut of, mut fit) = (0, 0);
    for cell in values.take(LOOKED_AT) {
        let text = page.shown(cell);
        if has_eleven_digits(&text) {
            of += 1;
            fit += usize::from(is_cpf(text.trim()));
        }
    }
    of > 0 && fit * 10 >= of * 8
}

fn has_eleven_digits(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() == 11
}

/// One row on its way.
struct Pass<'p, 'm> {
    columns: &'p Columns<'m>,
    read: ReadRow,
    problems: &'p mut Problems,
    name: Vec<(Option<u8>, Text)>,
    company: Text,
}

impl Pass<'_, '_> {
    fn column(&mut self, page: Page<'_>, column: &Column<'_>, cell: Option<&Cell>) {
        let place = (self.read.number, column.mapped.index);
        let edit = self.columns.edits.get(&place).copied();
        let value = match (edit, cell) {
            (Some(text), _) => value::text(text, &column.mapped.field),
            (None, Some(cell)) => value::read(page, cell, &column.mapped.field),
            (None, None) => value::text("", &column.mapped.field),
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
        let (Some(id), Some(national)) = (&person.employee_id, &person.national_id) else {
            return;
        };
        let digits: Text = id
            .as_str()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        if digits.is_empty() || !digits.eq_ignore_ascii_case(&national.meaning()) {
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
