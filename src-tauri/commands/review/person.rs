//! One person of a plan in full: the whole record before and after, what stands out, what was last sent.

use rollcall_core::desk::{Desk, DeskError, Import, MadePlan, ReadAs};
use rollcall_core::employee::{Employee, Field, Identifier, TaxId};
use rollcall_core::finding::{Finding, FindingCode, Severity};
use rollcall_core::history::{Connection, ImportId};
use rollcall_core::masking::{self, Mask};
use rollcall_core::plan::{Line, Operation, other_halves};
use rollcall_core::roster::{Company, RemotePerson, place};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::rows::PlanRow;
use super::{FieldName, FindingView};
use crate::commands::guards::ProtectedView;
use crate::error::{CommandError, ErrorCode};
use crate::state::AppState;

/// One field of a person's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordField {
    /// The field.
    pub field: FieldName,
    /// What Wellhub has.
    pub before: Option<String>,
    /// What it will have.
    pub after: Option<String>,
    /// Where the file says it.
    pub cell: Option<String>,
    /// Whether the values are masked.
    pub masked: bool,
    /// What the cell says, where it is sent in another form: a phone number.
    pub said: Option<String>,
}

/// When something was last sent about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LastSent {
    /// When, RFC 3339.
    pub at: String,
    /// The local id of the job.
    pub job: u32,
}

/// One person of the plan, in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// Their row.
    pub row: PlanRow,
    /// The name of their company.
    pub company: String,
    /// Their whole record.
    pub record: Vec<RecordField>,
    /// What stands out about them.
    pub notes: Vec<FindingView>,
    /// How they are invited, as Wellhub says.
    pub invitation: Option<String>,
    /// When Wellhub last changed them, RFC 3339.
    pub updated_at: Option<String>,
    /// When Rollcall last sent them.
    pub last_sent: Option<LastSent>,
    /// Their place on the list of those whom no file removes; null where they are not on it.
    pub protected: Option<ProtectedView>,
    /// Their opaque id on the roster as last read; null where they are not on it.
    pub on_roster: Option<String>,
}

/// One person of the plan, by the number of their row.
#[tauri::command]
#[specta::specta]
pub async fn plan_person(
    state: State<'_, AppState>,
    id: u32,
    index: u32,
) -> Result<PersonView, CommandError> {
    state
        .view(move |desk| person(desk, ImportId(id), index, Mask::Usual))
        .await
}

/// The same with nothing masked, which the audit trail tells; refused while the screen is shared.
#[tauri::command]
#[specta::specta]
pub async fn reveal_planned(
    state: State<'_, AppState>,
    id: u32,
    index: u32,
) -> Result<PersonView, CommandError> {
    state
        .view(move |desk| person(desk, ImportId(id), index, Mask::Open))
        .await
}

/// A line of a plan and what is known around it.
struct Looked {
    made: MadePlan,
    connection: Connection,
    companies: Vec<Company>,
    read_as: Option<ReadAs>,
}

impl Looked {
    fn at(import: &Import, index: u32) -> Result<Self, DeskError> {
        let made = import.plan.clone().ok_or(DeskError::NoPlan)?;
        let row = match Line::of(&made.saved.plan, index) {
            Some(Line::Change(change)) => change.row,
            Some(Line::Withheld(row)) => row.row,
            None => None,
        };
        Ok(Self {
            made,
            connection: import.connection.clone(),
            companies: import.companies.clone(),
            read_as: row.and_then(|row| import.read_as(row)),
        })
    }
}

fn person(desk: &Desk, id: ImportId, index: u32, mask: Mask) -> Result<PersonView, CommandError> {
    let looked = desk.with_import(id, |import| Looked::at(import, index))?;
    let Looked {
        made, connection, ..
    } = &looked;
    let plan = &made.saved.plan;
    let line = Line::of(plan, index).ok_or_else(|| CommandError::of(ErrorCode::NotFound))?;
    let about = About::of(&line, plan.identifier, mask);
    let tax_id = about.person.company_tax_id.as_str();
    if mask == Mask::Open {
        desk.reveal(connection.id, tax_id, line.key(plan))?;
    }
    let remote = remote(made, plan.identifier, &about);
    let codes = about.codes.iter();
    let sent = match &line {
        Line::Change(change) => desk
            .history()
            .last_sending(connection.id, tax_id, &change.key)?,
        Line::Withheld(_) => None,
    };
    let other = other_halves(plan).get(&index).copied();
    Ok(PersonView {
        row: PlanRow {
            key: mask.shown_key(plan.identifier, line.key(plan)),
            ..PlanRow::of(plan, index, &line, other)
        },
        company: company_name(connection, &looked.companies, &about.person.company_tax_id),
        record: record(&looked, &about, remote),
        notes: codes.map(|code| note(made, *code, &about)).collect(),
        invitation: remote.and_then(|one| Some(one.invitation_status.as_ref()?.to_string())),
        updated_at: remote.and_then(|one| Some(one.updated_at.as_ref()?.to_string())),
        last_sent: sent.map(|sent| LastSent {
            at: sent.at.to_string(),
            job: sent.job.0,
        }),
        protected: ProtectedView::about(desk, connection, about.person)?,
        on_roster: match remote {
            Some(remote) => desk.person_id(connection, &remote.employee)?,
            None => None,
        },
    })
}

