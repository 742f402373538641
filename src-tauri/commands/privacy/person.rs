//! One person of the history: how much is kept of them, all of it written to a file, all of it erased. They are named by an
//! item of a job; to erase them their key is typed, and compared here.

use rollcall_core::desk::{Desk, DossierWords};
use rollcall_core::history::{JobId, KeptOf, Who};
use rollcall_core::masking;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime, State};

use crate::commands::saving::{self, Written};
use crate::error::{CommandError, ErrorCode};
use crate::state::AppState;

/// How much is kept of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonKept {
    /// Their name.
    pub name: String,
    /// Their key, masked where it is a national id.
    pub key: String,
    /// Jobs that sent something about them.
    pub jobs: u32,
    /// Items of these.
    pub items: u32,
    /// Plans.
    pub plans: u32,
    /// Rosters.
    pub rosters: u32,
    /// Imports, which are given up.
    pub imports: u32,
    /// Notes of custom fields.
    pub notes: u32,
    /// Entries of the protected list.
    pub protections: u32,
    /// Copies of the history that are written anew.
    pub copies: u32,
}

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonErased {
    /// Under what their items stand now.
    pub pseudonym: String,
    /// Copies of the history that were written anew.
    pub copies_rewritten: u32,
    /// Those that could not be and were deleted, by name.
    pub copies_deleted: Vec<String>,
}

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PersonFormat {
    /// A workbook, line by line.
    Workbook,
    /// For another program.
    Json,
}

impl PersonFormat {
    fn written(self) -> Written {
        match self {
            Self::Workbook => Written::WORKBOOK,
            Self::Json => Written {
                what: "JSON",
                ending: "json",
            },
        }
    }
}

fn who(desk: &Desk, job: u32, item: u32) -> Result<Who, CommandError> {
    let found = desk.history().who_by_item(JobId(job), item)?;
    found.ok_or_else(|| CommandError::of(ErrorCode::NotFound))
}

/// How much is kept of the person whom an item of a job is about.
#[tauri::command]
#[specta::specta]
pub async fn person_kept(
    state: State<'_, AppState>,
    job: u32,
    item: u32,
) -> Result<PersonKept, CommandError> {
    state
        .view(move |desk| {
            let who = who(desk, job, item)?;
            let identifier = desk
                .history()
                .connection(who.connection)?
                .details
                .identifier;
            let (name, kept) = desk.what_is_kept_of(&who)?;
            let copies = desk.history().backups()?.len();
            let KeptOf {
                jobs,
                items,
                plans,
                rosters,
                imports,
                notes,
                protections,
            } = kept;
            Ok::<_, CommandError>(PersonKept {
                name,
                key: masking::shown_key(identifier, &who.key),
                jobs,
                items,
                plans,
                rosters,
                imports,
                notes,
                protections,
                copies: crate::commands::number(copies),
            })
        })
        .await
}

/// Asks where all that is kept of somebody is to be written; null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn pick_person_file<R: Runtime>(
    app: AppHandle<R>,
    format: PersonFormat,
) -> Result<Option<String>, CommandError> {
    let written = format.written();
    // The name of a file stays behind in lists of recent ones: it names nobody.
    Ok(saving::ask_path(&app, written, format!("rollcall.{}", written.ending)).await)
}

/// Writes all that is kept of somebody, unmasked; tells how many lines.
#[tauri::command]
#[specta::specta]
pub async fn export_person(
    state: State<'_, AppState>,
    job: u32,
    item: u32,
    path: String,
    words: DossierWords,
) -> Result<u32, CommandError> {
    let formats = [PersonFormat::Workbook, PersonFormat::Json];
    let path = saving::allowed(path, &formats.map(PersonFormat::written))?;
    state
        .work(move |desk| {
            let who = who(desk, job, item)?;
            Ok::<_, CommandError>(desk.export_person(&who, &path, &words)?)
        })
        .await
}

/// Erases somebody from all that is kept; `key` is what the person typed.
#[tauri::command]
#[specta::specta]
pub async fn erase_person(
    state: State<'_, AppState>,
    job: u32,
    item: u32,
    key: String,
) -> Result<PersonErased, CommandError> {
    state
        .work(move |desk| {
            let who = who(desk, job, item)?;
            let identifier = desk
                .history()
                .connection(who.connection)?
                .details
                .identifier;
            if identifier.meaning(&key) != identifier.meaning(&who.key) {
                return Err(CommandError::of(ErrorCode::InvalidInput));
            }
            let erased = desk.erase_person(&who)?;
            Ok(PersonErased {
                pseudonym: erased.pseudonym,
                copies_rewritten: erased.copies_rewritten,
                copies_deleted: erased.copies_deleted,
            })
        })
        .await
}
