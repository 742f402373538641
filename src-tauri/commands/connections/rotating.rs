//! Replacing a connection's secret in place. It goes in and never comes out again; where Wellhub refuses it, the one before
//! stays.

use rollcall_core::history::{ConnectionId, OpId};
use secrecy::SecretString;
use tauri::State;

use super::ConnectionView;
use super::form::day;
use crate::error::CommandError;
use crate::state::AppState;

/// Signs in with another secret and keeps it in the place of the one before, with the day on which it expires. The same
/// `op_id` again does nothing and answers the same.
#[tauri::command]
#[specta::specta]
pub async fn replace_secret(
    state: State<'_, AppState>,
    id: u32,
    secret: String,
    expires_on: Option<String>,
    op_id: String,
) -> Result<ConnectionView, CommandError> {
    const KIND: &str = "replace_secret";
    let (secret, op_id) = (SecretString::from(secret), OpId(op_id));
    let expires_on = day(expires_on.as_deref())?;
    let known = op_id.clone();
    let (connection, done) = state
        .work(move |desk| {
            let done = desk.history().op_result::<u32>(&known, KIND)?.is_some();
            Ok::<_, CommandError>((desk.history().connection(ConnectionId(id))?, done))
        })
        .await?;
    if done {
        return state
            .work(move |desk| ConnectionView::of(desk, &connection))
            .await;
    }
    state.desk().await?.try_secret(&connection, &secret).await?;
    state
        .work(move |desk| {
            let changed = desk.replace_secret(&connection, &secret, expires_on)?;
            desk.history().note_op(&op_id, KIND, &id)?;
            ConnectionView::of(desk, &changed)
        })
        .await
}
