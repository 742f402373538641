//! The mapped columns, ready to read rows: what each is for, and the evidence gathered over the whole column that a
//! single cell cannot give.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

mod evidence;

use evidence::Evidence;

use super::company::Companies;
use super::pass::Pass;
use super::phone::Dialing;
use super::recent::Recent;
use super::row::Notes;
use super::rows::PersonRow;
use super::value::{is_identifier, loses_zeros};
use super::zeros::{Known, Zeros, postal_width};
use super::{Incoming, Problem, Reading};
use crate::employee::{Employee, Field};
use crate::finding::{FindingCode, Severity};
use crate::sheet::{
    MappedColumn, Mapping, Page, Row, address, fold, is_cpf, letters, parse_address,
};

/// A column and the evidence about it.
pub(super) struct Column<'m> {
    pub(super) mapped: &'m MappedColumn,
    pub(super) on_key: bool,
    pub(super) zeros: Option<Zeros>,
    pub(super) cpf: bool,
    /// Whether its long numbers lost all digits past the fifteenth before they came into this text file.
    pub(super) cut: bool,
}

/// Everything that rows are read with.
pub(super) struct Columns<'m> {
    list: Vec<Column<'m>>,
    /// Whether the employee ids are CPFs, which Wellhub advises against (contract §1).
    pub(super) cpf_ids: bool,
    /// Whether a name stands in one column, and is not to be joined.
    pub(super) one_name: bool,
    pub(super) required: &'static [Field],
    pub(super) companies: Companies,
    pub(super) dialing: Dialing,
    edits: HashMap<(u32, u16), &'m str>,
    pub(super) zeros_accepted: bool,
}

impl<'m> Columns<'m> {
    pub(super) fn of(
        page: Page<'_>,
        rows: &[PersonRow<'_>],
        mapping: &'m Mapping,
        reading: &Reading<'m>,
    ) -> Self {
        let people = reading.remote.into_iter().flat_map(|roster| &roster.people);
        let roster: Vec<&Employee> = people.map(|person| &person.employee).collect();
        let required = reading.identifier.required_fields();
        let mut mapped: Vec<&MappedColumn> = mapping.columns.iter().collect();
        mapped.sort_by_key(|column| column.index);
        let evidence = Evidence::of(page, rows, &mapped);
        let postal = postal_width(mapping.phone_country.as_deref());
        let column = |mapped: &'m MappedColumn| {
            let evidence = evidence[usize::from(mapped.index)];
            let of_people = matches!(mapped.field, Field::NationalId | Field::EmployeeId);
            let cpf = of_people && holds_cpfs(page, rows, mapped);
            let known = Known { cpf, postal };
            let zeros = || Zeros::of(&mapped.field, &roster, evidence.peers(), known);
            Column {
                mapped,
                on_key: required.contains(&mapped.field),
                zeros: loses_zeros(&mapped.field).then(zeros),
                cpf,
                cut: is_identifier(&mapped.field) && evidence.is_cut(),
            }
        };
        let place = |(at, text): (&String, &'m String)| Some((parse_address(at)?, text.as_str()));
        let of_companies = mapping.columns_of(&Field::CompanyTaxId);
        let cnpj = of_companies.iter().any(|column| names(column, "cnpj"));
        let list: Vec<Column<'m>> = mapped.into_par_iter().map(column).collect();
        let of_names = list
            .iter()
            .filter(|column| column.mapped.field == Field::FullName);
        let holds_cpfs =
            |column: &Column<'_>| column.cpf && column.mapped.field == Field::EmployeeId;
        Self {
            cpf_ids: list.iter().any(holds_cpfs),
            one_name: of_names.count() == 1,
            list,
            required,
            companies: Companies::of(reading.companies, mapping.company.as_ref(), cnpj),
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

    /// The fields that have a column, each once.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'m Field> + '_ {
        let all = self.list.iter().enumerate();
        let first = |at: usize, field: &Field| {
            !self.list[..at]
                .iter()
                .any(|other| other.mapped.field == *field)
        };
        all.map(|(at, column)| (at, &column.mapped.field))
            .filter(move |(at, field)| first(*at, field))
            .map(|(_, field)| field)
    }

    /// The first column of a field.
    pub(super) fn index_of(&self, field: &Field) -> Option<u16> {
        let column = self
            .list
            .iter()
            .find(|column| column.mapped.field == *field);
        column.map(|column| column.mapped.index)
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
        let column = self.index_of(field).unwrap_or(0);
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

    /// What a person wrote in a cell's stead.
    pub(super) fn edit(&self, row: u32, column: u16) -> Option<&'m str> {
        self.edits.get(&(row, column)).copied()
    }

    /// Reads the person of one row; what was noticed comes back.
    pub(super) fn read(
        &self,
        page: Page<'_>,
        row: &Row,
        recent: &mut Recent,
        person: &mut Incoming,
    ) -> Notes {
        let mut pass = Pass::new(self, recent, person);
        let mut cells = page.cells(row).iter().peekable();
        for column in &self.list {
            let index = column.mapped.index;
            while cells.next_if(|cell| cell.column < index).is_some() {}
            let cell = cells.peek().filter(|cell| cell.column == index);
            pass.column(page, column, cell);
        }
        pass.finish()
    }
}

/// Whether a column's header has a word.
fn names(mapped: &MappedColumn, word: &str) -> bool {
    fold(&mapped.header).split(' ').any(|said| said == word)
}

/// Whether most of a column's eleven-digit values are CPFs, so that the others are typing errors.
fn holds_cpfs(page: Page<'_>, rows: &[PersonRow<'_>], mapped: &MappedColumn) -> bool {
    const LOOKED_AT: usize = 500;
    if names(mapped, "cpf") {
        return true;
    }
    let values = rows
        .iter()
        .filter_map(|(row, _)| page.cell(row.number, mapped.index));
    let (mut of, mut fit) = (0, 0);
    for cell in values.take(LOOKED_AT) {
        let text = page.shown(&cell);
        if has_eleven_digits(&text) {
            of += 1;
            fit += usize::from(is_cpf(text.trim()));
        }
    }
    of > 0 && fit * 10 >= of * 8
}

pub(super) fn has_eleven_digits(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() == 11
}
