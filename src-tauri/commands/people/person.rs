//! One person of the roster as last read: their record, whether a file may remove them, and all that was ever sent about
//! them. National ids are masked unless somebody asks to see them, which the audit trail tells.

use rollcall_core::desk::Desk;
use rollcall_core::employee::{Employee, Field};
use rollcall_core::history::{Connection, JobId};
use rollcall_core::masking::{self, Mask};
use rollcall_core::roster::place;
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::{people_of, said};
use crate::commands::guards::ProtectedView;
use crate::commands::history::story::StoryView;
use crate::commands::review::FieldName;
use crate::commands::review::person::company_name;
use crate::error::{CommandError, ErrorCode};
use crate::state::AppState;

/// One field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RosterField {
    /// The field.
    pub field: FieldName,
    /// What Wellhub has; of a custom field what was last sent, since Wellhub never tells it.
    pub value: String,
    /// Whether the value is masked.
    pub masked: bool,
}

/// One person of the roster, in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RosterPerson {
    /// Their opaque id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their key, masked where it is a national id.
    pub key: String,
    /// Their department.
    pub department: Option<String>,
    /// The name of their company.
    pub company: String,
    /// Every field that says something.
    pub record: Vec<RosterField>,
    /// How they are invited, as Wellhub says.
    pub invitation: Option<String>,
    /// When Wellhub last changed them, as it says.
    pub updated_at: Option<String>,
    /// Their place on the list of those whom no file removes; null where they are not on it.
    pub protected: Option<ProtectedView>,
    /// All that was ever sent about them.
    pub story: StoryView,
}

/// Whom an item of a job is about, and whether they are on the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonOf {
    /// For which connection.
    pub connection: u32,
    /// Their opaque id on the roster as last read; null where they are not on it.
    pub id: Option<String>,
    /// Their name, as it was sent.
    pub name: String,
    /// Their key, masked where it is a national id.
    pub key: String,
}

/// One person of the roster as last read; null where they are not on it any more.
#[tauri::command]
#[specta::specta]
pub async fn roster_person(
    state: State<'_, AppState>,
    connection: u32,
    id: String,
) -> Result<Option<RosterPerson>, CommandError> {
    state
        .view(move |desk| person(desk, connection, &id, Mask::Usual))
        .await
}

/// The same with nothing masked, which the audit trail tells; refused while the screen is shared.
#[tauri::command]
#[specta::specta]
pub async fn reveal_person(
    state: State<'_, AppState>,
    connection: u32,
    id: String,
) -> Result<Option<RosterPerson>, CommandError> {
    state
        .view(move |desk| person(desk, connection, &id, Mask::Open))
        .await
}

/// Whom an item of a job is about; null where the job has no such item any more.
#[tauri::command]
#[specta::specta]
pub async fn roster_person_of(
    state: State<'_, AppState>,
    job: u32,
    item: u32,
) -> Result<Option<PersonOf>, CommandError> {
    state
        .view(move |desk| {
            let Some((connection, place)) = desk.place_of_item(JobId(job), item)? else {
                return Ok(None);
            };
            let Some(sent) = desk.history().job_item(JobId(job), item)? else {
                return Ok(None);
            };
            let people = desk.people(&connection)?;
            Ok::<_, CommandError>(Some(PersonOf {
                connection: connection.id.0,
                id: people.and_then(|people| people.directory.id(people.directory.at(&place)?)),
                name: sent.item.name,
                key: masking::shown_key(connection.details.identifier, &sent.item.key),
            }))
        })
        .await
}

/// Puts somebody of the roster on the list of those whom no file removes, by their opaque id: the window has keys that are
/// national ids masked alone.
#[tauri::command]
#[specta::specta]
pub async fn protect_person(
    state: State<'_, AppState>,
    connection: u32,
    id: String,
) -> Result<ProtectedView, CommandError> {
    state
        .view(move |desk| {
            let (connection, people) = people_of(desk, connection)?;
            let not_found = || CommandError::of(ErrorCode::NotFound);
            let directory = &people.directory;
            let found = directory.find(&id);
            let remote = found.and_then(|number| directory.person(number));
            let record = &remote.ok_or_else(not_found)?.employee;
            let key = record.get(&connection.details.identifier.key_field());
            let key = key.unwrap_or_default();
            desk.protect_person(&connection, &record.company_tax_id, key)?;
            ProtectedView::about(desk, &connection, record)?.ok_or_else(not_found)
        })
        .await
}

fn person(
    desk: &Desk,
    connection: u32,
    id: &str,
    mask: Mask,
) -> Result<Option<RosterPerson>, CommandError> {
    let (connection, people) = people_of(desk, connection)?;
    let directory = &people.directory;
    let found = directory.find(id);
    let Some(remote) = found.and_then(|number| directory.person(number)) else {
        return Ok(None);
    };
    let (record, identifier) = (&remote.employee, connection.details.identifier);
    let key = record.get(&identifier.key_field()).unwrap_or_default();
    if mask == Mask::Open {
        // Whoever has no key goes by Wellhub's own id of the record.
        let known = if key.is_empty() { &remote.id } else { key };
        desk.reveal(connection.id, record.company_tax_id.as_str(), known)?;
    }
    let story = desk.story_at(&connection, record)?;
    Ok(Some(RosterPerson {
        id: id.to_owned(),
        name: record.full_name.as_deref().unwrap_or_default().to_owned(),
        key: mask.shown_key(identifier, key),
        department: said(record.department.as_deref()),
        company: company_name(&connection, directory.companies(), &record.company_tax_id),
        record: fields(desk, &connection, record, mask)?,
        invitation: said(remote.invitation_status.as_deref()),
        updated_at: said(remote.updated_at.as_deref()),
        protected: ProtectedView::about(desk, &connection, record)?,
        story: StoryView::of(desk, identifier, story, mask)?,
    }))
}

/// Every field that says something; custom fields as they were last sent.
fn fields(
    desk: &Desk,
    connection: &Connection,
    record: &Employee,
    mask: Mask,
) -> Result<Vec<RosterField>, CommandError> {
    let mut known = record.clone();
    if let Some(place) = place(connection.details.identifier, record)
        && let Some(custom) = desk.history().last_sent_of(connection.id, &place)?
    {
        known.custom_fields = custom;
    }
    let custom = known.custom_fields.keys().cloned().map(Field::Custom);
    let all = Field::STANDARD.into_iter().chain(custom);
    let field = |field: Field| {
        let text = known.get(&field).filter(|text| !text.is_empty())?;
        Some(RosterField {
            value: mask.shown(&field, text),
            masked: mask == Mask::Usual && masking::is_masked(&field),
            field: FieldName(field.name()),
        })
    };
    Ok(all.filter_map(field).collect())
}
