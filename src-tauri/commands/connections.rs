//! The connections screen: which Wellhub companies this computer may speak to.

pub mod check;
pub mod form;
pub mod rotating;

use rollcall_core::desk::Desk;
use rollcall_core::employee::Identifier;
use rollcall_core::history::{Connection, ConnectionId, Environment, OpId};
use serde::Serialize;
use specta::Type;
use tauri::State;

use self::form::ConnectionForm;
use super::startup::VaultView;
use crate::error::CommandError;
use crate::state::AppState;

/// Under this name the id of the connection in use is kept.
const ACTIVE: &str = "active_connection";

/// Whether a credential covers one company or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// One company.
    Single,
    /// Several companies, told apart by tax id.
    Multiple,
}

/// A connection, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// Local id.
    pub id: u32,
    /// The name that the person gave.
    pub name: String,
    /// Which Wellhub it speaks to.
    pub environment: Environment,
    /// Scheme, host and port.
    pub origin: String,
    /// The client id; the secret never leaves the vault.
    pub client_id: String,
    /// The company's eligibility identifier.
    pub identifier: Identifier,
    /// The tax id of a single entity.
    pub company_tax_id: Option<String>,
    /// Known once the connection was tested.
    pub entity: Option<Entity>,
    /// When the credential expires, YYYY-MM-DD.
    pub expires_on: Option<String>,
    /// How many people the last roster held.
    pub people: Option<u32>,
    /// When that roster was read, RFC 3339.
    pub roster_read_at: Option<String>,
}

/// All connections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionsView {
    /// By name.
    pub connections: Vec<ConnectionView>,
    /// The id of the one in use.
    pub active: Option<u32>,
    /// Where secrets are kept and how that stands.
    pub vault: VaultView,
}

impl ConnectionView {
    /// The view of a connection, with what is known of its roster.
    pub fn of(desk: &Desk, connection: &Connection) -> Result<Self, CommandError> {
        let details = &connection.details;
        let last = desk.history().last_snapshot(connection.id)?;
        let entity = |multiple| {
            if multiple {
                Entity::Multiple
            } else {
                Entity::Single
            }
        };
        Ok(Self {
            id: connection.id.0,
            name: details.name.clone(),
            environment: details.environment,
            origin: details.origin.clone(),
            client_id: details.client_id.clone(),
            identifier: details.identifier,
            company_tax_id: details
                .company_tax_id
                .as_ref()
                .map(|tax_id| tax_id.as_str().to_owned()),
            entity: details.multiple.map(entity),
            expires_on: details.expires_on.map(|day| day.to_string()),
            people: last.as_ref().map(|last| last.people),
            roster_read_at: last.map(|last| last.read_at.to_string()),
        })
    }
}

/// The id of the connection in use; the first where the one chosen is gone.
fn active(desk: &Desk, known: &[Connection]) -> Result<Option<u32>, CommandError> {
    let chosen: Option<u32> = desk.history().setting(ACTIVE)?;
    let there = |id: &u32| known.iter().any(|connection| connection.id.0 == *id);
    let first = known.first().map(|connection| connection.id.0);
    Ok(chosen.filter(there).or(first))
}

/// All connections.
#[tauri::command]
#[specta::specta]
pub async fn connections(state: State<'_, AppState>) -> Result<ConnectionsView, CommandError> {
    state
        .work(|desk| {
            let known = desk.history().connections()?;
            let views = known
                .iter()
                .map(|connection| ConnectionView::of(desk, connection));
            Ok::<_, CommandError>(ConnectionsView {
                connections: views.collect::<Result<_, _>>()?,
                active: active(desk, &known)?,
                vault: VaultView::of(desk),
            })
        })
        .await
}

/// Keeps a connection and uses it from now on. The same `op_id` again does nothing and answers the same.
#[tauri::command]
#[specta::specta]
pub async fn add_connection(
    state: State<'_, AppState>,
    form: ConnectionForm,
    op_id: String,
) -> Result<ConnectionView, CommandError> {
    const KIND: &str = "add_connection";
    state
        .work(move |desk| {
            let (op_id, history) = (OpId(op_id), desk.history());
            if let Some(id) = history.op_result::<ConnectionId>(&op_id, KIND)? {
                return ConnectionView::of(desk, &history.connection(id)?);
            }
            let connection = desk.add_connection(&form.credential()?, None)?;
            history.note_op(&op_id, KIND, &connection.id)?;
            history.set_setting(ACTIVE, &connection.id.0)?;
            ConnectionView::of(desk, &connection)
        })
        .await
}

/// Removes a connection and its secret. What was sent over it stays in the history.
#[tauri::command]
#[specta::specta]
pub async fn remove_connection(
    state: State<'_, AppState>,
    id: u32,
    op_id: String,
) -> Result<(), CommandError> {
    const KIND: &str = "remove_connection";
    state
        .work(move |desk| {
            let op_id = OpId(op_id);
            if desk.history().op_result::<u32>(&op_id, KIND)?.is_none() {
                desk.remove_connection(ConnectionId(id))?;
                desk.history().note_op(&op_id, KIND, &id)?;
            }
            Ok::<_, CommandError>(())
        })
        .await
}

/// Uses a connection from now on.
#[tauri::command]
#[specta::specta]
pub async fn activate_connection(
    state: State<'_, AppState>,
    id: u32,
) -> Result<ConnectionView, CommandError> {
    state
        .work(move |desk| activate(desk, ConnectionId(id)))
        .await
}

fn activate(desk: &Desk, id: ConnectionId) -> Result<ConnectionView, CommandError> {
    let connection = desk.history().connection(id)?;
    desk.history().set_setting(ACTIVE, &id.0)?;
    ConnectionView::of(desk, &connection)
}

/// Starts the demo, where it is not running, and uses its connection.
#[tauri::command]
#[specta::specta]
pub async fn start_demo(state: State<'_, AppState>) -> Result<ConnectionView, CommandError> {
    let connection = state.start_demo().await?;
    state.work(move |desk| activate(desk, connection.id)).await
}
