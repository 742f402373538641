//! The people of a connection's roster as last read: how many of each kind, and a page of those that a filter leaves. From
//! what is kept here alone; Wellhub is asked nothing.

use rollcall_core::desk::{Desk, People};
use rollcall_core::employee::TaxId;
use rollcall_core::history::{Connection, ConnectionId};
use rollcall_core::masking;
use rollcall_core::roster::{Count, PeopleFilter};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::number;
use super::pages::{Page, Span};
use super::review::person::company_name;
use crate::error::{CommandError, ErrorCode};
use crate::state::AppState;

pub mod export;
pub mod person;

/// A company and how many of its people are on the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CompanyCount {
    /// Its tax id.
    pub tax_id: String,
    /// Its name, or its tax id where Wellhub does not tell one.
    pub name: String,
    /// How many people.
    pub people: u32,
}

/// A value and how many people of the roster have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LabelCount {
    /// The value; empty for those who have none.
    pub name: String,
    /// How many people.
    pub people: u32,
}

/// The last job that Wellhub took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LastJob {
    /// Its local id.
    pub id: u32,
    /// When, RFC 3339.
    pub at: String,
    /// How many of its people are on the roster.
    pub people: u32,
}

/// A roster as last read, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RosterOverview {
    /// When reading ended, RFC 3339.
    pub read_at: String,
    /// How many people are on it.
    pub people: u32,
    /// Whether Wellhub answers with made-up people (the sandbox).
    pub synthetic: bool,
    /// The companies that were read.
    pub companies: Vec<CompanyCount>,
    /// Departments.
    pub departments: Vec<LabelCount>,
    /// Discount groups.
    pub groups: Vec<LabelCount>,
    /// How people are invited, as Wellhub says.
    pub invitations: Vec<LabelCount>,
    /// Who may pay through payroll.
    pub payroll: u32,
    /// Who may not.
    pub no_payroll: u32,
    /// Who has no value of the identifier, so that no file can name them.
    pub keyless: u32,
    /// Whom no file removes.
    pub protected: u32,
    /// The last job that Wellhub took; null where there is none.
    pub last_job: Option<LastJob>,
}

/// One person of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonRow {
    /// Their opaque id; it tells nothing about them and ends with this process.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their eligibility key, masked where it is a national id; empty where they have none.
    pub key: String,
    /// Their e-mail address.
    pub email: String,
    /// Their department.
    pub department: Option<String>,
    /// The name of their company.
    pub company: String,
    /// How they are invited, as Wellhub says.
    pub invitation: Option<String>,
    /// Whether no file removes them.
    pub protected: bool,
}

/// A connection and its people; refused where no roster is kept.
fn people_of(desk: &Desk, connection: u32) -> Result<(Connection, People), CommandError> {
    let connection = desk.history().connection(ConnectionId(connection))?;
    let people = desk.people(&connection)?;
    let people = people.ok_or_else(|| CommandError::of(ErrorCode::NotFound))?;
    Ok((connection, people))
}

/// The roster of a connection as last read, in numbers; null where it was never read.
#[tauri::command]
#[specta::specta]
pub async fn roster_overview(
    state: State<'_, AppState>,
    connection: u32,
) -> Result<Option<RosterOverview>, CommandError> {
    state
        .work(move |desk| {
            let connection = desk.history().connection(ConnectionId(connection))?;
            let people = desk.people(&connection)?;
            Ok::<_, CommandError>(people.map(|people| RosterOverview::of(&connection, &people)))
        })
        .await
}

/// A page of the people that a filter leaves, at most 200.
#[tauri::command]
#[specta::specta]
pub async fn roster_people(
    state: State<'_, AppState>,
    connection: u32,
    filter: PeopleFilter,
    offset: u32,
    limit: u32,
) -> Result<Page<PersonRow>, CommandError> {
    state
        .view(move |desk| {
            let (connection, people) = people_of(desk, connection)?;
            let row = |line: &u32| PersonRow::of(&connection, &people, *line);
            let page = Span::of(offset, limit).page(&people.browse(&filter), row);
            Ok::<_, CommandError>(page)
        })
        .await
}

/// The row, from 0, in which somebody stands among those that a filter leaves, by their opaque id; null where they are not
/// among them.
#[tauri::command]
#[specta::specta]
pub async fn roster_place(
    state: State<'_, AppState>,
    connection: u32,
    filter: PeopleFilter,
    id: String,
) -> Result<Option<u32>, CommandError> {
    state
        .work(move |desk| {
            let (_, people) = people_of(desk, connection)?;
            let person = people.directory.find(&id);
            let lines = people.browse(&filter);
            let place = lines.iter().position(|line| Some(*line) == person);
            Ok::<_, CommandError>(place.map(number))
        })
        .await
}

impl RosterOverview {
    fn of(connection: &Connection, people: &People) -> Self {
        let (directory, census) = (&people.directory, &people.census);
        let company = |count: &Count| CompanyCount {
            name: company_name(
                connection,
                directory.companies(),
                &TaxId::from(count.name.as_str()),
            ),
            tax_id: count.name.clone(),
            people: count.people,
        };
        let (payroll, no_payroll) = census.payroll;
        Self {
            read_at: directory.read_at().to_string(),
            people: number(directory.len()),
            synthetic: Desk::is_synthetic(connection),
            companies: census.companies.iter().map(company).collect(),
            departments: labels(&census.departments),
            groups: labels(&census.groups),
            invitations: labels(&census.invitations),
            payroll,
            no_payroll,
            keyless: census.keyless,
            protected: people.protected.people,
            last_job: people.last_job.map(|last| LastJob {
                id: last.job.0,
                at: last.at.to_string(),
                people: people.sent_last.people,
            }),
        }
    }
}

fn labels(counts: &[Count]) -> Vec<LabelCount> {
    let label = |count: &Count| LabelCount {
        name: count.name.clone(),
        people: count.people,
    };
    counts.iter().map(label).collect()
}

impl PersonRow {
    /// The person of that number; `None` past the end.
    fn of(connection: &Connection, people: &People, person: u32) -> Option<Self> {
        let (directory, identifier) = (&people.directory, connection.details.identifier);
        let remote = directory.person(person)?;
        let record = &remote.employee;
        let key = record.get(&identifier.key_field()).unwrap_or_default();
        let email = record.email.as_ref();
        Some(Self {
            id: directory.id(person)?,
            name: record.full_name.as_deref().unwrap_or_default().to_owned(),
            key: masking::shown_key(identifier, key),
            email: email.map_or_else(String::new, |email| email.as_str().to_owned()),
            department: said(record.department.as_deref()),
            company: company_name(connection, directory.companies(), &record.company_tax_id),
            invitation: said(remote.invitation_status.as_deref()),
            protected: people.protected.has(person),
        })
    }
}

/// A text that says something.
fn said(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(ToOwned::to_owned)
}