/// Shows what the file says beside the form in which it is sent.
fn show_form(record: &mut [RecordField], read_as: &ReadAs, mask: Mask) {
    let (name, read) = (
        read_as.field.name(),
        mask.shown(&read_as.field, &read_as.read),
    );
    let mut fields = record.iter_mut();
    let field = fields.find(|one| one.field.0 == name && one.after.as_ref() == Some(&read));
    if let Some(field) = field.filter(|field| field.cell.is_some()) {
        field.said = Some(mask.shown(&read_as.field, &read_as.said));
    }
}

/// What a line says of its person.
struct About<'a> {
    person: &'a Employee,
    before: Option<&'a Employee>,
    after: Option<&'a Employee>,
    row: Option<u32>,
    held: bool,
    codes: Vec<FindingCode>,
    identifier: Identifier,
    mask: Mask,
}

impl<'a> About<'a> {
    fn of(line: &Line<'a>, identifier: Identifier, mask: Mask) -> Self {
        match *line {
            Line::Change(change) => Self {
                person: change.before.as_deref().unwrap_or(&change.item),
                before: change.before.as_deref(),
                after: (change.operation != Operation::Delete).then_some(&change.item),
                row: change.row,
                held: change.is_held(),
                codes: change.held.iter().chain(&change.notes).copied().collect(),
                identifier,
                mask,
            },
            Line::Withheld(row) => Self {
                person: &row.employee,
                // Whom no row names is as Wellhub has them.
                before: row.row.is_none().then_some(&row.employee),
                after: None,
                row: row.row,
                held: false,
                codes: vec![row.code],
                identifier,
                mask,
            },
        }
    }
}

fn remote<'a>(
    made: &'a MadePlan,
    identifier: Identifier,
    about: &About<'_>,
) -> Option<&'a RemotePerson> {
    let wanted = place(identifier, about.person)?;
    let mut people = made.remote.people.iter();
    people.find(|one| place(identifier, &one.employee).as_ref() == Some(&wanted))
}

/// Every field that is known before or after. A row that is not sent shows what Wellhub keeps.
fn record(looked: &Looked, about: &About<'_>, remote: Option<&RemotePerson>) -> Vec<RecordField> {
    let known = remote.map(|one| &one.employee);
    let before = about.before.or(known);
    let withheld = about.after.is_none() && about.before.is_none();
    let after = if withheld { known } else { about.after };
    let customs = [before, after].into_iter().flatten();
    let customs = customs.flat_map(|person| person.custom_fields.keys().cloned());
    let customs: std::collections::BTreeSet<_> = customs.collect();
    let fields = Field::STANDARD
        .into_iter()
        .chain(customs.into_iter().map(Field::Custom));
    let said = |person: Option<&Employee>, field: &Field| {
        let text = person?.get(field).filter(|text| !text.is_empty())?;
        Some(about.mask.shown(field, text))
    };
    let mut record: Vec<RecordField> = fields
        .filter_map(|field| {
            let (before, after) = (said(before, &field), said(after, &field));
            (before.is_some() || after.is_some()).then(|| RecordField {
                cell: cell(&looked.made, about, &field),
                masked: about.mask == Mask::Usual && masking::is_masked(&field),
                field: FieldName(field.name()),
                before,
                after,
                said: None,
            })
        })
        .collect();
    if let Some(read_as) = &looked.read_as {
        show_form(&mut record, read_as, about.mask);
    }
    record
}

/// Where the file says it, for a row that is sent.
fn cell(made: &MadePlan, about: &About<'_>, field: &Field) -> Option<String> {
    about.after?;
    let letter = made.saved.columns.get(field)?.first()?;
    Some(format!("{letter}{}", about.row?))
}

/// What stands out about the person: the plan's finding, told of them alone.
fn note(made: &MadePlan, code: FindingCode, about: &About<'_>) -> FindingView {
    let findings = &made.saved.plan.findings;
    // A key that is missing at Wellhub is told apart from one that is missing in the file.
    let keyless = code == FindingCode::MissingKey && about.row.is_none();
    let mut findings = findings.iter().filter(|finding| finding.code == code);
    let known = findings.find(|finding| finding.params.contains_key("at") == keyless);
    let mut finding = known
        .cloned()
        .unwrap_or_else(|| Finding::new(code, Severity::Warn, 1));
    if keyless && let Some(names) = finding.params.get_mut("names") {
        about
            .person
            .full_name
            .as_deref()
            .unwrap_or_default()
            .clone_into(names);
    }
    let key = about.identifier.key_field();
    FindingView {
        count: 1,
        cells: cell(made, about, &key).into_iter().collect(),
        held: about.held,
        ..FindingView::of(&finding)
    }
}

/// The company's name; a single entity, whose name Wellhub does not tell, goes by the connection's.
pub(in crate::commands) fn company_name(
    connection: &Connection,
    companies: &[Company],
    tax_id: &TaxId,
) -> String {
    let mut known = companies.iter();
    let known = known.find(|one| one.tax_id.meaning() == tax_id.meaning());
    match known {
        Some(company) if !company.name.is_empty() => company.name.to_string(),
        _ if connection.details.multiple == Some(false) => connection.details.name.clone(),
        _ => tax_id.as_str().to_owned(),
    }
}
