//! The guards of a connection: its budgets, and the people whom no file removes. What they may be is core's to say.

use rollcall_core::desk::{Desk, DeskError};
use rollcall_core::employee::{Employee, Identifier, TaxId};
use rollcall_core::history::{Connection, ConnectionId, ImportId, KeptBudgets, ProtectedPerson};
use rollcall_core::masking;
use rollcall_core::plan::{Budgets, Line};
use rollcall_core::roster::{Company, place};
use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::error::{CommandError, ErrorCode};
use crate::state::AppState;

/// The budgets of one company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CompanyBudgets {
    /// Its tax id.
    pub company: String,
    /// Its name; empty where Wellhub does not tell it.
    pub name: String,
    /// Its own budgets; null where those of the whole roster hold.
    pub budgets: Option<Budgets>,
}

/// The budgets of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BudgetsView {
    /// The usual ones, to go back to.
    pub usual: Budgets,
    /// Those of the whole roster as they stand.
    pub whole: Budgets,
    /// Whether a person set them.
    pub set: bool,
    /// Each company of the connection.
    pub companies: Vec<CompanyBudgets>,
    /// When a person last set any, RFC 3339.
    pub changed_at: Option<String>,
}

/// Somebody whom no file removes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProtectedView {
    /// Their place on the list.
    pub id: u32,
    /// Their name when they were put on it.
    pub name: String,
    /// Their eligibility key.
    pub key: String,
    /// The tax id of their company, letters and digits alone.
    pub company: String,
    /// Since when, RFC 3339.
    pub since: String,
}

impl ProtectedView {
    /// Where somebody stands on the protected list of a connection.
    pub(super) fn about(
        desk: &Desk,
        connection: &Connection,
        person: &Employee,
    ) -> Result<Option<Self>, DeskError> {
        let identifier = connection.details.identifier;
        let Some(place) = place(identifier, person) else {
            return Ok(None);
        };
        let mut people = desk.protected_people(connection)?.into_iter();
        let found = people.find(|protected| protected.place == place);
        Ok(found.map(|protected| Self::of(identifier, protected)))
    }

    fn of(identifier: Identifier, person: ProtectedPerson) -> Self {
        let (company, key) = person.place;
        Self {
            id: person.id,
            name: person.name.into(),
            key: masking::shown_key(identifier, &key.0),
            company: company.into(),
            since: person.since.to_string(),
        }
    }
}

/// The budgets of a connection as they stand.
#[tauri::command]
#[specta::specta]
pub async fn budgets(
    state: State<'_, AppState>,
    connection: u32,
) -> Result<BudgetsView, CommandError> {
    state
        .work(move |desk| {
            let connection = desk.history().connection(ConnectionId(connection))?;
            let kept = desk.budgets(&connection)?;
            Ok::<_, CommandError>(budgets_view(desk, &connection, &kept)?)
        })
        .await
}

/// Sets the budgets of a connection, or of one of its companies; null puts the usual ones back. Each change is recorded.
#[tauri::command]
#[specta::specta]
pub async fn set_budgets(
    state: State<'_, AppState>,
    connection: u32,
    company: Option<String>,
    budgets: Option<Budgets>,
) -> Result<BudgetsView, CommandError> {
    state
        .work(move |desk| {
            let connection = desk.history().connection(ConnectionId(connection))?;
            let company = company.map(TaxId::from);
            let kept = desk.set_budgets(&connection, company.as_ref(), budgets.as_ref())?;
            Ok::<_, CommandError>(budgets_view(desk, &connection, &kept)?)
        })
        .await
}

fn budgets_view(
    desk: &Desk,
    connection: &Connection,
    kept: &KeptBudgets,
) -> Result<BudgetsView, DeskError> {
    let of_company = |company: &Company| CompanyBudgets {
        company: company.tax_id.as_str().to_owned(),
        name: company.name.to_string(),
        budgets: kept
            .companies
            .get(company.tax_id.meaning().as_ref())
            .copied(),
    };
    let companies = desk.companies(connection)?;
    let changes = desk.budget_changes(connection)?;
    Ok(BudgetsView {
        usual: Budgets::default(),
        whole: kept.whole.unwrap_or_default(),
        set: kept.whole.is_some(),
        companies: companies.iter().map(of_company).collect(),
        changed_at: changes.last().map(|change| change.at.to_string()),
    })
}

/// The people whom no file removes.
#[tauri::command]
#[specta::specta]
pub async fn protected_people(
    state: State<'_, AppState>,
    connection: u32,
) -> Result<Vec<ProtectedView>, CommandError> {
    on_list(state, connection, |desk, connection| {
        desk.protected_people(connection)
    })
    .await
}

/// Protects somebody of a plan, by the number of their row: the window has keys that are national ids masked alone. The
/// plan stays as it was made.
#[tauri::command]
#[specta::specta]
pub async fn protect_planned(
    state: State<'_, AppState>,
    id: u32,
    index: u32,
) -> Result<ProtectedView, CommandError> {
    state
        .view(move |desk| {
            let (made, connection) = desk.with_import(ImportId(id), |import| {
                let made = import.plan.clone().ok_or(DeskError::NoPlan)?;
                Ok((made, import.connection.clone()))
            })?;
            let Some(Line::Change(change)) = Line::of(&made.saved.plan, index) else {
                return Err(CommandError::of(ErrorCode::NotFound));
            };
            desk.protect_person(&connection, &change.company_tax_id, &change.key)?;
            let person = change.before.as_deref().unwrap_or(&change.item);
            let protected = ProtectedView::about(desk, &connection, person)?;
            protected.ok_or_else(|| CommandError::of(ErrorCode::NotFound))
        })
        .await
}

/// Takes somebody off the protected list.
#[tauri::command]
#[specta::specta]
pub async fn unprotect_person(
    state: State<'_, AppState>,
    connection: u32,
    person: u32,
) -> Result<Vec<ProtectedView>, CommandError> {
    on_list(state, connection, move |desk, connection| {
        desk.unprotect_person(connection, person)
    })
    .await
}

async fn on_list(
    state: State<'_, AppState>,
    connection: u32,
    work: impl FnOnce(&Desk, &Connection) -> Result<Vec<ProtectedPerson>, DeskError> + Send + 'static,
) -> Result<Vec<ProtectedView>, CommandError> {
    state
        .view(move |desk| {
            let connection = desk.history().connection(ConnectionId(connection))?;
            let people = work(desk, &connection)?.into_iter();
            let identifier = connection.details.identifier;
            let views = people.map(|person| ProtectedView::of(identifier, person));
            Ok::<_, CommandError>(views.collect())
        })
        .await
}
