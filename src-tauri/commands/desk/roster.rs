//! Reading a connection's roster whole, with progress, until it is read or the person cancels.

use std::sync::Arc;

use jiff::Timestamp;
use rollcall_core::desk::{CheckUp, Desk, DeskError};
use rollcall_core::history::{Connection, ConnectionId};
use rollcall_core::wellhub::{Client, WellhubError};
use serde::Serialize;
use specta::Type;
use tauri::State;
use tauri::ipc::Channel;

use crate::commands::connections::ConnectionView;
use crate::commands::number;
use crate::error::CommandError;
use crate::state::{AppState, blocking};

/// How far the reading of a roster is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RosterProgress {
    /// Pages read.
    pub pages: u32,
    /// People read.
    pub people: u32,
    /// Milliseconds to wait for Wellhub's limit, while it waits.
    pub wait_ms: Option<u32>,
}

/// Tells a channel how far a reading is. A window that was closed meanwhile hears nothing of it.
pub(in crate::commands) fn teller(
    desk: &Desk,
    client: &Client,
    channel: Channel<RosterProgress>,
) -> impl Fn(CheckUp) + Send + Sync + use<> {
    let (clock, waiting) = (desk.clock().clone(), client.limits().waiting());
    move |up| {
        if let CheckUp::Reading(read) = up {
            let until = waiting.borrow().map(|waiting| waiting.until);
            let _ = channel.send(RosterProgress {
                pages: read.pages,
                people: number(read.people),
                wait_ms: until.and_then(|until| milliseconds_to(until, clock.now())),
            });
        }
    }
}

/// How long until `then`, in milliseconds; `None` where that is past.
pub(in crate::commands) fn milliseconds_to(then: Timestamp, now: Timestamp) -> Option<u32> {
    let left = then.duration_since(now).as_millis();
    u32::try_from(left).ok().filter(|left| *left > 0)
}

/// Whether a failure is the person's own cancelling.
pub(in crate::commands) fn is_cancelled(error: &DeskError) -> bool {
    matches!(error, DeskError::Wellhub(WellhubError::Cancelled))
}

/// The connection of that id with its client, made ready.
pub(in crate::commands) async fn ready(
    state: &AppState,
    desk: &Arc<Desk>,
    id: ConnectionId,
) -> Result<(Connection, Client), CommandError> {
    let (looked, started) = (Arc::clone(desk), Arc::clone(desk));
    let connection = blocking(move || Ok(looked.history().connection(id)?)).await?;
    state.ensure_demo(&connection).await?;
    // A demo that was just started has another address.
    let connection = blocking(move || Ok(started.history().connection(connection.id)?)).await?;
    let client = state.client(desk, &connection).await?;
    Ok((connection, client))
}

/// Reads the roster of a connection and keeps it. A reading that is cancelled leaves what was kept.
#[tauri::command]
#[specta::specta]
pub async fn read_roster(
    state: State<'_, AppState>,
    connection: u32,
    on_progress: Channel<RosterProgress>,
) -> Result<ConnectionView, CommandError> {
    let desk = state.desk().await?;
    let (connection, client) = ready(&state, &desk, ConnectionId(connection)).await?;
    let reading = state.begin_reading(connection.id);
    let tell = teller(&desk, &client, on_progress);
    match desk.read_roster(&connection, &tell, &reading.cancel).await {
        Err(error) if !is_cancelled(&error) => return Err(error.into()),
        _ => {}
    }
    state
        .work(move |desk| {
            let connection = desk.history().connection(connection.id)?;
            ConnectionView::of(desk, &connection)
        })
        .await
}

/// Cancels the reading of a connection's roster, also the one that a plan or a submission waits for.
#[tauri::command]
#[specta::specta]
pub async fn cancel_reading(
    state: State<'_, AppState>,
    connection: u32,
) -> Result<(), CommandError> {
    state.cancel_reading(ConnectionId(connection));
    Ok(())
}
