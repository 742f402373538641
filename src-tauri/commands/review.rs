//! The review step: the plan as a person reads it, and one person of it.

use std::collections::BTreeMap;

pub mod person;
pub mod report;
pub mod rows;
pub mod view;
pub mod why;

use rollcall_core::desk::DeskError;
use rollcall_core::finding::{Finding, FindingCode, Severity};
use rollcall_core::history::ImportId;
use rollcall_core::plan::{Cosmetic, Counts, Measure};
use rollcall_core::roster::Intent;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State};

use super::desk::roster::{RosterProgress, is_cancelled, ready, teller};
use super::import::ImportView;
use super::import::view::import_view;
use super::saving::{self, Written};
use crate::error::CommandError;
use crate::state::AppState;

/// The API's name of a field, or `custom_fields.NAME`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct FieldName(pub String);

/// Something that stands out in a file or a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// What it is; the words are the ui's.
    pub code: FindingCode,
    /// How severe it is.
    pub severity: Severity,
    /// How often.
    pub count: u32,
    /// Where, at most 20 addresses such as B17.
    pub cells: Vec<String>,
    /// Whether it holds changes back.
    pub held: bool,
    /// Values for the ui's text: limit, percent, field, company, name …
    pub params: BTreeMap<String, String>,
    /// Whether a person may accept it for this file.
    pub acceptable: bool,
    /// Whether a person did.
    pub accepted: bool,
}

/// A budget and how much of it the plan uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GaugeView {
    /// What it measures.
    pub kind: Measure,
    /// The field, for `field` alone.
    pub field: Option<FieldName>,
    /// The tax id of the company, where it counts one company.
    pub company: Option<String>,
    /// How many.
    pub value: u32,
    /// How many are allowed.
    pub limit: u32,
    /// Of how many.
    pub of: u32,
    /// More than allowed.
    pub over: bool,
}

/// A lane of the plan: `total` is `held` and `sendable` together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LaneView {
    /// All changes.
    pub total: u32,
    /// Those held back.
    pub held: u32,
    /// Those of them that no release lets go: their people are protected.
    pub protected: u32,
    /// Those that can go now.
    pub sendable: u32,
}

/// How many changes one department has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DepartmentCount {
    /// Its name.
    pub name: String,
    /// How many changes.
    pub count: u32,
}

/// The plan as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// The plan's hash; a release binds to it.
    pub hash: String,
    /// What the file is for.
    pub intent: Intent,
    /// How many of each.
    pub counts: Counts,
    /// What is only written otherwise, and whether it is sent.
    pub cosmetic: Cosmetic,
    /// How many people both leave and come, and so move.
    pub moves: u32,
    /// How many fields change in the changed people.
    pub fields_changed: u32,
    /// What stands out.
    pub findings: Vec<FindingView>,
    /// What else changes deserve a look for.
    pub reasons: Vec<why::ReasonCount>,
    /// The budgets.
    pub gauges: Vec<GaugeView>,
    /// New people and changes.
    pub safe: LaneView,
    /// Leaving people.
    pub removals: LaneView,
    /// Held in both lanes.
    pub held_total: u32,
    /// Wellhub has nobody yet.
    pub first_load: bool,
    /// Departments by number of changes.
    pub departments: Vec<DepartmentCount>,
    /// Nothing can be sent; the findings say why.
    pub blocked: bool,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// How many people Wellhub has.
    pub people: u32,
}

impl FindingView {
    /// A finding that nobody may accept.
    pub fn of(finding: &Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity,
            count: u32::try_from(finding.count).unwrap_or(u32::MAX),
            cells: finding.cells.clone(),
            held: false,
            params: finding.params.clone(),
            acceptable: false,
            accepted: false,
        }
    }
}

/// Reads the roster and makes the plan. A reading that is cancelled leaves the import as it was.
#[tauri::command]
#[specta::specta]
pub async fn make_plan(
    state: State<'_, AppState>,
    id: u32,
    on_progress: Channel<RosterProgress>,
) -> Result<ImportView, CommandError> {
    let desk = state.desk().await?;
    let import = ImportId(id);
    let connection = state
        .work(move |desk| desk.with_import(import, |import| Ok(import.connection.id)))
        .await?;
    let (connection, client) = ready(&state, &desk, connection).await?;
    let reading = state.begin_reading(connection.id);
    let tell = teller(&desk, &client, on_progress);
    match desk.plan_import(import, &tell, &reading.cancel).await {
        Err(error) if !is_cancelled(&error) => return Err(error.into()),
        _ => {}
    }
    state.work(move |desk| import_view(desk, import)).await
}

/// Says whether what is only written otherwise than at Wellhub is sent too; the plan is made again, against the roster
/// that it was made against.
#[tauri::command]
#[specta::specta]
pub async fn choose_cosmetic(
    state: State<'_, AppState>,
    id: u32,
    send: bool,
) -> Result<ImportView, CommandError> {
    state
        .work(move |desk| {
            desk.choose_cosmetic(ImportId(id), send)?;
            import_view(desk, ImportId(id))
        })
        .await
}

/// Writes the plan to a file that the person chooses, sealed; null when they closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn save_plan<R: Runtime>(
    app: AppHandle<R>,
    state: State<'_, AppState>,
    id: u32,
) -> Result<Option<String>, CommandError> {
    let made = state
        .work(move |desk| {
            desk.with_import(ImportId(id), |import| {
                import.plan.clone().ok_or(DeskError::NoPlan)
            })
        })
        .await?;
    let name = Written::PLAN.beside(&made.saved.file.name, "");
    let Some(path) = saving::ask(&app, Written::PLAN, name).await else {
        return Ok(None);
    };
    state
        .work(move |desk| {
            desk.write_plan(&path, &made.saved)?;
            Ok::<_, CommandError>(Some(path.to_string_lossy().into_owned()))
        })
        .await
}
