//! The whole look at a file before anybody decided anything: its inspection with what its cells say about people.
//! Nothing of it is sent; the mapping it made is a proposal.

use super::{Choices, ReadPeople, Reading, country_of, read_people};
use crate::employee::{Employee, Field, Identifier};
use crate::roster::{Company, Intent, RemoteRoster};
use crate::sheet::{HeaderChoice, Inspection, Mapping, Page, inspect};

/// An inspection, the mapping that its guesses make, and the people under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// What `rollcall inspect` prints.
    pub inspection: Inspection,
    /// The proposed mapping.
    pub mapping: Mapping,
    /// The people under that mapping.
    pub people: ReadPeople,
}

/// Looks at a sheet, its columns and its people. Without an identifier the likeliest key column is taken. Severities are
/// those of a full roster, since nobody has said yet what the file is.
pub fn survey(
    page: Page<'_>,
    choice: HeaderChoice,
    identifier: Option<Identifier>,
    companies: &[Company],
    remote: Option<&RemoteRoster>,
) -> Survey {
    let people = remote.into_iter().flat_map(|roster| &roster.people);
    let roster: Vec<&Employee> = people.map(|person| &person.employee).collect();
    let mut inspection = inspect(page, choice, &roster);
    let mut mapping = Mapping::of(inspection.header_row, &inspection.columns);
    mapping.phone_country = country_of(companies, remote).map(ToOwned::to_owned);
    let reading = Reading {
        identifier: identifier.unwrap_or_else(|| likely_identifier(&mapping)),
        intent: Intent::Full,
        companies,
        remote,
        choices: &Choices::default(),
    };
    let people = read_people(page, &mapping, &reading);
    inspection.receipt = people.receipt;
    inspection.findings.clone_from(&people.roster.findings);
    Survey {
        inspection,
        mapping,
        people,
    }
}

fn likely_identifier(mapping: &Mapping) -> Identifier {
    let has = |field: Field| mapping.columns.iter().any(|column| column.field == field);
    if has(Field::EmployeeId) {
        Identifier::EmployeeId
    } else if has(Field::NationalId) {
        Identifier::NationalId
    } else if has(Field::Email) || !has(Field::MobileNumber) {
        Identifier::Email
    } else {
        Identifier::MobileNumber
    }
}
